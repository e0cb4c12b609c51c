package import Diagnostics
package import PlanModel
package import SchemaModel
import Sizing

/// What tells the answers of a query apart: its parameters, and what its policy adds.
package struct QueryKeys: Sendable {
  package struct Part: Sendable, Hashable {
    /// The column a parameter is compared with, `$3` where none is.
    package var name: String
    /// Different values of it; nil when nothing tells.
    package var values: Double?
    /// Whether it comes from a setting of the session instead of the statement.
    package var isSetting = false
    /// The table whose rows its values are, where it refers to one.
    package var target: ObjectName?
  }

  package let parts: [Part]
  /// Different keys that are asked for, as far as the plan tells: the product of what is known, at most the rows of the
  /// table. nil when nothing is known of any part.
  package let count: Double?
  /// Parts nothing is known of: there are more keys than that.
  package var isLowerBound: Bool { parts.contains { $0.values == nil } }
  package let spans: [SourceSpan?]

  package init(_ query: Query, _ plan: Plan, _ catalog: Catalog) {
    let facts = ValueCounts(plan, catalog)
    var parts: [Part] = []
    var spans: [SourceSpan?] = []
    var tables: Set<ObjectName> = []
    let compared = Self.comparisons(query)
    for number in 0..<(query.shape?.parameterCount ?? 0) {
      guard let predicate = compared[number + 1] else {
        parts.append(Part(name: "$\(number + 1)", values: nil))
        continue
      }
      let isExact = predicate.comparison == .equality
      let known = isExact ? facts.values(of: predicate.column) : nil
      if isExact { tables.insert(predicate.column.table) }
      spans += known?.spans ?? []
      if !parts.contains(where: { $0.name == predicate.column.column }) {
        parts.append(
          Part(name: predicate.column.column, values: known?.count, target: facts.target(of: predicate.column)))
      }
    }
    for setting in Self.settings(query, plan, catalog) where !parts.contains(where: { setting.hasSuffix($0.name) }) {
      let column = setting.split(separator: ".").last.map(String.init) ?? setting
      parts.insert(
        Part(
          name: column, values: facts.tenants(column)?.count, isSetting: true, target: facts.tenantTable(column)), at: 0
      )
    }
    self.parts = parts
    let known = parts.filter { !Self.isImplied($0, by: parts, catalog) }.compactMap(\.values)
    let limits = tables.sorted().compactMap { facts.rows(of: $0) }
    let most = limits.map(\.count).max() ?? .infinity
    let product = known.reduce(1, *)
    count = known.isEmpty ? nil : max(1, min(product, most))
    if product > most { spans += limits.flatMap(\.spans) }
    self.spans = spans
  }

  /// Whether another part tells this one: a season has one account, so that its key tells the account's.
  private static func isImplied(_ part: Part, by parts: [Part], _ catalog: Catalog) -> Bool {
    guard let target = part.target else { return false }
    return parts.contains { other in
      guard other.name != part.name, other.values != nil, let table = other.target.flatMap({ catalog.tables[$0] })
      else { return false }
      return table.name != target && table.foreignKeys.contains { $0.target == target }
    }
  }

  /// Settings the policies of the query's role read: the tenant's, and the role's own where a table of the query has the
  /// column it goes by.
  private static func settings(_ query: Query, _ plan: Plan, _ catalog: Catalog) -> [String] {
    guard let role = WorkloadRoles(plan).role(of: query), let rows = role.rows?.value, rows != "all" else { return [] }
    if rows == "tenant" { return plan.tenancy?.setting.map { [$0.value] } ?? [] }
    guard let setting = role.setting?.value, let column = rows.split(separator: " ").last.map(String.init),
      query.shape?.relations.contains(where: { catalog.tables[$0.name]?.columns[column] != nil }) ?? false
    else { return [] }
    return [setting]
  }

  /// The comparison each parameter stands in, by its number.
  private static func comparisons(_ query: Query) -> [Int: QueryShape.Predicate] {
    let bytes = Array((query.sql?.value ?? "").utf8)
    var found: [Int: QueryShape.Predicate] = [:]
    for predicate in query.shape?.predicates ?? [] {
      guard let offset = predicate.parameterOffset, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "$") else {
        continue
      }
      let digits = bytes[(offset + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)), found[number] == nil else { continue }
      found[number] = predicate
    }
    return found
  }
}

/// How many different values columns have, from what a plan states and from keys.
struct ValueCounts {
  struct Count {
    var count: Double
    var spans: [SourceSpan?]
  }

  private let statistics: [ColumnReference: ColumnStatistics]
  private let volumes: [ObjectName: Volume]
  private let catalog: Catalog
  private let retentions: RetentionKeepers
  private let tenantKey: String?

  init(_ plan: Plan, _ catalog: Catalog) {
    statistics = Dictionary(plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    retentions = RetentionKeepers(plan: plan, catalog: catalog)
    tenantKey = plan.tenancy?.key?.value
    self.catalog = catalog
  }

  /// Rows today; of a table that is still empty those after twelve months.
  func rows(of table: ObjectName) -> Count? {
    guard let volume = volumes[table] else { return nil }
    let projection = RowProjection(volume, isKept: retentions.keeper(of: table) != nil)
    guard let now = projection.rows(afterMonths: 0) else { return nil }
    if now > 0 { return Count(count: now, spans: [volume.rows?.span]) }
    return projection.rows(afterMonths: 12).flatMap {
      $0 > 0 ? Count(count: $0, spans: [volume.growth?.span, volume.retention?.span]) : nil
    }
  }

  /// What the plan states, else the rows of the table it refers to, else its own when it is a key by itself.
  func values(of column: ColumnReference) -> Count? {
    if let distinct = statistics[column]?.distinct, distinct.value.value >= 1 {
      return Count(count: distinct.value.value, spans: [distinct.span])
    }
    guard let table = catalog.tables[column.table] else { return nil }
    if column.column == tenantKey, let tenants = tenants(column.column) { return tenants }
    let keys = table.foreignKeys.filter { $0.columns.contains(column.column) }
    if let key = keys.min(by: { $0.columns.count < $1.columns.count }) { return rows(of: key.target) }
    return table.isUnique([column.column]) ? rows(of: table.name) : nil
  }

  /// The table that a column refers to, by the key of fewest columns.
  func target(of column: ColumnReference) -> ObjectName? {
    if column.column == tenantKey, let table = tenantTable(column.column) { return table }
    return catalog.tables[column.table]?.foreignKeys.filter { $0.columns.contains(column.column) }
      .min { $0.columns.count < $1.columns.count }?.target
  }

  /// Tenants: the rows of the table that the tenant key of others refers to by itself.
  func tenants(_ column: String) -> Count? {
    tenantTable(column).flatMap { rows(of: $0) }
  }

  func tenantTable(_ column: String) -> ObjectName? {
    catalog.tables.lazy.flatMap(\.foreignKeys).first { $0.columns == [column] && volumes[$0.target] != nil }?.target
  }
}
