import SQLWriting
import SchemaModel

/// The statements of one call: its own, and those by which rows of other tables come with it.
struct CallStatements {
  let models: ModelIndex
  private(set) var problems: [CallProblem] = []
  private(set) var others: [String] = []

  init(_ models: ModelIndex) { self.models = models }

  /// The call's own statement and the names of its parameters.
  mutating func main(_ method: CallMethod, _ table: Table, _ options: CallNode) -> (sql: String, parameters: [String]) {
    var (sql, lowering) = written(table, joins: method.mayJoin, isQualified: method == .upsert) { lowering in
      lowering.statement(method, options)
    }
    problems += lowering.problems
    if method == .upsert, let separate = upsertApart(table, options) {
      sql = separate.0
      lowering = separate.1
    }
    if method.givesRows, problems.isEmpty {
      var reading = lowering
      for (member, relation) in reading.selection(options).related { follow(member, relation) }
    }
    return (sql, lowering.parameterNames)
  }

  /// Written with the names of columns alone, and again with those of their tables when there is more than one.
  private func written(
    _ table: Table, joins: Bool, isQualified: Bool = false, _ body: (inout CallLowering) -> String
  ) -> (String, CallLowering) {
    var lowering = CallLowering(models, table, isQualified: isQualified)
    lowering.mayJoin = joins
    let sql = body(&lowering)
    guard !lowering.joins.isEmpty else { return (sql, lowering) }
    var again = CallLowering(models, table, isQualified: true)
    again.mayJoin = joins
    return (body(&again), again)
  }

  /// What the client does where it can not leave the choice to INSERT ... ON CONFLICT: it looks for the row first.
  private mutating func upsertApart(_ table: Table, _ options: CallNode) -> (String, CallLowering)? {
    guard let key = options["where"], let create = options["create"], let update = options["update"] else { return nil }
    let members = key.members ?? []
    let isOwn = members.allSatisfy { member in
      let parts = member.value.members ?? [member]
      return parts.allSatisfy { part in create[part.key].map { $0.isSame(as: part.value) } ?? false }
    }
    let relations = (options["include"] ?? options["select"])?.members?.contains {
      models.column($0.key, of: table) == nil
    }
    if isOwn, relations != true { return nil }
    let (found, lowering) = written(table, joins: true) { $0.find(options, isFirst: false, isUnique: true) }
    let range = options.range
    let rows = (options.members ?? []).filter { ["select", "include", "omit"].contains($0.key) }
    let new = CallMember(key: "data", keyRange: range, value: create)
    let changed = [
      CallMember(key: "where", keyRange: range, value: key), CallMember(key: "data", keyRange: range, value: update),
    ]
    let makes = CallNode(value: .object(rows + [new]), range: range)
    let changes = CallNode(value: .object(rows + changed), range: range)
    others.append(written(table, joins: false) { $0.create(makes) }.0)
    others.append(written(table, joins: false) { $0.update(changes, isReturning: true) }.0)
    return (found, lowering)
  }

  /// Rows that come with those of the call: one query for all of them, by the keys that were read.
  private mutating func follow(_ member: CallMember, _ relation: ModelIndex.Relation) {
    switch relation {
    case .parent(let parent, let key): add(member, parent, by: models.targets(of: key))
    case .children(let child, let key, _): add(member, child, by: key.columns)
    case .linked(let pairs, let here, let there, let other):
      let names = (here.columns + there.columns).map { QuotedIdentifier.text($0) }.joined(separator: ", ")
      let key = QuotedIdentifier.text(here.columns.first ?? "")
      others.append("SELECT \(names) FROM \(pairs.name.called) WHERE \(key) = ANY($1)")
      add(member, other, by: models.targets(of: there))
    }
  }

  private mutating func add(_ member: CallMember, _ table: Table, by columns: [String]) {
    let options = member.value.members == nil ? CallNode(value: .object([]), range: member.value.range) : member.value
    let (sql, lowering) = written(table, joins: true) { $0.following(options, by: columns) }
    problems += lowering.problems
    others.append(sql)
    guard problems.isEmpty else { return }
    var reading = lowering
    for (member, relation) in reading.selection(options).related { follow(member, relation) }
  }
}

extension CallLowering {
  mutating func statement(_ method: CallMethod, _ options: CallNode) -> String {
    switch method {
    case .findMany: return find(options, isFirst: false)
    case .findFirst: return find(options, isFirst: true)
    case .findUnique: return find(options, isFirst: false, isUnique: true)
    case .count: return count(options)
    case .aggregate: return aggregate(options)
    case .groupBy: return groupBy(options)
    case .create: return create(options)
    case .createMany: return createMany(options, isReturning: false)
    case .createManyAndReturn: return createMany(options, isReturning: true)
    case .update:
      requireKey(options)
      return update(options, isReturning: true)
    case .updateMany: return update(options, isReturning: false)
    case .updateManyAndReturn: return update(options, isReturning: true)
    case .delete:
      requireKey(options)
      return delete(options, isReturning: true)
    case .deleteMany: return delete(options, isReturning: false)
    case .upsert: return upsert(options)
    }
  }

  mutating func find(_ options: CallNode, isFirst: Bool, isUnique: Bool = false) -> String {
    let selection = selection(options)
    if isUnique {
      requireKey(options)
      let condition = condition(options["where"], in: own).text.map { " WHERE \($0)" } ?? ""
      return "SELECT \(columnList(selection.columns)) \(from)\(condition) LIMIT 1"
    }
    let (condition, tail) = rows(options, isFirst: isFirst)
    let text = condition.text.map { " WHERE \($0)" } ?? ""
    return "SELECT \(columnList(selection.columns)) \(from)\(text)\(tail)"
  }

  /// The rows that belong to others: no page of them is cut by the database.
  mutating func following(_ options: CallNode, by columns: [String]) -> String {
    var selection = selection(options)
    selection.columns += columns.filter { !selection.columns.contains($0) }
    let keys = parameter("keys", for: nil)
    let link =
      columns.count == 1
      ? "\(sql(columns[0], in: own)) = ANY(\(keys))" : "\(list(columns, in: own)) IN (SELECT * FROM unnest(\(keys)))"
    let condition = Condition.all([.test(link), condition(options["where"], in: own)])
    let order = order(options["orderBy"]).map(\.text).joined(separator: ", ")
    let text = condition.text.map { " WHERE \($0)" } ?? ""
    return "SELECT \(columnList(selection.columns)) \(from)\(text)" + (order.isEmpty ? "" : " ORDER BY \(order)")
  }

  private mutating func upsert(_ options: CallNode) -> String {
    guard let key = options["where"], let create = options["create"], let update = options["update"] else {
      return missing("where, create or update", options)
    }
    requireKey(options)
    let row = row(create)
    let columns = unique(key).keys.sorted()
    let given = update.members?.isEmpty == true ? [] : changes(update)
    return upsertStatement(row, columns, given) + returning(options)
  }

  /// A single row is found by the columns of a key, further conditions aside.
  private mutating func requireKey(_ options: CallNode) {
    guard let node = options["where"] else {
      _ = missing("where", options)
      return
    }
    guard let members = node.members else { return }
    let columns = members.flatMap { member in
      compoundKey(member, of: table).map { Array($0) }
        ?? [models.column(member.key, of: table)?.name].compactMap(\.self)
    }
    guard !table.isUnique(columns) else { return }
    let keys = table.keys.map { $0.columns.joined(separator: " and ") }.prefix(3).joined(separator: ", or ")
    refuse("no key finds a single row", at: node, why: "the keys are \(keys)", fix: "use the call for many rows")
  }
}
