internal import QueryRewriting
internal import SchemaModel

/// One call of the client for a plain query.
struct ClientCall {
  private let query: PlainQuery
  private let catalog: Catalog
  private let tables: [String: Table]
  private let model: String
  private(set) var names = ParameterNames(.camelCase, reserved: JavaScript.reserved)

  /// nil when a table is no model.
  init?(_ query: PlainQuery, _ catalog: Catalog) {
    var tables: [String: Table] = [:]
    tables[query.alias] = catalog.tables[query.table]
    for parent in query.parents { tables[parent.alias] = catalog.tables[parent.table] }
    guard let main = tables[query.alias], let model = main.model?.name,
      tables.count == query.parents.count + 1, tables.values.allSatisfy({ $0.model?.isIgnored == false })
    else { return nil }
    self.query = query
    self.catalog = catalog
    self.tables = tables
    self.model = model.prefix(1).lowercased() + model.dropFirst()
  }

  mutating func text() throws(Unsayable) -> String {
    if query.lock != nil { throw Unsayable("a lock on its rows") }
    let conditions = try self.where(query.conditions)
    let filter: [JavaScript.Member] = conditions.isEmpty ? [] : [.init("where", .object(conditions))]
    switch query.kind {
    case .count: return call("count", filter)
    case .delete(let returned):
      if !returned.isEmpty { throw Unsayable("RETURNING of deleted rows") }
      return call("deleteMany", filter)
    case .insert(let given, let returned):
      var data: [JavaScript.Member] = []
      for item in given {
        let field = PlainQuery.Field(alias: query.alias, column: item.column)
        data.append(.init(try name(of: field), try value(item.value, field)))
      }
      return call("create", [.init("data", .object(data))] + (try chosen(returned)))
    case .update(let assignments, let returned):
      var data: [JavaScript.Member] = []
      for (column, assignment) in assignments.sorted(by: { $0.key < $1.key }) {
        let field = PlainQuery.Field(alias: query.alias, column: column)
        data.append(.init(try name(of: field), try self.assignment(assignment, field)))
      }
      let method = returned.isEmpty ? "updateMany" : "updateManyAndReturn"
      return call(method, filter + [.init("data", .object(data))] + (try chosen(returned)))
    case .select(let fields): return call("findMany", filter + (try reading(fields)))
    }
  }

  /// What comes back of written rows, where that is not all of them.
  private func chosen(_ fields: [PlainQuery.Field]) throws(Unsayable) -> [JavaScript.Member] {
    fields.isEmpty || query.isWhole(fields, catalog) ? [] : [.init("select", .object(try selection(fields)))]
  }

  private func call(_ method: String, _ members: [JavaScript.Member]) -> String {
    "prisma.\(JavaScript.path([model, method]))(\(members.isEmpty ? "" : JavaScript.object(members).text))"
  }

  private mutating func assignment(
    _ assignment: PlainQuery.Assignment, _ field: PlainQuery.Field
  ) throws(Unsayable) -> JavaScript {
    switch assignment {
    case .set(let value): return try self.value(value, field)
    case .add(let value): return .object([.init("increment", try self.value(value, field))])
    case .subtract(let value): return .object([.init("decrement", try self.value(value, field))])
    }
  }

  private mutating func reading(_ fields: [PlainQuery.Field]?) throws(Unsayable) -> [JavaScript.Member] {
    var members: [JavaScript.Member] = []
    if let fields { members.append(.init("select", .object(try selection(fields)))) }
    var order: [JavaScript] = []
    for key in query.order { order.append(try sort(key)) }
    if !order.isEmpty { members.append(.init("orderBy", order.count == 1 ? order[0] : .array(order))) }
    if let offset = query.offset { members.append(.init("skip", try number(offset, "skip"))) }
    if let limit = query.limit { members.append(.init("take", try number(limit, "take"))) }
    return members
  }

  private mutating func number(_ value: PlainQuery.Value, _ name: String) throws(Unsayable) -> JavaScript {
    switch value {
    case .number(let digits): return .number(digits)
    case .parameter(let number): return .name([names.name(of: number, name, .value)])
    default: throw Unsayable("a computed LIMIT")
    }
  }

  /// `{ id: true, customer: { select: { companyName: true } } }`.
  private func selection(_ fields: [PlainQuery.Field]) throws(Unsayable) -> [JavaScript.Member] {
    var tree = SelectionTree()
    for field in fields { tree.add(try path(to: field.alias) + [try name(of: field)]) }
    return tree.members
  }

  private func sort(_ key: PlainQuery.SortKey) throws(Unsayable) -> JavaScript {
    let direction = JavaScript.string(key.isDescending ? "desc" : "asc")
    let field = try name(of: key.field)
    var value = JavaScript.object([.init(field, direction)])
    if let isFirst = key.isNullsFirst {
      value = .object([
        .init(field, .object([.init("sort", direction), .init("nulls", .string(isFirst ? "first" : "last"))]))
      ])
    }
    return try path(to: key.field.alias).reversed().reduce(value) { .object([.init($1, $0)]) }
  }

