import CPostgresQuery
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Takes away an object that is kept as raw SQL; false when none of these files made it.
  mutating func dropRaw(_ statement: PgQuery__DropStmt) -> Bool {
    let words = Self.title(of: source.text).split(separator: " ").dropFirst()
    let kind = "CREATE \(words.joined(separator: " "))"
    var isComplete = true
    for object in PostgresList(statement.objects, statement.n_objects) {
      let name = Self.path(ofObject: object).last ?? ""
      let position = catalog.unmodelled.lastIndex { raw in
        raw.kind == kind && (raw.sql.holds(" \(name) ") || raw.sql.holds(" \(name)(") || raw.sql.holds(".\(name) "))
      }
      if let position {
        catalog.unmodelled.remove(at: position)
      } else {
        isComplete = isComplete && statement.missing_ok != 0
      }
    }
    return isComplete
  }
}
