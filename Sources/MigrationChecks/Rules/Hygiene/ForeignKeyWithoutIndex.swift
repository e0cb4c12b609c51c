import Checks
import Diagnostics
import SchemaModel

/// A new foreign key whose columns no index leads with.
struct ForeignKeyWithoutIndex: MigrationRule {
  let metadata = CheckMetadata(
    code: "foreign-key-without-index", severity: .warning,
    summary: "A foreign key is added and no index finds its rows.",
    why: """
      Each DELETE, and each change of the key, of a referenced row reads the whole referencing table to see that nothing refers to it, \
      while it holds its locks.
      """,
    fix: "Build an index on the columns CONCURRENTLY before the key is added.",
    bad: CheckExample(
      .sql, "ALTER TABLE items ADD CONSTRAINT items_order FOREIGN KEY (order_id) REFERENCES orders NOT VALID;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint);
        """),
    good: CheckExample(
      .sql, "ALTER TABLE items ADD CONSTRAINT items_order FOREIGN KEY (order_id) REFERENCES orders NOT VALID;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint);
        CREATE INDEX items_order_id ON items (order_id);
        """),
    sources: ["PostgreSQL manual: 5.4.5 Foreign Keys"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { statement -> [Finding] in
      statement.changes.compactMap { table, change in
        guard statement.isOld(table) else { return nil }
        let name: String?
        switch change {
        case .addConstraint(let constraint) where constraint.kind == .foreignKey: name = constraint.name
        case .addColumn(let column) where column.constraints.contains { $0.kind == .foreignKey }: name = nil
        default: return nil
        }
        guard let key = statement.addedForeignKey(of: table, name), key.isEnforced, !facts.isSmall(table),
          let end = migration.after.tables[table], !isCovered(key.columns, of: end)
        else { return nil }
        let index = String("\(table.name)_\(key.columns.joined(separator: "_"))_idx".prefix(63))
        return finding(
          at: statement, on: table, key.name,
          "no index of \(table.display) leads with (\(key.columns.joined(separator: ", "))): deleting from "
            + "\(key.target.display) reads it to the end",
          evidence: facts.evidence([table, key.target]),
          fix: .sql(
            "CREATE INDEX CONCURRENTLY \(Safe.name(index)) ON \(Safe.name(table)) (\(Safe.list(key.columns)));"))
      }
    }
  }

  /// Whether the first columns of an index are those, in any order. One without its whole table does not do.
  private func isCovered(_ columns: [String], of table: Table) -> Bool {
    let wanted = Set(columns)
    let leads =
      table.keys.map(\.columns)
      + table.indexes.filter { index in
        ["btree", "hash"].contains(index.method) && isWhole(index, columns)
      }.map { $0.elements.prefix { $0.columnName != nil }.compactMap(\.columnName) }
    return leads.contains { Set($0.prefix(wanted.count)) == wanted }
  }

  private func isWhole(_ index: Index, _ columns: [String]) -> Bool {
    guard let predicate = index.predicate else { return true }
    return columns.count == 1 && predicate.sql.lowercased() == "\(columns[0]) is not null"
  }
}
