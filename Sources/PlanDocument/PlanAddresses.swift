package import SchemaModel

/// Where the pages of tables, indexes and drawings lie that a plan's documents point at. All addresses are relative to
/// the plan's folder.
package struct PlanAddresses: Sendable {
  /// Whether the plan has sheets of its own; where pages take their place, it has none.
  package let hasSheets: Bool
  /// Without endings.
  private let tables: [ObjectName: String]
  /// Leads to the folder where the schema's drawings lie.
  private let folder: String

  /// The plan by itself: a sheet for each table in scope, and drawings beside them.
  package init(sheetsOf scope: [Table], in catalog: Catalog) {
    hasSheets = true
    folder = ""
    let names = FileNames(tablesOf: catalog)
    tables = Dictionary(
      scope.compactMap { table in names[table.name].map { (table.name, "tables/\($0)") } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The plan among the reference pages of its schema, which tell all that its sheets would.
  /// - Parameters:
  ///   - pages: the pages of tables, from their folder, without endings.
  ///   - folder: leads from the plan's folder to that of the pages; ends in a slash.
  package init(pages: [ObjectName: String], in folder: String) {
    hasSheets = false
    self.folder = folder
    tables = pages.mapValues { folder + $0 }
  }

  /// The page that tells of a table, without an ending; nil when none does.
  package func page(of table: ObjectName) -> String? { tables[table] }

  /// The file name of a table's sheet; nil when it has none.
  package func sheet(of table: ObjectName) -> String? {
    hasSheets ? tables[table].map { String($0.dropFirst("tables/".count)) } : nil
  }

  /// Where the page of a table tells its findings with what to do instead.
  func findings(on table: ObjectName) -> String? {
    tables[table].map { "\($0).md#\(hasSheets ? "performance-considerations" : "findings")" }
  }

  var overview: String { "\(folder)erd.svg" }

  /// The drawing of a group; among reference pages, the page that shows it.
  func group(_ file: String) -> String { hasSheets ? "diagrams/\(file).svg" : "\(folder)groups/\(file).md" }

  var indexes: String { "\(folder)indexes.md" }
}
