import SQLWriting
import SchemaModel

/// The statements about parts, in their order.
struct AlterationSteps {
  private(set) var statements: [CatalogAlteration.Statement] = []
  private(set) var obstacles: [String] = []
  private let fate: PartFate
  private let indexes: CatalogAlteration.IndexBuild

  init(_ fate: PartFate, indexes: CatalogAlteration.IndexBuild) {
    self.fate = fate
    self.indexes = indexes
    for part in fate.dropped {
      if case .raw(let sql) = part { obstacles.append("not undone: \(sql.prefix(60))") }
    }
    obstacles.sort()
    var placement = PartPlacement(fate)
    while true {
      let graph = graph(placement)
      do throws(AlterationGraph.Circle) {
        statements = JoinedStatements.joined(try graph.sorted().flatMap { graph.statements[$0] })
        return
      } catch {
        // A circle. Tables can be made without the expressions that close it.
        let tables = error.steps.compactMap { step -> ObjectName? in
          guard step.verb == .create, case .table(let name) = step.part else { return nil }
          return placement.bareTables.contains(name) ? nil : name
        }
        let loose = foreignKeys(amongDrops: error.steps).union(callers(amongDrops: error.steps))
          .subtracting(placement.looseParts)
        if !loose.isEmpty {
          placement.looseParts.formUnion(loose)
          continue
        }
        guard let table = tables.first else {
          let circle = error.steps.map { "\($0.verb) \($0.part.display)" }.joined(separator: ", then ")
          obstacles.append("each of these has to go before the next, and the last before the first: \(circle)")
          return
        }
        placement.bareTables.insert(table)
      }
    }
  }

  /// Foreign keys of tables that go, to others that go: those that lead in a circle are dropped by themselves before.
  private func foreignKeys(amongDrops steps: [AlterationStep]) -> Set<Part> {
    let tables = Set(
      steps.compactMap { step -> ObjectName? in
        guard step.verb == .drop, case .table(let name) = step.part else { return nil }
        return name
      })
    return tables.reduce(into: []) { found, name in
      for key in fate.old.catalog.tables[name]?.foreignKeys ?? [] where key.isEnforced && tables.contains(key.target) {
        if key.target != name { found.insert(.constraint(name, key.name)) }
      }
    }
  }

  /// Defaults and checks of tables that go, over functions that go and read those tables.
  private func callers(amongDrops steps: [AlterationStep]) -> Set<Part> {
    let dropped = Set(steps.filter { $0.verb == .drop }.map(\.part))
    return Set(
      fate.old.parts.filter { part in
        guard let owner = part.owner, dropped.contains(.table(owner)) else { return false }
        switch part {
        case .columnDefault, .constraint: break
        default: return false
        }
        return (fate.old.needs[part] ?? []).contains { need in
          if case .function = need { dropped.contains(need) } else { false }
        }
      })
  }

  private func graph(_ placement: PartPlacement) -> AlterationGraph {
    var graph = AlterationGraph()
    let drop = DropStatements(old: fate.old.catalog, new: fate.new.catalog, indexes: indexes)
    let create = CreateStatements(placement, indexes: indexes)
    let alter = AlterStatements(placement)
    for part in fate.old.parts.reversed() where fate.isDropped(part) && placement.dropper(part) == part {
      graph.add(AlterationStep(verb: .drop, part: part), drop.statements(part))
    }
    for part in fate.new.parts {
      if fate.isCreated(part) {
        if placement.creator(part) == part {
          graph.add(AlterationStep(verb: .create, part: part), create.statements(part))
        }
      } else {
        graph.add(AlterationStep(verb: .alter, part: part), alter.statements(part))
      }
    }
    for part in fate.replaced {
      graph.add(AlterationStep(verb: .drop, part: part), drop.formers(of: part))
      graph.order(AlterationStep(verb: .alter, part: part), before: AlterationStep(verb: .drop, part: part))
    }
    orderDrops(&graph, placement)
    orderCreates(&graph, placement)
    orderNames(&graph, placement)
    for rows in KeptRows.all(fate) { move(rows, &graph, placement) }
    return graph
  }

