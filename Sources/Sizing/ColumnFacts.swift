import Diagnostics
import PlanModel
import SchemaModel

/// What catalog and plan say of columns, looked up along foreign keys where a column says nothing itself.
struct ColumnFacts: Sendable {
  private let catalog: Catalog
  private let statistics: [ColumnReference: ColumnStatistics]
  private let volumes: [ObjectName: Volume]
  private let retentions: RetentionKeepers

  init(catalog: Catalog, plan: Plan) {
    self.catalog = catalog
    statistics = Dictionary(plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    retentions = RetentionKeepers(plan: plan, catalog: catalog)
  }

  /// Bytes of the values of a row, as the plan states them.
  func rowWidth(of table: ObjectName) -> Double? { volumes[table]?.width?.value.value }

  /// Rows today; of a table that is still empty those after twelve months.
  func rows(of table: ObjectName) -> Double? {
    guard let volume = volumes[table] else { return nil }
    let projection = RowProjection(volume, isKept: retentions.keeper(of: table) != nil)
    guard let now = projection.rows(afterMonths: 0) else { return nil }
    return now > 0 ? now : projection.rows(afterMonths: 12)
  }

  func shapes(of table: Table) -> [ColumnShape] { table.columns.map { shape(of: $0, in: table) } }

  func shape(of column: Column, in table: Table) -> ColumnShape {
    let stated = statistics[ColumnReference(table.name, column.name)]
    var layout = TypeWidth.of(column.type, in: catalog, declared: stated?.width?.value.value)
    if layout.isAssumed, let known = width(of: column, in: table) {
      layout = TypeWidth.of(column.type, in: catalog, declared: known)
      layout.isConstant = layout.isConstant || made(column, in: table) != nil
    }
    if column.storage?.lowercased() == "plain" { layout.storage = .plain }
    if column.storage?.lowercased() == "main" { layout.storage = .main }
    let distinct = distinct(of: column, in: table)
    return ColumnShape(
      name: column.name, layout: layout,
      nulls: column.isNullable ? min(1, max(0, stated?.nulls?.value.value ?? 0)) : 0,
      distinct: distinct, isChoice: distinct != nil && stated?.distinct == nil,
      order: KeyOrder(column, correlation: stated?.correlation?.value), type: column.type)
  }

  /// The width of what a function makes, and of a reference what the plan states of its target.
  private func width(of column: Column, in table: Table) -> Double? {
    if let bytes = made(column, in: table) { return bytes }
    return chain(from: column, in: table).lazy.compactMap { statistics[$0]?.width?.value.value }.first
  }

  /// Bytes of a text that a function makes, here or where the column points.
  private func made(_ column: Column, in table: Table) -> Double? {
    guard ["text", "varchar", "bpchar"].contains(column.type.name), !column.type.isArray else { return nil }
    if let bytes = MadeText.bytes(column) { return bytes }
    return chain(from: column, in: table).lazy
      .compactMap { catalog.tables[$0.table]?.columns[$0.column].flatMap(MadeText.bytes) }.first
  }

  /// How many different values it has, where the plan, its type or the table it points at tells.
  private func distinct(of column: Column, in table: Table) -> Double? {
    for reference in [ColumnReference(table.name, column.name)] + chain(from: column, in: table) {
      if let stated = statistics[reference] {
        if let distinct = stated.distinct?.value.value { return distinct }
        let shares = stated.values.reduce(stated.nulls?.value.value ?? 0) { $0 + $1.share.value }
        if shares >= 0.99 { return Double(stated.values.count) }
      }
      if reference.table != table.name, catalog.tables[reference.table]?.isUnique([reference.column]) == true,
        let rows = rows(of: reference.table)
      {
        return rows
      }
    }
    if column.type.isArray { return nil }
    if column.type.name == "bool", !column.type.isUserDefined { return 2 }
    return column.type.userType.flatMap { catalog.enums[$0] }.map { Double($0.values.count) }
  }

  /// The columns it refers to, the next first.
  private func chain(from column: Column, in table: Table) -> [ColumnReference] {
    var found: [ColumnReference] = []
    var here: (table: Table, column: String)? = (table, column.name)
    while let (current, name) = here, found.count < 4 {
      here = nil
      for key in current.foreignKeys {
        guard let index = key.columns.firstIndex(of: name), index < key.targetColumns.count else { continue }
        let reference = ColumnReference(key.target, key.targetColumns[index])
        guard !found.contains(reference), let target = catalog.tables[key.target], target.name != table.name else {
          continue
        }
        found.append(reference)
        here = (target, reference.column)
        break
      }
    }
    return found
  }

  /// Where the plan states what the sizes of a table come from, its own volume aside: widths and missing values of its
  /// columns, and of those in indexes that hold a value more than once how many different ones there are.
  func sources(of table: Table, indexes: [Index]) -> [SourceSpan] {
    let counted = Set(indexes.filter { !$0.isUnique }.flatMap { $0.elements.compactMap(\.columnName) })
    var spans: [SourceSpan?] = []
    for column in table.columns {
      let chain = chain(from: column, in: table)
      let own = statistics[ColumnReference(table.name, column.name)]
      spans += [own?.width?.span ?? chain.lazy.compactMap { statistics[$0]?.width?.span }.first, own?.nulls?.span]
      guard counted.contains(column.name) else { continue }
      spans += [own?.distinct?.span, own?.correlation?.span]
      for reference in own?.distinct == nil ? chain : [] {
        let volume = volumes[reference.table]
        spans.append(statistics[reference]?.distinct?.span ?? volume?.rows?.span)
        if volume?.rows?.value.value == 0 { spans += [volume?.growth?.span, volume?.retention?.span] }
      }
    }
    return spans.compactMap(\.self)
  }
}
