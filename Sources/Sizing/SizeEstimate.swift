package import Diagnostics
package import PlanModel
package import SchemaModel

/// Bytes of a table at a number of rows, from PostgreSQL's page layout and average widths. An estimate: contents,
/// compression and bloat are not in it.
package struct SizeEstimate: Sendable, Hashable {
  package var rows: Double
  package var heap: Double
  /// The TOAST table and its index.
  package var toast = 0.0
  package var indexes: Double
  /// Columns whose width neither schema nor plan states; of a table whose row width is stated, those in its indexes.
  package var assumedWidths: [String]

  package var total: Double { heap + toast + indexes }
}

/// Estimates sizes of one catalog with what a plan states of its columns.
package struct SizeEstimator: Sendable {
  private let facts: ColumnFacts
  /// Columns and rows of the catalog's tables that have rows, which are asked for again and again.
  private let known: [ObjectName: TableFacts]
  private let layouts = KnownLayouts()

  /// What does not depend on a table's number of rows.
  private struct TableFacts: Sendable {
    var columns: [ColumnShape]
    var row: RowShape
  }

  package init(catalog: Catalog, plan: Plan) {
    facts = ColumnFacts(catalog: catalog, plan: plan)
    var known: [ObjectName: TableFacts] = [:]
    for volume in plan.volumes where volume.rows != nil {
      guard let table = catalog.tables[volume.table.value] else { continue }
      known[table.name] = Self.tableFacts(of: table, facts)
    }
    self.known = known
  }

  /// - Parameter isCatalogs: whether the table stands in the catalog as it is.
  private func tableFacts(of table: Table, isCatalogs: Bool = true) -> TableFacts {
    if isCatalogs, let known = known[table.name], known.columns.count == table.columns.count { return known }
    return Self.tableFacts(of: table, facts)
  }

  private static func tableFacts(of table: Table, _ facts: ColumnFacts) -> TableFacts {
    let columns = facts.shapes(of: table)
    let target = table.storageParameters["toast_tuple_target"].flatMap { Int($0) }
    return TableFacts(
      columns: columns, row: RowShape(HeapLayout(columns, target: target), fillFactor: table.fillFactor))
  }

  package func estimate(_ table: Table, rows: Double) -> SizeEstimate {
    let shapes = tableFacts(of: table).columns
    let layout = shape(of: table, rows: rows)
    let keyed = Set(Self.indexes(of: table).flatMap { $0.elements.compactMap(\.columnName) })
    let isStated = facts.rowWidth(of: table.name) != nil
    let assumed = shapes.filter { $0.layout.isAssumed && (!isStated || keyed.contains($0.name)) }
    return SizeEstimate(
      rows: rows, heap: layout.heapBytes, toast: layout.toastBytes, indexes: indexBytes(of: table, shapes, layout),
      assumedWidths: assumed.map(\.name))
  }

  /// Bytes that a change of a table's columns and indexes adds at a number of rows; below zero when it takes some away.
  /// A row width that the plan states is not asked: it is of one of the two.
  package func bytesAdded(from old: Table, to new: Table, rows: Double) -> Double {
    bytes(of: new, rows: rows) - bytes(of: old, rows: rows)
  }

  /// Bytes of one index at a number of rows; a partial index counts the `share` of rows it holds.
  package func estimate(_ index: Index, of table: Table, rows: Double, share: Double = 1) -> Double {
    shape(of: index, of: table, rows: rows, share: share).bytes
  }

  /// Average bytes of a row before TOAST, header and padding included. The row width that a plan states is not asked:
  /// what is known of the columns counts.
  package func tupleBytes(of table: Table) -> Int {
    Int(tableFacts(of: table).row.wholeBytes.rounded(.up))
  }

  /// How the rows of a table lie on its pages.
  package func shape(of table: Table, rows: Double) -> TableShape {
    let known = tableFacts(of: table)
    guard let stated = facts.rowWidth(of: table.name) else { return known.row.shape(rows: rows) }
    return RowShape(
      valueBytes: stated, columns: known.columns.count, hasNulls: table.columns.contains(where: \.isNullable),
      fillFactor: table.fillFactor, of: known.row
    ).shape(rows: rows)
  }

  /// How an index lies on its pages; a partial index counts the `share` of rows it holds.
  package func shape(of index: Index, of table: Table, rows: Double, share: Double = 1) -> IndexShape {
    IndexSize(index, columns: tableFacts(of: table).columns, heap: shape(of: table, rows: rows), layouts: layouts)
      .shape(entries: rows * share)
  }

  /// What is known of each column of a table.
  package func columns(of table: Table) -> [ColumnShape] { tableFacts(of: table).columns }

  /// Average bytes of a column as pg_statistic.stawidth counts them.
  package func columnWidth(_ column: Column, of table: Table) -> Double {
    facts.shape(of: column, in: table).storedWidth
  }

  /// Whether the plan states the width of a whole row, so that its columns do not count.
  func statesRowWidth(_ table: Table) -> Bool { facts.rowWidth(of: table.name) != nil }

  /// Where the plan states what the sizes of a table come from, its own volume aside.
  package func sources(of table: Table) -> [SourceSpan] {
    facts.sources(of: table, indexes: Self.indexes(of: table))
  }

  /// The same of one index.
  package func sources(of index: Index, of table: Table) -> [SourceSpan] {
    var keyed = table
    let names = Set(index.elements.compactMap(\.columnName) + index.includes)
    keyed.columns.removeAll { !names.contains($0.name) }
    return facts.sources(of: keyed, indexes: [index])
  }

  private func bytes(of table: Table, rows: Double) -> Double {
    let new = tableFacts(of: table, isCatalogs: false)
    let layout = new.row.shape(rows: rows)
    return layout.heapBytes + layout.toastBytes + indexBytes(of: table, new.columns, layout)
  }

  private func indexBytes(of table: Table, _ shapes: [ColumnShape], _ heap: TableShape) -> Double {
    Self.indexes(of: table).reduce(0) {
      $0 + IndexSize($1, columns: shapes, heap: heap, layouts: layouts).shape(entries: heap.rows).bytes
    }
  }

  /// Every index of a table, those behind its constraints first.
  package static func indexes(of table: Table) -> [Index] {
    let keys = table.keys.map { key in
      var index = Index(key.name, elements: key.columns.map { IndexElement(column: $0) })
      index.includes = key.includes
      index.isUnique = true
      index.storageParameters = key.storageParameters
      return index
    }
    let exclusions = table.exclusions.map { exclusion in
      var index = Index(exclusion.name, elements: exclusion.elements.map(\.element))
      index.method = exclusion.method
      index.includes = exclusion.includes
      index.predicate = exclusion.predicate
      index.storageParameters = exclusion.storageParameters
      return index
    }
    return (keys + exclusions + table.indexes).filter { !$0.elements.isEmpty }
  }
}

extension Table {
  /// How full inserts leave a page, in per cent.
  var fillFactor: Int {
    min(100, max(10, storageParameters["fillfactor"].flatMap { Int($0) } ?? 100))
  }
}
