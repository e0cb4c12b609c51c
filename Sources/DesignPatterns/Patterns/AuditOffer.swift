import AuditTrail
import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Tables whose changes the plan wants recorded: what a record of each change comes to. The SQL stands with the audit.
enum AuditOffer {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    guard let audit = subject.plan.audit else { return [] }
    return audit.tables.compactMap { located in
      guard let table = subject.tables.first(where: { $0.name == located.value }),
        RecordingTriggers.tables([table], in: subject.catalog).isEmpty,
        let volume = RecordVolume(of: table, in: subject)
      else { return nil }
      return pattern(table, located, volume, audit)
    }
  }

  private static func pattern(
    _ table: Table, _ located: Located<ObjectName>, _ volume: RecordVolume, _ audit: Audit
  ) -> DesignPattern {
    let kept: Claim =
      audit.keep.map { ", \(bytes: volume.bytesPerSecond * $0.value.value) over \(written: $0.value.written)" } ?? ""
    return DesignPattern(
      .audit, on: table.name, "", title: "a record of each change",
      because: Claim("the plan lists it, and no trigger of \(table: table.name) records").from([
        located.span, table.span,
      ]),
      gain: Claim("who changed what, in \(rows: volume.changes * CalendarUnit.day) records a day").from(
        [located.span] + volume.rateSources.map { Optional($0) }),
      cost: Claim(
        "\(bytes: volume.bytesPerSecond * CalendarUnit.year) a year at about \(number: volume.bytes) B each\(kept)"
      ).from(
        [located.span, audit.keep?.span] + (volume.rateSources + volume.widthSources).map { Optional($0) }))
  }
}
