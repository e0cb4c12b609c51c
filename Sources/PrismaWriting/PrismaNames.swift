package import SchemaModel

/// What tables and columns are called in the schema that `PrismaWriter` writes.
package struct PrismaNames: Sendable {
  private let names: Names
  private let catalog: Catalog

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    names = Names(catalog)
  }

  /// nil for a table that the client has no model for.
  package func model(_ table: ObjectName) -> String? {
    guard let found = catalog.tables[table], found.partitionOf == nil else { return nil }
    let isKnown = found.model.map { !$0.isIgnored && !$0.isImplicit } ?? (found.primaryKey != nil)
    return isKnown ? names.models[table] : nil
  }

  package func field(_ column: String, of table: ObjectName) -> String { names.field(column, of: table) }
}
