import DiagramWriting
import Diagnostics
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
  ///   - reports: of all sources of the layout, in their order.
  ///   - planCount: how many of them are plans; the rest is what schemas alone imply.
  package init(title: String?, layout: SiteLayout, reports: [PlanReport], planCount: Int) {
    let parts = layout.parts.enumerated().map { number, part in
      SitePart(title: part.title, folder: part.folder, number: number, report: reports[part.reference])
    }
    self.parts = parts
    self.title = title ?? (parts.count == 1 ? parts[0].title : "Databases")
    plans = reports.prefix(planCount).enumerated().compactMap { position, report in
      layout.part(of: position).map { part in
        SitePlan(report, part: part, isReference: layout.parts[part].reference == position)
      }
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
}
