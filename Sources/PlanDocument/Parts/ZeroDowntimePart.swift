import CatalogComparison
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Templating

/// 7.2: how a release meets the change.
enum ZeroDowntimePart: PlanPart {
  static let id = PartID.zeroDowntime

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts: [TemplateRecord] = []
    if let release = subject.plan.deployment?.release {
      facts.append(
        page.say(
          "release", .plan, from: [release.span.plan],
          "\(release.value) release\(release.value == "rolling" ? ": old and new code run side by side" : "")"))
    }
    if let timeout = subject.plan.deployment?.lockTimeout {
      facts.append(
        page.say("lock-timeout", .plan, from: [timeout.span.plan], "\(code: "lock_timeout") \(timeout.value.shown)"))
    }
    if subject.plan.deployment?.release == nil || subject.plan.deployment?.lockTimeout == nil { page.ask(.release) }
    facts += phases(subject, &page)
    // Where there are steps, they say what becomes of these tables.
    let existing = subject.migration.steps.isEmpty ? existingTables(subject) : []
    let rows = existing.prefix(12).map { table, changes, rows in
      page.row(
        "touches.\(table.qualified)", .derived,
        from: changes.prefix(3).map { $0.span.schema } + [subject.volumes[table]?.rows?.span.plan],
        [
          "table": subject.link(table), "rows": rows.map { Prose(Format.count($0)) } ?? .none,
          "changes": Prose(
            Format.list(
              unique(changes.map(\.kind)).map { kind in
                Format.counted(changes.count { $0.kind == kind }, kind.rawValue, SchemaChange.plural(of: kind))
              })),
        ])
    }
    let rollout = RolloutRows.rows(subject, &page)
    let steps = FoldedRows(StepRows.rows(subject, &page))
    let back = StepRows.back(subject, &page)
    let hazards = StepRows.hazards(subject, &page)
    let checks = StepRows.checks(subject, &page)
    if !steps.shown.isEmpty { facts += StepRows.statements(subject, &page) }
    return [
      "facts": .sayings(facts), "changes": .rows(["table", "rows", "changes"], Array(rows)),
      "hasChanges": .flag(!rows.isEmpty),
      "steps": .rows(StepRows.fields, steps.shown), "hasSteps": .flag(!steps.shown.isEmpty),
      "moreSteps": .rows(StepRows.fields, steps.folded), "hasMoreSteps": .flag(!steps.folded.isEmpty),
      "stepCount": .text(Format.counted(steps.folded.count, "more row")),
      "back": .rows(StepRows.fields, back), "hasBack": .flag(!back.isEmpty),
      "backCount": .text("\(Format.counted(back.count, "step")) of the way back alone, in its order"),
      "hazards": .rows(StepRows.hazardFields, hazards), "hasHazards": .flag(!hazards.isEmpty),
      "hazardCount": .text(Format.counted(hazards.count, "hazard")),
      "checks": .rows(StepRows.checkFields, checks), "hasChecks": .flag(!checks.isEmpty),
      "checkCount": .text("\(Format.counted(checks.count, "question")) to the database on the way"),
      "rollout": .rows(RolloutRows.fields, rollout), "hasRollout": .flag(!rollout.isEmpty),
      "missing": page.missing,
    ]
  }

  /// Which queries are sent in which phases of the migration.
  private static func phases(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    func phase(_ query: Query) -> String {
      [query.since.map { "from \($0.value) on" }, query.until.map { "until \($0.value)" }].compactMap(\.self).joined(
        separator: ", ")
    }
    let order = ["expand", "migrate", "contract"]
    func rank(_ phase: Located<String>?, _ missing: Int) -> Int {
      phase.map { order.firstIndex(of: $0.value) ?? order.count } ?? missing
    }
    let phased = subject.plan.queries.enumerated().filter { $0.element.since != nil || $0.element.until != nil }
      .sorted { left, right in
        (rank(left.element.since, -1), rank(left.element.until, order.count), left.offset)
          < (rank(right.element.since, -1), rank(right.element.until, order.count), right.offset)
      }.map(\.element)
    return unique(phased.map(phase)).map { words in
      let sent = phased.filter { phase($0) == words }
      return page.say(
        "phase.\(words)", .plan, from: sent.map { ($0.since ?? $0.until)?.span.plan },
        "Sent \(words): \(Format.list(sent.map(\.name.value), limit: 12))")
    }
  }

  /// Tables that hold rows already, with what changes on them; the largest first.
  private static func existingTables(_ subject: PlanSubject) -> [(ObjectName, [SchemaChange], Double?)] {
    guard let difference = subject.difference, let baseline = subject.baseline else { return [] }
    let changes = difference.changes.filter { change in
      change.table.map { baseline.catalog.tables.contains($0) && subject.catalog.tables.contains($0) } ?? false
    }
    return Dictionary(grouping: changes) { $0.table ?? ObjectName("") }
      .map { ($0.key, $0.value, subject.rows(of: $0.key)) }
      .sorted { ($1.2 ?? 0, $0.0) < ($0.2 ?? 0, $1.0) }
  }
}
