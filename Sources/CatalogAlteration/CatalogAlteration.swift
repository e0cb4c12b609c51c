package import CatalogComparison
package import SchemaModel

/// The statements that turn one catalog into another, in an order in which PostgreSQL accepts them.
///
/// They are the direct ones: what they lock, and for how long, is for the planner of migrations to arrange by asking for
/// smaller differences one after the other.
package struct CatalogAlteration: Sendable {
  package struct Statement: Sendable, Hashable {
    package var sql: String
    /// The table that it alters, or that owns what it alters.
    package var table: ObjectName?
    /// Whether it may stand in a transaction block.
    package var isTransactional = true

    package init(_ sql: String, on table: ObjectName? = nil) {
      self.sql = sql
      self.table = table
    }
  }

  /// How indexes are made and dropped.
  package enum IndexBuild: Sendable {
    /// In the transaction of everything else, while writers wait.
    case blocking
    /// While rows are written; such a statement stands alone.
    case concurrent
  }

  package private(set) var statements: [Statement] = []

  /// - Parameter renames: what of the old catalog goes on under another name; everything else of another name is dropped and made.
  package init(
    from old: Catalog, to new: Catalog, renames: CatalogRenames? = nil, indexes: IndexBuild = .blocking
  ) {}
}
