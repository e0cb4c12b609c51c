import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What of tables and indexes is found in memory, and what is read in full.
enum CacheRules {
  /// The manual's starting value for shared_buffers: a quarter of the memory.
  static let bufferShare = 0.25

  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [
      hits("index hit ratio", "pg_statio_user_tables", "index", "Index", share: 4, subject) { $0.size.indexes },
      hits("cache hit ratio", "pg_stat_database", "database", "Cache", share: 2, subject) { $0.size.total },
      scans(subject),
    ]
  }

  /// What fits is in memory but for its first reading. Of what does not fit, a ratio tells nothing: misses count, against
  /// the pages that a part of the disk's throughput brings.
  private static func hits(
    _ name: String, _ source: String, _ query: String, _ alert: String, share: Double,
    _ subject: MonitoringSubject,
    _ bytes: (MonitoringSubject.Sized) -> Double
  ) -> MonitoringRule {
    var rule = MonitoringRule(.queries, name, from: source)
    let sum = subject.sum(bytes)
    guard let memory = subject.plan.deployment?.memory, sum.bytes > 0 else { return rule }
    let buffers = memory.value.value * bufferShare
    let inside = "\(Format.bytes(buffers)), a quarter of \(memory.value.shown)"
    rule.spans = [memory.span] + sum.spans
    if buffers < sum.bytes, let disk = subject.plan.deployment?.disk {
      let most = disk.value.value / share / 8192
      let part = share == 2 ? "half" : "a quarter"
      rule.limit =
        "\(Format.count(most)) misses/s, \(part) of \(disk.value.shown): \(Format.bytes(sum.bytes)) do not fit \(inside)"
      rule.spans.append(disk.span)
      rule.alerts = [
        .init(
          name: "\(alert)Misses", expression: "\(Prom.rate(Prom.metric(query, "reads"), "15m")) > \(Prom.number(most))",
          lasts: "15m", summary: "More than \(Format.count(most)) pages a second are not in shared_buffers")
      ]
      return rule
    }
    let ratio = min(0.99, buffers / sum.bytes)
    rule.limit = "below \(Format.percent(ratio)): \(Format.bytes(sum.bytes)) fit \(inside)"
    let hits = Prom.rate(Prom.metric(query, "hits"), "30m")
    let reads = Prom.rate(Prom.metric(query, "reads"), "30m")
    rule.alerts = [
      .init(
        name: "\(alert)HitRatio", expression: "\(hits) / (\(hits) + \(reads)) < \(Prom.number(ratio))", lasts: "30m",
        summary:
          "Less than \(Format.percent(ratio)) of pages are in shared_buffers, for \(Format.bytes(sum.bytes)) against \(Format.bytes(buffers))"
      )
    ]
    return rule
  }

  /// Tables that take longer to read in full than a statement may, at all that the disk gives.
  private static func scans(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.queries, "scans of large tables", from: "pg_stat_user_tables.seq_scan")
    guard let slow = subject.plan.monitoring?.slow, let disk = subject.plan.deployment?.disk else { return rule }
    let bound = disk.value.value * slow.value.value
    let large = subject.tables.prefix(TableQueries.limit).filter { $0.size.heap > bound }
    guard let smallest = large.min(by: { $0.size.heap < $1.size.heap }) else {
      rule.limit =
        "none is over \(Format.bytes(bound)): what \(disk.value.shown) reads in \(slow.value.shown)"
      rule.spans = [disk.span, slow.span] + (subject.tables.first?.spans ?? [])
      return rule
    }
    let reading = subject.plan.batches.filter { $0.mode?.value.lowercased() == "read" && ($0.rowsPerMonth ?? 0) > 0 }
    let read = Set(reading.compactMap { $0.table?.value })
    let others = large.filter { !read.contains($0.table.name) }
    rule.limit =
      "any of \(Format.counted(large.count, "table")) over \(Format.bytes(bound)) (\(disk.value.shown) × \(slow.value.shown)), from \(smallest.table.name.display) on"
    rule.spans = [disk.span, slow.span] + smallest.spans
    if !others.isEmpty {
      let scans = Prom.metric(
        "table", "scans", "relation", among: others.map { MonitoringSubject.label($0.table.name) })
      rule.alerts = [
        .init(
          name: "LargeTableScanned", expression: "\(Prom.increase(scans, "1h")) > 0", lasts: "5m",
          summary: "A table of more than \(Format.bytes(bound)) is read in full; no declared query or batch does so")
      ]
    }
    for batch in reading {
      guard let name = batch.table?.value, large.contains(where: { $0.table.name == name }), let rows = batch.rows,
        let month = batch.rowsPerMonth
      else { continue }
      let hourly = month / rows.value.value / CalendarUnit.month * 3600
      rule.spans += [batch.every?.span]
      rule.limit? += "; \(name.display) over \(Format.decimal(1.5 * hourly))/h: \(batch.name.value)"
      let scans = Prom.metric("table", "scans", [(name: "relation", value: MonitoringSubject.label(name))])
      rule.alerts.append(
        .init(
          name: "LargeTableScanned", expression: "\(Prom.increase(scans, "1h")) > \(Prom.number(1.5 * hourly))",
          lasts: "5m", labels: [.init(name: "relation", value: MonitoringSubject.label(name))],
          summary: "\(name.display) is read in full more often than \(batch.name.value) does"))
    }
    return rule
  }
}
