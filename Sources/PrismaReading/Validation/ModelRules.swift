import SchemaModel

extension Validation {
  /// What must hold for a model as a whole.
  func checkModel(_ position: Int) {
    let model = models[position]
    report.during(.attributes) { checkColumnNames(of: model) }
    guard !model.isView else { return }
    if model.fields.isEmpty {
      return report.error("prisma-missing-id", "model `\(model.name)` has no fields", at: model.syntax.header)
    }
    if !model.isIgnored { checkCriterion(of: model) }
  }

  /// Each model needs a way to tell its rows apart.
  private func checkCriterion(of model: ModelNode) {
    let hasBrokenID = model.primaryKey == nil && model.syntax.attributes.contains { $0.name.text == "id" }
    if hasBrokenID { return }
    let uniques = model.indexes.filter { $0.kind == .unique && $0.predicate == nil }
    let isUsable = (uniques + [model.primaryKey].compactMap(\.self)).contains { index in
      index.fields.allSatisfy { field in
        if case .unsupported = model.fields[field.field].kind { return false }
        return index.kind == .primaryKey || model.fields[field.field].arity == .required
      }
    }
    guard !isUsable else { return }
    // A field whose type is not known may be meant to be the key: that error is enough.
    let isBroken = model.syntax.fields.contains { field in
      field.attributes.contains { $0.name.text == "id" || $0.name.text == "unique" }
        && model.fieldPositions[field.name.text] == nil
    }
    guard !isBroken else { return }
    report.error(
      "prisma-missing-id", "model `\(model.name)` has no id and no unique criterion of required fields",
      at: model.syntax.header, fix: "mark a field with `@id`, or the model with `@@ignore`")
  }

  private func checkColumnNames(of model: ModelNode) {
    var columns: [String: String] = [:]
    for field in model.fields where !field.isRelation {
      if let other = columns[field.columnName] {
        report.error(
          "prisma-duplicate-name",
          "`\(field.name)` is column `\(field.columnName)`, which `\(other)` of \(model.word) `\(model.name)` already is",
          at: field.place)
      } else {
        columns[field.columnName] = field.name
      }
    }
  }

  /// Names in the database that two things would share.
  func checkDatabaseNames() {
    checkTypeNames()
    checkTableNames()
    checkConstraintNames()
  }

  private func checkTypeNames() {
    var first: [[String]: EnumNode] = [:]
    for node in enums {
      let key = [node.schema, node.typeName]
      guard let earlier = first[key] else {
        first[key] = node
        continue
      }
      report.error(
        "prisma-duplicate-name",
        "enums `\(earlier.name)` and `\(node.name)` are both `\(node.typeName)` in the database",
        at: node.syntax.header)
    }
  }

  private func checkTableNames() {
    var names: [[String]: String] = [:]
    for model in models {
      let key = [model.schema, model.tableName]
      if let other = names[key] {
        let attribute = model.syntax.attributes.first { $0.name.text == "map" }
        report.error(
          "prisma-duplicate-name", "table `\(model.tableName)` already belongs to `\(other)`",
          at: attribute?.place ?? model.syntax.header)
      } else {
        names[key] = model.name
      }
    }
  }

  /// Keys and indexes share one space of names in a schema, foreign keys one in a table.
  private func checkConstraintNames() {
    var places: [[String]: [(Place, String)]] = [:]
    var order: [[String]] = []
    func add(_ key: [String], _ place: Place, _ attribute: String) {
      if places[key] == nil { order.append(key) }
      places[key, default: []].append((place, attribute))
    }
    for model in models where !model.isView {
      for index in [model.primaryKey].compactMap(\.self) + model.indexes {
        add([model.schema, model.databaseName(of: index)], index.place, index.attribute)
      }
    }
    let ownNames = namesInTables()
    for case .foreignKey(let key) in relations where configuration.usesForeignKeys {
      let model = models[key.model]
      add([model.schema, model.tableName, databaseName(of: key)], key.place, "@relation")
    }
    for key in order {
      if key.count == 3, let own = ownNames[key[0] + "." + key[1]]?[key[2]] {
        // Keys and foreign keys of one table share their names too.
        places[key, default: []].append(own)
      }
      guard let uses = places[key], uses.count > 1 else { continue }
      for (place, attribute) in uses {
        report.error(
          "prisma-constraint-name", "the name `\(key[key.count - 1])` of this `\(attribute)` is used twice", at: place,
          fix: "give it another name: `map: \"...\"`")
      }
    }
  }

  /// Keys and indexes by table and name.
  private func namesInTables() -> [String: [String: (Place, String)]] {
    var names: [String: [String: (Place, String)]] = [:]
    for model in models where !model.isView {
      for index in [model.primaryKey].compactMap(\.self) + model.indexes {
        names["\(model.schema).\(model.tableName)", default: [:]][model.databaseName(of: index)] = (
          index.place, index.attribute
        )
      }
    }
    return names
  }

  func databaseName(of key: ForeignKeyNode) -> String {
    let model = models[key.model]
    return key.map
      ?? PrismaConstraintName.foreignKey(
        table: model.tableName, columns: key.fields.map { model.fields[$0].columnName })
  }
}
