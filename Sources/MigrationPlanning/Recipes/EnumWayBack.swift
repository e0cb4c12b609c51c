import SQLWriting
import SchemaModel

/// The way back of values that an enum has taken: PostgreSQL can not take a value away, so that all columns of the type
/// are written anew. Of small tables that is one step; where it would keep readers and writers waiting for minutes, each
/// column is made beside the old one as in `EnumMoves.replacement`, in steps with nothing to be done on the way there.
struct EnumWayBack {
  let context: MigrationContext

  /// Puts the steps behind those that add the values.
  func extend(_ plan: inout MigrationPlan, from start: Catalog) {
    for type in context.goal.enums {
      let head = "ALTER TYPE \(QuotedIdentifier.text(type.name)) ADD VALUE "
      let places = plan.steps.indices.filter { plan.steps[$0].up.first?.hasPrefix(head) == true }
      guard let first = places.first, let last = places.last, last - first == places.count - 1 else { continue }
      let before = first == 0 ? start : plan.catalogs[first - 1]
      guard isLong(plan, first...last, before), let steps = steps(of: type, plan.catalogs[last], before) else {
        continue
      }
      let columns = Self.columns(of: type.name, plan.catalogs[last]).map { "\($0.table.display).\($0.column)" }
      for place in places {
        plan.steps[place].down = []
        plan.steps[place].hazards = [
          "Its way back makes \(columns.joined(separator: ", ")) anew beside the old, batch by batch and without the value, in the steps behind it; it stops while a row has the value."
        ]
      }
      plan.insert(steps, after: last)
    }
  }

  /// Whether the direct way back keeps others waiting for minutes at the plan's volumes; without volumes nobody knows.
  private func isLong(_ plan: MigrationPlan, _ places: ClosedRange<Int>, _ before: Catalog) -> Bool {
    var state = plan.catalogs[places.upperBound]
    for place in places.reversed() {
      let back = StepFacts(context: context).back(plan.steps[place], from: state)
      if let duration = back.duration, duration.seconds != nil, [.minutes, .hours].contains(duration.kind) {
        return true
      }
      state = MigrationContext.schema(state, after: plan.steps[place].down)
    }
    return false
  }

  private static func columns(of type: ObjectName, _ catalog: Catalog) -> [ColumnReference] {
    catalog.tables.flatMap { table in
      table.columns.filter { $0.type.userType == type }.map { ColumnReference(table.name, $0.name) }
    }
  }

  /// From the schema with the values to the one without; nil where not all that uses the type can be made beside it.
  private func steps(of type: EnumType, _ now: Catalog, _ before: Catalog) -> [MigrationStep]? {
    guard let new = now.enums[type.name], let old = before.enums[type.name] else { return nil }
    let isElsewhere =
      now.functions.contains { IdentifierWords.contains(type.name.name, "\($0.signature) \($0.returns ?? "")") }
      || now.domains.contains { $0.base.userType == type.name }
      || now.compositeTypes.contains { $0.attributes.contains { $0.type.userType == type.name } }
    guard !isElsewhere else { return nil }
    var facts = context.facts
    facts.fillings = []
    facts.renames = []
    let inner = MigrationContext(from: now, to: before, facts: facts)
    let moves = EnumMoves(old: new, new: old, context: inner, isStrict: true).moves
    guard moves.count > 2 else { return nil }
    var placing = Placing(start: now, context: inner)
    for phase in MigrationStep.Phase.allCases { placing.add(moves.filter { $0.phase == phase }) }
    placing.add(Hop(phase: .contract, name: "bring", summary: "Brings back what is left", target: { _ in before }))
    guard placing.obstacles.isEmpty else { return nil }
    return placing.steps.filter { !$0.up.isEmpty }.reversed().map(Self.onWayBack)
  }

  private static func onWayBack(_ step: MigrationStep) -> MigrationStep {
    let isNamed = step.summary.hasPrefix(step.table.display)
    let first = isNamed ? String(step.summary.prefix(1)) : step.summary.prefix(1).lowercased()
    var back = MigrationStep(
      MigrationStep.name(step.name, "on", "the", "way", "back"),
      "On the way back: \(first)\(step.summary.dropFirst())", phase: .expand,
      on: step.table, up: [], down: step.up)
    back.isDownTransactional = step.isTransactional
    back.downWork = step.work
    back.downLocks = step.locks
    back.downDuration = step.duration
    back.duration = StepDuration(.instant, because: "nothing is done on the way there")
    return back
  }
}
