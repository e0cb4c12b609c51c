import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel

extension StatementJudge {
  mutating func attach(_ command: PgQuery__PartitionCmd, to parent: ObjectName) {
    guard let child = target(command.name) else { return }
    draft.lock(before.tree(child), .accessExclusive)
    draft.lock(before.ancestors(of: parent), .accessShare)
    if let bound = after.table(child)?.partitionOf?.bound {
      scanForBound(bound, child, of: parent)
    }
    attachIndexes(of: child, to: parent)
    if after.table(child)?.triggers.count != before.table(child)?.triggers.count {
      draft.lock(child, .shareRowExclusive)
    }
    lockInheritedKeys(of: child, from: parent)
    let isRead = draft.effect.scans.contains(child)
    for key in before.table(parent)?.foreignKeys ?? [] where key.isEnforced && !hasTwin(of: key, child) {
      validate(child, to: key.target)
      if !isRead { draft.lock(child, .shareUpdateExclusive) }
    }
  }

  func hasTwin(of key: ForeignKey, _ child: ObjectName) -> Bool {
    before.table(child)?.foreignKeys.contains { twin in
      twin.columns == key.columns && twin.target == key.target && twin.targetColumns == key.targetColumns
    } == true
  }

  /// The rows of the new partition are read, and those of the default partition that might belong to it, unless checks
  /// say that there are none.
  private mutating func scanForBound(_ bound: String, _ child: ObjectName, of parent: ObjectName) {
    let proof = PartitionProof(state: before, parser: parser, parent: parent)
    if before.siblings(of: child, in: parent).isEmpty, bound == "DEFAULT" { return }
    for leaf in before.tree(child) where before.holdsRows(leaf) && !proof.isImplied(bound, by: [child, leaf]) {
      draft.scan(leaf)
      // The function that hashes a row looks the parent up.
      if before.table(parent)?.partitionKey?.strategy == .hash { draft.lock(parent, .accessShare) }
    }
    guard bound != "DEFAULT", let other = before.defaultPartition(of: parent) else { return }
    draft.lock(before.tree(other), .accessExclusive)
    for leaf in before.tree(other) where before.holdsRows(leaf) && !proof.isExcluded(bound, by: [other, leaf]) {
      draft.scan(leaf)
    }
  }

  /// Indexes that the parent has: those that are there already become parts of them, the others are built.
  private mutating func attachIndexes(of child: ObjectName, to parent: ObjectName) {
    draft.lock(before.indexes(of: parent), .shareUpdateExclusive)
    lockCreated()
  }

  mutating func detach(_ command: PgQuery__PartitionCmd, from parent: ObjectName) {
    guard let child = target(command.name) else { return }
    if command.concurrent != 0 {
      draft.isTransactional = false
      // In its second transaction it locks out the partition's readers for a moment.
      draft.lock(child, .shareUpdateExclusive, .accessExclusive)
      return
    }
    draft.lock(before.tree(child), .accessExclusive)
    draft.lock(before.defaultPartition(of: parent), .accessExclusive)
    draft.lock(before.indexes(of: child).filter { isAttached($0, of: child, to: parent) }, .accessExclusive)
    for key in before.table(parent)?.foreignKeys ?? [] where key.isEnforced {
      draft.lock(key.target, .shareRowExclusive)
      draft.lock(child, .accessShare)
      draft.lock(partitions(of: key.target), .shareRowExclusive)
    }
    for reference in referencesThrough(parent) {
      draft.lock(before.tree(reference.table), .accessExclusive, .share)
      for leaf in before.leaves(reference.table) {
        draft.lock(leaf, .accessShare)
        draft.lock(before.indexes(of: leaf), .accessShare)
      }
      draft.lock(reference.key.target, .accessShare)
      draft.lock(parent, .accessShare)
      draft.lock(child, .accessShare)
      for leaf in before.leaves(child) {
        draft.lock(leaf, .accessShare)
        draft.lock(before.indexes(of: leaf), .accessShare)
      }
    }
  }

  /// Whether an index of a partition is the part of one of the parent's: which is which is not stored, so the twin tells.
  private func isAttached(_ index: ObjectName, of child: ObjectName, to parent: ObjectName) -> Bool {
    guard let child = before.table(child), let parent = before.table(parent) else { return false }
    if let key = child.keys.first(where: { $0.name == index.name }) {
      return parent.keys.contains { $0.columns == key.columns }
    }
    guard let own = child.indexes.first(where: { $0.name == index.name }) else { return false }
    return parent.indexes.contains { $0.isTwin(of: own) && isWhole($0, of: parent.name) }
  }

  /// Whether all partitions have an index of their parent; one that was made ONLY there is nobody's parent yet.
  func isWhole(_ index: Index, of table: ObjectName) -> Bool {
    before.children(of: table).allSatisfy { child in
      before.table(child)?.indexes.contains { $0.isTwin(of: index) } == true
    }
  }
}

extension Index {
  /// Whether it is the same index of another table.
  func isTwin(of other: Index) -> Bool {
    elements == other.elements && method == other.method && isUnique == other.isUnique && predicate == other.predicate
  }
}
