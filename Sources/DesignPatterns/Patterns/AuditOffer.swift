import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Tables whose changes the plan wants recorded: what a record of each change comes to. The SQL stands with the audit.
enum AuditOffer {
  private static let recorders: Set<String> = ["audit", "record", "recorded", "log", "logged", "history", "track"]

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    guard let audit = subject.plan.audit else { return [] }
    return audit.tables.compactMap { located in
      guard let table = subject.tables.first(where: { $0.name == located.value }), !isRecorded(table),
        let volume = subject.volumes[table.name]
      else { return nil }
      let arrivals = subject.arrivals(of: table.name) ?? 0
      let changes = arrivals + (volume.updates?.value.value ?? 0)
      guard changes > 0 else { return nil }
      return pattern(table, located, changes, volume, audit, subject)
    }
  }

  private static func isRecorded(_ table: Table) -> Bool {
    table.triggers.contains { trigger in
      !recorders.isDisjoint(with: NameWords.split(trigger.name + "_" + trigger.function.name).map { $0.lowercased() })
    }
  }

  /// A row as JSON: its values, and their names with quotes, colon and comma.
  private static func documentBytes(_ table: Table, _ subject: PatternSubject) -> Double {
    table.columns.reduce(0) { $0 + subject.estimator.columnWidth($1, of: table) + Double($1.name.utf8.count) + 6 }
  }

  private static func pattern(
    _ table: Table, _ located: Located<ObjectName>, _ changes: Double, _ volume: Volume, _ audit: Audit,
    _ subject: PatternSubject
  ) -> DesignPattern {
    let bytes = documentBytes(table, subject)
    let sources =
      [located.span, volume.growth?.span, volume.updates?.span]
      + (volume.growth.map { if case .share = $0.value { true } else { false } } == true ? [volume.rows?.span] : [])
    let kept: Claim =
      audit.keep.map { ", \(bytes: changes * $0.value.value * bytes) over \(written: $0.value.written)" } ?? ""
    return DesignPattern(
      .audit, on: table.name, "", title: "a record of each change",
      because: Claim("the plan lists it, and no trigger of \(table: table.name) records").from([
        located.span, table.span,
      ]),
      gain: Claim("who changed what, in \(rows: changes * CalendarUnit.day) records a day").from(sources),
      cost: Claim("\(bytes: changes * CalendarUnit.year * bytes) a year at about \(number: bytes) B each\(kept)").from(
        sources + [audit.keep?.span] + subject.estimator.sources(of: table).map { Optional($0) }))
  }
}
