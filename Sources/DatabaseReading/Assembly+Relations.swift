import Diagnostics
import SchemaModel

/// Tables, views, their columns and sequences.
extension CatalogAssembly {
  mutating func readRelations() {
    for row in rows(.relations) { relations[row.text("relation")] = row.objectName }
    for row in rows(.relations) {
      if ["v", "m"].contains(row.text("kind")) {
        catalog.views.append(view(row))
      } else {
        catalog.tables.append(table(row))
      }
    }
  }

  private func table(_ row: Row) -> Table {
    var table = Table(row.objectName)
    if row["kind"] == "f" { table.kind = .foreign(server: row.text("server")) }
    table.foreignOptions = ArrayText.options(row.list("foreign_options"))
    table.ofType = row["of_type"].map { ObjectName($0, schema: row.text("of_type_schema")) }
    table.clusteredOn = row["cluster_index"]
    table.isUnlogged = row["persistence"] == "u"
    table.rowSecurity.isEnabled = row.isTrue("row_security")
    table.rowSecurity.isForced = row.isTrue("forced_row_security")
    table.storageParameters = ArrayText.options(row.list("options"))
    for (name, value) in ArrayText.options(row.list("toast_options")) {
      table.storageParameters["toast.\(name)"] = value
    }
    switch row["replica_identity"] {
    // A foreign table has none: nobody can set it.
    case "n" where row["kind"] != "f": table.replicaIdentity = "NOTHING"
    case "f": table.replicaIdentity = "FULL"
    case "i": table.replicaIdentity = "USING INDEX \(row.text("replica_index"))"
    default: break
    }
    let parents = row.list("parents").compactMap { relations[$0] }
    if let bound = row["bound"], let parent = parents.first {
      table.partitionOf = PartitionMembership(parent: parent, bound: bound)
    } else {
      table.inherits = parents
    }
    table.partitionKey = row["partition_key"].flatMap { syntax.partitionKey($0) }
    table.comment = row["comment"]
    return table
  }

  private func view(_ row: Row) -> View {
    var query = row.text("query")[...]
    while let last = query.last, last.isWhitespace || last == ";" { query = query.dropLast() }
    var view = View(row.objectName, query: String(query.drop(while: \.isWhitespace)))
    view.isMaterialized = row["kind"] == "m"
    view.isPopulated = !view.isMaterialized || row.isTrue("is_populated")
    view.options = ArrayText.options(row.list("options"))
    view.clusteredOn = row["cluster_index"]
    view.comment = row["comment"]
    return view
  }

  mutating func readColumns() {
    for row in rows(.columns) {
      let column = column(row)
      if row["kind"] == "c" {
        let name = ObjectName(row.text("table"), schema: row.text("schema"))
        var attribute = CompositeType.Attribute(column.name, column.type)
        attribute.collation = column.collation
        attribute.comment = column.comment
        catalog.compositeTypes.update(name) { $0.attributes.append(attribute) }
      } else if let name = relations[row.text("relation")] {
        if !catalog.tables.update(name, { $0.columns.append(column) }) {
          catalog.views.update(name) { Self.add(column, to: &$0) }
        }
      }
    }
  }

  /// What can be set of a view's column is the view's own: its query says the rest.
  private static func add(_ column: Column, to view: inout View) {
    var column = column
    view.columnDefaults[column.name] = column.defaultExpression
    view.columnStatistics[column.name] = column.statisticsTarget
    column.defaultExpression = nil
    column.statisticsTarget = nil
    view.columns.append(column)
  }

  private func column(_ row: Row) -> Column {
    let type = types.type(row.text("type"), format: row.text("format"), dimensions: row.number("dimensions") ?? 0)
    var column = Column(row.text("name"), type, isNullable: !row.isTrue("is_not_null"))
    switch row["generated"] {
    case "s", "v":
      column.generated = syntax.expression(row["default"]).map {
        GeneratedColumn($0, isStored: row["generated"] == "s")
      }
    default: column.defaultExpression = syntax.expression(row["default"])
    }
    switch row["identity"] {
    case "a": column.identity = Identity(.always)
    case "d": column.identity = Identity(.byDefault)
    default: break
    }
    column.isLocal = row.isTrue("is_local")
    column.collation = row.collation
    column.storage = row["storage"].flatMap { Self.storages[$0] }
    column.compression = row["compression"].flatMap { Self.compressions[$0] }
    column.statisticsTarget = row.number("statistics_target")
    column.options = ArrayText.options(row.list("options"))
    column.options[Self.columnVersion] = nil
    column.foreignOptions = ArrayText.options(row.list("foreign_options"))
    column.comment = row["comment"]
    return column
  }

