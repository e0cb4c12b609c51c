import CatalogAlteration
import SchemaModel

/// The way back as a whole, from what the steps have led to: who waits on it, and what the steps leave undone. That is made
/// up for at its end, so that the old schema is reached whatever a recipe does.
struct WayBack {
  /// Who waits while the way back of a step works, by the step's place.
  private(set) var waits: [Int: [String]] = [:]
  /// Steps that serve it alone as they are run then, by their places.
  private(set) var alone: [Int: MigrationStep] = [:]
  private let reached: Catalog
  private let facts: StepFacts
  private let isWhole: Bool

  init(_ steps: [MigrationStep], from end: Catalog, context: MigrationContext) {
    facts = StepFacts(context: context)
    var state = end
    var pending: [String] = []
    for (position, step) in steps.enumerated().reversed() where !step.down.isEmpty && !step.isData {
      let isSlow = StepFacts.mayWork(step.down) && step.isDownTransactional ?? step.isTransactional
      if isSlow || step.isOnlyBack && step.downDuration == nil {
        state = MigrationContext.schema(state, after: pending)
        pending = []
        let back = facts.back(step, from: state)
        if isSlow { waits[position] = back.hazards.map { "On the way back \($0)" } }
        if step.isOnlyBack { alone[position] = back }
      }
      // Blocks of code change rows, or look at indexes.
      pending += step.down.filter { !$0.hasPrefix("DO ") }
    }
    reached = MigrationContext.schema(state, after: pending)
    isWhole = steps.allSatisfy { $0.irreversible == nil }
  }

  /// A step before all others with nothing to be done on the way there; nil when the others give everything back.
  func rest(to start: Catalog) -> MigrationStep? {
    guard isWhole else { return nil }
    let statements = CatalogAlteration(from: reached, to: start).statements
    guard !statements.isEmpty, statements.allSatisfy({ $0.isTransactional && !$0.endsTransaction }) else { return nil }
    let hop = Hop(
      phase: .expand, name: "give-back", summary: "On the way back: gives back what the steps after it do not",
      target: { _ in start })
    let end = MigrationContext.schema(reached, after: statements.map(\.sql))
    let described = HopDescription(hop, statements, from: reached, to: end)
    var step = MigrationStep(
      described.name, described.summary, phase: .expand, on: described.table, up: [], down: statements.map(\.sql))
    step.duration = StepDuration(.instant, because: "nothing is done on the way there")
    let back = facts.back(step, from: reached)
    (step.downLocks, step.downDuration) = (back.locks, back.duration)
    step.hazards = back.hazards.map { "On the way back \($0)" }
    return step
  }
}
