import Diagnostics
package import PlanModel
package import SchemaModel
import Sizing

/// How many rows a value stands for, from keys and what a plan declares; nothing is assumed.
package struct RowFacts: Sendable {
  /// The most rows that pinned columns leave.
  package struct Bound: Sendable {
    package var rows: Double
    /// Whether every pinned column that may narrow is accounted for.
    package var isWhole: Bool
  }

  private let volumes: [ObjectName: Volume]
  private let retentions: RetentionKeepers
  private let statistics: [ColumnReference: ColumnStatistics]
  private let enums: Set<ObjectName>
  package let tenantKey: String?

  package init(catalog: Catalog, plan: Plan) {
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    retentions = RetentionKeepers(plan: plan, catalog: catalog)
    statistics = Dictionary(
      plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    enums = Set(catalog.enums.names)
    tenantKey = plan.tenancy?.key?.value
  }

  /// Rows today; of a table that is still empty those after twelve months.
  package func rows(of table: ObjectName) -> Double? {
    guard let volume = volumes[table] else { return nil }
    let projection = RowProjection(volume, isKept: retentions.keeper(of: table) != nil)
    guard let now = projection.rows(afterMonths: 0) else { return nil }
    return now > 0 ? now : projection.rows(afterMonths: 12)
  }

  /// Rows with one value in each of `pinned`; nil when no fact bounds them.
  package func rows(of table: Table, pinned: Set<String>, constants: [String: String]) -> Bound? {
    if table.isUnique(pinned) { return Bound(rows: 1, isWhole: true) }
    let total = rows(of: table.name)
    var bounds: [Double] = []
    var explained: Set<String> = []
    for key in table.foreignKeys where Set(key.columns).isSubset(of: pinned) {
      guard let rows = perParent(table.name, key.target, total) else { continue }
      bounds.append(rows)
      explained.formUnion(key.columns)
    }
    var share = 1.0
    for column in pinned {
      let declared = statistics[ColumnReference(table.name, column)]
      if let constant = constants[column] {
        explained.insert(column)
        share *= self.share(of: [SQLTokens(constant).tokens.joined(separator: " ")], declared) ?? 1
      } else if let total, let distinct = declared?.distinct?.value.value, distinct >= 1 {
        explained.insert(column)
        bounds.append(total / distinct)
      } else if isFlag(table.columns[column]) {
        explained.insert(column)
      }
    }
    guard let least = bounds.min() ?? total else { return nil }
    return Bound(rows: max(1, least * share), isWhole: pinned.isSubset(of: explained))
  }

  /// The share of a table's rows that fulfil the condition of a partial index; nil when the plan does not say.
  package func share(of condition: SQLExpression, in table: Table) -> Double? {
    var result = 1.0
    for conjunct in SQLTokens(condition.sql).conjuncts {
      guard let part = ColumnCondition(conjunct) else { return nil }
      let declared = statistics[ColumnReference(table.name, part.column)]
      let share: Double? =
        switch part.kind {
        case .isNull: declared?.nulls?.value.value
        case .notNull:
          table.columns[part.column]?.isNullable == false ? 1 : declared?.nulls.map { 1 - $0.value.value }
        case .among(let values): self.share(of: values, declared)
        case .not(let value): self.share(of: [value], declared).map { 1 - $0 }
        }
      guard let share else { return nil }
      result *= share
    }
    return result
  }

  private func share(of values: Set<String>, _ declared: ColumnStatistics?) -> Double? {
    guard let declared, !declared.values.isEmpty else { return nil }
    var sum = 0.0
    for value in values {
      if let share = declared.values.first(where: { $0.value == value || "'\($0.value)'" == value }) {
        sum += share.share.value
      } else if let other = ["true": "false", "false": "true"][value],
        let share = declared.values.first(where: { $0.value == other })
      {
        sum += 1 - share.share.value
      } else {
        return nil
      }
    }
    return sum
  }

  private func perParent(_ table: ObjectName, _ parent: ObjectName, _ total: Double?) -> Double? {
    if let per = volumes[table]?.per.first(where: { $0.value.table == parent }) { return per.value.count.value }
    guard let total, let parents = rows(of: parent), parents >= 1 else { return nil }
    return total / parents
  }

  /// Whether a column has a handful of values, so that one of them is no bound.
  private func isFlag(_ column: Column?) -> Bool {
    guard let type = column?.type else { return false }
    return type.name == "bool" || type.userType.map(enums.contains) ?? false
  }
}
