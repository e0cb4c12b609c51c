import CatalogAlteration
import CatalogComparison
import SQLWriting
import SchemaModel

/// Two tables change names; whatever goes by the name goes with it: triggers, policies, grants, views, foreign keys, numbers.
struct TableExchange {
  let table: ObjectName
  /// The name of the one that comes, before, and of the one that goes, after.
  let beside: ObjectName
  let aside: ObjectName
  let twins: [String: String]
  let kept: [String: String]
  /// What keeps the other table in step before, and after.
  let forth: RowMirror
  let back: RowMirror
  /// What is said before a second lock is waited for.
  let hurry: String

  static func bothWays(_ state: Catalog, _ wanted: Catalog) -> (up: [String], down: [String]) {
    let up = CatalogAlteration(from: state, to: wanted).statements.map(\.sql)
    let after = MigrationContext.schema(state, after: up)
    return (up, CatalogAlteration(from: after, to: state).statements.map(\.sql))
  }

  func statements(on state: Catalog, isBack: Bool) -> [String] {
    guard let now = state.tables[table], let other = state.tables[isBack ? aside : beside] else { return [] }
    let numbered = now.columns.filter { $0.identity != nil && other.columns.contains($0.name) }.map(\.name)
    let bare = stripped(state, now)
    let names = leave(now, isBack) + arrive(other, isBack)
    let swapped = MigrationContext.schema(bare, after: names)
    let whole = dressed(swapped, from: state, now)
    let mirror = isBack ? forth : back
    return lock(state, other.name) + numbered.enumerated().map(remember)
      + CatalogAlteration(from: state, to: bare).statements.map(\.sql) + names
      + CatalogAlteration(from: swapped, to: whole).statements.filter { $0.kind != .position }.map(\.sql)
      + numbered.enumerated().map(goOn) + mirror.create
  }

  /// Who writes a row that points here locks its own table first. Nobody waits behind a VACUUM of the one that comes.
  private func lock(_ state: Catalog, _ other: ObjectName) -> [String] {
    let others = state.tables.filter { !pointers($0).isEmpty || !askers($0).isEmpty }.map(\.name).sorted()
    return [TableLocks.quiet(other)] + TableLocks.exclusive(others + [table], hurry)
  }

  private func pointers(_ other: Table) -> [ForeignKey] {
    other.name == table || other.partitionOf != nil
      ? [] : other.foreignKeys.filter { $0.isEnforced && $0.target == table }
  }

  /// Policies of other tables that ask this one: they would go on asking it under its other name.
  private func askers(_ other: Table) -> [Policy] {
    guard other.name != table else { return [] }
    return other.policies.filter { policy in
      [policy.using, policy.check].contains { IdentifierText.contains(table.name, in: $0?.sql ?? "") }
    }
  }

  // MARK: Numbers

  private func sequence(_ column: String) -> String { SQLWriter().sequence(of: ColumnReference(table, column)) }

  private func remember(_ position: Int, _ column: String) -> String {
    "SELECT set_config('dbplan.next_\(position + 1)', nextval(\(sequence(column)))::text, true)"
  }

  private func goOn(_ position: Int, _ column: String) -> String {
    "SELECT setval(\(sequence(column)), current_setting('dbplan.next_\(position + 1)')::bigint, false)"
  }

  // MARK: What goes by the name

  private func readers(_ state: Catalog) -> Set<ObjectName> {
    var found: Set<ObjectName> = []
    for _ in 0..<16 {
      let more = state.views.filter { view in
        !found.contains(view.name) && view.reads.contains { $0 == table || found.contains($0) }
      }
      if more.isEmpty { break }
      found.formUnion(more.map(\.name))
    }
    return found
  }

