import PlanModel
import Diagnostics
import SchemaModel

/// What the databases among a plan's sources have counted, by table and index; the first that knows one is followed.
struct DatabaseFigures: Sendable {
  private struct Counted<Figures: Sendable>: Sendable {
    var figures: Figures
    var source: Source
    /// `since 2026-03-01`, or what is known instead.
    var since: String
  }

  private struct IndexName: Hashable {
    var table: ObjectName
    var name: String
  }

  /// As they are cited.
  let databases: [String]
  private var tables: [ObjectName: Counted<DatabaseStatistics.Table>] = [:]
  private var indexes: [IndexName: Counted<DatabaseStatistics.Index>] = [:]

  init(_ statistics: [DatabaseStatistics]) {
    databases = statistics.map(\.database)
    for database in statistics {
      let source = Source.database(SourceSpan(wholeOf: database.database))
      let since = database.period.map { "since \($0.since)" } ?? "since its counters began"
      for table in database.tables where tables[table.name] == nil {
        tables[table.name] = Counted(figures: table, source: source, since: since)
      }
      for index in database.indexes {
        let name = IndexName(table: index.table, name: index.name)
        if indexes[name] == nil { indexes[name] = Counted(figures: index, source: source, since: since) }
      }
    }
  }

  /// `1.2 GiB on disk, 300 MiB of it indexes; 12k dead rows`
  func room(of table: ObjectName) -> (text: String, source: Source)? {
    guard let counted = tables[table] else { return nil }
    let figures = counted.figures
    var text = "\(Format.bytes(Double(figures.totalBytes))) on disk"
    if figures.indexBytes > 0 { text += ", \(Format.bytes(Double(figures.indexBytes))) of it indexes" }
    if figures.deadRows > 0 { text += "; \(Format.counted(Double(figures.deadRows), "dead row"))" }
    return (text, counted.source)
  }

  /// `counted by the database: 1.2M inserts, 40k updates, no deletes since 2026-03-01`
  func traffic(of table: ObjectName) -> String? {
    guard let counted = tables[table] else { return nil }
    let figures = counted.figures
    let parts = [(figures.inserts, "insert"), (figures.updates, "update"), (figures.deletes, "delete")].map {
      $0.0 == 0 ? "no \($0.1)s" : Format.counted(Double($0.0), $0.1)
    }
    let scans = [(figures.indexScans, "index scan"), (figures.sequentialScans, "sequential scan")].map {
      $0.0 == 0 ? "no \($0.1)s" : Format.counted(Double($0.0), $0.1)
    }
    return "the database counted \((parts + scans).joined(separator: ", ")) \(counted.since)"
  }

  /// `12k scans since 2026-03-01`
  func usage(of index: String, on table: ObjectName) -> (scans: Int, text: String, source: Source)? {
    guard let counted = indexes[IndexName(table: table, name: index)] else { return nil }
    let scans = counted.figures.scans
    let text = scans == 0 ? "no scan" : Format.counted(Double(scans), "scan")
    return (scans, "the database counted \(text) \(counted.since)", counted.source)
  }
}
