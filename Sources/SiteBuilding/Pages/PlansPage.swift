import Checks
import Diagnostics
import MarkdownWriting
import PlanDocument
import PlanModel

/// The plans, and the way to the parts of a site of several schemas.
enum PlansPage {
  static func write(_ site: Site, _ page: inout MarkdownBuilder) {
    page.heading(1, "Plans")
    for (number, part) in site.parts.enumerated() {
      let plans = site.plans.filter { $0.part == number }
      if site.parts.count > 1, !plans.isEmpty {
        page.heading(2, .link(MarkdownPhrase(part.title), to: "\(part.folder)index.md"))
      }
      list(plans, up: "", &page)
    }
    if site.plans.isEmpty { page.paragraph("None: the schema stands by itself.") }
  }

  /// - Parameter up: what leads to the site's folder.
  static func list(_ plans: [SitePlan], up: String, _ page: inout MarkdownBuilder) {
    page.table(
      ["Plan", "Status", "Ready?", "Tells of"],
      plans.map { plan in
        let subject = plan.report.subject.plan
        var tables: MarkdownPhrase = "\(SchemaPhrases.counted(plan.facts.scopeCount, "table"))"
        if !plan.adds.isEmpty { tables.append(", with \(.joined(plan.adds.map { .code($0) })) laid over the schema") }
        return [
          .link(MarkdownPhrase(plan.title), to: "\(up)\(plan.folder)plan.md"),
          MarkdownPhrase(subject.status?.value.rawValue ?? ""), MarkdownPhrase(plan.facts.verdict),
          tables,
        ]
      })
  }

  /// The first page of a site with several parts.
  static func home(_ site: Site, _ page: inout MarkdownBuilder) {
    page.heading(1, MarkdownPhrase(site.title))
    page.paragraph(
      "\(SchemaPhrases.counted(site.parts.count, "database")), \(SchemaPhrases.counted(site.plans.count, "plan")).")
    page.table(
      ["Database", .number("Tables"), .number("Size"), "Findings", "The worst"],
      site.parts.map { part in
        let links = PartLinks(fromSiteTo: part)
        return [
          .link(MarkdownPhrase(part.title), to: "\(part.folder)index.md"), "\(part.tables.count)",
          MarkdownPhrase(part.facts.size?.now ?? ""), MarkdownPhrase(FindingsPage.health(of: part.facts)),
          part.findings.first.map { "\($0.severity.rawValue) \(links.finding($0, .code($0.code))): \($0.message)" }
            ?? "",
        ]
      })
    page.heading(2, "Plans")
    list(site.plans, up: "", &page)
  }
}
