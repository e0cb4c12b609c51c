internal import QueryRewriting
internal import SQLAlchemyWriting
internal import SchemaModel

/// One statement for a plain query.
struct StatementWriting {
  /// A table of the query, by the name it has in the expression.
  struct Entity {
    var table: Table
    var name: String
    var isClass: Bool
  }

  let query: PlainQuery
  let catalog: Catalog
  let names: MappedNames
  var parameters = ParameterNames(.snakeCase, reserved: Self.functions.union(PythonText.keywords))
  private(set) var entities: [String: Entity] = [:]
  /// `home = aliased(Team); ` for tables that stand in the query more than once.
  private var start = ""

  /// What the statement is made of, which no parameter may hide.
  private static let functions: Set<String> = [
    "select", "insert", "update", "delete", "func", "and_", "or_", "not_", "text", "null", "true", "false", "aliased",
    "contains_eager", "literal_column", "decimal",
  ]

  init(_ query: PlainQuery, _ catalog: Catalog, _ names: MappedNames) throws(Unsayable) {
    self.query = query
    self.catalog = catalog
    self.names = names
    try add(query.alias, query.table)
    for parent in query.parents { try add(parent.alias, parent.table) }
  }

  private mutating func add(_ alias: String, _ name: ObjectName) throws(Unsayable) {
    guard let table = catalog.tables[name], let entity = names.entity(name) else {
      throw Unsayable("a table that is no model")
    }
    var called = entity.name
    if entities.values.contains(where: { $0.table.name == name }) {
      guard entity.isClass, PythonText.isName(alias), !Self.functions.contains(alias) else {
        throw Unsayable("a table that is joined more than once")
      }
      called = alias
      start += "\(alias) = aliased(\(entity.name)); "
    }
    entities[alias] = Entity(table: table, name: called, isClass: entity.isClass)
  }

  mutating func text() throws(Unsayable) -> String {
    let main = try entity(query.alias).name
    let conditions = try self.conditions(query.conditions)
    let filter = conditions.isEmpty ? "" : ".where(\(conditions.joined(separator: ", ")))"
    switch query.kind {
    case .count: return start + "select(func.count()).select_from(\(main))" + (try joins()) + filter
    case .select(let fields):
      let fields = fields ?? own
      return start + (try selection(fields)) + (try joins()) + filter + (try options(fields)) + (try tail())
    case .delete(let returned): return "delete(\(main))" + filter + (try returning(returned))
    case .insert(let given, let returned):
      var values: [(String, String)] = []
      for item in given { values.append((item.column, try set(item.value, field(item.column)))) }
      return "insert(\(main))" + (try self.values(values)) + (try returning(returned))
    case .update(let assignments, let returned):
      var values: [(String, String)] = []
      for (column, assignment) in assignments.sorted(by: { $0.key < $1.key }) {
        values.append((column, try self.assignment(assignment, field(column))))
      }
      return "update(\(main))" + filter + (try self.values(values)) + (try returning(returned))
    }
  }

  // MARK: Rows

  private var own: [PlainQuery.Field] {
    entities[query.alias]?.table.columns.names.map { field($0) } ?? []
  }

  private func field(_ column: String) -> PlainQuery.Field { .init(alias: query.alias, column: column) }

  func entity(_ alias: String) throws(Unsayable) -> Entity {
    guard let entity = entities[alias] else { throw Unsayable("a table that is no model") }
    return entity
  }

  func column(_ field: PlainQuery.Field) throws(Unsayable) -> String {
    let entity = try entity(field.alias)
    guard entity.table.columns.contains(field.column) else { throw Unsayable("a column that is none") }
    if entity.isClass { return "\(entity.name).\(names.attribute(field.column, of: entity.table.name))" }
    let isName = PythonText.isName(field.column)
    return entity.name + (isName ? ".c.\(field.column)" : ".c[\(PythonText.quoted(field.column))]")
  }

  /// Classes where all of their columns are asked for one after the other, else columns.
  private func columns(_ fields: [PlainQuery.Field]) throws(Unsayable) -> [String] {
    var items: [String] = []
    var rest = fields[...]
    while let first = rest.first {
      let entity = try entity(first.alias)
      let whole = entity.table.columns.names.map { PlainQuery.Field(alias: first.alias, column: $0) }
      if entity.isClass, rest.starts(with: whole) {
        items.append(entity.name)
        rest = rest.dropFirst(whole.count)
      } else {
        items.append(try column(first))
        rest = rest.dropFirst()
      }
    }
    return items
  }

  private func selection(_ fields: [PlainQuery.Field]) throws(Unsayable) -> String {
    let eager = try loaded(fields)
    let items = try columns(fields.filter { !eager.contains($0.alias) })
    // A join begins at the class of its relationship; other joins, and what is selected of parents alone, name it.
    let isPlain = fields.first?.alias == query.alias && query.parents.allSatisfy { relationship($0) != nil }
    let from = query.parents.isEmpty || isPlain ? "" : ".select_from(\(try entity(query.alias).name))"
    return "select(\(items.joined(separator: ", ")))\(from)"
  }

  /// Parents all of whose columns come after the whole row of the query's own table: they are loaded into it.
  private func loaded(_ fields: [PlainQuery.Field]) throws(Unsayable) -> Set<String> {
    guard try entity(query.alias).isClass, fields.starts(with: own) else { return [] }
    var found: Set<String> = []
    for parent in query.parents where relationship(parent) != nil && (parent.child == query.alias) {
      let table = try entity(parent.alias).table
      if fields.filter({ $0.alias == parent.alias }).map(\.column) == table.columns.names { found.insert(parent.alias) }
    }
    return found
  }

