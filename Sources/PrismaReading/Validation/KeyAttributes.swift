extension Validation {
  /// `@id` behind a field.
  func readID(_ attribute: AttributeSyntax, of index: Int, in position: Int) {
    let model = models[position]
    let field = model.fields[index]
    let arguments = Arguments(attribute, parameters: ["map", "length", "sort", "clustered"], report: report)
    if model.isView {
      return refuseInView("a view has no primary key", at: attribute.place, fix: "use `@unique`")
    }
    if field.isRelation || field.arity == .list {
      return report.error("prisma-id", "`@id` is for a single scalar field", at: attribute.place)
    }
    if field.arity == .optional {
      report.error("prisma-id", "a field marked `@id` is not optional", at: attribute.place)
    }
    if model.primaryKey != nil {
      return report.error("prisma-id", "model `\(model.name)` has more than one `@id`", at: model.syntax.header)
    }
    if arguments["sort"] != nil { refuseSortedKey(attribute) }
    models[position].primaryKey = node(.primaryKey, on: index, attribute, arguments)
  }

  func refuseSortedKey(_ attribute: AttributeSyntax) {
    report.during(.rules) {
      report.error(
        "prisma-id", "a primary key of PostgreSQL has no order", at: attribute.place, fix: "leave out `sort`")
    }
  }

  /// `@unique` behind a field.
  func readUnique(_ attribute: AttributeSyntax, of index: Int, in position: Int) {
    let model = models[position]
    let parameters = ["map", "length", "sort", "clustered", "where"]
    let arguments = Arguments(attribute, parameters: parameters, report: report)
    if model.fields[index].isRelation {
      let fields = relationScalars(model.fields[index])
      report.error(
        "prisma-index", "`@unique` belongs to the scalar fields of a relation", at: attribute.place,
        fix: fields.isEmpty ? nil : "put it on `\(fields.joined(separator: "`, `"))`")
      return
    }
    if model.isView {
      if arguments["map"] != nil {
        refuseInView("a unique field of a view has no index to name", at: attribute.place)
      }
      models[position].fields[index].otherAttributes.append("@unique")
      return
    }
    var unique = node(.unique, on: index, attribute, arguments)
    unique.predicate = predicate(arguments["where"], in: position)
    models[position].indexes.append(unique)
  }

  private func node(
    _ kind: IndexNode.Kind, on index: Int, _ attribute: AttributeSyntax, _ arguments: Arguments
  ) -> IndexNode {
    refuseLengthAndClustering(arguments, at: attribute.place)
    var field = IndexField(field: index, place: attribute.place)
    field.isDescending = sort(arguments["sort"])
    return IndexNode(
      kind: kind, fields: [field], map: constraintName(arguments["map"]), isOnField: true,
      attribute: "@\(attribute.name.text)",
      place: attribute.place)
  }

  func refuseLengthAndClustering(_ arguments: Arguments, at place: Place) {
    let isClustered = arguments["clustered"].map { report.boolean($0) != nil } ?? false
    let hasLength = arguments["length"].map { report.integer($0) != nil } ?? false
    report.during(.rules) {
      if isClustered { report.error("prisma-index", "PostgreSQL's indexes are not clustered", at: place) }
      if hasLength { report.error("prisma-index", "PostgreSQL indexes no prefix of a column", at: place) }
    }
  }

  /// Whether `sort` says Desc.
  func sort(_ value: Expression?) -> Bool {
    guard let value, let order = report.constant(value) else { return false }
    if order != "Asc", order != "Desc" {
      report.error("prisma-attribute-argument", "`sort` is `Asc` or `Desc`", at: value.place)
    }
    return order == "Desc"
  }

  /// A name for the database, which has a limit.
  func constraintName(_ value: Expression?) -> String? {
    guard let value, let name = report.string(value) else { return nil }
    if name.isEmpty {
      report.error("prisma-constraint-name", "a name in the database is not empty", at: value.place)
      return nil
    }
    if name.utf8.count > 63 {
      report.during(.rules) {
        report.error(
          "prisma-constraint-name", "this name has \(name.utf8.count) bytes; PostgreSQL's have at most 63",
          at: value.place)
      }
    }
    return name
  }

  /// The names in `fields` of a relation field, for hints.
  private func relationScalars(_ field: FieldNode) -> [String] {
    guard let attribute = field.syntax.attributes.first(where: { $0.name.text == "relation" }),
      let value = attribute.arguments.first(where: { $0.name?.text == "fields" })?.value
    else { return [] }
    return value.elements.compactMap { if case .constant(let name, _) = $0 { name } else { nil } }
  }

  /// The predicate of a partial index as SQL.
  func predicate(_ value: Expression?, in position: Int) -> String? {
    guard let value else { return nil }
    switch value {
    case .call(let name, let arguments, _) where name.text == "raw":
      let arguments = Arguments(
        arguments, of: "`raw()`", at: value.place, parameters: ["sql"], required: ["sql"], report: report)
      return report.string(arguments["sql"])
    case .object(let members, let place):
      if members.isEmpty { report.error("prisma-index", "`where` says nothing", at: place) }
      let conditions = members.compactMap { condition($0, in: position) }
      return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    default:
      report.mismatch("`raw(\"...\")` or `{ field: value }`", value)
      return nil
    }
  }

  private func condition(_ member: ObjectMember, in position: Int) -> String? {
    let model = models[position]
    guard let index = model.fieldPositions[member.name.text], !model.fields[index].isRelation else {
      report.error(
        "prisma-index", "\(model.word) `\(model.name)` has no scalar field `\(member.name.text)`", at: member.name.place
      )
      return nil
    }
    var value = member.value
    var isNegated = false
    if case .object(let inner, let place) = value {
      guard inner.count == 1, inner[0].name.text == "not" else {
        report.error("prisma-index", "a condition is a value or `{ not: value }`", at: place)
        return nil
      }
      isNegated = true
      value = inner[0].value
    }
    let column = SQLName.identifier(model.fields[index].columnName)
    if case .constant("null", _) = value { return "\(column) IS \(isNegated ? "NOT " : "")NULL" }
    guard let literal = conditionLiteral(value, model.fields[index]) else { return nil }
    return "\(column) \(isNegated ? "<>" : "=") \(literal)"
  }

  private func conditionLiteral(_ value: Expression, _ field: FieldNode) -> String? {
    switch (value, field.kind) {
    case (.string(let text, _), _): return SQLName.literal(text)
    case (.number(let text, _), _): return text
    case (.constant(let name, let place), .enumeration(let position)):
      return DefaultReader(validation: self).enumLabel(name, of: position, at: place).map(SQLName.literal)
    case (.constant(let text, _), _) where text == "true" || text == "false": return text
    default:
      report.mismatch("a literal value", value)
      return nil
    }
  }
}
