import Diagnostics
package import PlanModel
package import SchemaModel

/// What databases have counted, where a plan says nothing: a plan's own figures stand.
///
/// The facts point at the database as a whole, so that everything that follows from them cites it.
package enum MeasuredVolumes {
  /// Traffic has a weekly rhythm: what was counted for less tells no rate.
  package static let shortestPeriod = 7 * 86_400

  package static func fill(_ plan: Plan, from statistics: [DatabaseStatistics]) -> Plan {
    guard !statistics.isEmpty else { return plan }
    var plan = plan
    var places = Dictionary(
      plan.volumes.enumerated().map { ($1.table.value, $0) }, uniquingKeysWith: { _, last in last })
    for database in statistics {
      let span = SourceSpan(wholeOf: database.database)
      for table in database.tables {
        guard let rows = table.rows else { continue }
        if let place = places[table.name] {
          fill(&plan.volumes[place], table, rows, database.period, span)
        } else {
          var volume = Volume(table: Located(table.name, span: span))
          fill(&volume, table, rows, database.period, span)
          places[table.name] = plan.volumes.count
          plan.volumes.append(volume)
        }
      }
    }
    return plan
  }

  private static func fill(
    _ volume: inout Volume, _ table: DatabaseStatistics.Table, _ rows: Int, _ period: DatabaseStatistics.Period?,
    _ span: SourceSpan
  ) {
    if volume.rows == nil {
      volume.rows = Located(Count(Double(rows), written: String(rows)), span: span)
      volume.basis = volume.basis ?? Located(.measured, span: span)
    }
    guard let period else { return }
    volume.growth = volume.growth ?? growth(of: table, in: period).map { Located(.rows($0), span: span) }
    volume.updates = volume.updates ?? updates(of: table, in: period).map { Located($0, span: span) }
  }

  /// Rows that came and stayed. A table that was filled within the period shows its first load and not its growth; one
  /// that lost rows shows nothing of what is to come.
  package static func growth(of table: DatabaseStatistics.Table, in period: DatabaseStatistics.Period) -> Rate? {
    let added = table.inserts - table.deletes
    guard period.seconds >= shortestPeriod, let rows = table.rows, added >= 0, added < rows else { return nil }
    let count = rounded(Double(added) / Double(period.seconds) * CalendarUnit.month)
    return Rate(count / CalendarUnit.month, written: "\(text(count))/month")
  }

  package static func updates(of table: DatabaseStatistics.Table, in period: DatabaseStatistics.Period) -> Rate? {
    guard period.seconds >= shortestPeriod, table.updates > 0 else { return nil }
    return rate(of: table.updates, in: period)
  }

  /// How often something happened, in the unit that leaves a number of one or more.
  package static func rate(of count: Int, in period: DatabaseStatistics.Period) -> Rate? {
    guard period.seconds > 0 else { return nil }
    let perSecond = Double(count) / Double(period.seconds)
    let units: [(seconds: Double, name: String)] = [(1, "s"), (60, "min"), (3600, "h"), (86_400, "day")]
    let unit = units.first { perSecond * $0.seconds >= 1 } ?? (CalendarUnit.month, "month")
    let number = rounded(perSecond * unit.seconds)
    return Rate(number / unit.seconds, written: "\(text(number))/\(unit.name)")
  }

  /// Two digits count: the rest is the accident of when somebody asked.
  private static func rounded(_ number: Double) -> Double {
    var scale = 1.0
    while number / scale >= 100 { scale *= 10 }
    return number / scale >= 10 ? (number / scale).rounded() * scale : (number * 10).rounded() / 10
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\(number)"
  }
}
