package import PlanDocument
import DiagramWriting
package import PlanModel
package import SchemaModel
package import Diagnostics

/// Which schemas a site tells of, where their pages lie, and whose facts these carry: known before any text is written,
/// since the documents of plans point there.
package struct SiteLayout: Sendable {
  /// A plan, or what a schema alone implies.
  package struct Source: Sendable {
    let plan: Plan
    let catalog: Catalog
    /// How many tables it tells of.
    let scopeCount: Int

    package init(plan: Plan, catalog: Catalog, scopeCount: Int) {
      self.plan = plan
      self.catalog = catalog
      self.scopeCount = scopeCount
    }

    /// The sources of its schema; plans that name the same ones share a part.
    fileprivate var key: [String] { plan.sources.schema.map(\.value) }
    /// Whether it tells of its schema as it is.
    fileprivate var isReference: Bool { plan.sources.adds.isEmpty }
  }

  struct Part: Sendable {
    var title: String
    /// Empty, or the folder of the part with a slash at its end.
    var folder: String
    /// The position of the plan whose facts the pages carry.
    var reference: Int
  }

  let parts: [Part]
  /// The part of each source.
  private let partOf: [Int?]
  private let sources: [Source]

  /// - Parameter sources: the plans in their order, then what the schemas imply that `schemasWithoutReference` names.
  package init(_ sources: [Source]) {
    self.sources = sources
    var references: [Int] = []
    var numbers: [[String]: Int] = [:]
    for (position, source) in sources.enumerated() where source.isReference {
      guard let known = numbers[source.key] else {
        numbers[source.key] = references.count
        references.append(position)
        continue
      }
      // The plan that tells of most tables knows most.
      if source.scopeCount > sources[references[known]].scopeCount { references[known] = position }
    }
    let plans = references.map { sources[$0].plan }
    parts = zip(references, zip(Self.titles(of: plans), Self.folders(of: plans))).map {
      Part(title: $1.0, folder: $1.1, reference: $0)
    }
    partOf = sources.map { numbers[$0.key] }
  }

  /// The schemas whose plans all lay something over them: what is there today must be read by itself.
  package static func schemasWithoutReference(_ sources: [Source]) -> [[Located<String>]] {
    var seen: Set<[String]> = Set(sources.filter(\.isReference).map(\.key))
    return sources.compactMap { seen.insert($0.key).inserted ? $0.plan.sources.schema : nil }
  }

  func part(of source: Int) -> Int? { partOf[source] }

  /// Where the documents of a source point; nil when it has sheets and drawings of its own.
  package func addresses(of source: Int) -> PlanAddresses? {
    guard let part = partOf[source].map({ parts[$0] }), part.reference == source else { return nil }
    let catalog = sources[source].catalog
    let names = FileNames(tablesOf: catalog)
    let wholes = PartitionTree.wholes(of: catalog)
    var pages: [ObjectName: String] = [:]
    for table in catalog.tables where wholes[table.name] == nil {
      pages[table.name] = names[table.name].map { "tables/\($0)" }
    }
    let folder = SitePlan.folder(of: sources[source].plan.name)
    return PlanAddresses(pages: pages, in: SitePage.up(from: folder) + part.folder)
  }

  /// A schema alone has its whole page to itself; several stand in folders that nothing else is called.
  private static func folders(of plans: [Plan]) -> [String] {
    guard plans.count > 1 else { return plans.map { _ in "" } }
    var taken: Set<String> = ["plans"]
    return plans.map { plan in
      var name = plan.name
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(plan.name)-\(number)"
        number += 1
      }
      return "\(name)/"
    }
  }

  /// The product's name where it tells the parts apart, else the plan's.
  private static func titles(of plans: [Plan]) -> [String] {
    let projects = plans.map { $0.project?.value }
    let isDistinct = !projects.contains(nil) && Set(projects).count == projects.count
    return zip(plans, projects).map { plan, project in (isDistinct ? project : nil) ?? plan.title?.value ?? plan.name }
  }
}
