import Diagnostics
import SchemaModel

extension Validation {
  /// Reads the `@@` attributes of a model or view.
  func readBlockAttributes(of position: Int) {
    let model = models[position]
    checkRepetition(model.syntax.attributes, sign: "@@", repeatable: ["unique", "index", "fulltext"])
    // The names that the others build on come first, wherever they stand.
    for attribute in model.syntax.attributes {
      switch attribute.name.text {
      case "map":
        // PostgreSQL cuts longer names, quietly.
        guard let name = mapped(attribute, sign: "@@") else { continue }
        models[position].tableName = PrismaConstraintName.clipped(name)
      case "schema": models[position].schema = schema(attribute) ?? model.schema
      case "ignore":
        _ = Arguments(attribute, parameters: [], sign: "@@", report: report)
        models[position].isIgnored = true
        refuseIgnoredFields(of: model)
      default: break
      }
    }
    for attribute in model.syntax.attributes {
      switch attribute.name.text {
      case "map", "schema", "ignore": break
      case "id": readKey(attribute, in: position)
      case "unique", "index": readIndex(attribute, in: position)
      case "fulltext": refuseFullText(attribute)
      default: unknown(attribute, sign: "@@", among: ["map", "schema", "ignore", "id", "unique", "index"])
      }
    }
    requireSchema(of: model.syntax)
  }

  private func refuseIgnoredFields(of model: ModelNode) {
    for field in model.fields where field.isIgnored && !field.isRelation {
      report.error(
        "prisma-attribute-argument", "`\(field.name)` is ignored with its whole model", at: field.place,
        fix: "leave out `@ignore`")
    }
  }

  private func refuseFullText(_ attribute: AttributeSyntax) {
    report.during(.rules) {
      report.error(
        "prisma-index", "PostgreSQL has no full-text index of this kind", at: attribute.place,
        why: "`@@fulltext` is for MySQL and MongoDB",
        fix: "make a GIN index on a tsvector in a migration")
    }
  }

  private func readKey(_ attribute: AttributeSyntax, in position: Int) {
    let model = models[position]
    let parameters = ["fields", "name", "map", "clustered"]
    let arguments = Arguments(attribute, parameters: parameters, required: ["fields"], sign: "@@", report: report)
    if model.isView {
      return refuseInView("a view has no primary key", at: attribute.place, fix: "use `@@unique`")
    }
    guard let fields = indexFields(arguments["fields"], attribute, in: position) else { return }
    for field in fields where model.fields[field.field].arity != .required {
      report.error(
        "prisma-id", "`\(model.fields[field.field].name)` is not required, so it is no part of an id",
        at: attribute.place)
    }
    if model.primaryKey != nil {
      return report.error("prisma-id", "model `\(model.name)` has more than one id", at: model.syntax.header)
    }
    refuseLengthAndClustering(arguments, at: attribute.place)
    if fields.contains(where: \.isSorted) { refuseSortedKey(attribute) }
    models[position].primaryKey = IndexNode(
      kind: .primaryKey, fields: fields, map: constraintName(arguments["map"]),
      clientName: clientName(arguments["name"]), isOnField: false, attribute: "@@id", place: attribute.place)
    checkClientName(fields, arguments["name"] != nil, attribute, in: position)
  }

  private func readIndex(_ attribute: AttributeSyntax, in position: Int) {
    let isUnique = attribute.name.text == "unique"
    let parameters = ["fields", "name", "map", "clustered", "where"] + (isUnique ? [] : ["type", "ops", "length"])
    let arguments = Arguments(attribute, parameters: parameters, required: ["fields"], sign: "@@", report: report)
    let model = models[position]
    if model.isView, !isUnique {
      return refuseInView("a view has no indexes", at: attribute.place)
    }
    guard let fields = indexFields(arguments["fields"], attribute, in: position) else { return }
    if model.isView {
      if arguments["map"] != nil {
        refuseInView("a unique criterion of a view has no index to name", at: attribute.place)
      }
      return
    }
    refuseLengthAndClustering(arguments, at: attribute.place)
    var index = IndexNode(
      kind: isUnique ? .unique : .normal, fields: fields, map: constraintName(arguments["map"]), isOnField: false,
      attribute: "@@\(attribute.name.text)", place: attribute.place)
    index.clientName = clientName(arguments["name"])
    if !isUnique, index.map != nil, index.clientName != nil {
      report.error(
        "prisma-attribute-argument", "`name` of an `@@index` is the old word for `map`; only one can be given",
        at: attribute.place)
    }
    if !isUnique, index.map == nil, let name = index.clientName {
      // Before `map` there was only `name`, and it named the index.
      index.map = name
      index.clientName = nil
    }
    index.predicate = predicate(arguments["where"], in: position)
    if let type = arguments["type"] { index.method = method(type) }
    report.during(.rules) { checkMethod(of: index, in: position) }
    if isUnique { checkClientName(fields, arguments["name"] != nil, attribute, in: position) }
    models[position].indexes.append(index)
  }

