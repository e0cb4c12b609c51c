import SchemaModel

/// What each table, enum and column is called in the Prisma schema.
struct Names {
  private(set) var models: [ObjectName: String] = [:]
  private(set) var enums: [ObjectName: String] = [:]
  private var fields: [ObjectName: [String: String]] = [:]
  /// Names of fields per table, relation fields included once they are planned.
  private var taken: [ObjectName: Set<String>] = [:]
  private var types: Set<String> = [
    "String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes", "Unsupported",
    "PrismaClient",
  ]

  init(_ catalog: Catalog) {
    // Names the source already gives come first, so that derived ones keep clear of them.
    for table in catalog.tables { if let model = table.model, !model.isImplicit { keep(model.name, table.name) } }
    for view in catalog.views { if let model = view.model { keep(model, view.name) } }
    for type in catalog.enums { if let model = type.model, types.insert(model).inserted { enums[type.name] = model } }
    for table in catalog.tables where models[table.name] == nil && table.model?.isImplicit != true {
      models[table.name] = derive(table.name, isPlural: true)
    }
    for view in catalog.views where models[view.name] == nil { models[view.name] = derive(view.name, isPlural: true) }
    for type in catalog.enums where enums[type.name] == nil { enums[type.name] = derive(type.name, isPlural: false) }
    for table in catalog.tables { nameFields(of: table.name, table.columns, reserved: table.model?.fieldOrder ?? []) }
    for view in catalog.views { nameFields(of: view.name, view.columns, reserved: []) }
  }

  private mutating func keep(_ model: String, _ name: ObjectName) {
    if types.insert(model).inserted { models[name] = model }
  }

  private mutating func derive(_ object: ObjectName, isPlural: Bool) -> String {
    var words = NameWords.split(object.name)
    if isPlural, let last = words.popLast() { words.append(NameWords.singular(last)) }
    var name = NameWords.pascal(words)
    if !NameWords.isName(name) { name = "Model" + name }
    return Self.unique(name, in: &types, alternative: NameWords.pascal(NameWords.split(object.schema)) + name)
  }

  private mutating func nameFields(of table: ObjectName, _ columns: NamedList<Column>, reserved: [String]) {
    var names = Set(reserved)
    var found: [String: String] = [:]
    for column in columns { if let field = column.field { found[column.name] = field.name } }
    names.formUnion(found.values)
    for column in columns where found[column.name] == nil {
      var name = NameWords.camel(NameWords.split(column.name))
      if !NameWords.isName(name) { name = "field" + NameWords.capital(name) }
      found[column.name] = Self.unique(name, in: &names, alternative: name + "Column")
    }
    fields[table] = found
    taken[table] = names
  }

  /// The name, or the alternative, or a numbered one; it counts as taken from then on.
  ///
  /// Static: a method would hold the whole value while a part of it is changed, which copies that part.
  private static func unique(_ name: String, in taken: inout Set<String>, alternative: String) -> String {
    var candidate = name
    var number = 2
    if taken.contains(candidate), NameWords.isName(alternative) { candidate = alternative }
    while !taken.insert(candidate).inserted {
      candidate = "\(alternative)\(number)"
      number += 1
    }
    return candidate
  }

  func field(_ column: String, of table: ObjectName) -> String { fields[table]?[column] ?? column }

  func isTaken(_ field: String, in table: ObjectName) -> Bool { taken[table]?.contains(field) ?? false }

  /// A name for a relation field that no other field of the table has.
  mutating func relationField(_ wanted: String, alternative: String, in table: ObjectName) -> String {
    let names = [wanted, alternative].map { NameWords.isName($0) ? $0 : "field" + NameWords.capital($0) }
    return Self.unique(names[0], in: &taken[table, default: []], alternative: names[1])
  }

  /// The name is the source's own; others keep clear of it.
  mutating func reserve(_ field: String, in table: ObjectName) { taken[table, default: []].insert(field) }
}
