import SQLWriting
import SchemaModel

/// Which parts of the old catalog are dropped: those that are gone, those that can not be changed where they are, and
/// whatever needs one of them or a column that gets another type. The latter two are made again.
///
/// A class, though nothing changes it once it is made: everything about an alteration asks it, and holds it.
final class PartFate {
  let old: Inventory
  let new: Inventory
  let comparison: PartComparison
  /// Types that are made anew under a name their columns can move to.
  let replacedTypes: Set<ObjectName>
  /// Collations likewise: what one sorts by can not be altered.
  let replacedCollations: Set<ObjectName>
  private(set) var dropped: Set<Part> = []
  private var retyped: [Part: ColumnRetype] = [:]
  private var dependents: [Part: [Part]] = [:]
  private var followers: [Part: [Part]] = [:]

  init(from old: Inventory, to new: Inventory) {
    self.old = old
    self.new = new
    replacedCollations = TypeReplacement.collations(from: old.catalog, to: new.catalog)
    replacedTypes = TypeReplacement.all(from: old, to: new, replacedCollations)
    comparison = PartComparison(
      old: old.catalog, new: new.catalog, replacedTypes: replacedTypes, replacedCollations: replacedCollations)
    for part in old.parts { for need in old.needs[part] ?? [] { dependents[need, default: []].append(part) } }
    for part in old.parts {
      guard let other = old.follows[part] else { continue }
      if isOfPartition(part) { followers[other, default: []].append(part) }
      if case .trigger(let table, _) = part, let parent = other.owner {
        followers[.membership(table, parent), default: []].append(part)
      }
    }
    findRetyped()
    var queue: [Part] = []
    for part in old.parts {
      if case .role = part { continue }
      if !new.contains(part) || comparison.change(of: part) == .anew { drop(part, &queue) }
    }
    for part in retyped.keys { spread(part, &queue) }
    for part in replaced { spread(part, &queue) }
    repeat {
      while let part = queue.popLast() { spread(part, &queue) }
      for part in misplaced { drop(part, &queue) }
    } while !queue.isEmpty
  }

  func isDropped(_ part: Part) -> Bool { dropped.contains(part) }
  func isCreated(_ part: Part) -> Bool { new.contains(part) && (!old.contains(part) || dropped.contains(part)) }
  func isKept(_ part: Part) -> Bool { old.contains(part) && new.contains(part) && !dropped.contains(part) }
  func retype(of part: Part) -> ColumnRetype? { retyped[part] }

  /// Types and collations that wait under another name until nothing has them, in a fixed order.
  var replaced: [Part] {
    replacedCollations.sorted().map { .collation($0) } + replacedTypes.sorted().map { .type($0) }
  }

  private func findRetyped() {
    for table in old.catalog.tables {
      for before in table.columns {
        guard let after = new.catalog.column(table.name, before.name) else { continue }
        let change = ColumnRetype(before, after, replacedTypes, replacedCollations)
        if change.isRetyped { retyped[.column(table.name, before.name)] = change }
      }
    }
  }

  private func drop(_ part: Part, _ queue: inout [Part]) {
    if dropped.insert(part).inserted { queue.append(part) }
  }

  private func spread(_ part: Part, _ queue: inout [Part]) {
    for dependent in dependents[part] ?? [] where !dropped.contains(dependent) && disturbs(part, dependent) {
      drop(dependent, &queue)
    }
    guard dropped.contains(part) else { return }
    for follower in followers[part] ?? [] { drop(follower, &queue) }
  }

  /// Whether it is a key, index or trigger that a partition has from its parent, and loses with the parent's.
  private func isOfPartition(_ part: Part) -> Bool {
    guard let owner = part.owner, let parent = old.catalog.tables[owner]?.partitionOf?.parent,
      new.catalog.tables[owner]?.partitionOf?.parent == parent
    else { return false }
    switch part {
    case .index, .constraint, .trigger: return true
    default: return false
    }
  }

