import SQLWriting
import SchemaModel

/// One statement that a call means, in the making.
struct CallLowering {
  /// A row of another table beside the statement's own, by a foreign key.
  struct Join {
    var alias: String
    var table: Table
    var sql: String
  }

  let models: ModelIndex
  let table: Table
  /// Whether columns are written with their table's name: where there is more than one.
  let isQualified: Bool
  /// Whether parents are joined, or looked for in subqueries.
  var mayJoin = false
  var problems: [CallProblem] = []
  private(set) var joins: [[String]: Join] = [:]
  private(set) var joinOrder: [[String]] = []
  /// The names of the parameters, and the columns that they are values of.
  private var parameters: [(name: String, column: String?)] = []

  init(_ models: ModelIndex, _ table: Table, isQualified: Bool) {
    self.models = models
    self.table = table
    self.isQualified = isQualified
  }

  var parameterNames: [String] { parameters.map(\.name) }

  /// The rows that conditions and orders are about: of the statement's table, a joined one, or a subquery's.
  struct Scope {
    var table: Table
    /// What its columns are qualified by.
    var alias: String?
    /// The relation fields that lead to it; nil within a subquery.
    var path: [String]?
  }

  var own: Scope { Scope(table: table, alias: isQualified ? table.name.name : nil, path: mayJoin ? [] : nil) }

  func sql(_ column: String, in scope: Scope) -> String {
    let name = QuotedIdentifier.text(column)
    return scope.alias.map { "\(QuotedIdentifier.text($0)).\(name)" } ?? name
  }

  func list(_ columns: [String], in scope: Scope) -> String {
    let texts = columns.map { sql($0, in: scope) }
    return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: ", ")))"
  }

  // MARK: Problems

  mutating func refuse(_ message: String, at node: CallNode, why: String? = nil, fix: String? = CallProblem.writeSQL) {
    problems.append(CallProblem(message, at: node.range, why: why, fix: fix))
  }

  mutating func refuse(_ member: CallMember, why: String? = nil) {
    problems.append(CallProblem("\(member.key) is not read", at: member.keyRange, why: why))
  }

  mutating func unknown(_ member: CallMember, of table: Table) {
    let model = table.model?.name ?? table.name.display
    var problem = CallProblem(
      "\(model) has no field \(member.key)", at: member.keyRange,
      fix: models.nearestField(to: member.key, of: table).map { "did you mean \($0)?" })
    problem.code = "call-unknown-name"
    problems.append(problem)
  }

  // MARK: Values

  /// A value for a column as SQL; nil with a problem where it is none.
  mutating func value(_ node: CallNode, for column: Column?, in scope: Scope) -> String? {
    switch node.value {
    case .string(let text): return constant(text, column, at: node)
    case .number(let digits): return digits
    case .boolean(let truth): return truth ? "true" : "false"
    case .null: return "NULL"
    case .now: return "now()"
    case .path(let path): return variable(path, column, at: node, in: scope)
    case .array(let items):
      guard let column, column.type.isArray else { break }
      let texts = items.compactMap { value($0, for: element(of: column), in: scope) }
      return "ARRAY[\(texts.joined(separator: ", "))]::\(column.type.sql)"
    case .object, .undefined: break
    }
    refuse("this is no value of a column", at: node, fix: "put it into a variable, or \(CallProblem.writeSQL)")
    return nil
  }

  func element(of column: Column) -> Column { Column(column.name, column.type.element) }

  private mutating func constant(_ text: String, _ column: Column?, at node: CallNode) -> String? {
    guard let column, let found = models.label(text, of: column) else { return SQLLiteral.text(text) }
    if let label = found.label { return SQLLiteral.text(label) }
    var problem = CallProblem(
      "\(column.type.display) has no value \(text)", at: node.range,
      fix: "one of \(found.names.prefix(8).joined(separator: ", "))")
    problem.code = "call-unknown-name"
    problems.append(problem)
    return nil
  }

  private mutating func variable(_ path: [String], _ column: Column?, at node: CallNode, in scope: Scope) -> String? {
    if path.count == 2, models.isEnum(path[0]) { return constant(path[1], column, at: node) }
    if path.count == 2, path[0] == "Prisma", ["DbNull", "AnyNull"].contains(path[1]) { return "NULL" }
    if path == ["Prisma", "JsonNull"] { return "'null'" }
    if path.count > 3, path[path.count - 2] == "fields", let field = path.last {
      if let other = models.column(field, of: scope.table) { return sql(other.name, in: scope) }
      unknown(CallMember(key: field, keyRange: node.range, value: node), of: scope.table)
      return nil
    }
    return parameter(path.joined(separator: "."), for: column?.name)
  }

  /// The same variable for the same column is the same parameter.
  mutating func parameter(_ name: String, for column: String?) -> String {
    if let known = parameters.firstIndex(where: { $0.name == name && $0.column == column }) { return "$\(known + 1)" }
    parameters.append((name, column))
    return "$\(parameters.count)"
  }

  // MARK: Joins

  /// A parent as a join, made when it is first asked for.
  mutating func join(_ parent: Table, _ key: ForeignKey, by field: String, from scope: Scope) -> Scope {
    let path = (scope.path ?? []) + [field]
    if let known = joins[path] { return Scope(table: parent, alias: known.alias, path: path) }
    var alias = NameWords.snake(NameWords.split(field))
    let taken = Set([table.name.name] + joins.values.map(\.alias))
    while taken.contains(alias) { alias += "_" }
    let inner = Scope(table: parent, alias: alias, path: path)
    let isRequired = models.isRequired(key, of: scope.table) && isInner(scope)
    let pairs = zip(models.targets(of: key), key.columns).map { "\(sql($0, in: inner)) = \(sql($1, in: scope))" }
    let word = isRequired ? "JOIN" : "LEFT JOIN"
    let text =
      "\(word) \(parent.name.called) \(QuotedIdentifier.text(alias)) ON \(pairs.joined(separator: " AND "))"
    joins[path] = Join(alias: alias, table: parent, sql: text)
    joinOrder.append(path)
    return inner
  }

  /// Whether every row of the statement has a row of this scope.
  private func isInner(_ scope: Scope) -> Bool {
    scope.path.flatMap { joins[$0] }.map { $0.sql.hasPrefix("JOIN") } ?? true
  }

  var from: String {
    let text = "FROM " + table.name.called
    return joinOrder.reduce(text) { $0 + " " + (joins[$1]?.sql ?? "") }
  }
}

extension ObjectName {
  /// As a query says it: without the schema where that is the one looked in by itself.
  var called: String { schema == "public" ? QuotedIdentifier.text(name) : QuotedIdentifier.text(self) }
}
