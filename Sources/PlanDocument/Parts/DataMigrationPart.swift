import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 7.4: what goes into rows that are there, and which rows come along.
enum DataMigrationPart: PlanPart {
  static let id = PartID.dataMigration

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = subject.plan.backfills.map { row($0, subject, &page) }
    var facts: [TemplateRecord] = []
    for seed in subject.plan.seeds {
      facts.append(
        page.say(
          "seed.\(seed.table.value.qualified)", .plan, from: [seed.table.span.plan],
          "\(subject.link(seed.table.value)) comes with rows\(seed.file.map { " from \(Prose.code($0.value))" as Prose } ?? "")"
        ))
    }
    let bare = subject.shape.unseeded(subject)
    if !bare.isEmpty || subject.plan.seeds.isEmpty && subject.plan.backfills.isEmpty {
      page.ask(.seeds, about: bare.map(\.name.display))
    }
    let filled = Set(subject.plan.backfills.map(\.column.value))
    let open = unfilled(subject).filter { !filled.contains($0) }
    if !open.isEmpty { page.ask(.backfill, about: open.map(\.display)) }
    return [
      "backfills": .rows(["column", "value", "rows", "batch", "batches", "pause", "fires", "stop"], rows),
      "hasBackfills": .flag(!rows.isEmpty),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  private static func row(_ backfill: Backfill, _ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let column = backfill.column.value
    let count = subject.rows(of: column.table)
    let batches = count.flatMap { rows in backfill.batch.map { (rows / max(1, $0.value.value)).rounded(.up) } }
    let fired = triggers(firedBy: column, subject)
    let open = openDecisions(about: column, subject)
    let links = open.map { Prose.link($0.id.value, to: "#options") }
    let name: Prose = open.isEmpty ? .code(column.display) : "\(code: column.display) (open: \(Prose.joined(links)))"
    return page.row(
      column.display, .plan,
      from: [
        backfill.column.span.plan, subject.volumes[column.table]?.rows?.span.plan, backfill.batch?.span.plan,
        backfill.pause?.span.plan,
      ] + open.map { $0.id.span.plan } + fired.map { $0.span.schema },
      [
        "column": name, "value": backfill.sql.map { .code(shortened($0.value, to: 90)) } ?? .none,
        "rows": count.map { Prose(Format.count($0)) } ?? .none, "batch": .written(backfill.batch),
        "batches": batches.map { Prose(Format.count($0)) } ?? .none, "pause": .written(backfill.pause),
        "fires": fired.isEmpty ? .none : .codes(fired.map(\.name)),
        "stop": backfill.stopIf.map { Prose(Format.spaced($0.value)) } ?? .none,
      ])
  }

  /// Row triggers that an UPDATE of the column fires.
  private static func triggers(firedBy column: ColumnReference, _ subject: PlanSubject) -> [Trigger] {
    (subject.catalog.tables[column.table]?.triggers ?? []).filter { trigger in
      trigger.isForEachRow && trigger.events.contains("UPDATE") && trigger.enabled != "D"
        && (trigger.updateColumns.isEmpty || trigger.updateColumns.contains(column.column))
    }
  }

  /// Decisions nobody has taken that name the column; a name that is a plain word counts beside its table's only.
  private static func openDecisions(about column: ColumnReference, _ subject: PlanSubject) -> [Decision] {
    subject.plan.decisions.filter { decision in
      guard decision.chosen == nil else { return false }
      let options = decision.options.flatMap { [$0.name.value] + $0.pros + $0.cons }
      let words = Set(
        ([decision.question.value] + options).flatMap { text in
          text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        })
      return words.contains(column.column) && (column.column.contains("_") || words.contains(column.table.name))
    }
  }

  /// New columns without a default on tables that hold rows.
  private static func unfilled(_ subject: PlanSubject) -> [ColumnReference] {
    (subject.difference?.changes ?? []).compactMap { change in
      guard change.action == .add, change.kind == .column, let name = change.table,
        subject.baseline?.catalog.tables.contains(name) == true,
        let column = subject.catalog.tables[name]?.columns[change.name],
        (subject.rows(of: name) ?? 1) > 0, column.defaultExpression == nil, column.identity == nil,
        column.generated == nil
      else { return nil }
      return ColumnReference(name, column.name)
    }
  }
}
