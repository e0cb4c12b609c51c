import Diagnostics
import SchemaModel

extension WritingSession {
  /// What a table has beyond columns, keys, indexes and relations.
  mutating func remarkOnTable(_ table: Table) {
    let place = CatalogPath.table(table.name)
    for check in table.checks {
      remark(
        "check", "CONSTRAINT \(SQLWord.identifier(check.name)) CHECK (\(check.expression.sql))", on: table.name,
        [place.item("checks", check.name)], at: check.span)
    }
    for exclusion in table.exclusions {
      let elements = exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
      remark(
        "exclusion", "CONSTRAINT \(SQLWord.identifier(exclusion.name)) EXCLUDE USING \(exclusion.method) (\(elements))",
        on: table.name, [place.item("exclusions", exclusion.name)], at: exclusion.span)
    }
    if let key = table.partitionKey {
      let elements = key.elements.map(\.display).joined(separator: ", ")
      remark(
        "partition", "PARTITION BY \(key.strategy.rawValue) (\(elements))", on: table.name,
        [place.property("partitionKey")], at: table.span)
    }
    if !table.inherits.isEmpty {
      let inherited = table.columns.filter { !$0.isLocal }
      remark(
        "inheritance", "INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name,
        [place.property("inherits")] + inherited.map { place.column($0.name).property("isLocal") }, at: table.span)
    }
    if case .foreign(let server) = table.kind {
      let options = table.foreignOptions.isEmpty ? "" : " OPTIONS (\(Self.list(table.foreignOptions)))"
      remark(
        "foreign table", "foreign table of server \(server)\(options)", on: table.name,
        [place.property("kind")] + (options.isEmpty ? [] : [place.property("foreignOptions")]), at: table.span)
    }
    remarkOnOptions(of: table, place)
    remarkOnComment(table.comment, "the table", on: table.name, place, at: table.span)
    remark(table.accessAndProgramRemarks)
  }

  private mutating func remarkOnOptions(of table: Table, _ place: CatalogPath) {
    var options: [(what: String, property: String)] = []
    if table.isUnlogged { options.append(("UNLOGGED", "isUnlogged")) }
    if let type = table.ofType { options.append(("OF \(type.display)", "ofType")) }
    if let index = table.clusteredOn { options.append(("CLUSTER ON \(SQLWord.identifier(index))", "clusteredOn")) }
    if let identity = table.replicaIdentity { options.append(("REPLICA IDENTITY \(identity)", "replicaIdentity")) }
    if !table.storageParameters.isEmpty {
      options.append(("WITH (\(Self.list(table.storageParameters)))", "storageParameters"))
    }
    for option in options {
      remark("table option", option.what, on: table.name, [place.property(option.property)], at: table.span)
    }
  }

  /// Options in the order of their names.
  static func list(_ options: [String: String]) -> String {
    options.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }

  /// A comment that does not survive between lines of Prisma's.
  mutating func remarkOnComment(
    _ text: String?, _ what: String, on object: ObjectName, _ place: CatalogPath, at span: SourceSpan?
  ) {
    guard let text, PrismaString.asRead(text) != text else { return }
    remark(
      "comment", "the comment on \(what) as it is: its line breaks or spaces at the ends of lines differ", on: object,
      [place.property("comment")], at: span)
  }

