import CatalogComparison
import Diagnostics
import DiagramWriting
import PlanDocument
import PlanModel
import SchemaModel

/// The diagrams of one plan before they are laid out.
package struct PlanDrawings: Sendable {
  /// Beyond that many sheets the groups' diagrams must do: a thousand small drawings are 24 MB that nobody opens.
  private static let neighbourhoodLimit = 200

  package let drawings: [PlanDrawing]
  /// What the document says of them.
  let diagrams: PlanDiagrams

  package init(_ compiled: CompiledPlan) {
    let scope = PlanSubject.scope(of: compiled.plan, catalog: compiled.catalog, baseline: compiled.baseline?.catalog)
    let names = SheetNames(scope)
    func sheets(_ table: ObjectName) -> String? { names[table] }
    let declared = compiled.plan.groups.map { (name: $0.name.value, tables: $0.tables) }
    let planner = DiagramPlanner(compiled.catalog, groups: declared)
    let title = compiled.plan.title?.value ?? compiled.plan.name
    let writer = DOTWriter()
    func drawing(_ diagram: EntityDiagram, _ path: String, _ id: String, keepsSource: Bool) -> PlanDrawing {
      PlanDrawing(
        path: path, dot: writer.write(diagram), id: id, title: diagram.title, summary: diagram.summary,
        keepsSource: keepsSource)
    }
    var drawings = [
      drawing(
        planner.overview(
          title, link: { table in sheets(table).map { "tables/\($0).html" } }, groupLink: { "diagrams/\($0.slug).svg" }),
        "erd", "erd", keepsSource: true)
    ]
    let change = compiled.baseline.flatMap { baseline in
      DiagramPlanner.changes(
        "What changes", from: baseline.catalog, to: compiled.catalog,
        CatalogDifference(from: baseline.catalog, to: compiled.catalog),
        link: { table in sheets(table).map { "../tables/\($0).html" } })
    }
    if let change { drawings.append(drawing(change, "diagrams/change", "change", keepsSource: true)) }
    for group in planner.groups {
      drawings.append(
        drawing(
          planner.diagram(of: group) { table in sheets(table).map { "../tables/\($0).html" } },
          "diagrams/\(group.slug)", "group-\(group.slug)", keepsSource: true))
    }
    var neighbourhoods: Set<ObjectName> = []
    for table in scope.map(\.name) where scope.count <= Self.neighbourhoodLimit {
      guard let sheet = sheets(table),
        let diagram = planner.neighbourhood(of: table, link: { table in sheets(table).map { "../tables/\($0).html" } })
      else { continue }
      neighbourhoods.insert(table)
      drawings.append(drawing(diagram, "diagrams/table-\(sheet)", "near", keepsSource: false))
    }
    self.drawings = drawings
    diagrams = PlanDiagrams(
      groups: planner.groups.map { PlanDiagrams.Group(name: $0.name, file: $0.slug, tables: $0.tables) },
      neighbourhoods: neighbourhoods, hasChange: change != nil)
  }
}
