import Diagnostics
import SchemaModel

/// Tables whose rows nothing tells apart.
struct MissingPrimaryKey: Check {
  let metadata = CheckMetadata(
    code: "missing-primary-key", severity: .warning,
    summary: "A table has no primary key.",
    why: """
      Two equal rows can not be told apart, so neither can be updated or deleted alone; logical replication refuses UPDATE and \
      DELETE on the table, and an ORM can not load a row of it.
      """,
    fix: "Make the columns that identify a row the primary key, or add an identity or uuid column.",
    bad: CheckExample(.sql, "CREATE TABLE events (at timestamptz NOT NULL, payload jsonb);"),
    good: CheckExample(
      .sql,
      "CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, payload jsonb);"
    ),
    sources: ["PostgreSQL manual: 5.4.4 Primary Keys", "PostgreSQL manual: 31.1 Publication"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.compactMap { table in
      guard table.primaryKey == nil, table.inherits.isEmpty, table.model?.isImplicit != true else { return nil }
      let key = identifyingKey(of: table)
      return finding(
        on: table.name, nil, "\(table.name.display) has no primary key",
        evidence: [
          key.map { "\($0.name) (\($0.columns.joined(separator: ", "))) is unique and never null" },
          table.isUnlogged ? "it is unlogged, and is not replicated" : nil, subject.rowsText(of: table.name),
        ], fix: fix(table, key), at: table.span, severity: key == nil && !table.isUnlogged ? nil : .note)
    }
  }

  /// A unique key over columns that are never null.
  private func identifyingKey(of table: Table) -> (name: String, columns: [String], isIndex: Bool)? {
    func isFilled(_ columns: [String]) -> Bool {
      columns.allSatisfy { table.columns[$0].map { !$0.isNullable } ?? false }
    }
    if let key = table.uniqueConstraints.first(where: { isFilled($0.columns) }) {
      return (key.name, key.columns, false)
    }
    for index in table.indexes where index.isUnique && index.predicate == nil && index.method == "btree" {
      if let columns = index.columnNames, isFilled(columns) { return (index.name, columns, true) }
    }
    return nil
  }

  private func fix(_ table: Table, _ key: (name: String, columns: [String], isIndex: Bool)?) -> Fix {
    let owner = SQLText.name(table.name)
    if let key, key.isIndex, table.partitionKey == nil {
      return .sql("ALTER TABLE \(owner) ADD PRIMARY KEY USING INDEX \(SQLText.name(key.name));")
    }
    if let key { return .sql("ALTER TABLE \(owner) ADD PRIMARY KEY (\(SQLText.list(key.columns)));") }
    if let column = table.columns["id"], !column.isNullable, table.partitionKey == nil {
      return .sql("ALTER TABLE \(owner) ADD PRIMARY KEY (id);")
    }
    guard table.partitionKey == nil else {
      return .words(
        "add an identity column and make it, with the partition key, the primary key of \(table.name.display)")
    }
    let name = table.columns.contains("id") ? "row_id" : "id"
    return .sql("ALTER TABLE \(owner) ADD COLUMN \(name) bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;")
  }
}
