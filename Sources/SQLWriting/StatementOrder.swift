import SchemaModel

/// Puts types, sequences, functions, tables and views in an order in which each finds what it needs.
///
/// What a statement needs is taken from the model where the model knows it (column types, parents, what a view reads)
/// and else from the names in its text. Among statements that are ready the order is by kind, then by declaration.
struct StatementOrder {
  private enum Kind: Int {
    case collation
    case enumeration
    case composite
    case range
    case domain
    case sequence
    case function
    case raw
    case table
    case view
    case materializedView
  }

  private struct Unit {
    var kind: Kind
    var sql: String
    var needs: Set<Int> = []
    /// Needed only by defaults and checks, which can be added later.
    var softNeeds: Set<Int> = []
    var table: PlacedTable?
    var isAggregate = false
  }

  private let writer: SQLWriter
  private var units: [Unit] = []
  private var types: [ObjectName: Int] = [:]
  private var relations: [ObjectName: Int] = [:]
  private var routines: [ObjectName: [Int]] = [:]
  private var typesByName: [String: [Int]] = [:]
  private var relationsByName: [String: [Int]] = [:]
  private var routinesByName: [String: [Int]] = [:]

  init(_ catalog: Catalog, writer: SQLWriter) {
    self.writer = writer
    addTypes(of: catalog)
    addRoutines(of: catalog)
    let tables = PlacedTable.all(in: catalog)
    for placed in tables {
      let unit = add(.table, writer.createTable(placed))
      units[unit].table = placed
      provideRelation(placed.table.name, unit)
    }
    for view in catalog.views {
      guard let sql = writer.createView(view) else { continue }
      provideRelation(view.name, add(view.isMaterialized ? .materializedView : .view, sql))
    }
    connect(catalog, tables: tables)
  }

  /// The statements, each with all it needs before it.
  func statements() -> [String] {
    var queue = ReadyQueue(units.map { ($0.kind.rawValue, $0.needs.union($0.softNeeds)) })
    var statements: [String] = []
    var deferred: [String] = []
    while statements.count < units.count {
      if let next = queue.next() {
        statements.append(units[next].sql)
        continue
      }
      // A circle. Tables can be made without the expressions that close it.
      let released = units.indices.filter { units[$0].table != nil && queue.drop(units[$0].softNeeds, of: $0) }
      guard released.isEmpty else {
        for next in released {
          guard let table = units[next].table, queue.take(next) else { continue }
          statements.append(writer.createTable(table, isBare: true))
          deferred += writer.deferredExpressions(of: table)
        }
        continue
      }
      queue.force()
    }
    return statements + deferred
  }

  private mutating func add(_ kind: Kind, _ sql: String) -> Int {
    units.append(Unit(kind: kind, sql: sql))
    return units.count - 1
  }

  private mutating func provideType(_ name: ObjectName, _ unit: Int) {
    types[name] = unit
    typesByName[name.name, default: []].append(unit)
  }

  private mutating func provideRelation(_ name: ObjectName, _ unit: Int) {
    relations[name] = unit
    relationsByName[name.name, default: []].append(unit)
  }

  private mutating func addTypes(of catalog: Catalog) {
    for item in catalog.collations { _ = add(.collation, writer.createCollation(item)) }
    for type in catalog.enums { provideType(type.name, add(.enumeration, writer.createEnum(type))) }
    for type in catalog.compositeTypes { provideType(type.name, add(.composite, writer.createComposite(type))) }
    for type in catalog.rangeTypes { provideType(type.name, add(.range, writer.createRange(type))) }
    for domain in catalog.domains { provideType(domain.name, add(.domain, writer.createDomain(domain))) }
    for sequence in MissingSequences.complete(catalog) { _ = add(.sequence, writer.createSequence(sequence)) }
  }

  private mutating func addRoutines(of catalog: Catalog) {
    for function in catalog.functions {
      let unit = add(.function, writer.createFunction(function))
      units[unit].isAggregate = function.kind == .aggregate
      routines[function.name, default: []].append(unit)
      routinesByName[function.name.name, default: []].append(unit)
    }
    for raw in catalog.unmodelled where RawPlacement(raw.kind) == .body {
      let unit = add(.raw, raw.kind == "CREATE TABLE AS" ? TableFromQuery.withoutData(raw.sql) : raw.sql)
      if let name = TableFromQuery.name(in: raw) { provideRelation(name, unit) }
    }
  }

  // MARK: What needs what

