import SQLWriting
import SchemaModel

extension CallLowering {
  /// Columns and values of a new row; what the client fills in by itself is added.
  mutating func row(_ node: CallNode) -> [(column: String, value: String)] {
    var given = assigned(node, isUpdate: false)
    for column in models.columns(of: table) where !given.contains(where: { $0.column == column.name }) {
      guard let field = column.field else { continue }
      if field.isUpdatedAt {
        given.append((column.name, "now()"))
      } else if field.isClientDefault {
        given.append((column.name, parameter(field.name, for: column.name)))
      }
    }
    return given
  }

  /// What SET gives; `@updatedAt` is the client's.
  mutating func changes(_ node: CallNode) -> [(column: String, value: String)] {
    var given = assigned(node, isUpdate: true)
    for column in models.columns(of: table) where column.field?.isUpdatedAt == true {
      if !given.contains(where: { $0.column == column.name }) { given.append((column.name, "now()")) }
    }
    return given
  }

  private mutating func assigned(_ node: CallNode, isUpdate: Bool) -> [(column: String, value: String)] {
    guard let members = node.members else {
      refuse("the data stands in a variable", at: node, fix: "write its fields out, or \(CallProblem.writeSQL)")
      return []
    }
    var given: [(column: String, value: String)] = []
    for member in members where !member.value.isUndefined {
      if let column = models.column(member.key, of: table) {
        if let value = assignment(member, column, isUpdate: isUpdate) { given.append((column.name, value)) }
      } else if case .parent(let parent, let key)? = models.relation(member.key, of: table) {
        given += connected(member, parent, key)
      } else if models.relation(member.key, of: table) != nil {
        refuse(member, why: "rows of another table that are written with this one are statements of their own")
      } else {
        unknown(member, of: table)
      }
    }
    return given
  }

  private mutating func assignment(_ member: CallMember, _ column: Column, isUpdate: Bool) -> String? {
    guard let operation = member.value.members, operation.count == 1 else {
      return value(member.value, for: column, in: own)
    }
    if operation[0].key == "set" { return value(operation[0].value, for: column, in: own) }
    let signs = ["increment": "+", "decrement": "-", "multiply": "*", "divide": "/"]
    guard isUpdate, let sign = signs[operation[0].key] else {
      refuse(operation[0])
      return nil
    }
    // In INSERT ... ON CONFLICT the name of a column alone could be the new row's.
    let name = sql(column.name, in: own)
    return value(operation[0].value, for: column, in: own).map { "\(name) \(sign) \($0)" }
  }

  /// `customer: { connect: { id } }`: the foreign key's columns.
  private mutating func connected(
    _ member: CallMember, _ parent: Table, _ key: ForeignKey
  ) -> [(column: String, value: String)] {
    if member.value["disconnect"]?.boolean == true { return key.columns.map { ($0, "NULL") } }
    guard let members = member.value["connect"]?.members, member.value.members?.count == 1 else {
      refuse(member, why: "only connect and disconnect are a change of this row alone")
      return []
    }
    let flat = members.flatMap { compoundKey($0, of: parent) == nil ? [$0] : $0.value.members ?? [] }
    return zip(key.columns, models.targets(of: key)).compactMap { own, target in
      guard let found = flat.first(where: { models.column($0.key, of: parent)?.name == target }) else {
        refuse("connect by another key than \(target)", at: member.value, why: "the row is looked for first")
        return nil
      }
      return value(found.value, for: table.columns[own], in: self.own).map { (own, $0) }
    }
  }

  // MARK: Statements

  mutating func create(_ options: CallNode) -> String {
    guard let data = options["data"] else { return missing("data", options) }
    let row = row(data)
    return insert([row]) + returning(options)
  }

  func insert(_ rows: [[(column: String, value: String)]]) -> String {
    let columns = (rows.first ?? []).map(\.column)
    let lines = rows.map { row in
      "(" + columns.map { column in row.first { $0.column == column }?.value ?? "DEFAULT" }.joined(separator: ", ")
        + ")"
    }
    let start = "INSERT INTO \(table.name.called)"
    guard !columns.isEmpty else { return start + " DEFAULT VALUES" }
    let names = columns.map { QuotedIdentifier.text($0) }.joined(separator: ", ")
    return "\(start) (\(names)) VALUES \(lines.joined(separator: ", "))"
  }

  mutating func createMany(_ options: CallNode, isReturning: Bool) -> String {
    guard let data = options["data"] else { return missing("data", options) }
    guard data.members != nil || data.items != [data] else {
      refuse(
        "the rows stand in a variable", at: data, why: "their columns are not known",
        fix: "write one of them out: data: [{ ... }], or \(CallProblem.writeSQL)")
      return ""
    }
    var rows: [[(column: String, value: String)]] = []
    for item in data.items { rows.append(row(item)) }
    // A column that any row has is one of all.
    for name in rows.flatMap({ $0.map(\.column) }) where !rows[0].contains(where: { $0.column == name }) {
      rows[0].append((name, "DEFAULT"))
    }
    let skips = options["skipDuplicates"]?.boolean == true ? " ON CONFLICT DO NOTHING" : ""
    return insert(rows) + skips + (isReturning ? returning(options) : "")
  }

  mutating func update(_ options: CallNode, isReturning: Bool) -> String {
    guard let data = options["data"] else { return missing("data", options) }
    let changes = changes(data)
    let text = "UPDATE \(table.name.called) SET \(assignments(changes))"
    return text + rowsToWrite(options) + (isReturning ? returning(options) : "")
  }

  mutating func delete(_ options: CallNode, isReturning: Bool) -> String {
    "DELETE FROM \(table.name.called)" + rowsToWrite(options) + (isReturning ? returning(options) : "")
  }

  private func assignments(_ changes: [(column: String, value: String)]) -> String {
    changes.map { "\(QuotedIdentifier.text($0.column)) = \($0.value)" }.joined(separator: ", ")
  }

  /// WHERE; a `limit` is one of the keys that a subquery finds.
  private mutating func rowsToWrite(_ options: CallNode) -> String {
    let condition = condition(options["where"], in: own).text.map { " WHERE \($0)" } ?? ""
    guard let limit = options["limit"], !limit.isUndefined, let count = number(limit, "limit"),
      let key = table.primaryKey?.columns
    else { return condition }
    let names = key.map { QuotedIdentifier.text($0) }.joined(separator: ", ")
    return
      " WHERE \(list(key, in: own)) IN (SELECT \(names) FROM \(table.name.called)\(condition) LIMIT \(count))"
  }

  func upsertStatement(
    _ row: [(column: String, value: String)], _ key: [String], _ changes: [(column: String, value: String)]
  )
    -> String
  {
    let names = key.map { QuotedIdentifier.text($0) }.joined(separator: ", ")
    let action = changes.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(assignments(changes))"
    return insert([row]) + " ON CONFLICT (\(names)) \(action)"
  }

  mutating func returning(_ options: CallNode) -> String { " RETURNING " + columnList(selection(options).columns) }

  mutating func missing(_ name: String, _ options: CallNode) -> String {
    refuse("\(name) is missing", at: options, fix: "\(name): { ... }")
    return ""
  }
}
