package import Diagnostics
package import PlanModel
package import SchemaModel

/// Where sensitive values come into the server's log.
package struct LogExposure: Sendable {
  /// A declared query with sensitive values among its parameters.
  package struct Carrier: Sendable {
    package var query: String
    package var columns: [ColumnReference]
    /// Whether its service level alone makes it one that is logged for being slow.
    package var isSlow: Bool
    package var span: SourceSpan?
  }

  /// A unique key whose violation prints the value.
  package struct Echo: Sendable {
    package var table: ObjectName
    package var name: String
    package var columns: [String]
    package var span: SourceSpan?
  }

  package var carriers: [Carrier] = []
  package var echoes: [Echo] = []

  package init(_ plan: Plan, _ catalog: Catalog) {
    let sensitive = Dictionary(
      plan.sensitive.filter { $0.dataClass != nil }.map { ($0.column.value, $0) },
      uniquingKeysWith: { first, _ in first })
    let slow = plan.monitoring?.slow?.value.value
    for query in plan.queries {
      guard let shape = query.shape, shape.parameterCount > 0 else { continue }
      let compared = shape.predicates.filter { predicate in
        predicate.constant == nil && !predicate.isJoined
          && ![.isNull, .isNotNull].contains(predicate.comparison)
      }.map(\.column)
      var seen: Set<ColumnReference> = []
      let columns = (compared + shape.columnsWritten).filter { sensitive[$0] != nil && seen.insert($0).inserted }
      guard !columns.isEmpty else { continue }
      let limit = query.p99?.value.value ?? query.p95?.value.value
      let isSlow = slow.flatMap { slow in limit.map { $0 >= slow } } ?? false
      carriers.append(
        Carrier(query: query.name.value, columns: columns, isSlow: isSlow, span: query.sql?.span ?? query.name.span))
    }
    for table in catalog.tables where table.partitionOf == nil {
      let named = Set(sensitive.keys.filter { $0.table == table.name }.map(\.column))
      guard !named.isEmpty else { continue }
      let keys = table.keys.map { Echo(table: table.name, name: $0.name, columns: $0.columns, span: $0.span) }
      let indexes = table.indexes.filter(\.isUnique).compactMap { index in
        index.columnNames.map { Echo(table: table.name, name: index.name, columns: $0, span: index.span) }
      }
      for var echo in keys + indexes {
        echo.columns = echo.columns.filter(named.contains)
        if !echo.columns.isEmpty { echoes.append(echo) }
      }
    }
  }
}
