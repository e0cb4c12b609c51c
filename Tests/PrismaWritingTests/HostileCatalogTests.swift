import Diagnostics
import PrismaReading
import PrismaWriting
import SchemaModel
import Testing

/// Whatever a database holds and however it is named, what is written is a valid Prisma schema.
@Suite struct HostileCatalogTests {
  private static let names = [
    "users", "user", "User", "orders", "Order", "order-items", "1st", "_hidden", "a\"b", "a\\b", "x|y", "<script>",
    "two\nlines", "😀", "שלום", "select", "String", "PrismaClient", "public", "id", "Id", "ID", "__", "data",
    "people",
    "a b c", "status", "classes", "null", "model", "enum", "@@map", "// x", "*/", "İ", "ß",
    "x" + String(repeating: "y", count: 40),
  ]
  private static let types = [
    ColumnType("text"), ColumnType("int4"), ColumnType("int8"), ColumnType("uuid"),
    ColumnType("numeric", modifiers: ["10", "2"]),
    ColumnType("numeric", modifiers: ["3", "-2"]), ColumnType("tsvector"), ColumnType("interval", modifiers: ["3"]),
    ColumnType("\"char\""), ColumnType("interval", modifiers: ["day to second", "3"]),
    ColumnType("jsonb"), ColumnType("text", arrayDimensions: 1), ColumnType("int4", arrayDimensions: 2),
    ColumnType("status", schema: "app"), ColumnType("odd\"type", schema: "other"), ColumnType("bpchar"),
    ColumnType("timestamptz"), ColumnType("timestamp", modifiers: ["3"]), ColumnType("inet"), ColumnType("oid"),
  ]
  private static let defaults = [
    "now()", "'it''s'::text", "'{}'::text[]", "'in progress'::app.status", "nextval('x'::regclass)", "1", "'a' || 'b'",
    "NULL",
    "'\\\"'", "-1.5", "true", "'unclosed",
  ]

  @Test func everyCatalogGivesAValidSchema() {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<150 {
      let catalog = Self.catalog(&generator)
      let written = PrismaWriter().schema(of: catalog)
      let file = SourceFile(path: "written.prisma", text: written.text)
      let reading = PrismaReader().read([file])
      let errors = reading.diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "round \(round)\n\(DiagnosticFormatter(usesColor: false).format(errors))")
      #expect(reading.value.tables.count == catalog.tables.count)
      for table in catalog.tables {
        let found = reading.value.tables[table.name]
        #expect(found?.columns.names == table.columns.names, "round \(round): \(table.name)")
        let types = table.columns.map { $0.type.isUserDefined || $0.type.modifiers.contains("-2") ? nil : $0.type }
        for (column, type) in zip(found?.columns.map(\.type) ?? [], types) where type != nil {
          #expect(column == type || type?.name == "bpchar", "round \(round): \(table.name)")
        }
      }
      #expect(PrismaWriter().schema(of: catalog) == written)
    }
  }

  private static func catalog(_ generator: inout SeededGenerator) -> Catalog {
    var catalog = Catalog()
    catalog.enums.append(
      EnumType(ObjectName("status", schema: "app"), values: [.init("in progress"), .init("in_progress"), .init("\"")]))
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let name = ObjectName(
        names.randomElement(using: &generator) ?? "", schema: ["public", "app"].randomElement(using: &generator) ?? "")
      catalog.tables.append(table(name, &generator))
    }
    let tables = Array(catalog.tables)
    for table in tables {
      catalog.tables.update(table.name) { $0.foreignKeys = foreignKeys(of: table, among: tables, &generator) }
    }
    return catalog
  }

  private static func table(_ name: ObjectName, _ generator: inout SeededGenerator) -> Table {
    var table = Table(name)
    table.comment = names.randomElement(using: &generator)
    for _ in 0..<Int.random(in: 1...9, using: &generator) {
      var column = Column(
        names.randomElement(using: &generator) ?? "", types.randomElement(using: &generator) ?? ColumnType("text"),
        isNullable: Bool.random(using: &generator))
      if Bool.random(using: &generator) {
        column.defaultExpression = defaults.randomElement(using: &generator).map { SQLExpression($0) }
      }
      table.columns.append(column)
    }
    let columns = table.columns.map(\.name)
    func some() -> [String] {
      Array(columns.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator)))
    }
    if Bool.random(using: &generator) {
      let key = some()
      for column in key { table.columns.update(column) { $0.isNullable = false } }
      table.primaryKey = KeyConstraint("pk \(name.qualified)", columns: key)
    }
    if Bool.random(using: &generator) {
      table.uniqueConstraints = [KeyConstraint("uq \(name.qualified)", columns: some())]
    }
    for number in 0..<Int.random(in: 0...4, using: &generator) {
      var index = Index("ix\(number) \(name.qualified)", elements: some().map { IndexElement(column: $0) })
      index.method = ["btree", "gin", "gist", "hash", "brin", "hnsw"].randomElement(using: &generator) ?? ""
      index.isUnique = index.method == "btree" && Bool.random(using: &generator)
      if Bool.random(using: &generator) { index.elements[0].operatorClass = "odd \"class" }
      if Bool.random(using: &generator) { index.predicate = SQLExpression("\"a\" = 'b'\n") }
      table.indexes.append(index)
    }
    table.checks = [CheckConstraint("c\"", SQLExpression("a > 0 // */\n}"))]
    return table
  }

  private static func foreignKeys(
    of table: Table, among tables: [Table], _ generator: inout SeededGenerator
  ) -> [ForeignKey] {
    (0..<Int.random(in: 0...4, using: &generator)).compactMap { number in
      guard let target = tables.randomElement(using: &generator), let key = target.keys.randomElement(using: &generator)
      else { return nil }
      let wanted = key.columns.compactMap { target.columns[$0]?.type.name }
      let columns = wanted.compactMap { type in table.columns.first { $0.type.name == type }?.name }
      guard Set(columns).count == key.columns.count else { return nil }
      var result = ForeignKey("fk\(number) \"", columns: columns, references: target.name, key.columns)
      result.onDelete = ReferentialAction.allCases.randomElement(using: &generator) ?? .noAction
      return result
    }
  }
}
