import CatalogComparison
import SchemaModel

/// What stands in both schemas in one form under two names, and is lost when it is made again: constraints and indexes
/// with their work, sequences with their position, types with the columns of that type. To call them anew loses nothing,
/// so nobody is asked.
struct SameDefinitions {
  let old: Catalog
  let new: Catalog
  /// Old names of which somebody said that they are gone.
  let denied: Set<String>

  // MARK: Constraints and indexes

  var parts: [CatalogRenames.Rename] {
    let tables = old.tables.flatMap { table in
      new.tables[table.name].map { parts(of: table, in: $0) } ?? []
    }
    let views = old.views.flatMap { view -> [CatalogRenames.Rename] in
      guard view.isMaterialized, let after = new.views[view.name] else { return [] }
      return pairs(
        view.indexes.map { ($0.name, Definition($0)) }, after.indexes.map { ($0.name, Definition($0)) }, .index,
        of: view.name)
    }
    return tables + views
  }

  private func parts(of table: Table, in after: Table) -> [CatalogRenames.Rename] {
    pairs(Self.constraints(of: table), Self.constraints(of: after), .constraint, of: table.name)
      + pairs(
        table.indexes.map { ($0.name, Definition($0)) }, after.indexes.map { ($0.name, Definition($0)) }, .index,
        of: table.name)
  }

  private func pairs(
    _ before: [(String, Definition)], _ after: [(String, Definition)], _ kind: CatalogRenames.Rename.Kind,
    of owner: ObjectName
  ) -> [CatalogRenames.Rename] {
    let kept = Set(after.map(\.0))
    let known = Set(before.map(\.0))
    var come = after.filter { !known.contains($0.0) }
    return before.filter { !kept.contains($0.0) && !isDenied($0.0, of: owner) }.compactMap { name, definition in
      guard let position = come.firstIndex(where: { $0.1 == definition }) else { return nil }
      let match = come.remove(at: position)
      return .init(kind: kind, oldTable: owner, newTable: owner, oldColumn: name, newColumn: match.0)
    }
  }

  private func isDenied(_ name: String, of owner: ObjectName) -> Bool {
    denied.contains("\(owner.display).\(name)") || denied.contains("\(owner.qualified).\(name)")
  }

  /// Inherited checks are called anew with the parent's.
  private static func constraints(of table: Table) -> [(String, Definition)] {
    var found: [(String, Definition)] = []
    if let key = table.primaryKey { found.append((key.name, Definition(key, isPrimary: true))) }
    found += table.uniqueConstraints.map { ($0.name, Definition($0, isPrimary: false)) }
    found += table.checks.filter(\.isLocal).map { ($0.name, Definition($0)) }
    found += table.exclusions.map { ($0.name, Definition($0)) }
    return found + table.foreignKeys.filter(\.isEnforced).map { ($0.name, Definition($0)) }
  }

  // MARK: Sequences and types

  /// A sequence may be known by its column; another one by being the only one of its kind that went, and came.
  var sequences: [(old: ObjectName, new: ObjectName)] {
    var come = new.sequences.filter { !old.sequences.contains($0.name) }
    let gone = old.sequences.filter { !new.sequences.contains($0.name) && !denied.contains($0.name.display) }
    return gone.compactMap { sequence in
      let alike = come.filter {
        $0.options == sequence.options && $0.ownedBy == sequence.ownedBy && $0.name.schema == sequence.name.schema
      }
      let isOnly =
        sequence.ownedBy != nil
        || gone.count { $0.options == sequence.options && $0.ownedBy == nil } == 1
      guard alike.count == 1, isOnly, let match = alike.first else { return nil }
      come.removeAll { $0.name == match.name }
      return (sequence.name, match.name)
    }
  }

  var types: [(old: ObjectName, new: ObjectName)] {
    pairs(old.enums.map { ($0.name, $0.values.map(\.label)) }, new.enums.map { ($0.name, $0.values.map(\.label)) })
      + pairs(old.domains.map { ($0.name, Definition($0)) }, new.domains.map { ($0.name, Definition($0)) })
      + pairs(
        old.compositeTypes.map { ($0.name, Definition($0)) }, new.compositeTypes.map { ($0.name, Definition($0)) })
  }

  /// Every column that goes on and had the one type has the other.
  private func pairs<Form: Equatable>(
    _ before: [(ObjectName, Form)], _ after: [(ObjectName, Form)]
  ) -> [(old: ObjectName, new: ObjectName)] {
    let kept = Set(after.map(\.0))
    let known = Set(before.map(\.0))
    let gone = before.filter { !kept.contains($0.0) && !denied.contains($0.0.display) }
    let come = after.filter { !known.contains($0.0) }
    return gone.compactMap { name, form in
      let alike = come.filter { $0.1 == form && $0.0.schema == name.schema }
      guard alike.count == 1, let match = alike.first, gone.count(where: { $0.1 == form }) == 1 else { return nil }
      return moved(from: name, to: match.0) ? (name, match.0) : nil
    }
  }

  private func moved(from type: ObjectName, to match: ObjectName) -> Bool {
    for table in old.tables {
      for column in table.columns where column.type.userType == type {
        guard let after = new.tables[table.name]?.columns[column.name] else { continue }
        guard after.type.userType == match else { return false }
      }
    }
    return true
  }
}

/// What something is, whatever it is called and where it stands.
private struct Definition: Hashable {
  private enum Form: Hashable {
    case key(KeyConstraint, isPrimary: Bool)
    case check(CheckConstraint)
    case exclusion(ExclusionConstraint)
    case foreignKey(ForeignKey)
    case index(Index)
    case domain(DomainType)
    case composite([String], [ColumnType])
  }

  private let form: Form

  init(_ key: KeyConstraint, isPrimary: Bool) {
    var key = key
    key.name = ""
    (key.clientName, key.comment, key.indexComment, key.span) = (nil, nil, nil, nil)
    key.storageParameters = [:]
    form = .key(key, isPrimary: isPrimary)
  }

  init(_ check: CheckConstraint) {
    var check = check
    check.name = ""
    (check.comment, check.span) = (nil, nil)
    check.isValidated = true
    form = .check(check)
  }

  init(_ exclusion: ExclusionConstraint) {
    var exclusion = exclusion
    exclusion.name = ""
    (exclusion.comment, exclusion.indexComment, exclusion.span) = (nil, nil, nil)
    form = .exclusion(exclusion)
  }

  init(_ key: ForeignKey) {
    var key = key
    key.name = ""
    (key.comment, key.relation, key.span) = (nil, nil, nil)
    (key.isOnDeleteExplicit, key.isOnUpdateExplicit) = (false, false)
    form = .foreignKey(key)
  }

  init(_ index: Index) {
    var index = index
    index.name = ""
    (index.clientName, index.comment, index.span) = (nil, nil, nil)
    index.statisticsTargets = [:]
    form = .index(index)
  }

  init(_ domain: DomainType) {
    var domain = domain
    domain.name = ObjectName("")
    (domain.comment, domain.span) = (nil, nil)
    for position in domain.checks.indices {
      domain.checks[position].name = ""
      (domain.checks[position].comment, domain.checks[position].span) = (nil, nil)
    }
    form = .domain(domain)
  }

  init(_ type: CompositeType) {
    form = .composite(type.attributes.map(\.name), type.attributes.map(\.type))
  }
}
