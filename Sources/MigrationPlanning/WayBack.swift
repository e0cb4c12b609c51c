import CatalogAlteration
import SchemaModel

/// The way back as a whole, from what the steps have led to: who waits on it, and what the steps leave undone. That is made
/// up for at its end, so that the old schema is reached whatever a recipe does.
struct WayBack {
  /// Who waits while the way back of a step works, by the step's place.
  private(set) var waits: [Int: [String]] = [:]
  private let reached: Catalog
  private let isWhole: Bool

  init(_ steps: [MigrationStep], from end: Catalog, context: MigrationContext) {
    var state = end
    var pending: [String] = []
    var waits: [Int: [String]] = [:]
    for (position, step) in steps.enumerated().reversed() where !step.down.isEmpty && !step.isData {
      if StepFacts.mayWork(step.down), step.isDownTransactional ?? step.isTransactional {
        state = MigrationContext.schema(state, after: pending)
        pending = []
        waits[position] = StepFacts(context: context).waitsBack(step, from: state)
      }
      // Blocks of code change rows, or look at indexes.
      pending += step.down.filter { !$0.hasPrefix("DO ") }
    }
    self.waits = waits
    reached = MigrationContext.schema(state, after: pending)
    isWhole = steps.allSatisfy { $0.irreversible == nil }
  }

  /// A step before all others with nothing to be done on the way there; nil when the others give everything back.
  func rest(to start: Catalog) -> MigrationStep? {
    guard isWhole else { return nil }
    let statements = CatalogAlteration(from: reached, to: start).statements
    guard !statements.isEmpty, statements.allSatisfy({ $0.isTransactional && !$0.endsTransaction }) else { return nil }
    let tables = Set(statements.compactMap(\.table)).sorted()
    var step = MigrationStep(
      MigrationStep.name("give", "back", "the", "rest"),
      "On the way back: gives back what the steps after it do not"
        + (tables.isEmpty ? "." : " of \(tables.map(\.display).joined(separator: ", "))."),
      phase: .expand, on: tables.first ?? ObjectName(""), up: [], down: statements.map(\.sql))
    step.duration = StepDuration(.instant, because: "nothing is done on the way there")
    return step
  }
}
