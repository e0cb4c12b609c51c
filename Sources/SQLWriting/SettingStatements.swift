package import SchemaModel

/// Settings of roles and tables as statements.
package enum SettingStatement {
  /// `ALTER ROLE app SET lock_timeout = '2000ms'`
  package static func alterRole(_ role: String, set name: String, to value: String) -> String {
    "ALTER ROLE \(QuotedIdentifier.text(role)) SET \(name) = \(SQLLiteral.text(value))"
  }

  /// `SET LOCAL statement_timeout = '25s'`
  package static func setLocal(_ name: String, to value: String) -> String {
    "SET LOCAL \(name) = \(SQLLiteral.text(value))"
  }

  /// `SET lock_timeout = '2000ms'`
  package static func set(_ name: String, to value: String) -> String { "SET \(name) = \(SQLLiteral.text(value))" }

  /// `ALTER TABLE orders SET (fillfactor = 90)`; values are numbers as PostgreSQL reads them.
  package static func alterTable(_ table: ObjectName, set parameters: [(name: String, value: String)]) -> String {
    let list = parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return "ALTER TABLE \(QuotedIdentifier.text(table)) SET (\(list))"
  }
}
