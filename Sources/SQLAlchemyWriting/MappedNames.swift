package import SchemaModel

/// What a program calls the tables, columns and foreign keys of a catalog: as its models say, else as they are written here.
package struct MappedNames: Sendable {
  private let catalog: Catalog
  private let names: ModelNames
  private let relationships: [ObjectName: [String: String]]

  package init(_ catalog: Catalog) {
    var session = ModelSession(catalog)
    session.planRelationships()
    self.catalog = catalog
    names = session.names
    relationships = session.relationshipNames
  }

  private var isRead: Bool { catalog.origin.language == .sqlalchemy }

  /// The class of a table's rows, else the variable that holds the table; nil for a table that a program has no name for.
  package func entity(_ table: ObjectName) -> (name: String, isClass: Bool)? {
    if isRead { return catalog.tables[table]?.model.map { ($0.name, true) } }
    return names.classes[table].map { ($0, true) } ?? names.tables[table].map { ($0, false) }
  }

  package func attribute(_ column: String, of table: ObjectName) -> String {
    if isRead { return catalog.tables[table]?.columns[column]?.field?.name ?? column }
    return names.attribute(column, of: table)
  }

  /// The attribute by which rows show the row that a foreign key leads to; nil where there is none.
  package func relationship(_ key: ForeignKey, of table: ObjectName) -> String? {
    isRead ? key.relation?.field : relationships[table]?[key.name]
  }
}
