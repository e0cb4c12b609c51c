import SQLSyntax
package import SchemaModel

extension SQLReader {
  /// The catalog with each `*` written out in the views that show columns of some tables, or show what such a view shows.
  ///
  /// PostgreSQL does so when it makes a view, which has the columns of then in their order of then.
  package func writingOutStars(in catalog: Catalog, of tables: Set<ObjectName>) -> Catalog {
    guard !tables.isEmpty, catalog.views.contains(where: { $0.query.utf8.contains(UInt8(ascii: "*")) }) else {
      return catalog
    }
    return SQLParser.run { parser in
      var builder = CatalogBuilder(catalog, parser: parser)
      var seen = tables
      var next = tables
      while !next.isEmpty {
        for relation in next.sorted() { builder.writeOutStars(reading: relation) }
        next = Set(catalog.views.filter { $0.reads.contains(where: next.contains) }.map(\.name)).subtracting(seen)
        seen.formUnion(next)
      }
      return builder.catalog
    }
  }
}
