import Diagnostics
package import PlanModel
package import SchemaModel

/// Bytes of a table at a number of rows, from PostgreSQL's page layout and average widths. An estimate: contents,
/// compression and bloat are not in it.
package struct SizeEstimate: Sendable, Hashable {
  package var rows: Double
  package var heap: Double
  package var indexes: Double
  /// Columns whose width neither schema nor plan states; of a table whose row width is stated, those in its indexes.
  package var assumedWidths: [String]

  package var total: Double { heap + indexes }
}

/// Estimates sizes of one catalog with the widths a plan declares.
package struct SizeEstimator: Sendable {
  private let catalog: Catalog
  private let declaredWidths: [ColumnReference: Int]
  private let nullShares: [ColumnReference: Double]
  /// Bytes of the values of a row, as the plan states them.
  private let rowWidths: [ObjectName: Int]

  package init(catalog: Catalog, plan: Plan) {
    self.catalog = catalog
    var widths: [ColumnReference: Int] = [:]
    var nulls: [ColumnReference: Double] = [:]
    for statistics in plan.columnStatistics {
      if let width = statistics.width { widths[statistics.column.value] = Int(width.value.value) }
      if let share = statistics.nulls { nulls[statistics.column.value] = share.value.value }
    }
    declaredWidths = widths
    nullShares = nulls
    rowWidths = Dictionary(
      plan.volumes.compactMap { volume in volume.width.map { (volume.table.value, Int($0.value.value)) } },
      uniquingKeysWith: { _, last in last })
  }

  package func estimate(_ table: Table, rows: Double) -> SizeEstimate {
    let keyed = Set(paths(of: table).flatMap { $0.compactMap(\.columnName) })
    let stated = rowWidths[table.name]
    let assumed = table.columns.filter { width($0, of: table).isAssumed && (stated == nil || keyed.contains($0.name)) }
    return SizeEstimate(
      rows: rows, heap: stated.map { heapBytes(rows, rowWidth: $0, of: table) } ?? heapBytes(rows, of: table),
      indexes: indexBytes(of: table, rows: rows), assumedWidths: assumed.map(\.name))
  }

  /// Bytes that a change of a table's columns and indexes adds at a number of rows; below zero when it takes some away.
  package func bytesAdded(from old: Table, to new: Table, rows: Double) -> Double {
    heapBytes(rows, of: new) + indexBytes(of: new, rows: rows) - heapBytes(rows, of: old)
      - indexBytes(of: old, rows: rows)
  }

  /// Bytes of one index at a number of rows; a partial index counts the `share` of rows it holds.
  package func estimate(_ index: Index, of table: Table, rows: Double, share: Double = 1) -> Double {
    indexBytes(index.elements + index.includes.map { IndexElement(column: $0) }, of: table, rows: rows * share)
  }

  /// Heap tuple: header and null bitmap rounded up to 8, then each column at its alignment (htup_details.h). The row
  /// width that a plan states is not asked: what is known of the columns counts.
  package func tupleBytes(of table: Table) -> Int {
    var offset = 0.0
    for column in table.columns {
      let width = width(column, of: table)
      let present = 1 - (nullShares[ColumnReference(table.name, column.name)] ?? 0)
      if width.isVariable {
        let length =
          width.bytes <= 126
          ? Double(width.bytes + 1) : Double(roundUp(Int(offset), to: 4) - Int(offset) + width.bytes + 4)
        offset += length * present
      } else {
        offset = Double(roundUp(Int(offset.rounded(.up)), to: width.alignment)) + Double(width.bytes) * present
      }
    }
    return roundUp(headerBytes(of: table) + Int(offset.rounded(.up)), to: 8)
  }

  private func headerBytes(of table: Table) -> Int {
    let hasNulls = table.columns.contains { $0.isNullable }
    return roundUp(23 + (hasNulls ? (table.columns.count + 7) / 8 : 0), to: 8)
  }

  /// 8,192-byte pages with a 24-byte header and a 4-byte line pointer for each tuple (bufpage.h). Values beyond the
  /// 2,032 bytes that are moved to TOAST are counted where they are.
  private func heapBytes(_ rows: Double, of table: Table) -> Double {
    guard rows > 0 else { return 0 }
    let perPage = Double(8192 - 24) / Double(tupleBytes(of: table) + 4)
    return (rows / (perPage >= 1 ? perPage.rounded(.down) : perPage)).rounded(.up) * 8192
  }

  /// The same from a stated width of the values; rows that differ in width fill a page to its end on average.
  private func heapBytes(_ rows: Double, rowWidth: Int, of table: Table) -> Double {
    let tuple = roundUp(headerBytes(of: table) + rowWidth, to: 8)
    return (max(0, rows) * Double(tuple + 4) / Double(8192 - 24)).rounded(.up) * 8192
  }

  private func indexBytes(of table: Table, rows: Double) -> Double {
    paths(of: table).reduce(0) { $0 + indexBytes($1, of: table, rows: rows) }
  }

  /// What keys and indexes hold.
  private func paths(of table: Table) -> [[IndexElement]] {
    (table.keys.map { elements(of: $0) } + table.indexes.map(\.elements)).filter { !$0.isEmpty }
  }

  /// B-tree leaves at the default fill factor of 90 with inner pages above them (nbtree.h); other methods are counted
  /// as if they were B-trees.
  private func indexBytes(_ elements: [IndexElement], of table: Table, rows: Double) -> Double {
    guard rows > 0 else { return 8192 }
    var key = 0
    for element in elements {
      let layout =
        element.columnName.flatMap { table.columns[$0] }.map { width($0, of: table) }
        ?? TypeWidth(bytes: 16, alignment: 4, isVariable: true, isAssumed: true)
      key = layout.isVariable ? key + layout.bytes + 1 : roundUp(key, to: layout.alignment) + layout.bytes
    }
    let entry = Double(roundUp(8 + key, to: 8) + 4)
    let leaves = (rows / max(1, ((8192 - 24 - 16 - 819.2 - entry) / entry).rounded(.down))).rounded(.up)
    let fanout = max(2, ((8192 - 24 - 16) * 0.7 / entry).rounded(.down))
    var inner = 0.0
    var level = leaves
    while level > 1 {
      level = (level / fanout).rounded(.up)
      inner += level
    }
    return (leaves + inner + 1) * 8192
  }

  private func elements(of key: KeyConstraint) -> [IndexElement] {
    (key.columns + key.includes).map { IndexElement(column: $0) }
  }

  private func width(_ column: Column, of table: Table) -> TypeWidth {
    TypeWidth.of(column.type, in: catalog, declared: declaredWidths[ColumnReference(table.name, column.name)])
  }

  private func roundUp(_ number: Int, to multiple: Int) -> Int { (number + multiple - 1) / multiple * multiple }
}
