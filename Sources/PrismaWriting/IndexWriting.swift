import SchemaModel

extension WritingSession {
  /// `@@index` lines; what they can not say becomes a remark.
  mutating func indexAttributes(of table: Table) -> [String] {
    var lines: [String] = []
    for index in table.indexes {
      guard isExpressible(index, of: table) else {
        remark(
          "index", Self.sql(index, on: table.name), on: table.name,
          [CatalogPath.table(table.name).item("indexes", index.name)], at: index.span)
        continue
      }
      remarkOnExtras(of: index, in: table)
      if !index.isUnique { lines.append(attribute(index, of: table)) }
    }
    return lines
  }

  /// Whether Prisma has words for the index at all.
  func isExpressible(_ index: Index, of table: Table) -> Bool {
    guard let columns = index.columnNames, !columns.isEmpty, Set(columns).count == columns.count else { return false }
    guard index.predicate == nil || writesPartialIndexes, Self.methods[index.method] != nil else { return false }
    if index.isUnique, index.method != "btree" { return false }
    if columns.count > 1, index.method == "hash" || index.method == "spgist" { return false }
    return index.elements.allSatisfy { element in
      guard let name = element.columnName, let type = type(of: name, in: table.name) else { return false }
      return element.operatorClass != nil || type.isUnsupported || Self.hasDefault(index.method, type)
    }
  }

  private static let methods = [
    "btree": "BTree", "hash": "Hash", "gin": "Gin", "gist": "Gist", "spgist": "SpGist", "brin": "Brin",
  ]

  /// The scalar types that block range indexes summarize; enums are none.
  private static let ordered: Set<String> = ["String", "Int", "BigInt", "Float", "Decimal", "DateTime", "Bytes"]

  /// Whether Prisma takes a field of the type without an operator class.
  private static func hasDefault(_ method: String, _ type: PrismaType) -> Bool {
    switch method {
    case "gin": type.isList || (type.word == "Json" && type.native == nil)
    case "gist": false
    case "spgist":
      type.word == "String" && !type.isList
        && [nil, "VarChar", "Char", "Inet"].contains(type.native?.split(separator: "(").first.map(String.init))
    case "brin":
      !type.isList && ordered.contains(type.word)
        && !["Xml", "Citext", "Money"].contains(type.native ?? "")
    default: true
    }
  }

  private func attribute(_ index: Index, of table: Table) -> String {
    let columns = index.elements.compactMap(\.columnName)
    var arguments = [
      "[\(index.elements.map { field($0, of: table, isIndex: true, index.method) }.joined(separator: ", "))]"
    ]
    if index.name != PrismaConstraintName.index(table: table.name.name, columns: columns) {
      arguments.append("map: \(PrismaString.quoted(index.name))")
    }
    if index.method != "btree", let type = Self.methods[index.method] { arguments.append("type: \(type)") }
    if let predicate = index.predicate { arguments.append("where: raw(\(PrismaString.quoted(predicate.sql)))") }
    return "@@index(\(arguments.joined(separator: ", ")))"
  }

  /// A field of an index with its options.
  func field(_ element: IndexElement, of table: Table, isIndex: Bool, _ method: String = "btree") -> String {
    let name = names.field(element.columnName ?? "", of: table.name)
    var options: [String] = []
    if let operatorClass = element.operatorClass, isIndex {
      options.append(
        "ops: \(Self.operatorClass(operatorClass, method, type(of: element.columnName ?? "", in: table.name)))")
    }
    if element.order == .descending { options.append("sort: Desc") }
    return options.isEmpty ? name : "\(name)(\(options.joined(separator: ", ")))"
  }

  /// Prisma's word for an operator class where it has one that suits the type.
  private static func operatorClass(_ name: String, _ method: String, _ type: PrismaType?) -> String {
    switch (method, name) {
    case ("gin", "jsonb_ops") where type?.word == "Json": "JsonbOps"
    case ("gin", "jsonb_path_ops") where type?.word == "Json": "JsonbPathOps"
    case ("gin", "array_ops") where type?.isList == true: "ArrayOps"
    case ("gist", "inet_ops") where type?.native == "Inet", ("spgist", "inet_ops") where type?.native == "Inet":
      "InetOps"
    default: "raw(\(PrismaString.quoted(name)))"
    }
  }

  private mutating func remarkOnExtras(of index: Index, in table: Table) {
    var extras: [(what: String, property: String)] = []
    if !index.includes.isEmpty {
      extras.append(("INCLUDE (\(index.includes.map(SQLWord.identifier).joined(separator: ", ")))", "includes"))
    }
    if index.nullsNotDistinct { extras.append(("NULLS NOT DISTINCT", "nullsNotDistinct")) }
    for (number, element) in index.elements.enumerated() { extras += Self.extras(of: element, number, index) }
    if !index.storageParameters.isEmpty {
      extras.append((Self.list(index.storageParameters), "storageParameters"))
    }
    for (position, target) in index.statisticsTargets.sorted(by: { $0.key < $1.key }) {
      extras.append(("SET STATISTICS \(target) on column \(position)", "statisticsTargets"))
    }
    if let comment = index.comment { extras.append(("the comment \(PrismaString.quoted(comment))", "comment")) }
    guard !extras.isEmpty else { return }
    let place = CatalogPath.table(table.name).item("indexes", index.name)
    remark(
      "index option", "index \(index.name) has \(extras.map(\.what).joined(separator: ", "))", on: table.name,
      extras.map { place.property($0.property) }, at: index.span)
  }

  private static func extras(of element: IndexElement, _ number: Int, _ index: Index) -> [(String, String)] {
    let name = SQLWord.identifier(element.columnName ?? "")
    let place = "elements[\(number)]"
    var extras: [(String, String)] = []
    if element.nulls != (element.order == .descending ? .first : .last) {
      extras.append(("\(name) \(element.nulls.rawValue)", "\(place).nulls"))
    }
    if let collation = element.collation {
      extras.append(("\(name) COLLATE \(collation.display)", "\(place).collation"))
    }
    if index.isUnique, let operatorClass = element.operatorClass {
      extras.append(("\(name) \(operatorClass)", "\(place).operatorClass"))
    }
    if !element.operatorClassParameters.isEmpty {
      let parameters = list(element.operatorClassParameters)
      extras.append(("\(name) \(element.operatorClass ?? "") (\(parameters))", "\(place).operatorClassParameters"))
    }
    return extras
  }

  /// The index as SQL people recognise.
  static func sql(_ index: Index, on table: ObjectName) -> String {
    let elements = index.elements.map { element in
      element.columnName == nil ? element.display : element.display
    }
    let method = index.method == "btree" ? "" : " USING \(index.method)"
    let unique = index.isUnique ? "UNIQUE " : ""
    let predicate = index.predicate.map { " WHERE \($0.sql)" } ?? ""
    return "CREATE \(unique)INDEX \(SQLWord.identifier(index.name)) ON \(table.display)\(method) "
      + "(\(elements.joined(separator: ", ")))\(predicate)"
  }
}
