package import Diagnostics
package import SQLSyntax
package import SchemaModel

/// A statement of a script, and what is there before it.
package struct CatalogStep: Sendable {
  package var statement: SQLStatement
  package var before: Catalog
  /// The schemas in which unqualified names are looked up.
  package var searchPath: [String]
}

/// A script taken statement by statement.
package struct CatalogSteps: Sendable {
  package var steps: [CatalogStep]
  /// What is there after the last one.
  package var after: Catalog
}

extension SQLReader {
  /// Applies one file to a catalog and keeps what each of its statements meets.
  package func steps(of file: SourceFile, onto catalog: Catalog) -> Reading<CatalogSteps> {
    SQLParser.run { parser in
      var builder = CatalogBuilder(catalog, parser: parser)
      builder.steps = []
      builder.apply(file)
      let steps = builder.steps ?? []
      let reading = builder.finish([file.path])
      return Reading(CatalogSteps(steps: steps, after: reading.value), diagnostics: reading.diagnostics)
    }
  }
}
