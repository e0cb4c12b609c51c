import Diagnostics
package import PlanModel
package import SchemaModel

/// What forgetting a person takes: what deleting their row does over foreign keys, and the steps that leave no value of theirs.
package struct Erasure: Sendable {
  /// What a foreign key does when the row that it points at is deleted.
  package struct Effect: Sendable, Hashable {
    package var table: ObjectName
    package var key: ForeignKey
    /// Keys between the person's row and this one.
    package var depth: Int
  }

  /// Why a row can not be deleted.
  package enum Obstacle: Sendable, Hashable {
    /// A foreign key without an action.
    case stopped(ObjectName, key: String)
    /// Columns of this table have to be kept.
    case kept(ObjectName)
    /// Rows of other people would go with it.
    case others(ObjectName)
    /// The key is set null, or to a default, where the column allows none.
    case refused(ObjectName, key: String)

    package var table: ObjectName {
      switch self {
      case .stopped(let table, _), .kept(let table), .others(let table), .refused(let table, _): table
      }
    }
  }

  package struct Step: Sendable {
    package enum Action: Sendable {
      case delete
      /// Columns with what stands there from then on.
      case blank([(column: String, value: String)])
    }

    package var holding: DataSubject.Holding
    package var action: Action

    package var isDelete: Bool { if case .delete = action { true } else { false } }
  }

  package var subject: DataSubject
  /// What DELETE of the row alone would do, the nearest first.
  package var effects: [Effect]
  /// Why the person's row stays, without its values; empty when it goes.
  package var obstacles: [Obstacle]
  /// The farthest table first, the person's own last.
  package var steps: [Step]
  /// Values of the person that no step reaches.
  package var leftovers: [Leftover]

  package var deletesRow: Bool { steps.last?.isDelete == true }

  /// Where something of a person stays.
  package enum Leftover: Sendable, Hashable {
    /// Columns that no value can take the place of.
    case unblanked(ColumnReference)
    /// Sensitive columns a foreign key away, of which the plan does not say whose they are.
    case unowned(ColumnReference)
    /// Columns of the same name and class in tables that no foreign key connects.
    case copied(ColumnReference)
    /// Documents without a class in rows that stay.
    case document(ColumnReference)
    /// The log of changes of these tables holds old values.
    case audited([ObjectName])
    /// Columns that name the subject, and no foreign key leads there.
    case unreached(ColumnReference)
  }
}

