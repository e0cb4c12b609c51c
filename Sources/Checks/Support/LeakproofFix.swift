import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// What has to be there before a query can be asked in a way that passes before the policies of its tables.
struct LeakproofFix {
  private let subject: CheckSubject
  private let tenant: String?

  init(_ subject: CheckSubject) {
    self.subject = subject
    tenant = subject.plan.tenancy?.key?.value
  }

  func fix(_ conditions: [GuardedCondition], _ rewrite: Rewrite?, _ table: Table) -> Fix {
    let known = conditions.filter { $0.passage != nil }
    guard known.count == conditions.count else { return words(conditions, table) }
    let statements = known.flatMap { condition -> [String] in
      guard let table = subject.catalog.tables[condition.column.table], let passage = condition.passage else {
        return []
      }
      return self.statements(passage, condition.column, table)
    }
    if let rewrite { return .query(rewrite, after: statements) }
    return known.allSatisfy { $0.replacement == nil } ? .sql(lines: statements) : words(conditions, table)
  }

  private func words(_ conditions: [GuardedCondition], _ table: Table) -> Fix {
    let columns = conditions.map(\.column.column).joined(separator: " and ")
    let leading = tenant.flatMap { table.columns.contains($0) ? "\($0), " : nil } ?? ""
    return .words(
      "keep what the query asks of \(columns) in a column of text, bigint or a date, index (\(leading)that column), and compare "
        + "it by =")
  }

  private func statements(
    _ passage: GuardedCondition.Passage, _ column: ColumnReference, _ table: Table
  ) -> [String] {
    let owner = SQLText.name(table.name)
    let leading = [tenant].compactMap(\.self).filter { table.columns.contains($0) && $0 != column.column }
    switch passage {
    case .generated(let added, let type, let expression):
      return [
        "ALTER TABLE \(owner) ADD COLUMN \(SQLText.name(added)) \(type) GENERATED ALWAYS AS (\(expression)) STORED;",
        index(table, leading, SQLText.name(added), named: added),
      ]
    case .collated(let collation):
      let element = "\(SQLText.name(column.column)) COLLATE \(SQLText.name(collation))"
      return [index(table, leading, element, named: "\(column.column)_\(collation.lowercased())")]
    case .partial(let condition):
      return [subject.createIndex(table, leading.isEmpty ? key(table) : leading, suffix: " WHERE \(condition)")]
    case .elements(let name, let type): return elements(name, type, column, table, leading)
    }
  }

  private func key(_ table: Table) -> [String] { table.primaryKey?.columns ?? [table.columns.first?.name ?? ""] }

  private func index(_ table: Table, _ leading: [String], _ element: String, named column: String) -> String {
    let concurrently = table.partitionKey == nil && !subject.isNew(table.name) ? " CONCURRENTLY" : ""
    let list = (leading.map { SQLText.name($0) } + [element]).joined(separator: ", ")
    return "CREATE INDEX\(concurrently) \(SQLText.name(subject.indexName(table, leading + [column]))) ON "
      + "\(SQLText.name(table.name)) (\(list));"
  }

  /// A table with a row for each element, filled from the array and kept apart as its rows are.
  private func elements(
    _ name: ObjectName, _ type: ColumnType, _ column: ColumnReference, _ table: Table, _ leading: [String]
  ) -> [String] {
    let key = key(table)
    let own = (leading + key).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let columns = own.compactMap { name in
      table.columns[name].map { "\(SQLText.name(name)) \($0.type.display) NOT NULL" }
    }
    let list = SQLText.list(own)
    var lines = [
      "CREATE TABLE \(SQLText.name(name)) (\((columns + ["element \(type.display) NOT NULL"]).joined(separator: ", ")), "
        + "PRIMARY KEY (\(SQLText.list(key)), element), "
        + "FOREIGN KEY (\(SQLText.list(key))) REFERENCES \(SQLText.name(table.name)) (\(SQLText.list(key))) ON DELETE CASCADE);",
      "CREATE INDEX ON \(SQLText.name(name)) (\((leading.map { SQLText.name($0) } + ["element"]).joined(separator: ", ")));",
      "INSERT INTO \(SQLText.name(name)) SELECT DISTINCT \(list), unnest(\(SQLText.name(column.column))) FROM "
        + "\(SQLText.name(table.name));",
    ]
    if let tenant = leading.first, let setting = subject.plan.tenancy?.setting?.value,
      let type = table.columns[tenant]?.type.display
    {
      let value = "(SELECT nullif(current_setting(\(SQLText.literal(setting)), true), '')::\(type))"
      lines += [
        "ALTER TABLE \(SQLText.name(name)) ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
        "CREATE POLICY \(SQLText.name(tenant)) ON \(SQLText.name(name)) USING (\(SQLText.name(tenant)) = \(value));",
      ]
    }
    return lines
  }
}
