import SQLWriting
import SchemaModel

/// Settings of the transaction under which the texts of a schema mean what they mean.
enum SessionSettings {
  static func needed(
    for statements: [CatalogAlteration.Statement], _ catalog: Catalog
  ) -> [CatalogAlteration.Statement] {
    var list: [CatalogAlteration.Statement] = []
    let texts = statements.map { $0.sql.prefix(40).uppercased() }
    let routines = ["CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", "CREATE PROCEDURE", "CREATE OR REPLACE PROCEDURE"]
    if texts.contains(where: { text in routines.contains(where: text.hasPrefix) }) {
      list.append(.init("SET LOCAL check_function_bodies = off"))
    }
    let path = ["public"] + SchemaNames.needed(by: catalog).map(\.name).filter { $0 != "public" }
    if path.count > 1, statements.contains(where: hasText) {
      list.append(.init("SET LOCAL search_path = \(QuotedIdentifier.list(path))"))
    }
    return list
  }

  /// Whether a statement holds texts as they were written, whose names the search path resolves.
  private static func hasText(_ statement: CatalogAlteration.Statement) -> Bool {
    let sql = statement.sql
    let plain = ["CREATE SCHEMA", "CREATE EXTENSION", "CREATE SEQUENCE", "CREATE TYPE"]
    if sql.hasPrefix("CREATE") { return !plain.contains(where: sql.hasPrefix) }
    return sql.contains(" SET DEFAULT ") || sql.contains(" ADD ") || sql.hasPrefix("ALTER POLICY")
  }
}
