private import SQLWriting
package import SchemaModel

/// Changes a catalog at random, the way people change schemas: something is added, dropped or altered.
package struct CatalogMutator {
  package internal(set) var catalog: Catalog
  package private(set) var told: [String] = []
  var generator: SeededGenerator
  private var number = 0

  package init(_ catalog: Catalog, seed: UInt64) {
    self.catalog = catalog
    generator = SeededGenerator(seed: seed)
  }

  /// That many changes.
  package mutating func mutate(_ count: Int) {
    var tries = 0
    while told.count < count, tries < count * 30 {
      tries += 1
      mutateOnce()
    }
  }

  private mutating func mutateOnce() {
    switch generator.below(21) {
    case 0: addTable()
    case 1: dropTable()
    case 2, 3: addColumn()
    case 4: dropColumn()
    case 5: changeNull()
    case 6: changeDefault()
    case 7: changeType()
    case 8: addIndex()
    case 9: dropIndex()
    case 10: addCheck()
    case 11: dropConstraint()
    case 12: addEnumValue()
    case 13: dropEnumValue()
    case 14: addView()
    case 15: dropView()
    case 16: addFunction()
    case 17: addPolicy()
    case 18: changeComment()
    case 19: changeStorage()
    default: addTrigger()
    }
  }

  // MARK: Choices

  mutating func fresh(_ stem: String) -> String {
    number += 1
    return "\(stem)_\(number)"
  }

  mutating func pick<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[generator.below(list.count)]
  }

  /// An ordinary table that is no partition, parent or child.
  mutating func table() -> Table? {
    let parents = Set(catalog.tables.flatMap { $0.inherits + ($0.partitionOf.map { [$0.parent] } ?? []) })
    return pick(
      catalog.tables.filter { table in
        table.kind == .ordinary && table.partitionOf == nil && table.partitionKey == nil && table.inherits.isEmpty
          && !parents.contains(table.name) && table.ofType == nil
      })
  }

  /// A column that only its own table speaks of.
  private mutating func freeColumn(of table: Table) -> Column? {
    pick(table.columns.filter { column in !Mentions(catalog, table).holds(column.name) && column.generated == nil })
  }

  mutating func note(_ text: String) { told.append(text) }

  // MARK: Tables

  private mutating func addTable() {
    guard let other = table() else { return }
    var table = Table(ObjectName(fresh("extra"), schema: other.name.schema))
    table.columns.append(Column("id", ColumnType("int8"), isNullable: false))
    table.columns.append(Column("note", ColumnType("text")))
    table.primaryKey = KeyConstraint("\(table.name.name)_pkey", columns: ["id"])
    if let key = other.primaryKey, key.columns.count == 1, let column = other.columns[key.columns[0]] {
      table.columns.append(Column("other_id", column.type))
      table.foreignKeys.append(
        ForeignKey("\(table.name.name)_fkey", columns: ["other_id"], references: other.name, key.columns))
    }
    catalog.tables.append(table)
    note("add table \(table.name.display)")
  }

  private mutating func dropTable() {
    guard let table = table(), Mentions.isFree(table, in: catalog) else { return }
    catalog.tables[table.name] = nil
    catalog.grants.removeAll { $0.object == table.name }
    catalog.sequences.removeAll { $0.ownedBy?.table == table.name }
    catalog.statistics.removeAll { $0.table == table.name }
    note("drop table \(table.name.display)")
  }

  private mutating func addColumn() {
    guard let table = table() else { return }
    let types = [("text", "'x'"), ("int4", "0"), ("bool", "false"), ("timestamptz", "now()"), ("numeric", "1.5")]
    guard let (type, value) = pick(types) else { return }
    var column = Column(fresh("extra"), ColumnType(type))
    if generator.below(2) == 0 { column.defaultExpression = SQLExpression(value) }
    column.isNullable = generator.below(3) > 0
    catalog.tables.update(table.name) { $0.columns.append(column) }
    note("add column \(table.name.display).\(column.name)")
  }

  private mutating func dropColumn() {
    guard let table = table(), table.columns.count > 1, let column = freeColumn(of: table) else { return }
    catalog.tables.update(table.name) { $0.columns[column.name] = nil }
    catalog.sequences.removeAll { $0.ownedBy == ColumnReference(table.name, column.name) }
    note("drop column \(table.name.display).\(column.name)")
  }

  private mutating func changeNull() {
    guard let table = table(),
      let column = pick(
        table.columns.filter { $0.identity == nil && table.primaryKey?.columns.contains($0.name) != true })
    else { return }
    catalog.tables.update(table.name) { $0.columns.update(column.name) { $0.isNullable.toggle() } }
    note("null of \(table.name.display).\(column.name)")
  }

  private mutating func changeDefault() {
    guard let table = table(),
      let column = pick(table.columns.filter { $0.type.name == "text" || $0.type.name == "int4" }),
      column.identity == nil, column.generated == nil, column.defaultExpression?.sql.contains("nextval") != true
    else { return }
    let value = column.type.isArray ? "'{}'" : column.type.name == "text" ? "'\(fresh("v"))'" : "\(generator.below(90))"
    let isDropped = column.defaultExpression != nil && generator.below(2) == 0
    catalog.tables.update(table.name) {
      $0.columns.update(column.name) { $0.defaultExpression = isDropped ? nil : SQLExpression(value) }
    }
    note("default of \(table.name.display).\(column.name)")
  }

  /// A type that PostgreSQL takes wherever the former one stood.
  private mutating func changeType() {
    guard let table = table() else { return }
    let wider = ["int2": "int4", "int4": "int8", "varchar": "text", "float4": "float8", "timestamp": "timestamptz"]
    let keys = Set(table.foreignKeys.flatMap(\.columns))
    let columns = table.columns.filter { column in
      wider[column.type.name] != nil && !column.type.isArray && column.identity == nil && column.generated == nil
        && !keys.contains(column.name) && column.defaultExpression?.sql.contains("nextval") != true
        && !catalog.tables.contains {
          $0.foreignKeys.contains { $0.target == table.name && $0.targetColumns.contains(column.name) }
        }
        && !table.columns.contains { $0.generated != nil }
    }
    guard let column = pick(columns), let type = wider[column.type.name] else { return }
    catalog.tables.update(table.name) { $0.columns.update(column.name) { $0.type = ColumnType(type) } }
    note("type of \(table.name.display).\(column.name) from \(column.type.name)")
  }

  private mutating func addIndex() {
    guard let table = table() else { return }
    let sortable: Set = ["int2", "int4", "int8", "text", "varchar", "uuid", "timestamptz", "date", "bool"]
    guard let column = pick(table.columns.filter { sortable.contains($0.type.name) && !$0.type.isArray }) else {
      return
    }
    var index = Index(fresh("extra_idx"), elements: [IndexElement(column: column.name)])
    if generator.below(3) == 0 { index.predicate = SQLExpression("\(QuotedIdentifier.text(column.name)) IS NOT NULL") }
    if generator.below(3) == 0 { index.storageParameters = ["fillfactor": "80"] }
    catalog.tables.update(table.name) { $0.indexes.append(index) }
    note("add index on \(table.name.display).\(column.name)")
  }

  private mutating func dropIndex() {
    guard let table = table(), let index = pick(table.indexes.filter { !$0.isUnique }), table.clusteredOn != index.name,
      table.replicaIdentity?.hasSuffix(index.name) != true
    else { return }
    catalog.tables.update(table.name) { $0.indexes.removeAll { $0.name == index.name } }
    note("drop index \(index.name)")
  }

  private mutating func addCheck() {
    guard let table = table(), let column = pick(table.columns.filter { $0.type.name == "int4" && !$0.type.isArray })
    else {
      return
    }
    var check = CheckConstraint(fresh("extra_check"), SQLExpression("\(QuotedIdentifier.text(column.name)) >= 0"))
    check.isValidated = generator.below(2) == 0
    catalog.tables.update(table.name) { $0.checks.append(check) }
    note("add check on \(table.name.display)")
  }

  private mutating func dropConstraint() {
    guard let table = table() else { return }
    if let key = pick(table.foreignKeys) {
      catalog.tables.update(table.name) { $0.foreignKeys.removeAll { $0.name == key.name } }
      note("drop foreign key \(key.name)")
    } else if let check = pick(table.checks) {
      catalog.tables.update(table.name) { $0.checks.removeAll { $0.name == check.name } }
      note("drop check \(check.name)")
    }
  }
}
