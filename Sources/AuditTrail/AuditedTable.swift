import AccessControl
import Diagnostics
import PlanModel
package import SchemaModel

/// A table whose changes a trigger records.
package struct AuditedTable: Sendable, Hashable {
  /// How the trigger knows whose a row is.
  package enum Tenant: Sendable, Hashable {
    case none
    case column(String)
    /// Foreign keys that lead to the tenant, the table's own first, with the types of its columns, and the tenant's column at
    /// their end.
    case parent([ForeignKey], types: [ColumnType], column: String)

    /// The columns of the table itself that say it.
    var columns: [String] {
      switch self {
      case .none: []
      case .column(let name): [name]
      case .parent(let keys, _, _): keys.first?.columns ?? []
      }
    }
  }

  package var name: ObjectName
  /// What tells a row from others: the primary key, else a unique one; empty when only the whole row does.
  package var key: [String]
  package var tenant: Tenant
  /// Columns that JSON would change: they are kept as PostgreSQL writes them.
  package var texts: [String]
  /// Columns whose values stay out of the log.
  package var hidden: [HiddenColumn]
  /// Whether the statement that made the change is kept.
  package var keepsStatement: Bool
  /// Sensitive columns whose values the log holds.
  package var sensitive: [String]
}

/// A column whose values stay out of the log, and why.
package struct HiddenColumn: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case secret
    /// Hashed, encrypted or tokenised by whoever writes it.
    case stored(String)
    /// It may be kept for less time than the log.
    case shorter
  }

  package var name: String
  package var reason: Reason
}

struct AuditedTableMaker {
  private let catalog: Catalog
  private let paths: KeyPaths?
  private let keep: Duration?
  private let sensitive: [ObjectName: [SensitiveColumn]]

  init(_ plan: Plan, _ catalog: Catalog, _ paths: KeyPaths?, keep: Duration?) {
    self.catalog = catalog
    self.paths = paths
    self.keep = keep
    sensitive = Dictionary(grouping: plan.sensitive.filter { $0.dataClass != nil }) { $0.column.value.table }
  }

  func table(_ table: Table) -> AuditedTable {
    let declared = sensitive[table.name] ?? []
    let hidden = declared.compactMap { item in
      reason(item).map { HiddenColumn(name: item.column.value.column, reason: $0) }
    }
    let names = Set(hidden.map(\.name))
    return AuditedTable(
      name: table.name, key: key(of: table), tenant: tenant(of: table),
      texts: table.columns.filter { isChangedByJSON($0.type) }.map(\.name), hidden: hidden,
      keepsStatement: declared.isEmpty,
      sensitive: declared.map(\.column.value.column).filter { !names.contains($0) })
  }

  private func key(of table: Table) -> [String] {
    if let key = table.primaryKey { return key.columns }
    let unique = table.uniqueConstraints.first { constraint in
      constraint.columns.allSatisfy { table.columns[$0]?.isNullable == false }
    }
    return unique?.columns ?? []
  }

  private func tenant(of table: Table) -> AuditedTable.Tenant {
    switch paths?[table.name] {
    case nil: .none
    case .root(let column), .own(let column): .column(column)
    case .parent(let path):
      .parent(
        path.keys, types: path.keys.first?.columns.compactMap { table.columns[$0]?.type } ?? [], column: path.column)
    }
  }

  private func reason(_ column: SensitiveColumn) -> HiddenColumn.Reason? {
    if column.dataClass?.value == "secret" { return .secret }
    if let stored = column.stored?.value, stored != "plain" { return .stored(stored) }
    if let keep, let own = column.keep?.value, own.value < keep.value { return .shorter }
    return nil
  }

  /// JSON has one null for a missing value and for JSON's own, and lists without bounds.
  private func isChangedByJSON(_ type: ColumnType) -> Bool {
    let type = catalog.typeBeneathDomains(type)
    if type.isArray || ["json", "jsonb", "float4", "float8", "hstore"].contains(type.name) { return true }
    guard let user = type.userType else { return false }
    return catalog.enums[user] == nil && catalog.rangeTypes[user] == nil && user.name != "citext"
  }
}
