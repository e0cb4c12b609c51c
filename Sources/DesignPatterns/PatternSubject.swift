package import IndexAdvice
package import PlanModel
package import SchemaModel
import AccessControl
import Diagnostics
import IndexAnalysis
import SQLWriting
import Sizing

/// What patterns are looked for in: a schema and its plan, with the look-ups they share.
package struct PatternSubject: Sendable {
  package let catalog: Catalog
  package let plan: Plan
  /// The day the plan counts from; without one, scripts count from the beginning of 2000.
  package let date: CalendarDate?
  let estimator: SizeEstimator
  let retentions: RetentionKeepers
  let chooser: IndexChooser
  let policies: PolicyScope
  /// Indexes that the declared queries pay for, which the plan says elsewhere.
  let advice: [IndexProposal]
  let writer = SQLWriter()
  let volumes: [ObjectName: Volume]
  let statistics: [ColumnReference: ColumnStatistics]
  let queriesByTable: [ObjectName: [Query]]
  /// Foreign keys by the table they point at, with the table that carries them.
  let references: [ObjectName: [(table: ObjectName, key: ForeignKey)]]
  /// The tables that are looked at: in scope, not owned by a library, no partitions of another table.
  let tables: [Table]
  /// Tables that are there already when the plan begins: what else reads and writes them, other plans say.
  let existing: Set<ObjectName>
  private let relations: Set<ObjectName>
  /// Months that a plan looks ahead.
  static let horizon = 36.0

  /// - Parameters:
  ///   - scope: limits the tables that are looked at; nil means all of them.
  ///   - advice: indexes that are proposed in another place.
  ///   - existing: those that other plans speak of, too.
  package init(
    catalog: Catalog, plan: Plan, date: CalendarDate?, scope: Set<ObjectName>? = nil, existing: Set<ObjectName> = [],
    advice: [IndexProposal] = []
  ) {
    self.advice = advice
    self.existing = existing
    self.catalog = catalog
    self.plan = plan
    self.date = date
    estimator = SizeEstimator(catalog: catalog, plan: plan)
    retentions = RetentionKeepers(plan: plan, catalog: catalog)
    chooser = IndexChooser(catalog: catalog, plan: plan)
    policies = PolicyScope(catalog: catalog, plan: plan)
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    statistics = Dictionary(
      plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    var queries: [ObjectName: [Query]] = [:]
    for query in plan.queries {
      for name in Set(query.shape?.relations.map(\.name) ?? []) { queries[name, default: []].append(query) }
    }
    queriesByTable = queries
    var references: [ObjectName: [(table: ObjectName, key: ForeignKey)]] = [:]
    for table in catalog.tables where table.partitionOf == nil {
      for key in table.foreignKeys { references[key.target, default: []].append((table.name, key)) }
    }
    self.references = references
    let external = Set(plan.external.map(\.table.value))
    tables = catalog.tables.filter { table in
      table.kind == .ordinary && table.partitionOf == nil && !external.contains(table.name)
        && scope?.contains(table.name) ?? true && table.model?.isIgnored != true && table.inherits.isEmpty
        && table.ofType == nil && !BookkeepingTable.isOne(table.name)
    }
    relations = Self.relations(of: catalog)
  }

  /// Tables, indexes, sequences and views share one namespace in a schema.
  private static func relations(of catalog: Catalog) -> Set<ObjectName> {
    var names = Set(catalog.tables.names).union(catalog.views.names).union(catalog.sequences.names)
    for table in catalog.tables {
      let own = table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
      names.formUnion(own.map { ObjectName($0, schema: table.name.schema) })
    }
    return names
  }

  /// The name itself, else with the first number that makes it free; cut to the 63 bytes of PostgreSQL.
  func freeName(_ wanted: String, in schema: String) -> String {
    let endings = [""] + (2...100).map { "_\($0)" }
    return endings.lazy.map { Self.cut(wanted, to: 63 - $0.utf8.count) + $0 }
      .first { !relations.contains(ObjectName($0, schema: schema)) } ?? Self.cut(wanted, to: 63)
  }

  /// At most that many bytes, no character torn.
  static func cut(_ name: String, to bytes: Int) -> String {
    var result = name
    while result.utf8.count > bytes { result.removeLast() }
    return result
  }

  func rows(of table: ObjectName, afterMonths months: Double = 0) -> Double? {
    volumes[table].flatMap {
      RowProjection($0, isKept: retentions.keeper(of: table) != nil).rows(afterMonths: months)
    }
  }

  /// Rows that arrive in a second.
  func arrivals(of table: ObjectName) -> Double? {
    guard let volume = volumes[table] else { return nil }
    switch volume.growth?.value {
    case .rows(let rate): return rate.value
    case .share(let share, let period): return volume.rows.map { $0.value.value * share.value / period }
    case nil: return nil
    }
  }

  /// Bytes of the whole table at a number of rows.
  func bytes(of table: Table, rows: Double) -> Double { estimator.estimate(table, rows: rows).total }

  /// Where the size of a table after some months comes from.
  func sizeSources(of table: Table, afterMonths months: Double = PatternSubject.horizon) -> [SourceSpan?] {
    let volume = volumes[table.name]
    return [volume?.rows?.span, volume?.width?.span]
      + (months > 0 ? [volume?.growth?.span, volume?.retention?.span] : [])
      + estimator.sources(of: table).map { Optional($0) } + (months > 0 ? keeperSources(of: table.name) : [])
  }

  private func keeperSources(of table: ObjectName) -> [SourceSpan?] {
    switch retentions.keeper(of: table) {
    case .batches(let batches): batches.flatMap { [$0.rows?.span, $0.every?.span] }
    case .decision(let decision): [decision.chosen?.span]
    case .partitions, nil: []
    }
  }

  /// Whether a type counts time.
  func isMoment(_ type: ColumnType) -> Bool {
    let base = catalog.typeBeneathDomains(type)
    return !base.isArray && base.userType == nil && ["timestamptz", "timestamp", "date"].contains(base.name)
  }

  func isText(_ type: ColumnType) -> Bool {
    let base = catalog.typeBeneathDomains(type)
    return !base.isArray && ["text", "varchar", "bpchar", "citext"].contains(base.name)
  }
}
