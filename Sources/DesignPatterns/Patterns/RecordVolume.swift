package import Diagnostics
import PlanModel
package import SchemaModel
import Sizing

/// What recording the changes of a table comes to: records in a second, and bytes of each.
package struct RecordVolume: Sendable {
  package let changes: Double
  /// A record with its entries in the log's indexes.
  package let bytes: Double
  package let rateSources: [SourceSpan]
  package let widthSources: [SourceSpan]

  package var bytesPerSecond: Double { changes * bytes }

  /// By table, of those that are looked at.
  package static func all(in subject: PatternSubject) -> [ObjectName: RecordVolume] {
    Dictionary(
      subject.tables.compactMap { table in RecordVolume(of: table, in: subject).map { (table.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// nil when the plan says no rate.
  init?(of table: Table, in subject: PatternSubject) {
    guard let volume = subject.volumes[table.name] else { return nil }
    let arrivals = subject.arrivals(of: table.name) ?? 0
    changes = arrivals + (volume.updates?.value.value ?? 0)
    guard changes > 0 else { return nil }
    let isShare = volume.growth.map { if case .share = $0.value { true } else { false } } == true
    rateSources = [volume.growth?.span, volume.updates?.span, isShare ? volume.rows?.span : nil].compactMap(\.self)
    widthSources = subject.estimator.sources(of: table)
    // An arriving row is recorded whole, an update as the columns that change, once before and once after.
    let document = Self.documentBytes(table, subject)
    let part = document * Self.changedShare * 2
    let share = arrivals / changes
    let isSensitive = subject.plan.sensitive.contains { $0.column.value.table == table.name && $0.dataClass != nil }
    bytes = Self.frame(of: table) + (isSensitive ? 0 : Self.statement) + document * share + part * (1 - share)
  }

  /// The statement of a change, where it is kept.
  private static let statement = 250.0
  /// A third of a row's columns, its time of change among them.
  private static let changedShare = 1.0 / 3

  /// A row as JSON: its values, and their names with quotes, colon and comma.
  private static func documentBytes(_ table: Table, _ subject: PatternSubject) -> Double {
    table.columns.reduce(0) { $0 + subject.estimator.columnWidth($1, of: table) + Double($1.name.utf8.count) + 6 }
  }

  /// What a record has besides: header, number, time and transaction, who, which table and row, tenant, and its three or
  /// four entries in indexes.
  private static func frame(of table: Table) -> Double { 420 + 2 * Double(table.name.name.utf8.count) }
}
