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
    let ranked = Self.ranked(sources)
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

  /// One catalog for each language, the one that is followed first. Two sources in one language are parts of a schema.
  private static func ranked(_ sources: [Catalog]) -> [Catalog] {
    var parts: [Int: Catalog] = [:]
    for source in sources { parts[rank(source)] = parts[rank(source)]?.joined(with: source) ?? source }
    return parts.sorted { $0.key < $1.key }.map(\.value)
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
    var origin = ranked.last?.origin ?? SchemaOrigin()
    origin.files = ranked.flatMap(\.origin.files)
    return origin
  }
}

extension Catalog {
  /// Both parts of one schema; of an object that both have, the first one's.
  fileprivate func joined(with other: Catalog) -> Catalog {
    var joined = self
    func add<Element>(_ path: WritableKeyPath<Catalog, NamedList<Element>>) {
      for element in other[keyPath: path] where !self[keyPath: path].contains(element.name) {
        joined[keyPath: path].append(element)
      }
    }
    add(\.schemas)
    add(\.extensions)
    add(\.roles)
    add(\.enums)
    add(\.domains)
    add(\.compositeTypes)
    add(\.rangeTypes)
    add(\.sequences)
    add(\.tables)
    add(\.views)
    add(\.statistics)
    add(\.eventTriggers)
    add(\.collations)
    let signatures = Set(functions.map(\.signature))
    joined.functions += other.functions.filter { !signatures.contains($0.signature) }
    joined.grants += other.grants
    joined.defaultPrivileges += other.defaultPrivileges
    joined.unmodelled += other.unmodelled
    joined.origin.files += other.origin.files
    return joined
  }
}
