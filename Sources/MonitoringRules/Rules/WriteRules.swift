import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What is written beside the tables: temporary files, checkpoints, the log and its archive.
enum WriteRules {
  /// `checkpoint_timeout` and `max_wal_size` as they are set by default.
  private static let checkpointSeconds = 300.0
  private static let logSize = 1024.0 * 1024 * 1024

  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [temporary(subject), log(subject), checkpoints(subject), archive(subject)]
  }

  private static func temporary(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "temporary files", from: "pg_stat_database.temp_bytes")
    guard let disk = subject.plan.deployment?.disk else { return rule }
    let most = disk.value.value / 10
    rule.limit = "\(Format.bytes(most))/s: a tenth of \(disk.value.shown)"
    rule.spans = [disk.span]
    rule.alerts = [
      .init(
        name: "TemporaryFiles",
        expression: "\(Prom.rate(Prom.metric("database", "temp_bytes"), "15m")) > \(Prom.number(most))", lasts: "15m",
        summary: "Sorts and hashes write more than \(Format.bytes(most)) a second")
    ]
    return rule
  }

  /// Bytes a second that the changes of the plan write at their busiest, without images of pages.
  private static func logRate(_ subject: MonitoringSubject) -> (
    mean: Double, rise: Double, spans: [SourceSpan?]
  )? {
    var terms: [(bytes: Double, spans: [SourceSpan?])] = []
    for volume in subject.plan.volumes {
      guard let table = subject.catalog.tables[volume.table.value] else { continue }
      let queries = subject.plan.queries.filter { query in
        query.shape?.relations.contains { $0.name == table.name } ?? false
      }
      guard let writes = subject.estimator.writes(of: table, volume, queries: queries) else { continue }
      terms.append(
        (
          writes.logBytes / CalendarUnit.day,
          [volume.growth?.span, volume.updates?.span] + subject.estimator.sources(of: table)
        ))
    }
    let mean = terms.reduce(0) { $0 + $1.bytes }
    guard mean > 0 else { return nil }
    let writing = subject.plan.queries.filter { $0.takesRows && $0.rate != nil }
    let rate = writing.reduce(0) { $0 + ($1.rate?.value.value ?? 0) }
    let peak = writing.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) }
    let spans = terms.filter { $0.bytes >= mean / 100 }.flatMap(\.spans)
    let rates = writing.filter { ($0.busiest?.value.value ?? 0) >= peak / 100 }
    return (mean, rate > 0 ? peak / rate : 1, spans + rates.flatMap { [$0.rate?.span, $0.peak?.span] })
  }

  /// Twice the records: after a checkpoint the first change of a page logs the page.
  private static func log(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "WAL", from: "pg_current_wal_lsn()")
    guard let rate = logRate(subject) else { return rule }
    let most = 2 * rate.mean * rate.rise
    rule.limit =
      "\(Format.bytes(most))/s: 2 × \(Format.bytes(rate.mean))/s of records × \(Format.decimal(rate.rise)), peak by mean of the writes"
    rule.spans = rate.spans
    rule.alerts = [
      .init(
        name: "WALRate", expression: "\(Prom.rate(Prom.metric("wal", "bytes"), "15m")) > \(Prom.number(most))",
        lasts: "30m", summary: "The log grows by more than \(Format.bytes(most)) a second")
    ]
    return rule
  }

  private static func checkpoints(_ subject: MonitoringSubject) -> MonitoringRule {
    let isMoved = (subject.plan.stack.postgres?.value ?? 15) >= 17
    var rule = MonitoringRule(
      .resources, "requested checkpoints", from: isMoved ? "pg_stat_checkpointer" : "pg_stat_bgwriter")
    guard let rate = logRate(subject) else { return rule }
    let between = 2 * rate.mean * rate.rise * checkpointSeconds
    let size = max(logSize, (3 * between / logSize).rounded(.up) * logSize)
    rule.limit =
      "any in an hour: \(Format.bytes(between)) of WAL between two at the peak, "
      + (size > logSize ? "so max_wal_size \(Format.bytes(size))" : "within max_wal_size \(Format.bytes(logSize))")
    rule.spans = rate.spans + [subject.plan.stack.postgres?.span]
    rule.alerts = [
      .init(
        name: "CheckpointsRequested",
        expression: "\(Prom.increase(Prom.metric("checkpoint", "requested"), "1h")) > 1", lasts: "5m",
        summary: "The log reaches max_wal_size before a checkpoint is due; \(Format.bytes(size)) hold the declared peak"
      )
    ]
    return rule
  }

  /// Half of what may be lost, so that somebody can still act.
  private static func archive(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "age of the last archived WAL", from: "pg_stat_archiver")
    guard let rpo = subject.plan.backup?.rpo else { return rule }
    let half = rpo.value.value / 2
    rule.limit = "\(Format.duration(half)): half of the RPO \(rpo.value.shown); archive_timeout below it"
    rule.spans = [rpo.span]
    rule.alerts = [
      .init(
        name: "ArchiveBehind", expression: "\(Prom.metric("archive", "age_seconds")) > \(Prom.number(half))",
        lasts: "1m", isUrgent: true,
        summary: "No log has been archived for \(Format.duration(half)); \(rpo.value.shown) may be lost")
    ]
    return rule
  }
}
