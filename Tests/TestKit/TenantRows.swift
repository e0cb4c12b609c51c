import SQLWriting
package import SchemaModel

/// Rows of tenants in every table of a schema. A value follows from the table, the column, the tenant and the number of its
/// row; a foreign key has the value of the row of the same tenant and number, so that rows hang together without being
/// looked up.
package struct TenantRows: Sendable {
  package struct Row: Hashable, Sendable {
    package var tenant: Int
    package var number: Int

    package init(tenant: Int, number: Int) {
      self.tenant = tenant
      self.number = number
    }

    /// Different for every row of a table.
    fileprivate var index: Int { tenant * 4 + number + 1 }
  }

  private let catalog: Catalog
  private let values: TypicalValue
  /// Tables with one row for a tenant.
  private let roots: Set<ObjectName>
  /// Tenant's columns without a foreign key.
  private let key: String?

  package init(_ catalog: Catalog, roots: Set<ObjectName>, key: String?) {
    self.catalog = catalog
    self.roots = roots
    self.key = key
    values = TypicalValue(catalog)
  }

  /// nil where the column has to stay empty, or nothing is known of its type.
  /// - Parameter parent: the row that foreign keys point at; nil for the one of the same tenant and number.
  package func value(
    _ table: ObjectName, _ column: String, _ row: Row, parent: Row? = nil, seen: Set<ColumnReference> = []
  ) -> String? {
    guard let owner = catalog.tables[table], let own = owner.columns[column], own.generated == nil else { return nil }
    let place = ColumnReference(table, column)
    if !seen.contains(place),
      let key = owner.foreignKeys.first(where: { $0.columns.contains(column) && catalog.tables[$0.target] != nil }),
      let position = key.columns.firstIndex(of: column)
    {
      if key.target == table, own.isNullable { return nil }
      let wanted = parent ?? row
      let next = roots.contains(key.target) ? Row(tenant: wanted.tenant, number: 0) : wanted
      if let value = value(key.target, key.targetColumns[position], next, seen: seen.union([place])) {
        return "\(value)::\(own.type.sql)"
      }
    }
    if column == key, !roots.contains(table) {
      return values.sql(own.type, number: Row(tenant: row.tenant, number: 0).index)
    }
    return values.sql(own.type, number: row.index)
  }

  /// - Parameter changed: columns with another value than the row's own.
  package func insert(
    _ table: Table, _ row: Row, parent: Row? = nil, changed: [String: String] = [:]
  ) -> String {
    let pairs = table.columns.compactMap { column -> (String, String)? in
      guard column.generated == nil else { return nil }
      guard let value = changed[column.name] ?? value(table.name, column.name, row, parent: parent) else { return nil }
      return (column.name, value)
    }
    let name = QuotedIdentifier.text(table.name)
    guard !pairs.isEmpty else { return "INSERT INTO \(name) DEFAULT VALUES" }
    return "INSERT INTO \(name) (\(QuotedIdentifier.list(pairs.map(\.0)))) OVERRIDING SYSTEM VALUE VALUES "
      + "(\(pairs.map(\.1).joined(separator: ", ")))"
  }

  /// A condition that this row alone meets, by the primary key, else by a unique one, else by every filled column.
  package func identity(_ table: Table, _ row: Row) -> String {
    let columns = table.primaryKey?.columns ?? table.uniqueConstraints.first?.columns ?? table.columns.names
    let parts = columns.compactMap { column in
      value(table.name, column, row).map { "\(QuotedIdentifier.text(column)) = \($0)" }
    }
    return parts.isEmpty ? "false" : parts.joined(separator: " AND ")
  }
}
