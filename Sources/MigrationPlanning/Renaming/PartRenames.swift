import CatalogComparison
import SQLWriting
import SchemaModel

/// What is called anew in place, before everything else: nothing of it is made again.
struct PartRenames {
  /// The steps of the first phase, in order; those of the last.
  private(set) var first: [Move] = []
  private(set) var last: [Move] = []
  private(set) var releases = Releases()
  /// What code does before the first step, and what it does right after the last of these.
  private(set) var before: [String] = []
  private(set) var atOnce: [String] = []

  init(_ confirmed: [CatalogRenames.Rename], from old: Catalog, to new: Catalog, facts: MigrationFacts) {
    let same = SameDefinitions(old: old, new: new, denied: facts.denied)
    for rename in confirmed where rename.kind == .enumValue { value(rename, old) }
    for rename in confirmed where rename.kind == .column { column(rename, old) }
    for pair in same.types { type(pair.old, pair.new, old, new) }
    for pair in same.sequences { sequence(pair.old, pair.new) }
    var parts = confirmed.filter { [.constraint, .index].contains($0.kind) }
    let said = Set(parts.flatMap { [$0.oldColumn, $0.newColumn] })
    parts += same.parts.filter { !said.contains($0.oldColumn) && !said.contains($0.newColumn) }
    name(Self.ordered(parts, old), old)
  }

  // MARK: Constraints and indexes

  /// A name is taken once it is free; what would have to change places is left as it is.
  private static func ordered(_ parts: [CatalogRenames.Rename], _ old: Catalog) -> [CatalogRenames.Rename] {
    var result: [CatalogRenames.Rename] = []
    var waiting = parts
    var taken = Set(old.tables.flatMap { table in names(of: table).map { key($0, table.name, old) } })
    taken.formUnion(old.views.flatMap { view in view.indexes.map { key($0.name, view.name, old) } })
    while let position = waiting.firstIndex(where: { !taken.contains(key($0.newColumn, $0.newTable, old)) }) {
      let next = waiting.remove(at: position)
      taken.remove(key(next.oldColumn, next.newTable, old))
      taken.insert(key(next.newColumn, next.newTable, old))
      result.append(next)
    }
    return result
  }

  private static func names(of table: Table) -> [String] {
    table.keys.map(\.name) + table.checks.map(\.name) + table.exclusions.map(\.name) + table.foreignKeys.map(\.name)
      + table.indexes.map(\.name)
  }

  /// Names of indexes hold for a schema; those of other constraints for a table, and it does no harm to take them as wide.
  private static func key(_ name: String, _ owner: ObjectName, _ old: Catalog) -> ObjectName {
    let isRule =
      old.tables[owner].map { table in
        table.checks.contains { $0.name == name } || table.foreignKeys.contains { $0.name == name }
      } ?? false
    return ObjectName(isRule ? "\(owner.name).\(name)" : name, schema: owner.schema)
  }

  private mutating func name(_ parts: [CatalogRenames.Rename], _ old: Catalog) {
    var order: [ObjectName] = []
    for part in parts where !order.contains(part.newTable) { order.append(part.newTable) }
    for owner in order {
      for kind in [CatalogRenames.Rename.Kind.constraint, .index] {
        let own = parts.filter { $0.newTable == owner && $0.kind == kind }
        guard let only = own.first else { continue }
        let noun = kind == .constraint ? "constraints" : "indexes"
        let name =
          own.count == 1
          ? MigrationStep.name("rename", only.oldColumn, "to", only.newColumn)
          : MigrationStep.name("rename", noun, "of", owner.display)
        let shown = own.map { "\($0.oldColumn) is called \($0.newColumn)" }.joined(separator: ", ")
        first.append(
          Move(
            name, "\(owner.display): \(shown).", phase: .expand, on: owner,
            up: own.map { Self.statement(kind, owner, $0.oldColumn, $0.newColumn) },
            down: own.reversed().map { Self.statement(kind, owner, $0.newColumn, $0.oldColumn) }))
      }
    }
  }

  private static func statement(
    _ kind: CatalogRenames.Rename.Kind, _ owner: ObjectName, _ old: String, _ new: String
  ) -> String {
    kind == .index
      ? Altering(owner).renameIndex(old, to: new) : Altering(owner).renameConstraint(old, to: new)
  }

  // MARK: Values and columns

