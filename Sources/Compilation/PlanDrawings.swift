import CatalogComparison
import Diagnostics
import DiagramWriting
package import PlanDocument
import PlanModel
package import SchemaModel

/// The diagrams of one plan before they are laid out.
package struct PlanDrawings: Sendable {
  /// Beyond that many sheets the groups' diagrams must do: a thousand small drawings are 24 MB that nobody opens.
  private static let neighbourhoodLimit = 200

  package let drawings: [PlanDrawing]
  /// What the document says of them.
  let diagrams: PlanDiagrams
  let addresses: PlanAddresses

  /// - Parameter addresses: the reference pages that take the place of the plan's sheets and show the schema's drawings;
  ///   nil for a plan with pages of its own.
  package init(_ compiled: CompiledPlan, addresses: PlanAddresses? = nil) {
    let scope = addresses == nil ? Self.scope(of: compiled) : []
    let addresses = addresses ?? PlanAddresses(sheetsOf: scope, in: compiled.catalog)
    self.addresses = addresses
    let declared = compiled.plan.groups.map { (name: $0.name.value, tables: $0.tables) }
    let planner = DiagramPlanner(compiled.catalog, groups: declared)
    let title = compiled.plan.title?.value ?? compiled.plan.name
    func near(_ table: ObjectName) -> String? { addresses.page(of: table).map { "../\($0).html" } }
    var drawings: [PlanDrawing] = []
    if addresses.hasSheets {
      let overview = planner.overview(
        title, link: { table in addresses.page(of: table).map { "\($0).html" } },
        groupLink: { "diagrams/\($0.slug).svg" })
      drawings.append(PlanDrawing(overview, "erd", "erd", keepsSource: true))
    }
    let change = compiled.baseline.flatMap { baseline in
      DiagramPlanner.changes(
        "What changes", from: baseline.catalog, to: compiled.catalog,
        CatalogDifference(from: baseline.catalog, to: compiled.catalog), link: near)
    }
    if let change { drawings.append(PlanDrawing(change, "diagrams/change", "change", keepsSource: true)) }
    var neighbourhoods: Set<ObjectName> = []
    if addresses.hasSheets {
      for group in planner.groups {
        let diagram = planner.diagram(of: group, link: near)
        drawings.append(PlanDrawing(diagram, "diagrams/\(group.slug)", "group-\(group.slug)", keepsSource: true))
      }
      for table in scope.map(\.name) where scope.count <= Self.neighbourhoodLimit {
        guard let sheet = addresses.sheet(of: table), let diagram = planner.neighbourhood(of: table, link: near) else {
          continue
        }
        neighbourhoods.insert(table)
        drawings.append(PlanDrawing(diagram, "diagrams/table-\(sheet)", "near", keepsSource: false))
      }
    }
    self.drawings = drawings
    diagrams = PlanDiagrams(
      groups: planner.groups.map { PlanDiagrams.Group(name: $0.name, file: $0.slug, tables: $0.tables) },
      neighbourhoods: neighbourhoods, hasChange: change != nil)
  }

  /// The tables that a plan tells of.
  package static func scope(of compiled: CompiledPlan) -> [Table] {
    PlanSubject.scope(of: compiled.plan, catalog: compiled.catalog, baseline: compiled.baseline?.catalog)
  }
}

extension PlanDrawing {
  fileprivate init(_ diagram: EntityDiagram, _ path: String, _ id: String, keepsSource: Bool) {
    self.init(
      path: path, dot: DOTWriter().write(diagram), id: id, title: diagram.title, summary: diagram.summary,
      keepsSource: keepsSource)
  }
}
