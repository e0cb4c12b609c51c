import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing

/// Derives a volume shape from what a schema and a plan say, and names what neither says.
package struct ShapeBuilder: Sendable {
  let catalog: Catalog
  let tables: NamedList<Table>
  let statistics: [ColumnReference: ColumnStatistics]
  let volumes: [ObjectName: Volume]
  package let today: Moment
  private let relations: [ObjectName: [RelationRule]]
  private let rows: PlannedRows
  let sizes: SizeEstimator

  /// - Parameters:
  ///   - today: the day that spans of time end on; the plan's own when nil.
  ///   - months: how far ahead the volumes are.
  package init(
    catalog: Catalog, plan: Plan, today: CalendarDate? = nil, months: Double = 0, sizes: SizeEstimator? = nil
  ) {
    self.catalog = catalog
    tables = NamedList(catalog.tables.filter(\.hasPages) + catalog.views.compactMap(Table.init(materialized:)))
    relations = Dictionary(grouping: plan.relations) { $0.column.value.table }
    statistics = Dictionary(
      plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    self.today = (today ?? plan.asOf?.value).map(Moment.init(endOf:)) ?? Self.endOfNobody
    rows = PlannedRows(
      tables: tables, volumes: volumes, statistics: plan.columnStatistics,
      keepers: RetentionKeepers(plan: plan, catalog: catalog), months: months, today: self.today)
    self.sizes = sizes ?? SizeEstimator(catalog: catalog, plan: plan)
  }

  /// Spans of time need an end also where nobody gave a date, and the same on every day: the first of 2026.
  private static let endOfNobody = Moment(secondsSince1970: 1_767_225_600)

  /// - Parameter wanted: the tables to describe; nil for all.
  package func shape(of wanted: Set<ObjectName>? = nil) -> VolumeShape {
    var shape = VolumeShape(today: today)
    shape.assumptions = rows.assumptions
    for table in tables where wanted?.contains(table.name) ?? true {
      shape.tables.append(plannerTable(of: table, &shape.assumptions))
    }
    return shape
  }

  /// An index, existing or not, over all rows of a table; nil when there is no such table.
  package func index(_ index: Index, on table: ObjectName) -> PlannerIndex? {
    tables[table].map { plannerIndex(index, of: withColumns($0)) }
  }

  /// Foreign keys, and relations that the plan alone states.
  func foreignKeys(of table: Table) -> [ForeignKey] {
    table.foreignKeys
      + (relations[table.name] ?? []).compactMap { rule in
        guard let target = rule.target?.value else { return nil }
        return ForeignKey("", columns: [rule.column.value.column], references: target.table, [target.column])
      }
  }

  /// The table that a partition is a part of, and that the plan speaks of; of another table itself.
  func root(of table: Table) -> Table {
    var root = table
    for _ in 0..<16 where volumes[root.name] == nil {
      guard let parent = root.partitionOf.flatMap({ tables[$0.parent] }) else { break }
      root = parent
    }
    return root
  }

  func rowCount(of table: ObjectName) -> Double { rows[table] }

  private func plannerTable(of declared: Table, _ assumptions: inout [ShapeAssumption]) -> PlannerTable {
    let table = withColumns(declared)
    let rows = rows[table.name]
    let pages = sizes.shape(of: withColumns(root(of: table)), rows: rows).heapPages
    var shape = PlannerTable(
      table.name, rows: rows.rounded(), pages: Int(min(pages, 4e9)), visibleShare: ShapeDefaults.visibleShare)
    shape.isParent = table.partitionKey != nil
    assumptions.append(
      ShapeAssumption(
        table.name, nil, .visiblePages, PlannerColumns.percent(ShapeDefaults.visibleShare),
        because: "autovacuum comes when a fifth of the rows changed"))
    let columns = PlannerColumns(self, table: table, rows: rows)
    for column in table.columns { shape.columns.append(columns.shape(of: column, &assumptions)) }
    shape.indexes = SizeEstimator.indexes(of: table).map { plannerIndex($0, of: table) }
    return shape
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

  private func plannerIndex(_ index: Index, of table: Table) -> PlannerIndex {
    let rows = rows[table.name]
    let layout = sizes.shape(of: index, of: table, rows: rows)
    // Of an inner page a built one fills 70 %, and halves grow to as much (nbtree.h).
    let fanout = (8152 * 0.7 / (layout.entryBytes + 4)).rounded(.down)
    var planned = PlannerIndex(
      index.name, pages: Int(min(max(1, layout.pages), 4e9)), entries: rows.rounded(),
      fanout: index.method == "btree" ? fanout : nil)
    planned.keysPerRow = layout.keysPerRow
    planned.logBytesPerRow = layout.logBytesPerRow
    planned.isPartial = index.predicate != nil
    let columns = PlannerColumns(self, table: table, rows: rows)
    planned.expressions = ExpressionColumns.of(index) { name in
      var assumptions: [ShapeAssumption] = []
      return table.columns[name].map { columns.shape(of: $0, &assumptions) }
    }
    return planned
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
