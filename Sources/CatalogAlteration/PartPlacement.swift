import SQLWriting
import SchemaModel

/// Which part's statement makes or drops a part: its own, or that of something it comes and goes with.
struct PartPlacement {
  let fate: PartFate
  /// Tables that are made without defaults and checks, because those need what needs the table.
  var bareTables: Set<ObjectName> = []
  /// Foreign keys, defaults and checks that are dropped by themselves although their tables go.
  var looseParts: Set<Part> = []
  private let placed: [ObjectName: PlacedTable]
  private let owners: [ObjectName: ColumnReference]

  init(_ fate: PartFate) {
    self.fate = fate
    placed = Dictionary(
      PlacedTable.all(in: fate.new.catalog).map { ($0.table.name, $0) }, uniquingKeysWith: { first, _ in first })
    owners = Dictionary(
      fate.old.catalog.sequences.compactMap { sequence in sequence.ownedBy.map { (sequence.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func placedTable(_ name: ObjectName) -> PlacedTable? { placed[name] }

  /// The part with which a dropped part goes.
  func dropper(_ part: Part) -> Part {
    if looseParts.contains(part) { return part }
    if let owner = part.owner {
      let owners = [Part.table(owner), .view(owner)]
      if let whole = owners.first(where: { fate.isDropped($0) && fate.old.contains($0) }) { return whole }
    }
    if let other = fate.old.follows[part], fate.isDropped(other), !isDetached(part, from: other), !isLeft(other) {
      return dropper(other)
    }
    if let membership = clonedBy(part, fate.old), fate.isDropped(membership) { return dropper(membership) }
    switch part {
    case .columnDefault(let table, let name) where fate.isDropped(.column(table, name)):
      return dropper(.column(table, name))
    case .constraint, .index:
      guard !fate.new.contains(part), !isHeld(part), let column = droppedColumn(of: part) else { return part }
      return dropper(column)
    case .ownership(let name):
      return fate.isDropped(.sequence(name)) ? dropper(.sequence(name)) : part
    case .sequence(let name):
      guard let owner = owners[name] else { return part }
      let column = Part.column(owner.table, owner.column)
      return fate.isDropped(column) ? dropper(column) : part
    case .domainCheck(let name, _), .domainDefault(let name):
      return fate.isDropped(.type(name)) ? .type(name) : part
    default: return part
    }
  }

  /// The part with which a part is made.
  func creator(_ part: Part) -> Part {
    if let owner = part.owner, fate.isCreated(.table(owner)), let whole = comesWithTable(part, owner) { return whole }
    if let other = fate.new.follows[part], let owner = part.owner, let parent = other.owner,
      fate.isCreated(other), comesFromParent(other, .membership(owner, parent))
    {
      switch part {
      case .index: break
      case .constraint where isKey(part): break
      default: return creator(other)
      }
    }
    if let membership = clonedBy(part, fate.new), fate.isCreated(membership) { return creator(membership) }
    switch part {
    case .columnDefault(let table, let name)
    where fate.isCreated(.column(table, name)) && !bareTables.contains(table):
      return creator(.column(table, name))
    case .domainCheck(let name, let check) where isMade(name):
      let isValidated = fate.new.catalog.domains[name]?.checks.first { $0.name == check }?.isValidated
      return isValidated == true ? .type(name) : part
    case .domainDefault(let name) where isMade(name): return .type(name)
    default: return part
    }
  }

  /// Whether the part of a parent that stays is made when the child is its child.
  private func comesFromParent(_ part: Part, _ membership: Part) -> Bool {
    guard case .membership(let table, let parent) = membership else { return false }
    return fate.isKept(membership)
      || fate.new.catalog.tables[table]?.partitionOf == nil && fate.isKept(.table(parent)) && creator(part) == part
  }

  /// The membership that gives a partition its parent's trigger when it is taken, and takes it when it is given up.
  private func clonedBy(_ part: Part, _ inventory: Inventory) -> Part? {
    guard case .trigger(let table, _) = part, let parent = inventory.follows[part]?.owner else { return nil }
    return .membership(table, parent)
  }

  private func isMade(_ type: ObjectName) -> Bool {
    fate.isCreated(.type(type)) || fate.replacedTypes.contains(type)
  }

  /// Whether children keep what their parent gives up, so that those that do not keep it give it up themselves.
  func isLeft(_ part: Part) -> Bool {
    DropStatements(old: fate.old.catalog, new: fate.new.catalog, indexes: .blocking).isLeftToChildren(part)
  }

  private func isDetached(_ part: Part, from other: Part) -> Bool {
    guard let table = part.owner, let parent = other.owner else { return true }
    return fate.isDropped(.membership(table, parent))
  }

  private func isKey(_ part: Part) -> Bool {
    guard case .constraint(let table, let name) = part else { return false }
    switch fate.new.catalog.tables[table]?.constraint(name) {
    case .primaryKey?, .unique?, .exclusion?: return true
    default: return false
    }
  }

  /// An exclusion that reads a column in an expression keeps PostgreSQL from dropping the column.
  private func isHeld(_ part: Part) -> Bool {
    guard case .constraint(let table, let name) = part,
      case .exclusion(let exclusion)? = fate.old.catalog.tables[table]?.constraint(name)
    else { return false }
    return exclusion.predicate != nil || exclusion.elements.contains { $0.element.columnName == nil }
  }

  /// A column whose end is also the end of a constraint or index.
  private func droppedColumn(of part: Part) -> Part? {
    (fate.old.needs[part] ?? []).filter { need in
      guard case .column(part.owner, _) = need else { return false }
      return fate.isDropped(need)
    }.min { $0.display < $1.display }
  }

  /// What of a new table its own statement makes, by way of its parent's keys and indexes for a partition.
  private func comesWithTable(_ part: Part, _ name: ObjectName) -> Part? {
    guard let table = placed[name] else { return nil }
    let whole = Part.table(name)
    switch part {
    case .column: return whole
    case .columnDefault:
      return bareTables.contains(name) ? nil : whole
    case .membership: return table.form == .attached ? nil : whole
    case .constraint(_, let constraint): return constraintPlace(part, constraint, table)
    case .index:
      guard let other = fate.new.follows[part], table.form == .partition else { return nil }
      return fate.isCreated(other) ? creator(other) : whole
    case .trigger:
      guard let other = fate.new.follows[part] else { return nil }
      return fate.isCreated(other) ? creator(other) : attachment(of: table)
    default: return nil
    }
  }

  private func attachment(of table: PlacedTable) -> Part {
    guard table.form == .attached, let parent = table.table.partitionOf?.parent else { return .table(table.table.name) }
    return .membership(table.table.name, parent)
  }

  private func constraintPlace(_ part: Part, _ name: String, _ table: PlacedTable) -> Part? {
    let whole = Part.table(table.table.name)
    switch fate.new.catalog.tables[table.table.name]?.constraint(name) {
    case .primaryKey?: return whole
    case .unique?:
      return SQLWriter().repeatedKeys(of: table.table).contains { $0.name == name } ? nil : whole
    case .exclusion?: return whole
    case .check(let check)?:
      if !check.isLocal { return whole }
      return check.isValidated && !bareTables.contains(table.table.name) ? whole : nil
    case .foreignKey?:
      guard let other = fate.new.follows[part] else { return nil }
      return fate.isCreated(other) ? creator(other) : attachment(of: table)
    case nil: return nil
    }
  }
}