  /// Whether what happens to one part makes PostgreSQL refuse, or makes wrong, another that needs it.
  private func disturbs(_ part: Part, _ dependent: Part) -> Bool {
    let isGone = dropped.contains(part)
    switch dependent {
    case .schema, .extension, .role, .collation, .raw, .sequence, .type, .table: return false
    case .column(let table, let name):
      if case .table = part { return isGone }
      return new.catalog.column(table, name)?.generated != nil && (isGone || isMoved(part))
    case .ownership, .membership, .rowSecurity, .indexChoice, .domainDefault, .domainCheck:
      return isGone || isReplaced(part)
    case .rule, .policy, .trigger, .view, .function: return isGone || isMoved(part)
    case .columnDefault: return isGone || isReplaced(part) || retyped[part]?.isOtherType == true
    case .constraint, .index, .statistics:
      return isGone || isReplaced(part) || retyped[part]?.isOtherType == true && hasText(dependent)
    }
  }

  func isReplaced(_ part: Part) -> Bool {
    switch part {
    case .type(let name): replacedTypes.contains(name)
    case .collation(let name): replacedCollations.contains(name)
    default: false
    }
  }

  private func isMoved(_ part: Part) -> Bool { isReplaced(part) || retyped[part] != nil }

  /// Whether it says more of its columns than their names.
  private func hasText(_ part: Part) -> Bool {
    switch part {
    case .constraint(let table, let name):
      switch old.catalog.tables[table]?.constraint(name) {
      case .primaryKey?, .unique?: return false
      default: return true
      }
    case .index(let owner, let name):
      guard let index = old.catalog.index(owner, name) else { return false }
      return index.predicate != nil || index.columnNames == nil
        || index.elements.contains { $0.operatorClass != nil || $0.collation != nil }
    default: return true
    }
  }
}

/// Types that can not become what they are to be where they are.
enum TypeReplacement {
  static func collations(from old: Catalog, to new: Catalog) -> Set<ObjectName> {
    Set(
      new.collations.filter { after in old.collations[after.name].map { $0.options != after.options } ?? false }.map(
        \.name))
  }

  static func all(
    from old: Inventory, to new: Inventory, _ collations: Set<ObjectName>
  ) -> Set<ObjectName> {
    var replaced: Set<ObjectName> = []
    let names = old.parts.compactMap { part in if case .type(let name) = part { name } else { nil } }
    for name in names where new.contains(.type(name)) && !isInPlace(name, old, new) { replaced.insert(name) }
    var count = -1
    while count != replaced.count {
      count = replaced.count
      for name in names where new.contains(.type(name)) && !replaced.contains(name) {
        let needs = (old.needs[.type(name)] ?? []).union(new.needs[.type(name)] ?? [])
        let isMoved = needs.contains { need in
          switch need {
          case .type(let other): return replaced.contains(other) || !new.contains(need)
          case .collation(let other): return collations.contains(other) || !new.contains(need)
          default: return false
          }
        }
        if isMoved { replaced.insert(name) }
      }
    }
    return replaced
  }

  private static func isInPlace(_ name: ObjectName, _ old: Inventory, _ new: Inventory) -> Bool {
    if let before = old.catalog.enums[name], let after = new.catalog.enums[name] {
      return isSubsequence(before.values.map(\.label), of: after.values.map(\.label))
    }
    if let before = old.catalog.domains[name], let after = new.catalog.domains[name] {
      guard before.base == after.base, before.collation == after.collation else { return false }
      // What PostgreSQL does not check within arrays.
      let isListed = old.catalog.tables.contains { $0.columns.contains { $0.type.userType == name && $0.type.isArray } }
      let checks = Set(before.checks.map(\.name))
      return !isListed
        || before.isNullable == after.isNullable
          && after.checks.allSatisfy { checks.contains($0.name) || !$0.isValidated }
    }
    if let before = old.catalog.rangeTypes[name], let after = new.catalog.rangeTypes[name] {
      return before.subtype == after.subtype && before.options == after.options
    }
    guard let before = old.catalog.compositeTypes[name], let after = new.catalog.compositeTypes[name] else {
      return false
    }
    let isUsed = old.parts.contains { part in
      guard case .column = part else { return false }
      return old.needs[part]?.contains(.type(name)) == true
    }
    return !isUsed
      || before.attributes.allSatisfy { attribute in
        guard let other = after.attributes.first(where: { $0.name == attribute.name }) else { return true }
        return attribute.type == other.type && attribute.collation == other.collation
      }
  }

  static func isSubsequence(_ labels: [String], of all: [String]) -> Bool {
    var rest = all[...]
    return labels.allSatisfy { label in
      guard let position = rest.firstIndex(of: label) else { return false }
      rest = rest[(position + 1)...]
      return true
    }
  }
}
