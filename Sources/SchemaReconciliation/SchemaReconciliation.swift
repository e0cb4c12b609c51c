import CatalogComparison
import Diagnostics
package import SchemaModel
import SQLSyntax

/// Several sources of one schema as one catalog, and what they disagree about.
///
/// The source that says more about the database is followed: a live database, then SQL, then SQLAlchemy models, then a
/// Prisma schema. What only another one declares is kept; an ORM's source gives the names of models, fields and
/// relations.
package struct SchemaReconciliation: Sendable {
  package let catalog: Catalog
  package let disagreements: [SourceDisagreement]

  /// - Parameter sources: the catalog of each source, with its `origin` filled in.
  package init(_ sources: [Catalog]) {
    let ranked = sources.indices.sorted { left, right in
      let ranks = (Self.rank(sources[left]), Self.rank(sources[right]))
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left < right
    }.map { sources[$0] }
    guard let first = ranked.first else {
      (catalog, disagreements) = (Catalog(), [])
      return
    }
    (catalog, disagreements) = SQLParser.run { parser in
      var merged = first
      var found: [SourceDisagreement] = []
      for other in ranked.dropFirst() {
        var pair = SourcePair(merged, other, parser)
        pair.reconcile()
        merged = pair.merged
        found += pair.disagreements
      }
      if ranked.count > 1 { merged.origin = Self.origin(of: ranked) }
      return (merged, found)
    }
  }

  private static func rank(_ catalog: Catalog) -> Int {
    switch catalog.origin.language {
    case .database: 0
    case .sql: 1
    case .sqlalchemy: 2
    case .prisma: 3
    }
  }

  /// Fixes are given in the language in which people declare the schema: the ORM's, if there is one.
  private static func origin(of ranked: [Catalog]) -> SchemaOrigin {
    let declaring = ranked.last?.origin ?? SchemaOrigin()
    var origin = declaring
    origin.files = ranked.flatMap(\.origin.files)
    return origin
  }
}
