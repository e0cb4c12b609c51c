internal import Diagnostics
internal import SchemaModel

/// The names of a catalog, looked up the way people write them.
struct CatalogNames {
  enum Lookup {
    case found(ObjectName)
    /// Several schemas have it and public does not.
    case ambiguous([ObjectName])
    /// It is what an ORM calls the table.
    case model(ObjectName)
    case unknown
  }

  /// A table or view and its columns.
  struct Relation {
    var name: ObjectName
    /// Column names in the order of declaration.
    var order: [String] = []
    var columns: [String: Column]
    var fields: [String: String]
  }

  private(set) var relations: [ObjectName: Relation] = [:]
  /// In the order of declaration.
  private(set) var tables: [ObjectName] = []
  private var byBareName: [String: [ObjectName]] = [:]
  private var byModel: [String: ObjectName] = [:]
  private var columnNames: Set<String> = []

  init(_ catalog: Catalog) {
    for table in catalog.tables { add(table.name, table.columns, model: table.model?.name) }
    for view in catalog.views { add(view.name, view.columns, model: view.model) }
  }

  private mutating func add(_ name: ObjectName, _ columns: NamedList<Column>, model: String?) {
    var relation = Relation(name: name, columns: [:], fields: [:])
    for column in columns {
      relation.order.append(column.name)
      relation.columns[column.name] = column
      columnNames.insert(column.name)
      if let field = column.field?.name, field != column.name { relation.fields[field] = column.name }
    }
    relations[name] = relation
    tables.append(name)
    byBareName[name.name, default: []].append(name)
    if let model, model != name.name { byModel[model] = name }
  }

  /// A name without a schema is in public, else in the only schema that has it.
  func lookUp(_ name: ObjectName) -> Lookup {
    guard name.schema.isEmpty else { return relations[name] == nil ? .unknown : .found(name) }
    let candidates = byBareName[name.name] ?? []
    if let inPublic = candidates.first(where: { $0.schema == "public" }) { return .found(inPublic) }
    if candidates.count == 1 { return .found(candidates[0]) }
    if candidates.count > 1 { return .ambiguous(candidates) }
    return byModel[name.name].map(Lookup.model) ?? .unknown
  }

  func nearestTable(to name: ObjectName) -> String? {
    let written = name.schema.isEmpty ? name.name : name.display
    return NearestName.of(written, among: tables.lazy.map(\.display))
      ?? NearestName.of(name.name, among: tables.lazy.map(\.display))
  }

  func nearestColumn(to name: String, of table: ObjectName) -> String? {
    NearestName.of(name, among: (relations[table]?.columns.keys).map { $0.sorted() } ?? [])
  }

  /// Whether any table has a column of that name.
  func hasColumn(_ name: String) -> Bool { columnNames.contains(name) }
  func nearestColumn(to name: String) -> String? { NearestName.of(name, among: columnNames.sorted()) }

  /// The tables that a name with asterisks stands for.
  func tables(matching pattern: ObjectName) -> [ObjectName] {
    tables.filter { table in
      Glob.matches(table.name, pattern.name)
        && (pattern.schema.isEmpty || Glob.matches(table.schema, pattern.schema))
    }
  }
}

/// Patterns in which `*` stands for any text.
enum Glob {
  static func isPattern(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "*")) }

  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var position = 0
    var piece = 0
    var star: (piece: Int, position: Int)?
    while position < text.count {
      if piece < pattern.count, pattern[piece] == UInt8(ascii: "*") {
        star = (piece, position)
        piece += 1
      } else if piece < pattern.count, pattern[piece] == text[position] {
        piece += 1
        position += 1
      } else if let last = star {
        star = (last.piece, last.position + 1)
        piece = last.piece + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[piece...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
