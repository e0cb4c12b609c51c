package import CatalogComparison
import SQLWriting
package import SchemaModel

/// The statements that turn one catalog into another, in an order in which PostgreSQL accepts them.
///
/// They are the direct ones: what they lock, and for how long, is for the planner of migrations to arrange by asking
/// for smaller differences one after the other.
package struct CatalogAlteration: Sendable {
  package struct Statement: Sendable, Hashable {
    /// What the rows have to be like for the statement to succeed.
    package enum Need: Sendable, Hashable {
      /// A value for each row: the column has no default.
      case values(of: ColumnReference)
      /// No row without a value.
      case noNulls(in: ColumnReference)
      /// No two rows alike.
      case uniqueness(of: ObjectName)
    }

    package var sql: String
    /// The table that it alters, or that owns what it alters.
    package var table: ObjectName?
    /// Whether it may stand in a transaction block.
    package var isTransactional = true
    /// Whether a later statement may need what it did to be committed: the new value of an enum.
    package var endsTransaction = false
    package var needs: Need?

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
  /// What the statements leave undone, in words.
  package private(set) var obstacles: [String] = []

  /// - Parameter renames: what of the old catalog goes on under another name; whatever else has another name is dropped
  ///   and made.
  package init(
    from old: Catalog, to new: Catalog, renames: CatalogRenames? = nil, indexes: IndexBuild = .blocking
  ) {
    // Many a step of a plan asks for what is there already.
    guard old != new || renames != nil else { return }
    let renamed = renames?.applied(to: old) ?? old
    let target = ExpressibleCatalog.of(new, keeping: renamed)
    let fate = PartFate(from: Inventory(renamed), to: Inventory(target))
    let renaming = renames.map { RenameStatements($0, from: old, to: renamed).statements } ?? []
    let parts = AlterationSteps(fate, indexes: indexes)
    obstacles = parts.obstacles
    let rest = AlterationRest(from: renamed, to: target, fate: fate)
    let body = rest.first + parts.statements + rest.last
    guard !renaming.isEmpty || !body.isEmpty else { return }
    // A schema that a table moves to has to be there before.
    let known = Set(SchemaNames.needed(by: old).map(\.name))
    let moved = SchemaNames.needed(by: renamed).filter { !known.contains($0.name) }
    let schemas =
      moved.map { Statement(SQLWriter().createSchema($0)) } + parts.statements.filter { $0.kind == .createSchema }
    statements =
      SessionSettings.needed(for: body, target) + schemas + renaming + rest.first
      + parts.statements.filter { $0.kind != .createSchema } + rest.last
  }
}