  func refuseInView(_ message: String, at place: Place, fix: String? = nil) {
    report.during(.rules) { report.error("prisma-view", message, at: place, fix: fix) }
  }

  private func clientName(_ value: Expression?) -> String? { report.string(value) }

  /// The client calls a compound criterion by its fields, which must not be a field's name.
  private func checkClientName(_ fields: [IndexField], _ isNamed: Bool, _ attribute: AttributeSyntax, in position: Int)
  {
    guard !isNamed, fields.count > 1 else { return }
    let model = models[position]
    let name = fields.map { model.fields[$0.field].name }.joined(separator: "_")
    guard model.fieldPositions[name] != nil else { return }
    report.during(.rules) {
      report.error(
        "prisma-constraint-name", "`@@\(attribute.name.text)` is called `\(name)`, and so is a field",
        at: attribute.place, fix: "give it another name: `name: \"...\"`")
    }
  }

  private func indexFields(
    _ value: Expression?, _ attribute: AttributeSyntax, in position: Int
  ) -> [IndexField]? {
    guard let value else { return nil }
    let model = models[position]
    var fields: [IndexField] = []
    var seen: Set<Int> = []
    var isComplete = true
    for element in value.elements {
      if let field = indexField(element, attribute, in: position) {
        if !seen.insert(field.field).inserted {
          let name = model.fields[field.field].name
          report.error("prisma-index", "`\(name)` is named twice in `@@\(attribute.name.text)`", at: attribute.place)
          isComplete = false
        }
        fields.append(field)
      } else {
        isComplete = false
      }
    }
    if value.elements.isEmpty {
      report.during(.rules) {
        report.error("prisma-index", "`@@\(attribute.name.text)` names no field", at: attribute.place)
      }
    }
    return isComplete && !fields.isEmpty ? fields : nil
  }

  private func indexField(_ element: Expression, _ attribute: AttributeSyntax, in position: Int) -> IndexField? {
    let name: String
    var options: Arguments?
    switch element {
    case .constant(let text, _): name = text
    case .call(let called, let arguments, let place):
      name = called.text
      options = Arguments(
        arguments, of: "`\(name)` in `@@\(attribute.name.text)`", at: place, parameters: ["sort", "length", "ops"],
        takesUnnamed: false, report: report)
      if models[position].isView {
        refuseInView("fields of a unique criterion of a view have no arguments", at: attribute.place)
      }
    default:
      report.mismatch("the name of a field", element)
      return nil
    }
    guard let index = scalarField(name, element.place, attribute, in: position) else { return nil }
    var field = IndexField(field: index, place: element.place)
    if let options {
      field.isDescending = sort(options["sort"])
      field.isSorted = options["sort"] != nil
      if !models[position].isView { refuseLengthAndClustering(options, at: attribute.place) }
      if let ops = options["ops"] { field.operatorClass = operatorClass(ops) }
    }
    return field
  }

  private func scalarField(
    _ name: String, _ place: Place, _ attribute: AttributeSyntax, in position: Int
  ) -> Int? {
    let model = models[position]
    guard let index = model.fieldPositions[name] else {
      let fix = report.suggestion(for: name, among: model.fields.map(\.name))
      report.error("prisma-index", "\(model.word) `\(model.name)` has no field `\(name)`", at: place, fix: fix)
      return nil
    }
    if model.fields[index].isRelation {
      report.error(
        "prisma-index", "`\(name)` is a relation field; `@@\(attribute.name.text)` takes scalar fields", at: place)
      return nil
    }
    return index
  }
}
