import SQLWriting
import SchemaModel

/// How a column is encrypted and read with pgcrypto, the key handed over by a setting of the session.
enum PgcryptoStatements {
  static func text(_ place: ColumnReference, _ catalog: Catalog) -> String {
    let table = QuotedIdentifier.text(place.table)
    let name = QuotedIdentifier.text(place.column)
    let key = "current_setting('app.column_key')"
    let owner = catalog.tables[place.table]
    let column = owner?.columns[place.column]
    var script = SQLScript()
    var statements: [String] = []
    if catalog.extensions["pgcrypto"] == nil { statements.append("CREATE EXTENSION IF NOT EXISTS pgcrypto") }
    let type = column.map { catalog.typeBeneathDomains($0.type) }
    if let type, type.name != "bytea" || type.isArray {
      statements.append(
        "ALTER TABLE \(table) ALTER COLUMN \(name) TYPE bytea\n  USING pgp_sym_encrypt(\(name)::text, \(key))")
    }
    script.add(block: statements)
    let keys = owner?.primaryKey?.columns ?? []
    let rows = keys.enumerated().map { "\(QuotedIdentifier.text($0.element)) = $\($0.offset + 2)" }
    let target = rows.isEmpty ? "" : " WHERE \(rows.joined(separator: " AND "))"
    script.add(block: [
      "UPDATE \(table) SET \(name) = pgp_sym_encrypt($1, \(key))\(target)",
      "SELECT pgp_sym_decrypt(\(name), \(key)) FROM \(table)\(target.replacing("$2", with: "$1"))",
    ])
    return script.text
  }
}
