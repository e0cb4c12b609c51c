import CatalogAlteration
import CatalogComparison
import SchemaModel
import StatementLocks

/// Steps in order, each with the schema that it meets and the one that it leaves.
struct Placing {
  private(set) var steps: [MigrationStep] = []
  private(set) var catalogs: [Catalog] = []
  private(set) var pointOfNoReturn: Int?
  private(set) var state: Catalog
  /// What the last hop could not reach.
  private(set) var obstacles: [String] = []
  private let context: MigrationContext
  private var built: [(index: Index, table: ObjectName)] = []

  init(start: Catalog, context: MigrationContext) {
    state = start
    self.context = context
  }

  mutating func add(_ moves: [Move]) {
    let builds = moves.compactMap { $0.up.isEmpty ? nil : $0.builds }
    // On the way back the first of a phase comes last.
    let rebuilds = moves.compactMap(\.rebuilds)
    let phase = moves.first?.phase ?? .expand
    let loose = moves.filter { !$0.isTakenByKey }.compactMap(\.rebuilds)
    if let gate = IndexSteps(state).gate(loose, phase: phase) { add(Self.onWayBack(gate)) }
    if let first = moves.first, let clearing = IndexSteps(state).clearing(builds, phase: first.phase) { add(clearing) }
    for move in moves {
      if move.builds == nil, !move.up.isEmpty || move.made != nil { checkBuilds(move.phase) }
      add(move)
      if let index = move.builds, !move.up.isEmpty { built.append(index) }
    }
    checkBuilds(moves.last?.phase ?? .expand)
    if let clearing = IndexSteps(state).clearing(rebuilds, phase: phase) { add(Self.onWayBack(clearing)) }
  }

  private static func onWayBack(_ move: Move) -> Move {
    move.with {
      $0.back = .statements($0.up)
      $0.up = []
      $0.name += "-on-the-way-back"
      $0.summary = "On the way back: \($0.summary.prefix(1).lowercased())\($0.summary.dropFirst())"
    }
  }

  private mutating func checkBuilds(_ phase: MigrationStep.Phase) {
    guard let gate = IndexSteps(state).gate(built, phase: phase) else { return }
    built = []
    add(gate)
  }

  private mutating func add(_ move: Move) {
    var move = move
    if let made = move.made {
      let (up, down) = made(state)
      move.up = up
      move.back = .statements(down)
    }
    let after = move.isData ? state : MigrationContext.schema(state, after: move.up)
    var step = MigrationStep(move)
    if case .direct = move.back {
      let alteration = CatalogAlteration(from: after, to: state)
      step.down = alteration.statements.map(\.sql)
      if !alteration.obstacles.isEmpty { step.irreversible = alteration.obstacles.joined(separator: "; ") }
    }
    append(step, after, move.pace, destroys: move.destroys)
    if let locks = move.locks { steps[steps.count - 1].locks = locks.sorted() }
    for table in move.locksOut {
      let lock = StatementEffect.Lock(table, .accessExclusive)
      let locks = Set(steps[steps.count - 1].locks).union([lock])
      steps[steps.count - 1].locks = locks.sorted()
    }
  }

  mutating func add(_ hop: Hop) {
    let target = hop.target(state)
    let alteration = CatalogAlteration(from: state, to: target)
    obstacles = alteration.obstacles
    let parts = hop.parts(alteration, from: state)
    for (position, part) in parts.enumerated() {
      let isReached = position == parts.count - 1 && obstacles.isEmpty
      let after = isReached ? target : MigrationContext.schema(state, after: part.map(\.sql))
      let described = HopDescription(hop, part, from: state, to: after)
      var step = MigrationStep(
        described.name, described.summary, phase: hop.phase, on: described.table, up: part.map(\.sql),
        down: [])
      if !hop.isForthOnly {
        let back = CatalogAlteration(from: after, to: state)
        step.down = back.statements.map(\.sql)
        if !back.obstacles.isEmpty { step.irreversible = back.obstacles.joined(separator: "; ") }
      }
      step.isTransactional = part.allSatisfy(\.isTransactional)
      step.loses = described.loses
      step.keep = described.keep
      step.downWork = described.loses == nil ? nil : .scan
      append(step, after, nil, destroys: described.loses != nil)
      if !described.copied.isEmpty { note(copied: described.copied) }
    }
  }

