internal import Diagnostics

/// The names of a catalog, looked up the way people write them.
package struct CatalogNames: Sendable {
  package enum Lookup {
    case found(ObjectName)
    /// Several schemas have it and public does not.
    case ambiguous([ObjectName])
    /// It is what an ORM calls the table.
    case model(ObjectName)
    case unknown
  }

  /// A table or view and its columns.
  package struct Relation: Sendable {
    package var name: ObjectName
    package var columns: NamedList<Column>
    /// Columns by the names of the ORM's fields, where they differ.
    package var fields: [String: String] = [:]

    /// Column names in the order of declaration.
    package var order: [String] { columns.names }
  }

  package private(set) var relations: [ObjectName: Relation] = [:]
  /// In the order of declaration.
  package private(set) var tables: [ObjectName] = []
  private var byBareName: [String: [ObjectName]] = [:]
  private var byModel: [String: ObjectName] = [:]

  package init(_ catalog: Catalog) {
    for table in catalog.tables { add(table.name, table.columns, model: table.model?.name) }
    for view in catalog.views { add(view.name, view.columns, model: view.model) }
  }

  private mutating func add(_ name: ObjectName, _ columns: NamedList<Column>, model: String?) {
    var relation = Relation(name: name, columns: columns)
    for column in columns {
      if let field = column.field?.name, field != column.name { relation.fields[field] = column.name }
    }
    relations[name] = relation
    tables.append(name)
    byBareName[name.name, default: []].append(name)
    if let model, model != name.name { byModel[model] = name }
  }

  /// A name without a schema is in public, else in the only schema that has it.
  package func lookUp(_ name: ObjectName) -> Lookup {
    guard name.schema.isEmpty else { return relations[name] == nil ? .unknown : .found(name) }
    let candidates = byBareName[name.name] ?? []
    if let inPublic = candidates.first(where: { $0.schema == "public" }) { return .found(inPublic) }
    if candidates.count == 1 { return .found(candidates[0]) }
    if candidates.count > 1 { return .ambiguous(candidates) }
    return byModel[name.name].map(Lookup.model) ?? .unknown
  }

  package func nearestTable(to name: ObjectName) -> String? {
    let written = name.schema.isEmpty ? name.name : name.display
    return NearestName.of(written, among: tables.lazy.map(\.display))
      ?? NearestName.of(name.name, among: tables.lazy.map(\.display))
  }

  package func nearestColumn(to name: String, of table: ObjectName) -> String? {
    NearestName.of(name, among: relations[table]?.order.sorted() ?? [])
  }

  /// Whether any table has a column of that name.
  package func hasColumn(_ name: String) -> Bool { relations.values.contains { $0.columns.contains(name) } }
  package func nearestColumn(to name: String) -> String? {
    NearestName.of(name, among: Set(relations.values.flatMap(\.order)).sorted())
  }
}