  /// The relation fields from the query's model to one that its foreign keys lead to.
  private func path(to alias: String) throws(Unsayable) -> [String] {
    guard let parent = query.parents.first(where: { $0.alias == alias }) else { return [] }
    let key = tables[parent.child]?.foreignKeys.first { $0.name == parent.foreignKey }
    guard let field = key?.relation?.field else { throw Unsayable("a join over what is no relation of the schema") }
    return try path(to: parent.child) + [field]
  }

  private func name(of field: PlainQuery.Field) throws(Unsayable) -> String {
    guard let column = tables[field.alias]?.columns[field.column], column.field?.isIgnored != true else {
      throw Unsayable("a column that is no field")
    }
    return column.field?.name ?? column.name
  }
}

extension ClientCall {
  /// All of them; a field that is asked for twice in ways that do not fit together goes into AND.
  private mutating func `where`(_ conditions: [PlainQuery.Condition]) throws(Unsayable) -> [JavaScript.Member] {
    var members: [JavaScript.Member] = []
    var rest: [JavaScript] = []
    for condition in conditions {
      let member = try self.member(condition)
      guard let position = members.firstIndex(where: { $0.key == member.key }) else {
        members.append(member)
        continue
      }
      if let joined = Self.joined(members[position].value, member.value) {
        members[position].value = joined
      } else {
        rest.append(.object([member]))
      }
    }
    return rest.isEmpty ? members : members + [.init("AND", .array(rest))]
  }

  /// `{ gte: from }` and `{ lt: to }` as one.
  private static func joined(_ one: JavaScript, _ other: JavaScript) -> JavaScript? {
    guard case .object(let members) = one, case .object(let more) = other,
      Set(members.map(\.key)).isDisjoint(with: more.map(\.key))
    else { return nil }
    return .object(members + more)
  }

  private mutating func member(_ condition: PlainQuery.Condition) throws(Unsayable) -> JavaScript.Member {
    switch condition {
    case .compare(let field, let sign, let value): return try compared(field, sign, value)
    case .oneOf(let field, let values, let isNegated):
      var items: [JavaScript] = []
      for value in values { items.append(try self.value(value, field)) }
      return try nested(field, .object([.init(isNegated ? "notIn" : "in", .array(items))]))
    case .anyOf(let field, let value):
      return try nested(field, .object([.init("in", try self.value(value, field, .several))]))
    case .contains(let field, let value, let place, let isInsensitive):
      let word = place == .anywhere ? "contains" : place == .beginning ? "startsWith" : "endsWith"
      let mode: [JavaScript.Member] = isInsensitive ? [.init("mode", .string("insensitive"))] : []
      return try nested(field, .object([.init(word, try self.value(value, field))] + mode))
    case .any(let parts):
      var items: [JavaScript] = []
      for part in parts { items.append(.object(try self.where(part))) }
      return .init("OR", .array(items))
    }
  }

  private mutating func compared(
    _ field: PlainQuery.Field, _ sign: String, _ value: PlainQuery.Value
  ) throws(Unsayable) -> JavaScript.Member {
    let words = ["<": "lt", "<=": "lte", ">": "gt", ">=": "gte", "<>": "not"]
    guard let word = words[sign] else { return try nested(field, try self.value(value, field)) }
    return try nested(field, .object([.init(word, try self.value(value, field, .init(sign)))]))
  }

  /// A condition on a field, within the relations that lead to its model.
  private func nested(_ field: PlainQuery.Field, _ value: JavaScript) throws(Unsayable) -> JavaScript.Member {
    let path = try path(to: field.alias) + [try name(of: field)]
    let inner = path.dropFirst().reversed().reduce(value) { .object([.init($1, $0)]) }
    return .init(path[0], inner)
  }

  private mutating func value(
    _ value: PlainQuery.Value, _ field: PlainQuery.Field, _ part: ParameterNames.Part = .value
  ) throws(Unsayable) -> JavaScript {
    switch value {
    case .parameter(let number): return .name([names.name(of: number, try name(of: field), part)])
    case .string(let text): return .string(text)
    case .number(let digits): return .number(digits)
    case .boolean(let truth): return .boolean(truth)
    case .null: return .null
    case .now: return .newDate
    case .field(let other):
      guard other.alias == query.alias, field.alias == query.alias else {
        throw Unsayable("a comparison of columns of two tables")
      }
      return .name(["prisma", model, "fields", try name(of: other)])
    }
  }
}

/// Fields of models within models, in the order in which they were named.
private struct SelectionTree {
  private var names: [String] = []
  private var branches: [String: SelectionTree] = [:]

  mutating func add(_ path: [String]) {
    guard let first = path.first else { return }
    if !names.contains(first) { names.append(first) }
    if path.count > 1 { branches[first, default: SelectionTree()].add(Array(path.dropFirst())) }
  }

  var members: [JavaScript.Member] {
    names.map { name in
      .init(name, branches[name].map { .object([.init("select", .object($0.members))]) } ?? .boolean(true))
    }
  }
}
