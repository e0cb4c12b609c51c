import Diagnostics
package import PlanModel
package import SchemaModel
import Sizing

/// Derives a volume shape from what a schema and a plan say, and names what neither says.
package struct ShapeBuilder: Sendable {
  let catalog: Catalog
  let tables: NamedList<Table>
  let statistics: [ColumnReference: ColumnStatistics]
  let volumes: [ObjectName: Volume]
  package let today: Moment
  private let relations: [ObjectName: [RelationRule]]
  private let rows: PlannedRows
  private let sizes: SizeEstimator

  /// - Parameters:
  ///   - today: the day that spans of time end on; the plan's own when nil.
  ///   - months: how far ahead the volumes are.
  package init(catalog: Catalog, plan: Plan, today: CalendarDate? = nil, months: Double = 0) {
    self.catalog = catalog
    tables = NamedList(catalog.tables.filter(\.hasPages) + catalog.views.compactMap(Table.init(materialized:)))
    relations = Dictionary(grouping: plan.relations) { $0.column.value.table }
    statistics = Dictionary(
      plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    let day = today ?? plan.asOf?.value ?? Self.dayOfNobody
    self.today = Moment(endOf: day)
    rows = PlannedRows(
      tables: tables, volumes: volumes, statistics: plan.columnStatistics,
      keepers: RetentionKeepers(plan: plan, catalog: catalog), months: months, today: self.today)
    sizes = SizeEstimator(catalog: catalog, plan: plan)
  }

  /// Spans of time need an end also where nobody gave a date, and the same on every day.
  private static let dayOfNobody = CalendarDate(daysSince1970: 20_454) ?? CalendarDate(year: 2026, month: 1, day: 1)!

  package func shape() -> VolumeShape {
    var shape = VolumeShape(today: today)
    shape.assumptions = rows.assumptions
    for table in tables {
      shape.tables.append(plannerTable(of: table, &shape.assumptions))
    }
    return shape
  }

  /// The shape of an index, existing or not, that holds a share of a table's rows; nil when there is no such table.
  package func shape(of index: Index, on table: ObjectName, share: Double = 1) -> PlannerIndex? {
    tables[table].map { plannerIndex(index, of: withColumns($0), share: share) }
  }

  /// Foreign keys, and relations that the plan alone states.
  func foreignKeys(of table: Table) -> [ForeignKey] {
    table.foreignKeys
      + (relations[table.name] ?? []).compactMap { rule in
        guard let target = rule.target?.value else { return nil }
        return ForeignKey("", columns: [rule.column.value.column], references: target.table, [target.column])
      }
  }

  func rowCount(of table: ObjectName) -> Double { rows[table] }

  private func plannerTable(of declared: Table, _ assumptions: inout [ShapeAssumption]) -> PlannerTable {
    let table = withColumns(declared)
    let rows = rows[table.name]
    let pages = (sizes.estimate(table, rows: rows).heap / 8192).rounded(.up)
    var shape = PlannerTable(
      table.name, rows: rows.rounded(), pages: Int(min(pages, 4e9)), visibleShare: ShapeDefaults.visibleShare)
    shape.isParent = table.partitionKey != nil
    let columns = PlannerColumns(self, table: table, rows: rows)
    for column in table.columns { shape.columns.append(columns.shape(of: column, &assumptions)) }
    shape.indexes = Self.indexes(of: table).map { plannerIndex($0, of: table, share: 1) }
    return shape
  }

  /// Those behind keys and exclusions too.
  private static func indexes(of table: Table) -> [Index] {
    table.keys.map { Index(of: $0) } + table.indexes
      + table.exclusions.map { exclusion in
        var index = Index(exclusion.name, elements: exclusion.elements.map(\.element))
        index.method = exclusion.method
        index.predicate = exclusion.predicate
        return index
      }
  }

  /// Partitions have the columns of the table they are a part of.
  private func withColumns(_ table: Table) -> Table {
    var result = table
    var parent = table.partitionOf?.parent
    for _ in 0..<16 where result.columns.isEmpty {
      guard let next = parent.flatMap({ tables[$0] }) else { break }
      result.columns = next.columns
      parent = next.partitionOf?.parent
    }
    return result
  }

  private func plannerIndex(_ index: Index, of table: Table, share: Double) -> PlannerIndex {
    let rows = rows[table.name]
    let pages = max(2, (sizes.estimate(index, of: table, rows: rows, share: share) / 8192).rounded(.up))
    var shape = PlannerIndex(
      index.name, pages: Int(min(pages, 4e9)), entries: (rows * share).rounded(),
      height: height(of: index, table, leaves: pages - 1))
    shape.isPartial = index.predicate != nil
    return shape
  }

  /// Levels above the leaves: an inner page is filled to 70 % when the index is built (BTREE_NONLEAF_FILLFACTOR).
  private func height(of index: Index, _ table: Table, leaves: Double) -> Int {
    guard index.method == "btree" else { return 0 }
    let key = index.elements.reduce(0) { sum, element in
      let column = element.columnName.flatMap { table.columns[$0] }
      return sum + (column.map { TypeWidth.of($0.type, in: catalog).bytes } ?? 16)
    }
    let fanout = max(2, (5700 / Double((8 + key + 7) / 8 * 8 + 4)).rounded(.down))
    var pages = leaves
    var height = 0
    while pages > 1 {
      pages = (pages / fanout).rounded(.up)
      height += 1
    }
    return height
  }
}

extension Table {
  fileprivate var hasPages: Bool { kind == .ordinary }

  /// A materialised view, as the table it is stored as.
  fileprivate init?(materialized view: View) {
    guard view.isMaterialized else { return nil }
    self.init(view.name, span: view.span)
    columns = view.columns
    indexes = view.indexes
  }
}

extension Index {
  /// The index behind a key.
  fileprivate init(of key: KeyConstraint) {
    self.init(key.name, elements: key.columns.map { IndexElement(column: $0) }, span: key.span)
    includes = key.includes
    isUnique = true
  }
}
