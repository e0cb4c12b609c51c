import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Bloat, vacuum and growth of the tables, against what the plan's layout and projections say.
enum TableRules {
  private static let bloat = 1.5
  private static let ahead = 1.25
  /// Tables whose growth is watched one by one.
  private static let watched = 5

  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [
      bloat("table bloat", "pg_table_size", "bytes", "TableBloat", subject) { $0.heap + $0.toast },
      bloat("index bloat", "pg_indexes_size", "index_bytes", "IndexBloat", subject) { $0.indexes },
      dead(subject), freeze(subject), growth(subject),
    ]
  }

  private static func bloat(
    _ name: String, _ source: String, _ column: String, _ alert: String, _ subject: MonitoringSubject,
    _ bytes: (SizeEstimate) -> Double
  ) -> MonitoringRule {
    var rule = MonitoringRule(.health, name, from: source)
    guard let largest = subject.tables.first(where: { $0.later.rows > 0 }) else { return rule }
    let size = largest.rows > 0 ? largest.size : largest.later
    rule.limit =
      "1.5 × the layout: \(largest.table.name.display) over \(Format.decimal(bloat * bytes(size) / max(1, size.rows))) B a row"
    rule.spans = largest.spans
    rule.alerts = [
      .init(
        name: alert,
        expression:
          "\(Prom.metric("table", column)) > 1.5 * \(Prom.metric("table", "expected_\(column)")) and \(Prom.metric("table", column)) > 104857600",
        lasts: "6h", summary: "{{ $labels.relation }} takes half as much again as the plan's layout says")
    ]
    return rule
  }

  /// Twice what autovacuum waits for: it does not keep up.
  private static func dead(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "dead rows, last autovacuum", from: "pg_stat_user_tables")
    let advice = subject.tables.prefix(TableQueries.limit).compactMap { sized in
      VacuumAdvice(
        sized.table, partitions: subject.partitions[sized.table.name] ?? [], subject.plan, subject.estimator,
        rows: sized.rows > 0 ? sized.rows : sized.later.rows)
    }.filter { $0.vacuum != nil }
    guard let busiest = advice.max(by: { $0.changes.dead < $1.changes.dead }), let vacuum = busiest.vacuum else {
      return rule
    }
    let due = busiest.settings.first { $0.work == .vacuum }?.after ?? vacuum
    rule.limit =
      "2 × the trigger: \(busiest.table.display) \(Format.count(2 * due.rows)) of \(Format.count(busiest.rows)), cleared every \(Format.duration(due.every))"
    rule.spans = busiest.spans
    rule.alerts = [
      .init(
        name: "DeadRows",
        expression: "\(Prom.metric("table", "dead_rows")) > 2 * \(Prom.metric("table", "dead_rows_allowed"))",
        lasts: "1h", summary: "Autovacuum does not keep up with {{ $labels.relation }}")
    ]
    let watched = advice.sorted { ($1.changes.dead, $0.table) < ($0.changes.dead, $1.table) }.prefix(Self.watched)
    for table in watched {
      guard let now = table.vacuum else { continue }
      let due = table.settings.first { $0.work == .vacuum }?.after ?? now
      let late = max(3600, 3 * due.every)
      rule.alerts.append(
        .init(
          name: "VacuumLate",
          expression:
            "\(Prom.metric("table", "vacuum_age_seconds", [(name: "relation", value: MonitoringSubject.label(table.table))])) > \(Prom.number(late))",
          lasts: "30m", labels: [.init(name: "relation", value: MonitoringSubject.label(table.table))],
          summary:
            "\(table.table.display) was not vacuumed for \(Format.duration(late)); \(Format.count(table.changes.dead)) dead rows a day bring it every \(Format.duration(due.every))"
        ))
    }
    return rule
  }

  /// A week after autovacuum begins to freeze by force.
  private static func freeze(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "age of transaction ids", from: "age(pg_database.datfrozenxid)")
    let ids = TransactionIDs(subject.plan)
    guard ids.perSecond > 0 else { return rule }
    let limit = min(1_500_000_000, TransactionIDs.freezeAge + 7 * ids.perDay)
    rule.limit =
      "\(Format.decimal(limit / 1e6))M: 200M and a week of \(Format.count(ids.perDay)) a day; frozen by force every \(Format.duration(TransactionIDs.freezeAge / ids.perSecond))"
    rule.spans = ids.spans
    rule.alerts = [
      .init(
        name: "TransactionAge", expression: "\(Prom.metric("freeze", "age")) > \(Prom.number(limit))", lasts: "1h",
        isUrgent: true,
        summary: "Freezing has not caught up for a week of \(Format.count(ids.perDay)) transactions a day")
    ]
    return rule
  }

  private static func growth(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.health, "growth against the plan", from: "pg_stat_user_tables.n_live_tup")
    let grown = subject.tables.prefix(TableQueries.limit).compactMap { sized in
      expression(sized, subject).map { (sized, $0) }
    }.prefix(watched)
    guard let (first, _) = grown.first else { return rule }
    rule.limit =
      "a quarter over the projection: \(first.table.name.display) \(Format.count(ahead * first.later.rows)) rows at 12 months"
    rule.spans = first.spans
    rule.alerts = grown.map { sized, expression in
      .init(
        name: "GrowsFaster",
        expression:
          "\(Prom.metric("table", "rows", [(name: "relation", value: MonitoringSubject.label(sized.table.name))])) > \(Prom.number(ahead)) * \(expression)",
        lasts: "6h", labels: [.init(name: "relation", value: MonitoringSubject.label(sized.table.name))],
        summary:
          "\(sized.table.name.display) has a quarter more rows than the plan projects; it counts on \(Format.count(sized.later.rows)) after 12 months"
      )
    }
    return rule
  }

  /// The projection as PromQL from the day of the plan on; nil for a table that does not grow, or without a day.
  private static func expression(_ sized: MonitoringSubject.Sized, _ subject: MonitoringSubject) -> String? {
    guard let volume = subject.plan.volumes.last(where: { $0.table.value == sized.table.name }),
      let growth = volume.growth, let date = subject.date, sized.later.rows > sized.rows
    else { return nil }
    let passed = "(time() - \(date.daysSince1970 * 86_400))"
    let line =
      switch growth.value {
      case .rows(let rate): "(\(Prom.number(sized.rows)) + \(Prom.number(rate.value)) * \(passed))"
      case .share(let share, let period):
        "(\(Prom.number(sized.rows)) * \(Prom.number(1 + share.value)) ^ (\(passed) / \(Prom.number(period))))"
      }
    guard subject.retentions.keeper(of: sized.table.name) != nil else { return line }
    let projection = RowProjection(volume, isKept: true)
    return projection.rows(afterMonths: 36).map { "scalar(clamp_max(vector(\(line)), \(Prom.number($0))))" } ?? line
  }
}
