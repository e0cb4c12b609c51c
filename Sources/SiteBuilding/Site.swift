import DiagramWriting
package import Diagnostics
import MarkdownWriting
package import PlanDocument
import PlanModel
import SchemaModel

/// A publishable site: the plans with their own pages, and the reference of every schema they name.
package struct Site: Sendable {
  package let title: String
  package let parts: [SitePart]
  package let plans: [SitePlan]
  private let requests: [Request]

  /// A page to be made.
  private enum Request: Sendable {
    case siteHome
    case plans
    case part(Int, PartRequest)
  }

  /// - Parameters:
  ///   - title: what the site is called; nil takes the name of its one schema.
  ///   - reports: the plans, in their order.
  ///   - references: what schemas alone imply, for those that `schemasWithoutReference` names.
  package init(title: String?, reports: [PlanReport], references: [PlanReport] = []) {
    let groups = Self.grouped(reports, references)
    let titles = Self.titles(of: groups.map(\.reference))
    let folders = Self.folders(of: groups.map(\.reference))
    let parts = groups.indices.map { number in
      SitePart(title: titles[number], folder: folders[number], number: number, report: groups[number].reference)
    }
    self.parts = parts
    self.title = title ?? (parts.count == 1 ? parts[0].title : "Databases")
    plans = reports.compactMap { report in
      groups.firstIndex { $0.key == Self.key(of: report) }.map { SitePlan(report, part: $0) }
    }
    let shared: [Request] = parts.count == 1 ? [.plans] : [.siteHome, .plans]
    requests =
      shared
      + parts.flatMap { part in PartRequest.all(of: part).map { Request.part(part.number, $0) } }
  }

  /// How many pages there are beside those of the plans.
  package var pageCount: Int { requests.count }

  /// One page, by its position: a pure function, so that pages can be made side by side.
  package func page(_ position: Int) -> SitePage {
    switch requests[position] {
    case .siteHome:
      var builder = MarkdownBuilder()
      PlansPage.home(self, &builder)
      return SitePage(path: "index", title: title, markdown: builder.text, part: nil, section: .home)
    case .plans:
      var builder = MarkdownBuilder()
      PlansPage.write(self, &builder)
      var page = SitePage(
        path: "plans", title: "Plans", markdown: builder.text, part: parts.count == 1 ? 0 : nil, section: .plans)
      page.breadcrumb = [home]
      return page
    case .part(let number, let request): return PartPages(site: self, part: parts[number]).page(request)
    }
  }

  /// The first page.
  package var home: SitePage.Link { SitePage.Link(title, "index") }

  /// The lists that a page of a part leads to, from the site's folder; those of all parts when it belongs to none.
  package func navigation(of part: Int?) -> [(section: SiteSection?, link: SitePage.Link)] {
    guard let number = part ?? (parts.count == 1 ? 0 : nil) else {
      return [(.home, SitePage.Link("Home", "index")), (.plans, SitePage.Link("Plans", "plans"))]
        + parts.map { (nil, SitePage.Link($0.title, "\($0.folder)index")) }
    }
    let part = parts[number]
    return part.sections.map { section in
      (section, SitePage.Link(section.title, section == .plans ? "plans" : part.folder + section.file))
    }
  }

  /// The list of columns that serves as a search by hand.
  package func allColumns(of part: Int?) -> SitePage.Link {
    let part = parts[part ?? 0]
    return SitePage.Link("All columns", part.folder + SiteSection.columns.file)
  }

  /// The links above a plan's documents, from the site's folder.
  package func breadcrumb(of plan: SitePlan) -> [SitePage.Link] {
    let part = parts[plan.part]
    return (parts.count == 1 ? [home] : [home, SitePage.Link(part.title, "\(part.folder)index")])
      + [SitePage.Link("Plans", "plans")]
  }

  // MARK: Parts

  /// The schemas whose plans all lay something over them: what is there today must be read by itself.
  package static func schemasWithoutReference(_ reports: [PlanReport]) -> [[Located<String>]] {
    var seen: Set<[String]> = Set(reports.filter(isReference).map(key))
    return reports.compactMap { report in
      seen.insert(key(of: report)).inserted ? report.subject.plan.sources.schema : nil
    }
  }

  /// The sources of a schema; plans that name the same ones share a part.
  private static func key(of report: PlanReport) -> [String] { report.subject.plan.sources.schema.map(\.value) }

  private static func isReference(_ report: PlanReport) -> Bool { report.subject.plan.sources.adds.isEmpty }

  private static func grouped(
    _ reports: [PlanReport], _ references: [PlanReport]
  ) -> [(key: [String], reference: PlanReport)] {
    var groups: [(key: [String], reference: PlanReport)] = []
    for report in reports + references where isReference(report) {
      let key = key(of: report)
      guard let known = groups.firstIndex(where: { $0.key == key }) else {
        groups.append((key, report))
        continue
      }
      // The plan that tells of most tables knows most.
      if ReferenceFacts(report).sheetCount > ReferenceFacts(groups[known].reference).sheetCount {
        groups[known].reference = report
      }
    }
    return groups
  }

  /// A schema alone has its whole page to itself; several stand in folders that nothing else is called.
  private static func folders(of reports: [PlanReport]) -> [String] {
    guard reports.count > 1 else { return reports.map { _ in "" } }
    var taken: Set<String> = ["plans"]
    return reports.map { report in
      let base = report.subject.plan.name
      var name = base
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      return "\(name)/"
    }
  }

  /// The product's name where it tells the parts apart, else the plan's.
  private static func titles(of reports: [PlanReport]) -> [String] {
    let plans = reports.map(\.subject.plan)
    let projects = plans.map { $0.project?.value }
    let isDistinct = !projects.contains(nil) && Set(projects).count == projects.count
    return zip(plans, projects).map { plan, project in (isDistinct ? project : nil) ?? plan.title?.value ?? plan.name }
  }
}