  mutating func remarkOnColumn(_ column: Column, _ type: PrismaType, of table: ObjectName) {
    let name = SQLWord.identifier(column.name)
    let place = CatalogPath.table(table).column(column.name)
    if let generated = column.generated, column.field == nil {
      let kind = generated.isStored ? "STORED" : "VIRTUAL"
      remark(
        "generated column", "\(name) GENERATED ALWAYS AS (\(generated.expression.sql)) \(kind)", on: table,
        [place.property("generated")], at: column.span)
    }
    if let identity = column.identity {
      let made = ObjectName(
        PrismaConstraintName.sequence(table: table.name, column: column.name), schema: table.schema)
      remark(
        "identity", "\(name) GENERATED \(identity.generation.rawValue) AS IDENTITY", on: table,
        [place.property("identity"), place.property("defaultExpression")]
          + (catalog.sequences.contains(made) ? [] : [.sequence(made)]),
        at: column.span)
    }
    if let user = column.type.userType, catalog.domains.contains(user) {
      remark("domain", "\(name) is of domain \(user.display)", on: table, [place.property("type")], at: column.span)
    }
    if let collation = column.collation {
      remark(
        "collation", "\(name) COLLATE \(collation.display)", on: table, [place.property("collation")], at: column.span)
    }
    if type.isList, !column.isNullable, column.field == nil {
      remark("list constraint", "\(name) NOT NULL", on: table, [place.property("isNullable")], at: column.span)
    }
    remarkOnOptions(of: column, table, place)
    remarkOnComment(column.comment, name, on: table, place, at: column.span)
  }

  private mutating func remarkOnOptions(of column: Column, _ table: ObjectName, _ place: CatalogPath) {
    var options: [(what: String, property: String)] = []
    if let storage = column.storage { options.append(("STORAGE \(storage)", "storage")) }
    if let compression = column.compression { options.append(("COMPRESSION \(compression)", "compression")) }
    if let target = column.statisticsTarget { options.append(("SET STATISTICS \(target)", "statisticsTarget")) }
    if !column.options.isEmpty { options.append(("SET (\(Self.list(column.options)))", "options")) }
    if !column.foreignOptions.isEmpty {
      options.append(("OPTIONS (\(Self.list(column.foreignOptions)))", "foreignOptions"))
    }
    for option in options {
      remark(
        "column option", "\(SQLWord.identifier(column.name)) \(option.what)", on: table,
        [place.property(option.property)], at: column.span)
    }
  }

  /// Prisma makes the schemas that something of its own is in.
  private mutating func remarkOnSchemas() {
    let made = Set(Configuration.schemas(of: catalog))
    for schema in catalog.schemas {
      let place = CatalogPath.item("schemas", schema.name)
      if schema.name != "public", !made.contains(schema.name) {
        remark("schema", "schema \(schema.name)", on: nil, [place], at: schema.span)
      } else if let comment = schema.comment {
        let path = made.contains(schema.name) && listsSchemas ? place.property("comment") : place
        remark(
          "comment", "the comment on schema \(schema.name): \(PrismaString.quoted(comment))", on: nil, [path],
          at: schema.span)
      }
    }
  }

  /// What belongs to no model.
  mutating func remarkOnTheRest() {
    for table in catalog.tables where table.columns.isEmpty && table.partitionOf == nil {
      remark("table", "table \(table.name.display): it has no columns", on: nil, [.table(table.name)], at: table.span)
    }
    remark(catalog.tables.compactMap(\.partitionRemark))
    if catalog.origin.language != .prisma {
      remarkOnSchemas()
      for found in catalog.extensions {
        remark("extension", "extension \(found.name)", on: nil, [.item("extensions", found.name)], at: found.span)
      }
    }
    for type in catalog.domains {
      remark(
        "domain", "domain \(type.name.display)", on: nil, [.item("domains", type.name.qualified)], at: type.span)
    }
    remark(catalog.typeRemarks)
    remarkOnSequences()
    remark(catalog.programRemarks)
  }

  /// The remarks that belong to no block, as comments at the end; where there are many of a kind, how many.
  func restBlock() -> String? {
    let rest = aside
    let counts = Dictionary(rest.map { ($0.kind, 1) }, uniquingKeysWith: +)
    var counted: Set<String> = []
    let lines = rest.flatMap { remark -> [String] in
      let count = counts[remark.kind, default: 0]
      if count <= 10 { return PrismaString.comment("Not in Prisma: \(remark.what)", sign: "//") }
      guard counted.insert(remark.kind).inserted else { return [] }
      return PrismaString.comment("Not in Prisma: \(count) \(NameWords.plural(remark.kind))", sign: "//")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
