package import Diagnostics

/// The migrations that a project has already, as its tool keeps them.
package struct MigrationHistory: Sendable {
  package enum Tool: String, Sendable, CaseIterable {
    case prisma
    case alembic

    package var display: String {
      switch self {
      case .prisma: "Prisma"
      case .alembic: "Alembic"
      }
    }
  }

  package struct Entry: Sendable {
    /// The folder of Prisma, the revision of Alembic.
    package var name: String
    /// What it follows, where the tool says so by name.
    package var parents: [String] = []
    package var span: SourceSpan?

    package init(_ name: String, parents: [String] = [], span: SourceSpan? = nil) {
      self.name = name
      self.parents = parents
      self.span = span
    }
  }

  package var tool: Tool
  package var folder: String
  /// In the order in which they are applied, as far as names tell.
  package var entries: [Entry]
  /// The names that were there at the baseline; nil where the baseline is no commit.
  package var baseline: Set<String>?
  /// Alembic: whether `env.py` makes each revision a transaction; nil where there is no such file.
  package var isTransactionPerMigration: Bool?
  /// Where that was looked for.
  package var environment: SourceSpan?

  package init(_ tool: Tool, folder: String, entries: [Entry]) {
    self.tool = tool
    self.folder = folder
    self.entries = entries
  }

  /// Without those of a plan, when they have been taken over: they do not stand in their own way.
  package func without(_ own: (Entry) -> Bool) -> MigrationHistory {
    var history = self
    history.entries.removeAll(where: own)
    return history
  }

  /// Those that nothing follows: of Prisma the last, of Alembic each that no other names.
  package var heads: [Entry] {
    switch tool {
    case .prisma: return entries.last.map { [$0] } ?? []
    case .alembic:
      let followed = Set(entries.flatMap(\.parents))
      return entries.filter { !followed.contains($0.name) }
    }
  }

  /// Those that came after the baseline.
  package var arrivals: [Entry] { baseline.map { known in entries.filter { !known.contains($0.name) } } ?? [] }
}
