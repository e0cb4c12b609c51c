import CapacityPlanning
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing
import Templating

/// 5.4: tables for which autovacuum's defaults are wrong, with the setting that is right and what it does.
enum VacuumFacts {
  static func advice(_ subject: PlanSubject) -> [VacuumAdvice] {
    // Of a table that others change, too, a feature's queries tell a part.
    subject.scope.filter {
      $0.partitionOf == nil && subject.volumes[$0.name] != nil && (subject.baseline == nil || subject.isNew($0.name))
    }.compactMap { table in
      let now = subject.rows(of: table.name) ?? 0
      return VacuumAdvice(
        table, partitions: subject.partitions[table.name]?.map(\.name) ?? [], subject.plan, subject.estimator,
        rows: now > 0 ? now : subject.rows(of: table.name, afterMonths: 12))
    }
  }

  /// The tables whose settings change, those of most changes first.
  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    advice(subject).filter { !$0.settings.isEmpty }
      .sorted { ($1.changes.all, $0.table) < ($0.changes.all, $1.table) }.map { row($0, subject, &page) }
  }

  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let advice = advice(subject)
    var facts: [TemplateRecord] = []
    let right = advice.filter { $0.settings.isEmpty && $0.vacuum != nil }
    if let busiest = right.max(by: { $0.changes.dead < $1.changes.dead }), let vacuum = busiest.vacuum {
      facts.append(
        page.say(
          "vacuum.default", .derived, from: busiest.spans.map(\.plan),
          "Autovacuum's defaults do for \(Format.counted(right.count, "table")) that rows leave or change, \(subject.link(busiest.table)) first: \(Format.count(busiest.changes.dead)) dead a day bring it every \(Format.duration(vacuum.every))"
        ))
    }
    let split = advice.filter(\.isPartitioned)
    if !split.isEmpty {
      facts.append(
        page.say(
          "vacuum.partitions", .derived, from: split.map { subject.catalog.tables[$0.table]?.span.schema },
          "Autovacuum visits partitions alone: \(code: "ANALYZE \(split.map(\.table.display).joined(separator: ", "))") after each new one, by a job"
        ))
    }
    return facts
  }

  private static func row(
    _ advice: VacuumAdvice, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let parts = advice.isPartitioned ? ", \(Format.counted(advice.targets.count, "partition"))" : ""
    return page.row(
      "vacuum.\(advice.table.qualified)", .derived,
      from: advice.spans.map(\.plan)
        + subject.estimator.sources(of: subject.catalog.tables[advice.table] ?? Table(advice.table)).map {
          Optional($0).plan
        },
      [
        "table": "\(subject.link(advice.table))\(parts)",
        "settings": .codes(parameters(advice).map { "\($0.name) = \($0.value)" }),
        "reason": .joined(advice.settings.map { reason($0, advice) }, separator: "; "),
      ])
  }

  static func parameters(_ advice: VacuumAdvice) -> [(name: String, value: String)] {
    advice.settings.map { ($0.work.rawValue, plain($0.value)) }
  }

  private static func reason(_ setting: VacuumAdvice.Setting, _ advice: VacuumAdvice) -> Prose {
    let before = Format.duration(setting.before.every)
    let after = Format.duration(setting.after.every)
    switch setting.work {
    case .vacuum:
      return
        "\(Format.count(advice.changes.dead)) rows die a day; \(Format.bytes(setting.bytes.before)) of them every \(before) become \(Format.bytes(setting.bytes.after)) every \(after)"
    case .insertVacuum:
      return
        "\(Format.count(advice.changes.inserts)) arrive a day: vacuum every \(after), not \(before)"
    case .analyze:
      return "statistics every \(after), not \(before)"
    case .fillFactor:
      return
        "\(Format.count(advice.changes.updates)) updates a day change no indexed column; room for two more versions beside \(Format.decimal(advice.rowsPerPage)) rows a page, heap \(Format.bytes(setting.bytes.before)) to \(Format.bytes(setting.bytes.after))"
    }
  }

  /// As PostgreSQL reads it: at most four places, none that is zero at the end.
  private static func plain(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    guard scaled % 10_000 != 0 else { return String(scaled / 10_000) }
    var digits = String(scaled % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(scaled / 10_000).\(digits)"
  }
}
