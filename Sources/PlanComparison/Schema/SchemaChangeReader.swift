import MarkdownWriting
import CatalogComparison
import PlanModel
import SchemaModel

/// Turns differences of two catalogs into classed changes.
struct SchemaChangeReader {
  private let old: Catalog
  private let new: Catalog
  private let plan: Plan

  /// - Parameter plan: the plan the changes belong to; its queries say who uses what.
  init(from old: Catalog, to new: Catalog, plan: Plan) {
    self.old = old
    self.new = new
    self.plan = plan
  }

  func changes(of difference: CatalogDifference) -> [PlanChange] {
    let added = Set(difference.changes.filter { $0.kind == .table && $0.action == .add }.compactMap(\.table))
    let risk = ObjectRisk(added: added, plan: plan)
    return difference.changes.map { change in
      let verdict =
        change.kind == .column
        ? ColumnRisk(
          old: change.table.flatMap { old.tables[$0]?.columns[change.name] },
          new: change.table.flatMap { new.tables[$0]?.columns[change.name] }
        ).verdict(of: change) : risk.verdict(of: change)
      return self.change(change, verdict)
    }
  }

  /// What is called otherwise: nothing is lost, and nothing that uses the old name works.
  /// - Parameter before: the old catalog under its old names.
  func changes(of renames: CatalogRenames, from before: Catalog) -> [PlanChange] {
    renames.renames.filter { $0.kind == .table || $0.kind == .column }.map { rename in
      let isTable = rename.kind == .table
      var change = PlanChange(
        .schema(isTable ? .table : .column), .changed,
        "\(isTable ? "Table" : "Column") \(code: rename.oldDisplay) renamed to \(code: rename.newDisplay)",
        .breaking("its \(isTable ? "rows" : "values") stay; statements and programs that use the old name fail"),
        table: rename.newTable,
        name: isTable ? rename.newTable.display : rename.newColumn, plan: plan.name)
      change.details = [
        PlanChange.Detail(property: "name", before: rename.oldDisplay, after: rename.newDisplay)
      ]
      let table = before.tables[rename.oldTable]
      let target = new.tables[rename.newTable]
      change.before = isTable ? table?.span : table?.columns[rename.oldColumn]?.span
      change.after = isTable ? target?.span : target?.columns[rename.newColumn]?.span
      return change
    }
  }

  private func change(_ change: SchemaChange, _ verdict: Verdict) -> PlanChange {
    let action: PlanChange.Action =
      switch change.action {
      case .add: .added
      case .change: .changed
      case .drop: .removed
      }
    var result = PlanChange(
      .schema(change.kind), action, title(of: change), verdict, table: change.table, name: change.name,
      plan: plan.name)
    result.details = change.details.map { PlanChange.Detail(property: $0.property, before: $0.old, after: $0.new) }
    result.before = change.action == .add ? nil : change.oldSpan
    result.after = change.action == .drop ? nil : change.span
    if change.kind == .table, change.action == .add {
      result.details = content(of: change.table.flatMap { new.tables[$0] })
    }
    if change.kind == .column, change.action != .change { result.details = [definition(of: change)].compactMap(\.self) }
    return result
  }

  private func title(of change: SchemaChange) -> MarkdownPhrase {
    let noun = change.kind.rawValue.prefix(1).uppercased() + change.kind.rawValue.dropFirst()
    let verb =
      switch change.action {
      case .add: "added"
      case .change: "changed"
      case .drop: "dropped"
      }
    switch change.kind {
    case .rowSecurity: return "Row security of \(code: change.table?.display ?? "") changed"
    case .column: return "\(noun) \(code: change.display) \(verb)"
    case .table: return "\(noun) \(code: change.name) \(verb)"
    case .grant, .defaultPrivilege:
      return "\(noun) \(code: change.name) \(change.action == .drop ? "taken away" : verb)"
    case .statement: return "\(noun) \(code: change.name) \(verb)"
    default:
      guard let table = change.table else { return "\(noun) \(code: change.name) \(verb)" }
      return "\(noun) \(code: change.name) on \(code: table.display) \(verb)"
    }
  }

  /// What a new table holds, by number.
  private func content(of table: Table?) -> [PlanChange.Detail] {
    guard let table else { return [] }
    let counts = [
      ("columns", table.columns.count), ("foreign keys", table.foreignKeys.count), ("indexes", table.indexes.count),
      ("policies", table.policies.count),
    ]
    return counts.filter { $0.1 > 0 }.map { PlanChange.Detail(property: $0.0, before: nil, after: String($0.1)) }
  }

  /// `bigint NOT NULL DEFAULT 0`, of a column that came or went.
  private func definition(of change: SchemaChange) -> PlanChange.Detail? {
    let catalog = change.action == .add ? new : old
    guard let column = change.table.flatMap({ catalog.tables[$0]?.columns[change.name] }) else { return nil }
    let text =
      column.type.short + (column.isNullable ? "" : " NOT NULL")
      + (column.defaultExpression.map { " DEFAULT \($0.sql)" } ?? "")
    return change.action == .add
      ? PlanChange.Detail(property: "definition", before: nil, after: text)
      : PlanChange.Detail(property: "definition", before: text, after: nil)
  }
}
