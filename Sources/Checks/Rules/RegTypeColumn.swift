import Diagnostics
import SchemaModel

/// Columns that keep a database from being upgraded in place.
struct RegTypeColumn: Check {
  let metadata = CheckMetadata(
    code: "reg-type-column", severity: .warning,
    summary: "A column's type names a system object by its OID, which pg_upgrade refuses.",
    why: """
      OIDs of functions, operators, dictionaries and schemas are others after an upgrade. pg_upgrade stops at the first table \
      with such a column; regclass, regrole and regtype keep theirs and pass.
      """,
    fix: "Store the name as text, and cast it where it is used.",
    bad: CheckExample(.sql, "CREATE TABLE jobs (id bigint PRIMARY KEY, runs regprocedure NOT NULL);"),
    good: CheckExample(.sql, "CREATE TABLE jobs (id bigint PRIMARY KEY, runs text NOT NULL, about regclass);"),
    sources: ["PostgreSQL manual: pg_upgrade, Notes", "PostgreSQL manual: 8.19 Object Identifier Types"])

  private static let types: Set<String> = [
    "regproc", "regprocedure", "regoper", "regoperator", "regconfig", "regdictionary", "regnamespace", "regcollation",
  ]

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      table.columns.compactMap { column -> Finding? in
        let type = subject.resolved(column.type)
        guard type.schema == nil, Self.types.contains(type.name) else { return nil }
        let name = SQLText.name(column.name)
        let text = "text" + String(repeating: "[]", count: type.arrayDimensions)
        return finding(
          on: table.name, column.name,
          "\(table.name.display).\(column.name) is a \(type.name): pg_upgrade refuses the database",
          fix: .sql(
            "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(name) TYPE \(text) USING \(name)::\(text);"),
          at: column.span ?? table.span)
      }
    }
  }
}
