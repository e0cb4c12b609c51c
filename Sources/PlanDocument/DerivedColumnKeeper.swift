import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// What keeps a stored column right, as far as plan and schema say.
struct DerivedColumnKeeper {
  var text: Prose
  /// The trigger's declaration.
  var span: SourceSpan?
}

extension PlanSubject {
  /// nil when the plan does not say; a trigger counts when the schema has it.
  func keeper(of derived: DerivedColumn) -> DerivedColumnKeeper? {
    guard let keptBy = derived.keptBy?.value else { return nil }
    let column = catalog.tables[derived.column.value.table]?.columns[derived.column.value.column]
    if let column, column.generated != nil { return DerivedColumnKeeper(text: "generated", span: column.span) }
    guard keptBy.lowercased() == "trigger" else { return DerivedColumnKeeper(text: "kept by the \(keptBy)") }
    guard let found = DerivedColumnTrigger.find(for: derived, in: catalog) else {
      return DerivedColumnKeeper(text: "**no trigger yet**")
    }
    return DerivedColumnKeeper(
      text: "kept by \(code: found.trigger.name) on \(code: found.table.display)", span: found.trigger.span)
  }
}
