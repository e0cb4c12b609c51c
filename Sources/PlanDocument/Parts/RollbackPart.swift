import CatalogComparison
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Sizing
import Templating

/// 7.3: what going back would cost.
enum RollbackPart: PlanPart {
  static let id = PartID.rollback

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts: [TemplateRecord] = []
    if let window = subject.plan.deployment?.rollbackWindow {
      facts.append(page.say("window", .plan, from: [window.span.plan], "The way back stays open \(window.value.shown)"))
      facts += lostTables(subject, window, &page)
    } else {
      page.ask(.rollbackWindow)
    }
    let columns = lostColumns(subject)
    let steps = lossySteps(subject, columns, &page)
    // Where there are steps, they say it.
    for column in subject.migration.steps.isEmpty ? columns : [] {
      facts.append(
        page.say(
          "loses.\(column.name)", .derived, from: column.sources,
          "Going back drops \(code: column.name). \(column.amount)"))
    }
    // Where there are steps, they say what is lost.
    for change in subject.migration.steps.isEmpty ? subject.difference?.changes ?? [] : [] where change.losesData {
      facts.append(
        page.say(
          "loses.\(change.display)", .derived, from: [change.span.schema],
          "No way back for the values of \(code: change.display)"))
    }
    if let backup = subject.plan.backup, let rpo = backup.rpo {
      facts.append(
        page.say(
          "restore", .plan, from: [rpo.span.plan, backup.rto?.span.plan],
          "Last resort, a restore: up to \(rpo.value.shown) lost\(backup.rto.map { ", \($0.value.shown) to run" } ?? "")\(backup.restoreTested.map { ", tried \($0.value)" } ?? "")"
        ))
    }
    return [
      "facts": .sayings(facts), "steps": .rows(["step", "loses", "keep"], steps), "hasSteps": .flag(!steps.isEmpty),
      "missing": page.missing,
    ]
  }

  /// Steps whose way back loses something, or that have none.
  private static func lossySteps(
    _ subject: PlanSubject, _ columns: [LostColumn], _ page: inout Composition
  ) -> [TemplateRecord] {
    let words = StepWords(subject)
    return subject.migration.steps.enumerated().compactMap { position, step in
      guard let loses = step.irreversible ?? step.loses else { return nil }
      if let irreversible = step.irreversible {
        page.escalate(
          "irreversible.\(step.name)", "Step \(words.number(position)) has no way back", because: irreversible,
          from: StepRows.sources(of: step, subject))
      }
      let column = columns.first { loses.contains("Values of \($0.name) ") && step.table == $0.table }
      return page.row(
        "step.\(position + 1)", .derived, from: StepRows.sources(of: step, subject) + (column?.sources ?? []),
        [
          "step": words.link(position),
          "loses":
            "\(step.irreversible == nil ? "" : "**No way back.** ")\(Prose(prose: loses))\(column.map { " \($0.amount)" as Prose } ?? "")",
          "keep": step.keep.map { Prose(prose: $0) } ?? .none,
        ])
    }
  }

  /// New tables, with the rows that are there and those that arrive while the way back is open.
  private static func lostTables(
    _ subject: PlanSubject, _ window: Located<Duration>, _ page: inout Composition
  ) -> [TemplateRecord] {
    var unknown: [String] = []
    let facts = added(.table, subject).compactMap { change -> TemplateRecord? in
      guard let name = change.table else { return nil }
      let volume = subject.volumes[name]
      guard let rows = rows(of: name, after: window.value, subject) else {
        unknown.append(name.display)
        return page.say(
          "loses.\(name.qualified)", .derived, from: [change.span.schema],
          "Going back drops \(subject.link(name)): \(link: "how many rows?", to: "#q-volumes")")
      }
      let isStill = volume?.growth == nil
      return page.say(
        "loses.\(name.qualified)", .derived,
        from: [volume?.rows?.span.plan, volume?.growth?.span.plan, isStill ? nil : window.span.plan],
        "Going back drops \(subject.link(name)) with \(isStill ? "" : "up to ")\(Format.counted(rows, "row"))\(isStill ? ", growth not stated" : "")"
      )
    }
    if !unknown.isEmpty { page.ask(.volumes, about: unknown) }
    return facts
  }

  /// A column that a table in use gets, and what stands in it by the end of the window.
  private struct LostColumn {
    var table: ObjectName
    var name: String
    var amount: Prose
    var sources: [Source?]
  }

  private static func lostColumns(_ subject: PlanSubject) -> [LostColumn] {
    guard let window = subject.plan.deployment?.rollbackWindow else { return [] }
    let derived = Set(subject.plan.derived.map(\.column.value))
    let filled = Set(subject.plan.backfills.map(\.column.value))
    return added(.column, subject).compactMap { change -> LostColumn? in
      guard let name = change.table, subject.baseline?.catalog.tables.contains(name) == true,
        let column = subject.catalog.tables[name]?.columns[change.name], column.generated == nil
      else { return nil }
      let reference = ColumnReference(name, column.name)
      let volume = subject.volumes[name]
      let nulls = subject.plan.columnStatistics.first { $0.column.value == reference }?.nulls
      let values = rows(of: name, after: window.value, subject).map { $0 * (1 - (nulls?.value.value ?? 0)) }
      let count: Prose = values.map { "Up to \(Format.counted($0, "value"))" } ?? "The plan states no rows"
      let again: Prose =
        derived.contains(reference)
        ? ", computed from other rows" : filled.contains(reference) ? "; the backfill can compute its own again" : ""
      return LostColumn(
        table: name, name: reference.display, amount: "\(count)\(again).",
        sources: [
          change.span.schema, volume?.rows?.span.plan, volume?.growth?.span.plan, nulls?.span.plan,
          volume?.growth == nil ? nil : window.span.plan,
        ])
    }
  }

  private static func added(_ kind: SchemaChange.ObjectKind, _ subject: PlanSubject) -> [SchemaChange] {
    subject.difference?.changes.filter { $0.action == .add && $0.kind == kind } ?? []
  }

  /// Rows at the end of the window.
  private static func rows(of table: ObjectName, after window: Duration, _ subject: PlanSubject) -> Double? {
    subject.rows(of: table, afterMonths: window.value / CalendarUnit.month)
  }
}
