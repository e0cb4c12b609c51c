package import Diagnostics
import SQLSyntax
package import SchemaModel

/// Reads PostgreSQL SQL (dumps, hand-written DDL, migrations in order) into a catalog.
package struct SQLReader: Sendable {
  package init() {}

  /// Applies the files, in the order given, to an empty catalog. What does not parse or would fail in PostgreSQL is
  /// an error and costs one statement; what is valid and not modelled is a warning and kept as raw SQL.
  package func read(_ files: [SourceFile]) -> Reading<Catalog> { read(files, onto: Catalog()) }

  /// Applies the files to a catalog that exists already.
  package func read(_ files: [SourceFile], onto catalog: Catalog) -> Reading<Catalog> {
    SQLParser.run { parser in
      var builder = CatalogBuilder(catalog, parser: parser)
      for file in files { builder.apply(file) }
      return builder.finish(files.map(\.path))
    }
  }
}