  /// Rows come back when their table is whole, and before what would act on them or look at them.
  private func move(_ rows: KeptRows, _ graph: inout AlterationGraph, _ placement: PartPlacement) {
    let fill = AlterationStep(verb: .fill, part: .table(rows.table))
    let tree = rows.tree
    graph.add(AlterationStep(verb: .stash, part: .table(rows.table)), rows.stash)
    graph.add(fill, rows.fill)
    for part in fate.new.parts {
      let step = current(part, placement)
      let needs = (fate.new.needs[part] ?? []).union([part])
      guard needs.contains(where: { $0.owner.map(tree.contains) ?? false }) else { continue }
      switch step.part {
      case .table(let name) where !tree.contains(name): continue
      case .function, .type, .sequence, .ownership: continue
      case .table, .column, .columnDefault: graph.order(step, before: fill)
      case .membership(_, let parent) where tree.contains(parent): graph.order(step, before: fill)
      default: graph.order(fill, before: step)
      }
    }
  }

  /// What needs something goes before it, or lets go of it.
  private func orderDrops(_ graph: inout AlterationGraph, _ placement: PartPlacement) {
    for part in fate.old.parts {
      let isDropped = fate.isDropped(part)
      let isLast = isDropped || fate.isReplaced(part)
      let own = AlterationStep(verb: isLast ? .drop : .alter, part: isDropped ? placement.dropper(part) : part)
      // Most parts stay as they are, and wait for nothing.
      guard graph.contains(own) else { continue }
      for need in fate.old.needs[part] ?? [] {
        if fate.isDropped(need) {
          graph.order(own, before: AlterationStep(verb: .drop, part: placement.dropper(need)))
        } else {
          if isDropped { graph.order(own, before: AlterationStep(verb: .alter, part: need)) }
          // What waits under another name.
          if fate.isReplaced(need) { graph.order(own, before: AlterationStep(verb: .drop, part: need)) }
        }
      }
      if isDropped, let other = fate.old.follows[part], fate.isDropped(other), placement.isLeft(other) {
        graph.order(AlterationStep(verb: .drop, part: placement.dropper(other)), before: own)
      }
      if isDropped, fate.isCreated(part) {
        graph.order(own, before: AlterationStep(verb: .create, part: placement.creator(part)))
      }
    }
  }

  /// What something needs is there, and as it is to be, before it.
  private func orderCreates(_ graph: inout AlterationGraph, _ placement: PartPlacement) {
    for part in fate.new.parts {
      let own = current(part, placement)
      guard graph.contains(own) else { continue }
      for need in fate.new.needs[part] ?? [] { graph.order(current(need, placement), before: own) }
      // The key or index of a partition is taken over by the parent's when it is there first.
      if let other = fate.new.follows[part], fate.isCreated(other), own.part != placement.creator(other),
        !comesAsPartition(own.part, placement)
      {
        switch part {
        case .index, .constraint: graph.order(own, before: current(other, placement))
        default: break
        }
      }
      orderInheritance(&graph, part, own)
      orderParents(&graph, part, own)
      if let membership = attachment(of: part), membership != part, placement.creator(part).owner == part.owner,
        placement.creator(membership) == membership
      {
        graph.order(own, before: current(membership, placement))
      }
    }
  }

  /// A parent that stays is as it is to be when a new table takes its columns.
  private func orderParents(_ graph: inout AlterationGraph, _ part: Part, _ own: AlterationStep) {
    guard case .table(let name) = part, own.verb == .create, let table = fate.new.catalog.tables[name] else { return }
    for parent in table.inherits + (table.partitionOf.map { [$0.parent] } ?? []) where fate.isKept(.table(parent)) {
      for column in fate.new.catalog.tables[parent]?.columns.names ?? [] {
        let item = Part.column(parent, column)
        graph.order(AlterationStep(verb: fate.isCreated(item) ? .create : .alter, part: item), before: own)
      }
    }
  }

