import CatalogAlteration
import SchemaModel

/// The end of the way back: what the steps leave undone on it is made up for, so that the old schema is reached whatever a
/// recipe does.
struct WayBack {
  let steps: [MigrationStep]
  /// What the steps have led to.
  let end: Catalog
  let start: Catalog

  /// A step before all others with nothing to be done on the way there; nil when the others give everything back.
  var rest: MigrationStep? {
    guard steps.allSatisfy({ $0.irreversible == nil }) else { return nil }
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

  private var reached: Catalog {
    steps.reversed().reduce(end) { state, step in
      // Blocks of code change rows, or look at indexes.
      let down = step.down.filter { !$0.hasPrefix("DO ") }
      return step.isData ? state : MigrationContext.schema(state, after: down)
    }
  }
}
