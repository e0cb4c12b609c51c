import Diagnostics
import SQLReading
import SchemaModel

enum CatalogOfSQL {
  static func read(_ sql: String) -> Catalog { SQLReader().read([SourceFile(path: "schema.sql", text: sql)]).value }
}