  private mutating func connect(_ catalog: Catalog, tables: [PlacedTable]) {
    for type in catalog.compositeTypes { need(types[type.name], type.attributes.map(\.type)) }
    for type in catalog.rangeTypes {
      need(types[type.name], [type.subtype])
      if let unit = types[type.name] {
        units[unit].needs.formUnion(routineUnits(in: type.options.values.map { "\($0)()" }.joined(separator: " ")))
      }
    }
    for domain in catalog.domains {
      need(types[domain.name], [domain.base])
      let expressions = [domain.defaultExpression].compactMap { $0 } + domain.checks.map(\.expression)
      if let unit = types[domain.name] { units[unit].needs.formUnion(expressions.flatMap { expressionUnits($0) }) }
    }
    for placed in tables { connect(placed.table) }
    for view in catalog.views {
      guard let unit = relations[view.name] else { continue }
      let references = SQLReferences.all(in: view.query)
      var needs = routineUnits(references).union(typeUnits(references))
      needs.formUnion(view.reads.isEmpty ? relationUnits(references) : Set(view.reads.compactMap { relations[$0] }))
      units[unit].needs = needs.subtracting([unit])
    }
    for unit in units.indices where units[unit].kind == .function || units[unit].kind == .raw {
      let references = SQLReferences.all(in: units[unit].sql)
      let needs = routineUnits(references, isCalled: callsOnly(units[unit])).union(typeUnits(references)).union(
        relationUnits(references))
      units[unit].needs = needs.subtracting([unit])
    }
  }

  private mutating func connect(_ table: Table) {
    guard let unit = relations[table.name] else { return }
    need(unit, table.columns.map(\.type))
    let parents = table.inherits + (table.partitionOf.map { [$0.parent] } ?? [])
    units[unit].needs.formUnion(parents.compactMap { relations[$0] })
    // A generated column can not be added later without moving it.
    units[unit].needs.formUnion(table.columns.compactMap(\.generated).flatMap { expressionUnits($0.expression) })
    let keys = (table.partitionKey?.elements ?? []) + table.exclusions.flatMap { $0.elements.map(\.element) }
    for case .expression(let expression) in keys.map(\.key) { units[unit].needs.formUnion(expressionUnits(expression)) }
    units[unit].needs.remove(unit)
    let soft = table.columns.compactMap(\.defaultExpression) + table.checks.map(\.expression)
    units[unit].softNeeds = Set(soft.flatMap { expressionUnits($0) }).subtracting(units[unit].needs).subtracting([unit])
  }

  private mutating func need(_ unit: Int?, _ columnTypes: [ColumnType]) {
    guard let unit else { return }
    for name in columnTypes.compactMap(\.userType) {
      if let provider = types[name] ?? relations[name], provider != unit { units[unit].needs.insert(provider) }
    }
  }

  /// Functions called and types cast to; a table's own columns look like other tables, so those do not count.
  private func expressionUnits(_ expression: SQLExpression) -> Set<Int> {
    let references = SQLReferences.all(in: expression.sql)
    return routineUnits(references).union(typeUnits(references))
  }

  private func routineUnits(in sql: String) -> Set<Int> { routineUnits(SQLReferences.all(in: sql)) }

  /// Aggregates and operators name functions without calling them.
  private func callsOnly(_ unit: Unit) -> Bool { unit.kind == .function && !unit.isAggregate }

  private func routineUnits(_ references: Set<SQLReference>, isCalled: Bool = true) -> Set<Int> {
    var found: Set<Int> = []
    for reference in references where reference.isCall || !isCalled {
      let exact = reference.schema.flatMap { routines[ObjectName(reference.name, schema: $0)] }
      found.formUnion(exact ?? (reference.schema == nil ? routinesByName[reference.name] : nil) ?? [])
    }
    return found
  }

  private func typeUnits(_ references: Set<SQLReference>) -> Set<Int> {
    find(references, in: types, byName: typesByName)
  }

  private func relationUnits(_ references: Set<SQLReference>) -> Set<Int> {
    find(references, in: relations, byName: relationsByName)
  }

  private func find(
    _ references: Set<SQLReference>, in exact: [ObjectName: Int], byName: [String: [Int]]
  ) -> Set<Int> {
    var found: Set<Int> = []
    for reference in references {
      if let schema = reference.schema {
        if let unit = exact[ObjectName(reference.name, schema: schema)] { found.insert(unit) }
      } else {
        found.formUnion(byName[reference.name] ?? [])
      }
    }
    return found
  }
}
