import SQLReading
import SchemaModel

extension StatementJudge {
  /// Relations that are there after the statement and were not before.
  var created: [(name: ObjectName, kind: CatalogRelation)] {
    guard before.relations.count != after.relations.count || before.relations != after.relations else { return [] }
    return after.relations.filter { before.relations[$0.key] == nil }.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }

  /// The locks that making relations takes by itself: on them, and on the tables that indexes and sequences belong to.
  mutating func lockCreated(except known: Set<ObjectName> = []) {
    for (name, kind) in created where !known.contains(name) {
      draft.lock(name, .accessExclusive)
      switch kind {
      case .index(let table): lockCreatedIndex(name, of: table)
      case .sequence:
        guard let owner = after.catalog.sequences[name]?.ownedBy?.table else { break }
        lockOwnedSequence(name, of: owner)
      case .identitySequence(let column): lockOwnedSequence(name, of: column.table)
      case .table, .view, .compositeType: break
      }
    }
  }

  private mutating func lockCreatedIndex(_ name: ObjectName, of table: ObjectName) {
    draft.lock(table, .share)
    if after.isPartitioned(table) {
      if before.children(of: table).isEmpty == false, !isOnlyIndex { draft.lock(name, .shareUpdateExclusive) }
    } else {
      draft.build(name)
    }
    if after.table(table)?.isDeferred(name.name) == true { draft.lock(table, .shareRowExclusive) }
  }

  private mutating func lockOwnedSequence(_ name: ObjectName, of table: ObjectName) {
    draft.lock(name, .rowExclusive, .shareRowExclusive)
    draft.lock(table, .accessShare)
  }
}

extension Table {
  /// Whether a constraint with an index is deferrable, which takes a trigger.
  func isDeferred(_ constraint: String) -> Bool {
    keys.contains { $0.name == constraint && $0.deferral != .notDeferrable }
      || exclusions.contains { $0.name == constraint && $0.deferral != .notDeferrable }
  }
}
