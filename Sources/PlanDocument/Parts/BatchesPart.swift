import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Sizing
import Templating

/// 4.4: bulk work: how it is cut, how it is said, and whether it ends in time.
enum BatchesPart: PlanPart {
  static let id = PartID.batches

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let library = ClientLibrary(subject.plan, subject.catalog)
    var facts: [TemplateRecord] = []
    let rows = subject.plan.batches.map { batch -> TemplateRecord in
      let advice = BatchAdvice(batch, subject.plan, subject.catalog, subject.estimator, library)
      if let advice { facts += working(advice, &page) }
      let pace = batch.rows.flatMap { rows in batch.within.map { rows.value.value / max($0.value.value, 0.001) } }
      return page.row(
        batch.name.value, .derived,
        from: [(batch.rows?.span ?? batch.name.span).plan, batch.within?.span.plan]
          + (advice?.spans.map(\.plan) ?? []) + (advice.map { sizes($0, subject) } ?? []),
        [
          "batch": Prose(batch.name.value), "table": batch.table.map { subject.link($0.value) } ?? .none,
          "rows": .written(batch.rows), "every": .written(batch.every), "within": .written(batch.within),
          "pace": pace.map { Prose(Format.rate($0)) } ?? .none,
          "chunks": advice.map(chunks) ?? .none,
          "call": advice.map { BatchCall.prose($0, library, subject) } ?? .written(batch.mode),
        ])
    }
    if subject.plan.batches.isEmpty { page.ask(.batches) }
    let open = subject.plan.batches.filter { $0.rows == nil || $0.within == nil }.map(\.name.value)
    if !open.isEmpty { page.ask(.batchSize, about: open) }
    facts += RetentionFacts.sayings(subject, &page)
    let unkept = RetentionFacts.unkept(subject)
    if !unkept.isEmpty { page.ask(.retentionJob, about: unkept) }
    return [
      "batches": .rows(["batch", "table", "rows", "every", "within", "pace", "chunks", "call"], rows),
      "hasBatches": .flag(!rows.isEmpty), "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// Widths count where the log bounds a transaction.
  private static func sizes(_ advice: BatchAdvice, _ subject: PlanSubject) -> [Source?] {
    guard advice.bound == .log, let table = advice.batch.table.flatMap({ subject.catalog.tables[$0.value] }) else {
      return []
    }
    return subject.estimator.sources(of: table).map { Optional($0).plan }
  }

  /// `720 of 500`
  private static func chunks(_ advice: BatchAdvice) -> Prose {
    guard advice.bound != .whole else { return "1" }
    return "\(Format.count(advice.transactions)) of \(Format.count(advice.chunk))"
  }

  /// Said of what is cut, and of what does not end in time.
  private static func working(_ advice: BatchAdvice, _ page: inout Composition) -> [TemplateRecord] {
    let batch = advice.batch
    guard advice.bound != .whole || advice.isInTime == false || advice.overlaps else { return [] }
    var parts: [String] = []
    switch advice.bound {
    case .whole: break
    case .log:
      parts.append(
        "\(Format.count(advice.chunk)) rows × \(Format.bytes(advice.logBytesPerRow)) of WAL stay within a segment of 16 MiB"
      )
    case .locks:
      if let pace = advice.pace {
        parts.append(
          "\(Format.count(advice.chunk)) rows at \(Format.rate(pace)) hold their locks \(Format.duration(advice.chunk / pace))\(advice.lockTime.map { " of \(Format.duration($0))" } ?? "")"
        )
      }
    case .parameters: parts.append("\(Format.count(advice.chunk)) rows keep a statement below 32,766 parameters")
    }
    if let time = advice.diskTime, let within = batch.within {
      let verdict = time <= within.value.value ? "of \(within.value.shown)" : "and not the \(within.value.shown) it has"
      parts.append(
        "pages not in memory, \(Format.bytes(advice.pageBytes)), take one worker \(Format.duration(time)) \(verdict)")
    }
    if advice.isInTime == false, let workers = advice.workers {
      parts.append("even \(workers) beside each other would need a faster disk")
    }
    if advice.overlaps { parts.append("the next begins before it must have ended") }
    return [
      page.say(
        "working.\(batch.name.value)", .derived,
        from: advice.spans.map(\.plan) + [advice.overlaps ? batch.every?.span.plan : nil],
        "\(batch.name.value): \(parts.joined(separator: "; "))")
    ]
  }
}
