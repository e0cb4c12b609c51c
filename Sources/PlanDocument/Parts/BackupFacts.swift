import CapacityPlanning
import Diagnostics
import PlanModel
import Sizing
import Templating

/// What backups take, for 1.2.
enum BackupFacts {
  static func facts(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let backup = subject.plan.backup, let volume = BackupVolume(subject.plan, subject.catalog, subject.estimator)
    else { return [] }
    let sizes = volume.whole.map { Format.bytes($0.bytes) }
    let sources = volume.spans.map { Optional($0).plan } + [backup.tool?.span.plan]
    let tool: Prose = backup.tool.map { " by \($0.value)" } ?? ""
    let log: Prose =
      volume.logPerMonth > 0 ? "; the archive of the WAL takes \(Format.bytes(volume.logPerMonth)) a month" : ""
    var facts = [
      page.say(
        "backup.whole", .derived, from: sources,
        "A whole backup\(tool) takes \(sizes[0]) now, \(sizes[1]) at 12 and \(sizes[2]) at 36 months before compression\(volume.isDump ? ", rows without their indexes" : "")\(log)"
      )
    ]
    if let kept = volume.kept, let every = backup.every, let keep = backup.keep {
      let days: Prose = volume.isDump ? "" : " and \(Format.count(kept.days)) days of WAL"
      facts.append(
        page.say(
          "backup.kept", .derived, from: sources + [every.span.plan, keep.span.plan],
          "One every \(every.value.shown), kept \(keep.value.shown): \(Format.count(kept.backups)) of them\(days), \(Format.bytes(kept.bytes)) at 36 months"
        ))
    }
    if let restore = volume.restore, let disk = subject.plan.deployment?.disk {
      let limit: Prose =
        backup.rto.map {
          $0.value.value < restore ? ", longer than the RTO of \($0.value.shown)" : ", of an RTO of \($0.value.shown)"
        } ?? ""
      facts.append(
        page.say(
          "backup.restore", .derived, from: sources + [disk.span.plan, backup.rto?.span.plan],
          "Writing it back at 36 months takes \(Format.duration(restore)) at \(disk.value.shown)\(limit)"))
    }
    return facts
  }
}