  /// What newer minor releases (15.20, say) note down of every column for themselves; `pg_dump` leaves it out, too.
  private static let columnVersion = "pg_attver"
  private static let storages = ["p": "PLAIN", "e": "EXTERNAL", "x": "EXTENDED", "m": "MAIN"]
  private static let compressions = ["p": "pglz", "l": "lz4"]

  mutating func readSequences() {
    for row in rows(.sequences) {
      var options = sequenceOptions(row)
      let owner = row["owner"].flatMap { relations[$0] }.map { ColumnReference($0, row.text("owner_column")) }
      if row["dependency"] == "i", let owner {
        let usual = ObjectName(
          PrismaConstraintName.sequence(table: owner.table.name, column: owner.column), schema: owner.table.schema)
        if row.objectName != usual { options.name = row.objectName }
        catalog.tables.update(owner.table) { table in
          if table.columns[owner.column]?.type == options.type { options.type = nil }
          table.columns.update(owner.column) { column in
            column.identity?.sequence = options
            column.identity?.comment = row["comment"]
          }
        }
        continue
      }
      var sequence = DatabaseSequence(row.objectName)
      if options.type?.name == "int8" { options.type = nil }
      sequence.options = options
      sequence.ownedBy = owner
      sequence.isUnlogged = row["persistence"] == "u"
      sequence.comment = row["comment"]
      catalog.sequences.append(sequence)
    }
  }

  /// Only what differs from what PostgreSQL takes when nothing is said.
  private func sequenceOptions(_ row: Row) -> SequenceOptions {
    var options = SequenceOptions()
    options.type = types.type(row.text("type"))
    let largest = ["int2": 32_767, "int4": 2_147_483_647][options.type?.name] ?? Int.max
    let increment = row.number("increment") ?? 1
    let isAscending = increment > 0
    let minimum = row.number("minimum")
    let maximum = row.number("maximum")
    if minimum != (isAscending ? 1 : -largest - 1) { options.minimum = minimum }
    if maximum != (isAscending ? largest : -1) { options.maximum = maximum }
    let first = isAscending ? minimum : maximum
    if row.number("start") != first { options.start = row.number("start") }
    if increment != 1 { options.increment = increment }
    if row.number("cache") != 1 { options.cache = row.number("cache") }
    options.cycles = row.isTrue("cycles")
    return options
  }

  mutating func readViewReads() {
    for row in rows(.viewReads) {
      guard let name = relations[row.text("relation")] else { continue }
      catalog.views.update(name) { $0.reads.append(row.objectName) }
    }
    for name in catalog.views.names { catalog.views.update(name) { $0.reads.sort() } }
  }

  mutating func readStatistics() {
    let words = ["d": "ndistinct", "f": "dependencies", "m": "mcv"]
    for row in rows(.statistics) {
      guard let table = relations[row.text("relation")] else { continue }
      let kinds = row.list("kinds").compactMap { words[$0] }
      let keys =
        row.list("columns").map { IndexElement(column: $0) }
        + row.list("expressions").map { text in
          IndexElement(.expression(syntax.expression(text) ?? SQLExpression(text)))
        }
      var statistics = ExtendedStatistics(
        row.objectName, on: table, kinds: kinds.count == words.count ? [] : kinds, expressions: keys)
      statistics.target = row.number("target")
      statistics.comment = row["comment"]
      catalog.statistics.append(statistics)
    }
  }
}

extension Dictionary where Key == String {
  fileprivate subscript(_ key: String?) -> Value? { key.flatMap { self[$0] } }
}
