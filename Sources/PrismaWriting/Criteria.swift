import Diagnostics
import SchemaModel

/// The id and unique criteria of a table, as attributes of fields and of the block.
struct Criteria {
  /// `@id` and `@unique` by column.
  private(set) var attributes: [String: [String]] = [:]
  private(set) var blockAttributes: [String] = []
  private(set) var remarks: [ModelRemark] = []
  /// Unique constraints, which Prisma makes as unique indexes.
  private(set) var constraints: [ModelRemark] = []
  private let table: Table
  private let session: WritingSession
  private var uniqueColumns: Set<String> = []

  init(_ table: Table, session: WritingSession) {
    self.table = table
    self.session = session
  }

  mutating func distribute() {
    if let key = table.primaryKey { primaryKey(key) }
    for key in table.uniqueConstraints {
      let place = CatalogPath.table(table.name).item("uniqueConstraints", key.name)
      remarkOnExtras(key, "unique constraint", place)
      constraints.append(
        ModelRemark(
          "unique constraint", "unique constraint \(key.name) of \(table.name.display): it is a unique index",
          object: table.name, at: [place.property("isConstraint")], span: key.span))
      unique(key.name, key.columns.map { IndexElement(column: $0) }, clientName: key.clientName, predicate: nil)
    }
    for index in table.indexes where index.isUnique && session.isExpressible(index, of: table) {
      unique(index.name, index.elements, clientName: index.clientName, predicate: index.predicate)
    }
  }

  private mutating func primaryKey(_ key: KeyConstraint) {
    let place = CatalogPath.table(table.name).property("primaryKey")
    guard session.isExpressible(key, of: table) else {
      return remark(Self.sql(key), [place], at: key.span)
    }
    remarkOnExtras(key, "primary key", place)
    var arguments: [String] = []
    if key.name != PrismaConstraintName.primaryKey(table: table.name.name) {
      arguments.append("map: \(PrismaString.quoted(key.name))")
    }
    if key.columns.count == 1 {
      let suffix = arguments.isEmpty ? "" : "(\(arguments[0]))"
      attributes[key.columns[0], default: []].append("@id\(suffix)")
      return
    }
    if let name = clientName(key.clientName, key.columns) {
      arguments.insert("name: \(PrismaString.quoted(name))", at: 0)
    }
    let fields = key.columns.map { session.names.field($0, of: table.name) }
    blockAttributes.append("@@id(\((["[\(fields.joined(separator: ", "))]"] + arguments).joined(separator: ", ")))")
  }

  private mutating func unique(
    _ name: String, _ elements: [IndexElement], clientName given: String?, predicate: SQLExpression?
  ) {
    let columns = elements.compactMap(\.columnName)
    let isDefaultName = name == PrismaConstraintName.unique(table: table.name.name, columns: columns)
    let map = isDefaultName ? [] : ["map: \(PrismaString.quoted(name))"]
    if columns.count == 1, predicate == nil, uniqueColumns.insert(columns[0]).inserted {
      let arguments = map + (elements[0].order == .descending ? ["sort: Desc"] : [])
      let suffix = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
      attributes[columns[0], default: []].append("@unique\(suffix)")
      return
    }
    var arguments = ["[\(elements.map { session.field($0, of: table, isIndex: false) }.joined(separator: ", "))]"]
    if let name = clientName(given, columns) { arguments.append("name: \(PrismaString.quoted(name))") }
    arguments += map
    if let predicate { arguments.append("where: raw(\(PrismaString.quoted(predicate.sql)))") }
    blockAttributes.append("@@unique(\(arguments.joined(separator: ", ")))")
  }

  /// The client's name of a compound criterion, needed where the default is a field's name.
  private func clientName(_ given: String?, _ columns: [String]) -> String? {
    if let given { return given }
    guard columns.count > 1 else { return nil }
    let name = columns.map { session.names.field($0, of: table.name) }.joined(separator: "_")
    return session.names.isTaken(name, in: table.name) ? name + "_key" : nil
  }

  private mutating func remarkOnExtras(_ key: KeyConstraint, _ what: String, _ place: CatalogPath) {
    var extras: [(what: String, property: String)] = []
    if !key.includes.isEmpty {
      extras.append(("INCLUDE (\(key.includes.map(SQLWord.identifier).joined(separator: ", ")))", "includes"))
    }
    if key.nullsNotDistinct { extras.append(("NULLS NOT DISTINCT", "nullsNotDistinct")) }
    if key.deferral != .notDeferrable { extras.append((key.deferral.rawValue, "deferral")) }
    if !key.storageParameters.isEmpty {
      extras.append(("WITH (\(WritingSession.list(key.storageParameters)))", "storageParameters"))
    }
    if let comment = key.comment { extras.append(("the comment \(PrismaString.quoted(comment))", "comment")) }
    if let comment = key.indexComment {
      extras.append(("the comment \(PrismaString.quoted(comment)) on its index", "indexComment"))
    }
    guard !extras.isEmpty else { return }
    remark(
      "\(what) \(key.name) has \(extras.map(\.what).joined(separator: ", "))",
      extras.map { place.property($0.property) },
      at: key.span)
  }

  private mutating func remark(_ what: String, _ paths: [CatalogPath], at span: SourceSpan?) {
    remarks.append(ModelRemark("key", what, object: table.name, at: paths, span: span))
  }

  private static func sql(_ key: KeyConstraint) -> String {
    let columns = key.columns.map(SQLWord.identifier).joined(separator: ", ")
    return "CONSTRAINT \(SQLWord.identifier(key.name)) PRIMARY KEY (\(columns))"
  }
}
