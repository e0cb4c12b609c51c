import Compilation
import Diagnostics
import PlanModel
import QueryReading
import SchemaModel
import YAMLWriting

/// What a database has counted, as lines of the first plan; places for the rest.
extension FirstFiles {
  /// Statements that are written down.
  private static let shownQueries = 10

  private var tables: [ObjectName] {
    facts.catalog.tables.filter { $0.partitionOf == nil && !BookkeepingTable.isOne($0.name) }.map(\.name)
  }

  func volumes(_ yaml: inout YAMLWriter) {
    let counted = counted
    if counted.isEmpty {
      yaml.example("volumes:")
    } else {
      for database in facts.statistics { yaml.comment(Self.source(of: database)) }
      yaml.key("volumes")
    }
    let open = tables.filter { counted[$0] == nil }.map(\.display).sorted()
    let largest = tables.filter { counted[$0] != nil }.sorted {
      (counted[$1]?.rows ?? 0, $0) < (counted[$0]?.rows ?? 0, $1)
    }
    for table in largest.prefix(Self.shownTables).sorted(by: { $0.display < $1.display }) {
      if let volume = counted[table] { yaml.flow(table.display, volume.pairs, remark: volume.remark) }
    }
    if largest.count > Self.shownTables {
      let rest = largest.count - Self.shownTables
      yaml.comment("  and \(rest) smaller tables, of which plans take what the database counts")
    }
    for table in open.prefix(Self.shownTables) {
      yaml.example(table, "{ rows: ..., growth: .../month, basis: measured }", indent: 2)
    }
    if open.count > Self.shownTables { yaml.comment("  and \(open.count - Self.shownTables) tables more") }
  }

  private struct CountedVolume {
    var rows: Int
    var pairs: [(key: String, value: String)]
    var remark: String?
  }

  /// The first database that knows a table's rows is followed.
  private var counted: [ObjectName: CountedVolume] {
    var volumes: [ObjectName: CountedVolume] = [:]
    for database in facts.statistics {
      for table in database.tables where volumes[table.name] == nil {
        guard let rows = table.rows else { continue }
        var volume = CountedVolume(rows: rows, pairs: [("rows", "\(rows)")])
        if let period = database.period {
          let rates = [
            ("growth", MeasuredVolumes.growth(of: table, in: period)),
            ("updates", MeasuredVolumes.updates(of: table, in: period)),
          ]
          volume.pairs += rates.compactMap { key, rate in rate.map { (key, $0.written) } }
        }
        volume.pairs.append(("basis", "measured"))
        if let day = facts.day { volume.pairs.append(("checked", day)) }
        if table.deadRows > 0 { volume.remark = "and \(table.deadRows) dead row\(table.deadRows == 1 ? "" : "s")" }
        volumes[table.name] = volume
      }
    }
    return volumes
  }

  private static func source(of database: DatabaseStatistics) -> String {
    guard let period = database.period else {
      return "Counted by \(database.database). Nobody knows since when its counters run: growth is yours to say."
    }
    return period.seconds < MeasuredVolumes.shortestPeriod
      ? "Counted by \(database.database), since \(period.since) only: growth is yours to say."
      : "Counted by \(database.database); growth and updates since \(period.since)."
  }

  func queries(_ yaml: inout YAMLWriter) {
    let found = facts.statistics.flatMap { queries(of: $0) }
    if found.isEmpty {
      for database in facts.statistics { yaml.comment(Self.how(database)) }
      yaml.example("queries:")
      yaml.example("  - { name: ..., sql: SELECT ..., rate: .../s, peak: .../s, p95: ... ms }")
      return
    }
    yaml.comment("Those that take the most time, by pg_stat_statements.")
    yaml.key("queries")
    for query in found { yaml.item(query) }
  }

  private static func how(_ database: DatabaseStatistics) -> String {
    guard database.queries == nil else {
      return "pg_stat_statements of \(database.database) has kept no query of these tables yet."
    }
    let way = "shared_preload_libraries = 'pg_stat_statements' and CREATE EXTENSION pg_stat_statements"
    return "\(way) would tell: \(database.database) keeps no queries."
  }

  /// Statements that the catalog explains whole: others are not of this schema, or of a time before it.
  private func queries(of database: DatabaseStatistics) -> [[(key: String, value: String, remark: String?)]] {
    let reader = QueryReader(catalog: facts.catalog)
    var names: [String: Int] = [:]
    var result: [[(key: String, value: String, remark: String?)]] = []
    for query in database.queries ?? [] where result.count < Self.shownQueries {
      let reading = reader.read(Located(query.sql), in: nil)
      guard reading.diagnostics.isEmpty, let shape = reading.value, !shape.relations.isEmpty else { continue }
      let name = Self.name(of: shape)
      let number = names[name, default: 0] + 1
      names[name] = number
      var pairs: [(key: String, value: String, remark: String?)] = [
        ("name", number == 1 ? name : "\(name) (\(number))", nil), ("sql", Self.onOneLine(query.sql), nil),
      ]
      let count = "\(query.calls) call\(query.calls == 1 ? "" : "s")"
      let calls = "\(count), \(Self.milliseconds(query.meanMilliseconds)) on average"
      if let period = database.queryPeriod, period.seconds >= MeasuredVolumes.shortestPeriod,
        let rate = MeasuredVolumes.rate(of: query.calls, in: period)
      {
        pairs.append(("rate", rate.written, "\(calls) since \(period.since)"))
      } else {
        pairs[0].remark = calls
      }
      result.append(pairs)
    }
    return result
  }

  /// `read orders by customer_id`
  private static func name(of shape: QueryShape) -> String {
    let verb =
      switch shape.kind {
      case .select: "read"
      case .insert: "add to"
      case .update: "change"
      case .delete: "delete from"
      case .other: "run on"
      }
    let relation = shape.relations.first(where: \.isWritten) ?? shape.relations.first
    var seen: Set<String> = []
    let columns = shape.predicates.map(\.column).filter { column in
      column.table == relation?.name && seen.insert(column.column).inserted
    }
    let by = columns.isEmpty ? "" : " by \(columns.prefix(3).map(\.column).joined(separator: ", "))"
    return "\(verb) \(relation?.name.display ?? "")\(by)"
  }

  /// Line breaks are kept where something on a line depends on them.
  private static func onOneLine(_ sql: String) -> String {
    guard !sql.contains("--"), !sql.contains("'"), !sql.contains("\""), !sql.contains("$$") else { return sql }
    return sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func milliseconds(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return tenths < 0.1 ? "less than 0.1 ms" : "\(tenths) ms"
  }
}
