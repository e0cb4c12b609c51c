import CatalogComparison
import SchemaModel

/// What comes before the recipes: names that change first, columns that go to other tables, what has to be asked, and the
/// two schemas between which the recipes lie.
struct MigrationPreparation {
  let renames: CatalogRenames
  let parts: PartRenames
  let relocations: Relocations
  let kept: KeptNames
  /// The schema under its new names.
  let named: Catalog
  /// Names that a new table takes go aside.
  let clearing: [Move]
  let partitionings: Partitionings
  let context: MigrationContext
  private let tables: [Move]

  init(from old: Catalog, to new: Catalog, facts: MigrationFacts) {
    let renames = CatalogRenames(facts.renames, from: old, to: new)
    tables = Self.tableMoves(renames, old, facts)
    let early = tables.filter { $0.phase == .expand }
    parts = Self.parts(renames, MigrationContext.schema(old, after: early.flatMap(\.up)), new, facts)
    named = MigrationContext.schema(old, after: (early + parts.first).flatMap(\.up))
    let asked = MigrationContext(from: named, to: new, facts: facts)
    relocations = Relocations(asked, renames)
    let confirmed = Set(renames.renames.map(\.oldDisplay) + renames.renames.map(\.newDisplay))
      .union(relocations.names)
    let likely = LikelyRenames(from: named, to: new, denied: facts.denied.union(confirmed))
    kept = KeptNames(likely.found, from: named, to: new)
    let goal = relocations.keepingImpossible(kept.goal)
    clearing = NameClearing(base: named, context: asked.continued(from: named, to: goal)).moves
    let plain = asked.continued(from: MigrationContext.schema(named, after: clearing.flatMap(\.up)), to: goal)
    let moved = Set(relocations.all.flatMap { [$0.source.name, $0.target.name] })
    partitionings = Partitionings(plain, moved: moved)
    context = plain.continued(from: partitionings.base, to: goal)
    context.blockingPartitionings = partitionings.obstacles
    self.renames = renames
  }

  /// Before anything else is made.
  var first: [Move] { tables.filter { $0.phase == .expand } + parts.first }
  /// When everything else is done.
  var rest: [Move] {
    (tables + partitionings.moves).filter { $0.phase != .expand } + relocations.all.flatMap(\.moves)
  }

  var releases: Releases {
    var releases = parts.releases
    releases.add(partitionings.releases)
    releases.add(relocations.releases)
    for rename in renames.renames where rename.kind == .table {
      releases.first.append("says \(rename.newTable.display) where it said \(rename.oldTable.display)")
      releases.last.append("no code says \(rename.oldTable.display) any more")
    }
    return releases
  }

  private static func tableMoves(_ renames: CatalogRenames, _ old: Catalog, _ facts: MigrationFacts) -> [Move] {
    renames.renames.filter { $0.kind == .table }.compactMap { rename in
      old.tables[rename.oldTable].map {
        TableRename(table: $0, new: rename.newTable, postgres: facts.postgres, grants: old.grants).moves
      }
    }.flatMap { $0 }
  }

  private static func parts(
    _ renames: CatalogRenames, _ base: Catalog, _ new: Catalog, _ facts: MigrationFacts
  ) -> PartRenames {
    let confirmed = renames.renames.filter { rename in
      guard rename.kind == .column else { return rename.kind != .table }
      return base.tables[rename.newTable].map { !ColumnMoves.canStandBeside(rename.oldColumn, $0) } ?? false
    }
    return PartRenames(confirmed, from: base, to: new, facts: facts)
  }
}