  private func stripped(_ state: Catalog, _ now: Table) -> Catalog {
    var bare = state
    let views = readers(state)
    for view in views { bare.views[view] = nil }
    bare.grants.removeAll { views.contains($0.object) || $0.object == table }
    bare.statistics.removeAll { $0.table == table }
    // The trigger goes the other way from here on, by a function of the same name.
    bare.functions.removeAll { $0.name.schema == table.schema && $0.name.name == forth.name }
    for name in state.sequences.names {
      bare.sequences.update(name) { if $0.ownedBy?.table == table { $0.ownedBy = nil } }
    }
    bare.tables.update(table) { target in
      target.triggers = []
      target.policies = []
      target.rules = []
      target.rowSecurity = RowSecurity()
      for column in target.columns.names { target.columns.update(column) { $0.identity = nil } }
    }
    // Triggers of a partitioned table are those of its partitions, too.
    let triggers = Set(now.triggers.map(\.name))
    for part in family(of: table, in: state) {
      bare.tables.update(part) { $0.triggers.removeAll { triggers.contains($0.name) } }
    }
    for other in state.tables where !pointers(other).isEmpty {
      bare.tables.update(other.name) { child in child.foreignKeys.removeAll { $0.isEnforced && $0.target == table } }
    }
    for other in state.tables where !askers(other).isEmpty {
      let names = askers(other).map(\.name)
      bare.tables.update(other.name) { target in target.policies.removeAll { names.contains($0.name) } }
    }
    return bare
  }

  private func family(of parent: ObjectName, in state: Catalog) -> [ObjectName] {
    let tree = PartitionTree(state)
    func all(_ name: ObjectName) -> [ObjectName] { tree.children(of: name).flatMap { [$0] + all($0) } }
    return all(parent)
  }

  private func dressed(_ swapped: Catalog, from state: Catalog, _ now: Table) -> Catalog {
    var whole = swapped
    let views = readers(state)
    for view in state.views where views.contains(view.name) { whole.views.append(view) }
    whole.grants = state.grants
    for item in state.statistics where item.table == table { whole.statistics.append(item) }
    for item in state.sequences where item.ownedBy?.table == table {
      whole.sequences.update(item.name) { $0.ownedBy = item.ownedBy }
    }
    whole.tables.update(table) { target in
      target.triggers = now.triggers.filter { !forth.triggers.contains($0.name) }
      target.policies = now.policies
      target.rules = now.rules
      target.rowSecurity = now.rowSecurity
      for column in now.columns { target.columns.update(column.name) { $0.identity = column.identity } }
    }
    for other in state.tables {
      let keys = pointers(other).filter { key in
        whole.tables[table]?.keys.contains { Set($0.columns) == Set(key.targetColumns) } ?? false
      }.map { key in
        var key = key
        key.isValidated = false
        return key
      }
      whole.tables.update(other.name) { $0.foreignKeys += keys }
      if !askers(other).isEmpty { whole.tables.update(other.name) { $0.policies = other.policies } }
    }
    return whole
  }

  // MARK: Names

  private func renamed(_ item: Table, _ names: [String: String], on name: ObjectName) -> [String] {
    let alter = Altering(name)
    let constraints = item.keys.map(\.name) + item.exclusions.map(\.name)
    return constraints.compactMap { old in names[old].map { alter.renameConstraint(old, to: $0) } }
      + item.indexes.compactMap { index in names[index.name].map { alter.renameIndex(index.name, to: $0) } }
  }

  private func leave(_ now: Table, _ isBack: Bool) -> [String] {
    renamed(now, isBack ? twins : kept, on: table) + [rename(table, to: isBack ? beside : aside)]
  }

  private func arrive(_ other: Table, _ isBack: Bool) -> [String] {
    let names = Dictionary((isBack ? kept : twins).map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return [rename(other.name, to: table)] + renamed(other, names, on: table)
  }

  private func rename(_ old: ObjectName, to new: ObjectName) -> String {
    Altering(old)("RENAME TO \(QuotedIdentifier.text(new.name))")
  }
}
