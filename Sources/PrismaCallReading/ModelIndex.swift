import Diagnostics
import SchemaModel

/// The models of a client by their names, and the fields of each.
struct ModelIndex: Sendable {
  let catalog: Catalog
  private var models: [String: ObjectName] = [:]
  /// The foreign keys of other tables that lead to a table, by the field that shows them there.
  private var backward: [ObjectName: [String: (table: ObjectName, key: ForeignKey)]] = [:]

  /// A relation, seen from one of its sides.
  enum Relation {
    /// The row that the own foreign key leads to.
    case parent(Table, ForeignKey)
    /// The rows whose foreign key leads here.
    case children(Table, ForeignKey, isList: Bool)
    /// Rows that a table of pairs leads to: the key to this table and the one to the other.
    case linked(Table, here: ForeignKey, there: ForeignKey, other: Table)
  }

  init(_ catalog: Catalog) {
    self.catalog = catalog
    for table in catalog.tables {
      for key in table.foreignKeys {
        if let field = key.relation?.oppositeField { backward[key.target, default: [:]][field] = (table.name, key) }
      }
      guard let model = table.model else { continue }
      if !model.isImplicit, !model.isIgnored { models[NameWords.lowerFirst(model.name)] = table.name }
    }
    guard models.isEmpty else { return }
    // A schema without models: a client made from the database calls them as its tables.
    for table in catalog.tables where table.partitionOf == nil {
      var words = NameWords.split(table.name.name)
      if let last = words.popLast() { words.append(NameWords.singular(last)) }
      for name in [NameWords.camel(words), table.name.name] { models[name] = models[name] ?? table.name }
    }
  }

  func table(_ model: String) -> Table? { models[model].flatMap { catalog.tables[$0] } }

  func nearest(to model: String) -> String? { NearestName.of(model, among: models.keys.sorted()) }

  func column(_ field: String, of table: Table) -> Column? {
    if let column = table.columns.first(where: { $0.field?.name == field }) { return isShown(column) ? column : nil }
    return table.columns[field].flatMap { $0.field == nil ? $0 : nil }
      ?? table.columns.first { $0.field == nil && NameWords.camel(NameWords.split($0.name)) == field }
  }

  /// The columns that a row is read with.
  func columns(of table: Table) -> [Column] { table.columns.filter(isShown) }

  private func isShown(_ column: Column) -> Bool { column.field?.isIgnored != true }

  func relation(_ field: String, of table: Table) -> Relation? {
    if let key = table.foreignKeys.first(where: { $0.relation?.field == field }),
      let target = catalog.tables[key.target]
    {
      return .parent(target, key)
    }
    guard let found = backward[table.name]?[field], let child = catalog.tables[found.table] else { return nil }
    guard child.model?.isImplicit == true else {
      return .children(child, found.key, isList: found.key.relation?.isOppositeList ?? true)
    }
    guard let there = child.foreignKeys.first(where: { $0.name != found.key.name }),
      let other = catalog.tables[there.target]
    else { return nil }
    return .linked(child, here: found.key, there: there, other: other)
  }

  func nearestField(to field: String, of table: Table) -> String? {
    let own = table.columns.map { $0.field?.name ?? $0.name } + table.foreignKeys.compactMap { $0.relation?.field }
    return NearestName.of(field, among: (own + (backward[table.name] ?? [:]).keys).sorted())
  }

  func targets(of key: ForeignKey) -> [String] {
    key.targetColumns.isEmpty ? catalog.tables[key.target]?.primaryKey?.columns ?? [] : key.targetColumns
  }

  /// Whether every row has a parent by this key.
  func isRequired(_ key: ForeignKey, of table: Table) -> Bool {
    key.isEnforced && key.columns.allSatisfy { table.columns[$0]?.isNullable == false }
  }

  /// The label of an enumeration's value by the name that the client has for it; nil for no enumeration.
  func label(_ value: String, of column: Column) -> (label: String?, names: [String])? {
    guard let name = column.type.userType, let type = catalog.enums[name] else { return nil }
    let names = type.values.map { $0.mappedFrom ?? $0.label }
    return (type.values.first { ($0.mappedFrom ?? $0.label) == value }?.label, names)
  }

  func isEnum(_ model: String) -> Bool { catalog.enums.contains { $0.model == model } }
}
