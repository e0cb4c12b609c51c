import Diagnostics
import SchemaModel

/// One writing of one catalog: the names chosen, the relations planned, what could not be said.
struct WritingSession {
  let catalog: Catalog
  let options: PrismaWriter.Options
  var names: Names
  var relations = RelationPlan()
  /// Tables that have no criterion Prisma could tell their rows apart by.
  var ignored: Set<ObjectName> = []
  var remarks: [ModelRemark] = []
  /// Sequences that Prisma's schema makes, and the columns that draw from them.
  var serials: [ObjectName: ColumnReference] = [:]
  /// Remarks for the end of the schema.
  var aside: [ModelRemark] = []
  /// Remarks that belong to a block, as lines above it.
  var notes: [ObjectName: [String]] = [:]
  let types: [ObjectName: [String: PrismaType]]
  let datasourceName: String
  let listsSchemas: Bool
  let writesPartialIndexes: Bool

  init(_ catalog: Catalog, options: PrismaWriter.Options) {
    self.catalog = catalog
    self.options = options
    let names = Names(catalog)
    self.names = names
    var types: [ObjectName: [String: PrismaType]] = [:]
    let columns = catalog.tables.map { ($0.name, $0.columns) } + catalog.views.map { ($0.name, $0.columns) }
    for (name, columns) in columns {
      for column in columns {
        var type = PrismaType(column.type, names: names, catalog: catalog)
        if type.isUnsupported, let word = column.field?.type, word.hasPrefix("Unsupported(") { type.word = word }
        types[name, default: [:]][column.name] = type
      }
    }
    self.types = types
    datasourceName = Configuration.datasourceName(of: catalog) ?? "db"
    listsSchemas = Configuration.listsSchemas(catalog)
    writesPartialIndexes =
      options.writesPartialIndexes ?? catalog.origin.previewFeatures.contains { $0.value == "partialIndexes" }
  }

  mutating func schema(groups: [PrismaGroup]) -> PrismaText {
    let tables = catalog.tables.filter { isWritten($0) }
    for table in tables where isIgnored(table) { ignored.insert(table.name) }
    planRelations(tables)
    var blocks = Configuration(self).blocks()
    var grouped: Set<ObjectName> = []
    for group in groups {
      let members = group.tables.compactMap { catalog.tables[$0] }.filter {
        isWritten($0) && grouped.insert($0.name).inserted
      }
      guard !members.isEmpty else { continue }
      let texts = members.map { modelBlock($0) }
      blocks.append((PrismaString.comment(group.name, sign: "//") + [""]).joined(separator: "\n") + "\n" + texts[0])
      blocks += texts.dropFirst()
    }
    for table in tables where !grouped.contains(table.name) { blocks.append(modelBlock(table)) }
    blocks += catalog.views.compactMap { viewBlock($0) }
    blocks += catalog.enums.compactMap { enumBlock($0) }
    remarkOnTheRest()
    if let rest = restBlock() { blocks.append(rest) }
    return PrismaText(text: blocks.joined(separator: "\n\n") + "\n", notExpressible: remarks)
  }

  /// Partitions are reached through their parent, tables of implicit relations through list fields; a model has fields.
  private func isWritten(_ table: Table) -> Bool {
    table.partitionOf == nil && table.model?.isImplicit != true && !table.columns.isEmpty
  }

  private func isIgnored(_ table: Table) -> Bool {
    if let model = table.model { return model.isIgnored }
    let uniques = table.indexes.filter { $0.isUnique && $0.predicate == nil && $0.method == "btree" }
    let criteria = table.keys.map(\.columns) + uniques.compactMap(\.columnNames)
    return !criteria.contains { columns in
      columns.allSatisfy { name in
        guard let column = table.columns[name], let type = types[table.name]?[name] else { return false }
        return !column.isNullable && !type.isUnsupported && !type.isList
      }
    }
  }

  /// Prisma's ids have no lists in them.
  func isExpressible(_ key: KeyConstraint, of table: Table) -> Bool {
    key.columns.allSatisfy { name in
      guard let type = type(of: name, in: table.name) else { return false }
      return !type.isList && table.columns[name]?.isNullable == false
    }
  }

  /// Notes something Prisma can not say about an object, both for the list and for the comment above its block.
  mutating func remark(
    _ kind: String, _ what: String, on object: ObjectName?, _ paths: [CatalogPath], at span: SourceSpan?
  ) {
    remark([ModelRemark(kind, what, object: object, at: paths, span: span)])
  }

  mutating func remark(_ more: [ModelRemark]) {
    for remark in more {
      guard let object = remark.object else {
        remarkAside(remark)
        continue
      }
      remarks.append(remark)
      notes[object, default: []].append(remark.what)
    }
  }

  /// Notes something for the end of the schema, whatever object it is about.
  mutating func remarkAside(_ remark: ModelRemark) {
    remarks.append(remark)
    aside.append(remark)
  }

  /// The comment lines above a block: what Prisma can not say, then the description.
  func heading(_ name: ObjectName, comment: String?) -> [String] {
    let notes = (notes[name] ?? []).flatMap { PrismaString.comment("Not in Prisma: \($0)", sign: "//") }
    return notes + PrismaString.comment(comment, sign: "///")
  }

  func type(of column: String, in table: ObjectName) -> PrismaType? { types[table]?[column] }
}
