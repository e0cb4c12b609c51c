import Diagnostics
import PlanModel
import SchemaModel
import Sizing
import Templating

/// What the retentions of a plan come to: who carries them out, and which nobody does.
enum RetentionFacts {
  /// Months that a plan looks ahead.
  static let horizon = 36.0

  /// Tables in scope that outgrow their retention because nothing deletes what is older.
  static func unkept(_ subject: PlanSubject) -> [String] {
    subject.scope.filter { table in
      subject.retentions.keeper(of: table.name) == nil && isReached(table.name, subject)
    }.map(\.name.display)
  }

  /// `90 days by purge notifications`, with what says so; nil when the retention changes no projection.
  static func basis(of volume: Volume, _ subject: PlanSubject) -> (text: String, sources: [Source?])? {
    guard let retention = volume.retention, isReached(volume.table.value, subject) else { return nil }
    let time = retention.value.shown
    switch subject.retentions.keeper(of: volume.table.value) {
    case nil: return ("\(time) kept by nothing yet", [retention.span.plan])
    case .partitions:
      return ("\(time) by partitions", [retention.span.plan, subject.catalog.tables[volume.table.value]?.span.schema])
    case .batches(let batches):
      let sources = batches.flatMap { [$0.rows?.span.plan, $0.every?.span.plan] }
      return ("\(time) by \(Format.list(batches.map(\.name.value)))", [retention.span.plan] + sources)
    case .decision(let decision):
      return ("\(time) by \(decision.id.value)", [retention.span.plan, decision.chosen?.span.plan])
    }
  }

  /// What the deleting batches take off against what arrives.
  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    for volume in subject.plan.volumes {
      let name = volume.table.value
      let batches = subject.retentions.batches(deletingFrom: name)
      guard !batches.isEmpty, let retention = volume.retention, case .rows(let rate)? = volume.growth?.value,
        let deleted = subject.retentions.deletedPerMonth(from: name)
      else { continue }
      let names = Format.list(batches.map(\.name.value))
      let pace: Prose =
        "\(names): \(Format.count(deleted)) rows a month go, \(Format.count(rate.value * CalendarUnit.month)) arrive"
      let end: Prose
      var keeper: [Source?] = []
      switch subject.retentions.keeper(of: name) {
      case .batches: end = "keeps \(subject.link(name)) at \(retention.value.shown)"
      case .partitions: end = "partitions keep \(subject.link(name)) at \(retention.value.shown)"
      case .decision(let decision):
        keeper = [decision.chosen?.span.plan]
        end =
          "\(link: decision.id.value, to: "#options") has to keep \(subject.link(name)) at \(retention.value.shown)"
      case nil: end = "\(subject.link(name)) does not stay at \(retention.value.shown)"
      }
      let sources =
        batches.flatMap { [$0.rows?.span.plan, $0.every?.span.plan] } + [volume.growth?.span.plan, retention.span.plan]
      facts.append(page.say("retention.\(name.qualified)", .derived, from: sources + keeper, "\(pace); \(end)"))
    }
    return facts
  }

  private static func isReached(_ table: ObjectName, _ subject: PlanSubject) -> Bool {
    subject.projection(of: table)?.outgrowsRetention(withinMonths: horizon) ?? false
  }
}