  /// Whether its statement makes it a part of its parent, which is there then.
  private func comesAsPartition(_ part: Part, _ placement: PartPlacement) -> Bool {
    guard case .table(let name) = part, let parent = fate.new.catalog.tables[name]?.partitionOf?.parent else {
      return false
    }
    return placement.creator(.membership(name, parent)) == part
  }

  /// A child has what is its own before it takes a parent, and gets the rest when the parent gets it.
  private func orderInheritance(_ graph: inout AlterationGraph, _ part: Part, _ own: AlterationStep) {
    guard let owner = part.owner, let table = fate.new.catalog.tables[owner], own.verb == .create else { return }
    switch part {
    case .column, .constraint: break
    default: return
    }
    for parent in table.inherits where fate.isCreated(.membership(owner, parent)) {
      let membership = AlterationStep(verb: .create, part: .membership(owner, parent))
      if own.part == part { graph.order(own, before: membership) }
      if own.part != part, own.part.owner == parent, own.part != .table(parent) { graph.order(membership, before: own) }
    }
  }

  /// A table is attached when its keys and indexes are there, so that those keep their names.
  private func attachment(of part: Part) -> Part? {
    guard let owner = part.owner, let parent = fate.new.catalog.tables[owner]?.partitionOf?.parent,
      fate.isCreated(.membership(owner, parent)), fate.isCreated(part)
    else { return nil }
    switch part {
    case .index, .column: return .membership(owner, parent)
    case .constraint(_, let name):
      if case .foreignKey? = fate.new.catalog.tables[owner]?.constraint(name) { return nil }
      return .membership(owner, parent)
    default: return nil
    }
  }

  private func current(_ part: Part, _ placement: PartPlacement) -> AlterationStep {
    fate.isCreated(part)
      ? AlterationStep(verb: .create, part: placement.creator(part)) : AlterationStep(verb: .alter, part: part)
  }

  /// Who leaves a name goes before who takes it.
  private func orderNames(_ graph: inout AlterationGraph, _ placement: PartPlacement) {
    var leaving: [String: [Part]] = [:]
    for part in fate.old.parts where fate.isDropped(part) {
      for name in part.takenNames { leaving[name, default: []].append(part) }
    }
    orderIdentities(&graph, placement)
    guard !leaving.isEmpty else { return }
    for part in fate.new.parts where fate.isCreated(part) {
      for name in part.takenNames {
        for other in leaving[name] ?? [] {
          graph.order(
            AlterationStep(verb: .drop, part: placement.dropper(other)),
            before: AlterationStep(verb: .create, part: placement.creator(part)))
        }
      }
    }
  }

  /// The sequence of an identity column takes a name, too.
  private func orderIdentities(_ graph: inout AlterationGraph, _ placement: PartPlacement) {
    for table in fate.new.catalog.tables {
      guard let before = fate.old.catalog.tables[table.name] else { continue }
      for column in table.columns {
        let part = Part.column(table.name, column.name)
        guard let earlier = before.columns[column.name], (earlier.identity == nil) != (column.identity == nil),
          fate.isKept(part)
        else { continue }
        let alter = AlterationStep(verb: .alter, part: part)
        if earlier.identity != nil {
          let name = SQLWriter().identitySequence(of: earlier, in: before)
          graph.order(alter, before: AlterationStep(verb: .create, part: .sequence(name)))
        } else {
          let sequence = Part.sequence(SQLWriter().identitySequence(of: column, in: table))
          graph.order(AlterationStep(verb: .drop, part: placement.dropper(sequence)), before: alter)
        }
      }
    }
  }
}
