import Checks
import Diagnostics
import DiagramWriting
package import PlanDocument
import PlanModel
package import SchemaModel

/// One schema of the site: what its pages are and where they lie.
package struct SitePart: Sendable {
  package let title: String
  /// Empty, or the folder of the part with a slash at its end.
  package let folder: String
  package let facts: ReferenceFacts
  /// The plan that the reference takes its facts from, which may be one that the schema alone implies.
  let report: PlanReport
  let number: Int
  /// In the order of the pages: by group, then by name.
  package let tables: [Table]
  let groups: [DiagramGroup]
  let planner: DiagramPlanner
  let views: [View]
  let enums: [EnumType]
  let findings: [Finding]
  let tableNames: FileNames
  let viewNames: FileNames
  let enumNames: FileNames
  /// The table whose page tells of a partition.
  let wholes: [ObjectName: ObjectName]
  let groupOf: [ObjectName: DiagramGroup]
  let enumUses: [ObjectName: [ColumnReference]]
  let grants: [ObjectName: [Grant]]
  let readers: [ObjectName: [ObjectName]]
  let objects: PartObjects
  private let columnAnchors: [ObjectName: [String]]
  /// Whether each table has a drawing of its neighbours.
  let hasNeighbourhoods: Bool

  /// Beyond that many tables the groups' diagrams must do, as in a plan.
  private static let neighbourhoodLimit = 200

  init(title: String, folder: String, number: Int, report: PlanReport) {
    self.title = title
    self.folder = folder
    self.number = number
    self.report = report
    let facts = ReferenceFacts(report)
    let catalog = facts.catalog
    self.facts = facts
    wholes = PartitionTree.wholes(of: catalog)
    let wholes = wholes
    let main = catalog.tables.filter { wholes[$0.name] == nil }
    let declared = report.subject.plan.groups.map { (name: $0.name.value, tables: $0.tables) }
    planner = DiagramPlanner(catalog, groups: declared)
    groups = planner.groups
    var groupOf: [ObjectName: DiagramGroup] = [:]
    var positions: [ObjectName: Int] = [:]
    for (position, group) in planner.groups.enumerated() {
      for table in group.tables {
        groupOf[table] = group
        positions[table] = position
      }
    }
    self.groupOf = groupOf
    tables = main.sorted {
      (positions[$0.name] ?? .max, $0.name) < (positions[$1.name] ?? .max, $1.name)
    }
    views = catalog.views.sorted { $0.name < $1.name }
    enums = catalog.enums.sorted { $0.name < $1.name }
    findings = facts.findings
    tableNames = FileNames(tablesOf: catalog)
    let names = tableNames
    columnAnchors = Dictionary(
      main.map { ($0.name, Self.columnAnchors(of: $0, file: names[$0.name] ?? "")) },
      uniquingKeysWith: { first, _ in first })
    viewNames = FileNames(views.map(\.name))
    enumNames = FileNames(enums.map(\.name))
    grants = Dictionary(grouping: catalog.grants.filter { $0.objectKind == .table || $0.objectKind == .column }) {
      $0.object
    }
    var uses: [ObjectName: [ColumnReference]] = [:]
    for table in tables {
      for column in table.columns {
        if let type = column.type.userType { uses[type, default: []].append(ColumnReference(table.name, column.name)) }
      }
    }
    enumUses = uses
    var readers: [ObjectName: [ObjectName]] = [:]
    for view in views { for name in view.reads { readers[name, default: []].append(view.name) } }
    self.readers = readers
    objects = PartObjects(catalog)
    hasNeighbourhoods = main.count <= Self.neighbourhoodLimit
  }

  /// The sections that have something to show.
  package var sections: [SiteSection] {
    SiteSection.allCases.filter { section in
      switch section {
      case .views: !views.isEmpty
      case .enums: !enums.isEmpty
      case .objects: !objects.isEmpty
      case .foreignKeys: tables.contains { !$0.foreignKeys.isEmpty }
      default: true
      }
    }
  }

  // MARK: Paths from the part's folder, without endings

  /// The page of a table, view or partition, with the place on it.
  func page(of relation: ObjectName) -> (path: String, anchor: String?)? {
    if let whole = wholes[relation], let file = tableNames[whole] {
      return ("tables/\(file)", AnchorNames.id(of: "partition-\(relation.qualified)"))
    }
    if let file = tableNames[relation] { return ("tables/\(file)", nil) }
    return viewNames[relation].map { ("views/\($0)", nil) }
  }

  func page(of group: DiagramGroup) -> String { "groups/\(group.slug)" }

  /// The ids of the columns of a table, in their order.
  func columnAnchors(of table: Table) -> [String] { columnAnchors[table.name] ?? [] }

  /// The id of one column, where its table has a page.
  func columnAnchor(_ column: String, of table: Table) -> String? {
    guard let anchors = columnAnchors[table.name], let position = table.columns.firstIndex(where: { $0.name == column })
    else { return nil }
    return anchors[position]
  }

  private static func columnAnchors(of table: Table, file: String) -> [String] {
    var anchors = AnchorNames()
    return table.columns.map { anchors.add("column-\(file).\($0.name)") }
  }
}