  /// A step that copies rows takes as long as they take, while everybody waits.
  private mutating func note(copied tables: [ObjectName]) {
    let facts = StepFacts(context: context)
    let place = steps.count - 1
    steps[place].work = .scan
    steps[place].downWork = .scan
    steps[place].duration = facts.writing(tables)
    steps[place].hazards += tables.map(facts.waitsWhileCopied)
  }

  private mutating func append(
    _ step: MigrationStep, _ after: Catalog, _ pace: Pace?, destroys: Bool
  ) {
    var step = step
    let facts = StepFacts(context: context)
    facts.complete(&step, from: state, pace: pace)
    if step.isOnlyBack, pace != nil {
      step.downLocks = [StatementEffect.Lock(step.table, .rowExclusive)]
      step.downDuration = facts.filling(step.table, pace)
    }
    let taken = Set(steps.map(\.name))
    if taken.contains(step.name) {
      let name = step.name
      step.name = (2...1000).lazy.map { "\(name)-\($0)" }.first { !taken.contains($0) } ?? name
    }
    if destroys, pointOfNoReturn == nil { pointOfNoReturn = steps.count }
    steps.append(step)
    state = after
    catalogs.append(after)
  }
}

/// What a part of a hop does, in words.
struct HopDescription {
  let name: String
  let summary: String
  let table: ObjectName
  let loses: String?
  let keep: String?
  /// Tables that are made anew with their rows.
  let copied: [ObjectName]

  /// A grant of two columns is that of the one and of the other.
  private static func bySingle(_ catalog: Catalog) -> Catalog {
    var result = catalog
    result.grants = catalog.grants.flatMap { grant in
      grant.columns.count < 2
        ? [grant]
        : grant.columns.map { column in
          var single = grant
          single.columns = [column]
          return single
        }
    }
    return result
  }

  init(_ hop: Hop, _ part: [CatalogAlteration.Statement], from old: Catalog, to new: Catalog) {
    let changes = CatalogDifference(from: Self.bySingle(old), to: Self.bySingle(new), depth: .everything).changes
    table = part.lazy.compactMap(\.table).first ?? changes.lazy.compactMap(\.table).first ?? ObjectName("")
    let tables = Set(changes.filter { $0.kind == .table && $0.action == .add }.compactMap(\.table))
    let shown = changes.filter { change in
      change.kind == .table && change.action == .add || !(change.table.map(tables.contains) ?? false)
    }
    let subjects = shown.map(\.display)
    let first = subjects.first ?? table.display
    let isOne = Set(shown.compactMap(\.table)).count == 1 && shown.count > 1
    name =
      hop.isOne
      ? hop.name
      : MigrationStep.name(
        hop.name, isOne ? table.display : first, !isOne && subjects.count > 1 ? "and-\(subjects.count - 1)-more" : "")
    // Where the summary says what is done, names are enough.
    let words = shown.prefix(6).map { change in
      hop.isOne ? change.name : "\(change.action.rawValue) \(change.kind.rawValue) \(change.display)"
    }.joined(separator: ", ")
    let more = shown.count > 6 ? " and \(shown.count - 6) more" : ""
    summary = "\(hop.summary): \(words.isEmpty ? table.display : words)\(more)."
    // No table becomes a partitioned one where it is: it is made anew, and its rows are copied.
    copied = old.tables.filter { table in
      new.tables[table.name].map { $0.partitionKey != table.partitionKey } ?? false
    }.map(\.name)
    var lost: [String] = []
    for gone in old.tables where !new.tables.contains(gone.name) { lost.append("all rows of \(gone.name.display)") }
    for before in old.tables {
      guard let after = new.tables[before.name] else { continue }
      let columns = before.columns.filter { !after.columns.contains($0.name) && $0.generated == nil }
      lost += columns.map { "all values of \(before.name.display).\($0.name)" }
    }
    loses =
      lost.isEmpty
      ? nil : lost.joined(separator: ", ").prefix(1).uppercased() + lost.joined(separator: ", ").dropFirst() + "."
    keep =
      lost.isEmpty
      ? nil : "pg_dump --data-only of the tables named, or CREATE TABLE ... AS SELECT of them, before it runs"
  }
}