  /// No statement can say both names: the code that comes before compares the value as text.
  private mutating func value(_ rename: CatalogRenames.Rename, _ old: Catalog) {
    let type = rename.newTable
    func statement(_ old: String, _ new: String) -> String {
      "ALTER TYPE \(QuotedIdentifier.text(type)) RENAME VALUE \(SQLLiteral.text(old)) TO \(SQLLiteral.text(new))"
    }
    let (from, to) = (rename.oldColumn, rename.newColumn)
    first.append(
      Move(
        MigrationStep.name("rename", from, "of", type.display, "to", to),
        "\(from) of \(type.display) is called \(to); no row changes.", phase: .expand, on: type,
        up: [statement(from, to)], down: [statement(to, from)]
      ).with {
        $0.hazards = [
          "From here on a statement that says '\(from)' of \(type.display) is refused (22P02), to read as to write."
        ]
      })
    let users = old.tables.flatMap { table in
      table.columns.filter { $0.type.userType == type }.map { "\(table.name.display).\($0.name)" }
    }
    let place = users.isEmpty ? type.display : users.joined(separator: ", ")
    before.append(
      "takes '\(to)' of \(place) for what '\(from)' is, compares it as text, and writes '\(to)' where '\(from)' is refused (22P02)"
    )
    releases.last.append("says '\(to)' of \(type.display) alone")
  }

  /// A column that can not stand beside itself: of a key, computed, or numbered.
  private mutating func column(_ rename: CatalogRenames.Rename, _ old: Catalog) {
    let alter = Altering(rename.newTable)
    let (from, to) = ("\(rename.newTable.display).\(rename.oldColumn)", rename.newColumn)
    first.append(
      Move(
        MigrationStep.name("rename", from, "to", to), "\(from) is called \(to).", phase: .expand, on: rename.newTable,
        up: [alter.renameColumn(rename.oldColumn, to: to)], down: [alter.renameColumn(to, to: rename.oldColumn)]
      ).with {
        $0.hazards = ["Statements that say \(from) fail from here on, until the release after it runs everywhere."]
      })
    atOnce.append("says \(rename.newTable.display).\(to) where it said \(rename.oldColumn)")
  }

  // MARK: Types and sequences

  /// A domain of the old name takes the casts of old code.
  private mutating func type(_ old: ObjectName, _ new: ObjectName, _ before: Catalog, _ after: Catalog) {
    let (from, to) = (QuotedIdentifier.text(old), QuotedIdentifier.text(new))
    let create = "CREATE DOMAIN \(from) AS \(to)"
    let drop = "DROP DOMAIN IF EXISTS \(from)"
    let checks = zip(before.domains[old]?.checks ?? [], after.domains[new]?.checks ?? []).filter { $0.name != $1.name }
    func rename(_ old: String, _ new: String) -> String {
      "ALTER DOMAIN \(to) RENAME CONSTRAINT \(QuotedIdentifier.text(old)) TO \(QuotedIdentifier.text(new))"
    }
    first.append(
      Move(
        MigrationStep.name("rename", "type", old.display, "to", new.display),
        "\(old.display) is called \(new.display); a domain of the old name takes the casts of old code.",
        phase: .expand, on: old,
        up: ["ALTER TYPE \(from) RENAME TO \(QuotedIdentifier.text(new.name))"]
          + checks.map { rename($0.name, $1.name) } + [create],
        down: [drop] + checks.map { rename($1.name, $0.name) }
          + ["ALTER TYPE \(to) RENAME TO \(QuotedIdentifier.text(old.name))"]
      ).with { $0.hazards = ["Casts to \(old.display)[] give an array of the domain, which no column takes."] })
    last.append(
      Move(
        MigrationStep.name("drop", "domain", old.display), "No code casts to \(old.display) any more: the domain goes.",
        phase: .contract, on: new, up: [drop], down: [create]))
    releases.first.append("says \(new.display) where it cast to \(old.display)")
    releases.last.append("no code casts to \(old.display) any more")
  }

  private mutating func sequence(_ old: ObjectName, _ new: ObjectName) {
    func statement(_ old: ObjectName, _ new: ObjectName) -> String {
      "ALTER SEQUENCE \(QuotedIdentifier.text(old)) RENAME TO \(QuotedIdentifier.text(new.name))"
    }
    first.append(
      Move(
        MigrationStep.name("rename", old.display, "to", new.display),
        "\(old.display) is called \(new.display), and goes on counting.", phase: .expand, on: old,
        up: [statement(old, new)], down: [statement(new, old)]
      ).with { $0.hazards = ["A statement that says nextval('\(old.display)') fails from here on; defaults follow."] })
  }
}