  private func options(_ fields: [PlainQuery.Field]) throws(Unsayable) -> String {
    let eager = try loaded(fields)
    var items: [String] = []
    for parent in query.parents where eager.contains(parent.alias) {
      items.append("contains_eager(\(try path(parent)))")
    }
    return items.isEmpty ? "" : ".options(\(items.joined(separator: ", ")))"
  }

  // MARK: Joins

  private func key(of parent: PlainQuery.Parent) -> ForeignKey? {
    entities[parent.child]?.table.foreignKeys.first { $0.name == parent.foreignKey }
  }

  private func relationship(_ parent: PlainQuery.Parent) -> String? {
    guard let child = entities[parent.child], child.isClass, let key = key(of: parent) else { return nil }
    return names.relationship(key, of: child.table.name)
  }

  /// `Order.customer`, or `Game.home_team.of_type(h)` where the parent has a name of its own.
  private func path(_ parent: PlainQuery.Parent) throws(Unsayable) -> String {
    let target = try entity(parent.alias)
    let isAlias = names.entity(target.table.name)?.name != target.name
    return "\(try entity(parent.child).name).\(relationship(parent) ?? "")"
      + (isAlias ? ".of_type(\(target.name))" : "")
  }

  private func joins() throws(Unsayable) -> String {
    var text = ""
    for parent in query.parents {
      let word = parent.isOptional ? "outerjoin" : "join"
      if relationship(parent) != nil {
        text += ".\(word)(\(try path(parent)))"
        continue
      }
      guard let key = key(of: parent) else { throw Unsayable("a join over no foreign key") }
      let targets =
        key.targetColumns.isEmpty ? catalog.tables[key.target]?.primaryKey?.columns ?? [] : key.targetColumns
      var pairs: [String] = []
      for (own, their) in zip(key.columns, targets) {
        let sides: [PlainQuery.Field] = [
          .init(alias: parent.child, column: own), .init(alias: parent.alias, column: their),
        ]
        pairs.append("\(try column(sides[0])) == \(try column(sides[1]))")
      }
      let condition = pairs.count == 1 ? pairs[0] : "and_(\(pairs.joined(separator: ", ")))"
      text += ".\(word)(\(try entity(parent.alias).name), \(condition))"
    }
    return text
  }

  // MARK: Order and limits

  private mutating func tail() throws(Unsayable) -> String {
    var text = ""
    var order: [String] = []
    for key in query.order {
      let nulls = key.isNullsFirst.map { $0 ? ".nulls_first()" : ".nulls_last()" } ?? ""
      order.append(try column(key.field) + (key.isDescending ? ".desc()" : "") + nulls)
    }
    if !order.isEmpty { text += ".order_by(\(order.joined(separator: ", ")))" }
    if let limit = query.limit { text += ".limit(\(try number(limit, "limit")))" }
    if let offset = query.offset { text += ".offset(\(try number(offset, "offset")))" }
    if let lock = query.lock { text += try locking(lock) }
    return text
  }

  private mutating func number(_ value: PlainQuery.Value, _ name: String) throws(Unsayable) -> String {
    switch value {
    case .number(let digits): return digits
    case .parameter(let number): return parameters.name(of: number, name, .value)
    default: throw Unsayable("a computed LIMIT")
    }
  }

  private func locking(_ lock: PlainQuery.Lock) throws(Unsayable) -> String {
    var arguments: [String] = []
    if lock.strength == .share || lock.strength == .keyShare { arguments.append("read=True") }
    if lock.strength == .noKeyUpdate || lock.strength == .keyShare { arguments.append("key_share=True") }
    var tables: [String] = []
    for alias in lock.of { tables.append(try entity(alias).name) }
    if !tables.isEmpty {
      arguments.append("of=" + (tables.count == 1 ? tables[0] : "[\(tables.joined(separator: ", "))]"))
    }
    if lock.wait == .skip { arguments.append("skip_locked=True") }
    if lock.wait == .fail { arguments.append("nowait=True") }
    return ".with_for_update(\(arguments.joined(separator: ", ")))"
  }

  // MARK: Writes

  private func returning(_ fields: [PlainQuery.Field]) throws(Unsayable) -> String {
    fields.isEmpty ? "" : ".returning(\(try columns(fields).joined(separator: ", ")))"
  }

  private func values(_ values: [(column: String, value: String)]) throws(Unsayable) -> String {
    let entity = try entity(query.alias)
    if entity.isClass {
      let given = values.map { "\(names.attribute($0.column, of: entity.table.name))=\($0.value)" }
      return ".values(\(given.joined(separator: ", ")))"
    }
    return ".values({\(values.map { "\(PythonText.quoted($0.column)): \($0.value)" }.joined(separator: ", "))})"
  }

  private mutating func assignment(
    _ assignment: PlainQuery.Assignment, _ field: PlainQuery.Field
  ) throws(Unsayable) -> String {
    switch assignment {
    case .set(let value): return try set(value, field)
    case .add(let value): return "\(try column(field)) + \(try self.value(value, field))"
    case .subtract(let value): return "\(try column(field)) - \(try self.value(value, field))"
    }
  }
}