/// Works it out.
package struct ErasurePlanner {
  let plan: Plan
  let catalog: Catalog
  let declared: [ObjectName: [SensitiveColumn]]
  private let references: [ObjectName: [(table: Table, key: ForeignKey)]]

  package init(_ plan: Plan, _ catalog: Catalog) {
    self.plan = plan
    self.catalog = catalog
    declared = Dictionary(grouping: plan.sensitive.filter { $0.dataClass != nil }) { $0.column.value.table }
    var references: [ObjectName: [(table: Table, key: ForeignKey)]] = [:]
    for table in catalog.tables where table.partitionOf == nil {
      for key in table.foreignKeys where key.isEnforced { references[key.target, default: []].append((table, key)) }
    }
    self.references = references
  }

  package static func erasures(_ plan: Plan, _ catalog: Catalog) -> [Erasure] {
    let planner = ErasurePlanner(plan, catalog)
    return SubjectFinder.subjects(of: plan, catalog).compactMap { planner.erasure($0) }
  }

  /// nil when the column that names the person names several.
  package func erasure(_ subject: DataSubject) -> Erasure? {
    guard let root = catalog.tables[subject.root], root.isUnique([subject.key]) else { return nil }
    let owner = subject.holdings.first { $0.path.isEmpty }
    var obstacles = self.obstacles(subject.root, of: subject, depth: 0)
    if let owner, !owner.kept.isEmpty { obstacles.insert(.kept(subject.root), at: 0) }
    let isDeleted = obstacles.isEmpty && subject.isStated
    var steps: [Erasure.Step] = []
    for holding in subject.holdings.reversed() where !holding.path.isEmpty {
      steps.append(step(holding, subject))
    }
    let own = owner ?? DataSubject.Holding(table: subject.root, path: [], columns: [])
    if isDeleted {
      steps.append(Erasure.Step(holding: own, action: .delete))
    } else if !own.columns.isEmpty {
      steps.append(Erasure.Step(holding: own, action: .blank(blanks(own))))
    }
    var erasure = Erasure(
      subject: subject, effects: effects(subject.root), obstacles: obstacles, steps: steps, leftovers: [])
    erasure.leftovers = leftovers(erasure)
    return erasure
  }

  private func step(_ holding: DataSubject.Holding, _ subject: DataSubject) -> Erasure.Step {
    let goes =
      holding.kept.isEmpty && holding.path.allSatisfy { $0.onDelete == .cascade && $0.isEnforced }
      && obstacles(holding.table, of: subject, depth: holding.path.count).isEmpty
    return Erasure.Step(holding: holding, action: goes ? .delete : .blank(blanks(holding)))
  }

  private func blanks(_ holding: DataSubject.Holding) -> [(column: String, value: String)] {
    guard let table = catalog.tables[holding.table] else { return [] }
    let values = BlankValue(catalog: catalog)
    return holding.columns.compactMap { item in
      guard let column = table.columns[item.column.value.column] else { return nil }
      return values.sql(column, of: table).map { (column.name, $0) }
    }
  }

  // MARK: What deleting does

  private func effects(_ root: ObjectName) -> [Erasure.Effect] {
    var found: [Erasure.Effect] = []
    var seen: Set = [root]
    var open = [root]
    var depth = 1
    while !open.isEmpty {
      var next: [ObjectName] = []
      for target in open {
        for (table, key) in references[target] ?? [] {
          found.append(Erasure.Effect(table: table.name, key: key, depth: depth))
          if key.onDelete == .cascade, seen.insert(table.name).inserted { next.append(table.name) }
        }
      }
      open = next
      depth += 1
    }
    return found
  }

  /// What keeps rows of a table from being deleted together with all that cascades from them.
  private func obstacles(_ name: ObjectName, of subject: DataSubject, depth: Int) -> [Erasure.Obstacle] {
    var found: [Erasure.Obstacle] = []
    var seen: Set = [name]
    collect(name, subject, depth, &seen, &found)
    var unique: Set<Erasure.Obstacle> = []
    return found.filter { unique.insert($0).inserted }
  }

  private func collect(
    _ target: ObjectName, _ subject: DataSubject, _ depth: Int, _ seen: inout Set<ObjectName>,
    _ found: inout [Erasure.Obstacle]
  ) {
    for (table, key) in references[target] ?? [] {
      switch key.onDelete {
      case .noAction, .restrict: found.append(.stopped(table.name, key: key.name))
      case .setNull:
        let columns = key.onDeleteColumns.isEmpty ? key.columns : key.onDeleteColumns
        if columns.contains(where: { table.columns[$0]?.isNullable == false }) {
          found.append(.refused(table.name, key: key.name))
        }
      case .setDefault: found.append(.refused(table.name, key: key.name))
      case .cascade:
        if declared[table.name]?.contains(where: { $0.keep != nil }) == true { found.append(.kept(table.name)) }
        if isOthers(table, key, subject, depth) { found.append(.others(table.name)) }
        if seen.insert(table.name).inserted { collect(table.name, subject, depth + 1, &seen, &found) }
      }
    }
  }

  /// Whether rows that a key takes along are those of other people: by the plan's subjects, or since they point at a person
  /// of their own.
  private func isOthers(_ table: Table, _ key: ForeignKey, _ subject: DataSubject, _ depth: Int) -> Bool {
    if let own = subject.holdings.first(where: { $0.table == table.name }) {
      return own.path.first != key
    }
    if declared[table.name]?.contains(where: { $0.subject != nil }) == true { return true }
    if table.name == subject.root { return true }
    return depth > 0 && table.foreignKeys.contains { $0.target == subject.root }
  }
}

// MARK: What stays

extension ErasurePlanner {
  private func leftovers(_ erasure: Erasure) -> [Erasure.Leftover] {
    var found: [Erasure.Leftover] = []
    let subject = erasure.subject
    for step in erasure.steps {
      guard case .blank(let values) = step.action else { continue }
      let done = Set(values.map(\.column))
      found += step.holding.columns.filter { !done.contains($0.column.value.column) }.map {
        .unblanked($0.column.value)
      }
    }
    found += subject.unreached.map { .unreached($0.column.value) }
    let names = Set(subject.holdings.map(\.table))
    let near = Set(effectsNearby(subject.root))
    let words = Set(subject.columns.map { IdentifierWords($0.column.value.column).stems })
    let classes = Set(subject.columns.compactMap(\.kind))
    for item in plan.sensitive where item.dataClass != nil && item.subject == nil {
      let place = item.column.value
      guard !names.contains(place.table), let kind = item.kind, kind != .secret else { continue }
      if near.contains(place.table) {
        found.append(.unowned(place))
      } else if classes.contains(kind), words.contains(IdentifierWords(place.column).stems) {
        found.append(.copied(place))
      }
    }
    found += documents(erasure).map { .document($0) }
    let audited = plan.audit?.tables.map(\.value).filter { names.contains($0) } ?? []
    if !audited.isEmpty { found.append(.audited(audited)) }
    return found
  }

  /// Tables up to two foreign keys away.
  private func effectsNearby(_ root: ObjectName) -> [ObjectName] {
    let first = (references[root] ?? []).map(\.table.name)
    return first + first.flatMap { references[$0] ?? [] }.map(\.table.name)
  }

  /// JSON of rows that stay, which the plan gives no class.
  private func documents(_ erasure: Erasure) -> [ColumnReference] {
    let said = Set(plan.sensitive.map(\.column.value))
    return erasure.steps.filter { !$0.isDelete }.flatMap { step -> [ColumnReference] in
      (catalog.tables[step.holding.table]?.columns ?? NamedList()).compactMap { column in
        let place = ColumnReference(step.holding.table, column.name)
        let isDocument = ["json", "jsonb", "hstore", "xml"].contains(column.type.name)
        return isDocument && !said.contains(place) ? place : nil
      }
    }
  }
}
