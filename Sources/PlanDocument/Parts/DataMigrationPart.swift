import CatalogComparison
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Seeding
import Templating

/// 7.4: what goes into rows that are there, and which rows come along.
enum DataMigrationPart: PlanPart {
  static let id = PartID.dataMigration

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = subject.plan.backfills.map { row($0, subject, &page) }
    var facts: [TemplateRecord] = []
    facts += dataSteps(subject, &page) + seeds(subject, &page)
    let read = Set(subject.seeds.map(\.table))
    for seed in subject.plan.seeds where !read.contains(seed.table.value) {
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
    let asRename = Set(subject.migration.likelyRenames.map(\.new))
    let open = unfilled(subject).filter { !filled.contains($0) && !asRename.contains($0.display) }
    if !open.isEmpty { page.ask(.backfill, about: open.map(\.display)) }
    for rename in subject.migration.likelyRenames {
      page.ask(.rename, about: [rename.old], answer: "renames: { \(rename.old): \(rename.new) }   # none denies it")
      facts.append(
        page.say(
          "likely.\(rename.old)", .derived, from: spans(of: rename.old, subject),
          "\(code: rename.old) may go on as \(code: rename.new): \(Prose(prose: rename.because)); \(rename.isBeside ? "both stay" : "it keeps its name") until that is said"
        ))
    }
    return [
      "backfills": .rows(["column", "value", "rows", "batch", "batches", "pause", "takes", "fires", "stop"], rows),
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
        "takes": takes(backfill, batches),
        "fires": fired.isEmpty ? .none : .codes(fired.map(\.name)),
        "stop": backfill.stopIf.map { Prose(Format.spaced($0.value)) } ?? .none,
      ])
  }

  /// The pauses alone: how long a batch takes depends on the server.
  private static func takes(_ backfill: Backfill, _ batches: Double?) -> Prose {
    guard let batches, let pause = backfill.pause?.value.value, pause > 0 else { return .none }
    return Prose("\(Format.duration(batches * pause)) of pauses")
  }

  /// Steps that change rows and not the schema.
  private static func dataSteps(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    return subject.migration.steps.enumerated().filter(\.element.isData).map { position, step in
      let takes = words.takes(step.duration)
      return page.say(
        "step.\(position + 1)", .derived, from: StepRows.sources(of: step, subject),
        "\(words.link(position)): \(step.summary)\(takes == .none ? "" : " Takes \(takes)" as Prose)")
    }
  }

  /// Scripts of rows, with what they hold.
  private static func seeds(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.seeds.enumerated().map { position, seed in
      let links = seed.environments.map { Prose.link($0, to: SeedFiles.path(seed, position, $0)) }
      let declared = subject.plan.seeds.first { $0.table.value == seed.table }
      let after: Prose = seed.after.isEmpty ? "" : ", after \(codes: seed.after.map(\.display))"
      return page.say(
        "seed.\(seed.table.qualified)", .plan, from: [declared?.table.span.plan, .plan(seed.span)],
        "\(subject.link(seed.table)): \(Format.counted(seed.rows.count, "row")) of \(code: seed.file) for \(Prose.joined(links)), known again by \(codes: seed.key)\(after)"
      )
    }
  }

  static func spans(of name: String, _ subject: PlanSubject) -> [Source?] {
    let parts = name.split(separator: ".").map(String.init)
    let tables = subject.baseline?.catalog.tables.filter { table in
      name == table.name.display || name.hasPrefix("\(table.name.display).")
    }
    return tables?.prefix(1).map { table in
      (parts.last.flatMap { table.columns[$0]?.span } ?? table.span).schema
    } ?? []
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
