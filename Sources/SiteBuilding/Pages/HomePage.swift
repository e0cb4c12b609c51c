import Checks
import Diagnostics
import MarkdownWriting
import PlanDocument
import PlanModel
import SchemaModel

/// What a schema is, how big, how healthy; and the way to everything else.
struct HomePage {
  /// More tables than this stand on the tables' own page.
  private static let tableLimit = 60

  private let part: SitePart
  private let site: Site
  private let links: PartLinks
  private var facts: ReferenceFacts { part.facts }
  private var plan: Plan { part.report.subject.plan }

  init(_ part: SitePart, _ site: Site) {
    self.part = part
    self.site = site
    links = PartLinks(part, from: SiteSection.home.file)
  }

  func write(_ page: inout MarkdownBuilder, drawing: String) {
    page.heading(1, MarkdownPhrase(part.title))
    page.paragraph(shape)
    page.table(["Question", "Answer"], answers)
    if let domain = plan.domain { page.prose(domain.value, belowLevel: 2) }
    if !part.tables.isEmpty {
      page.heading(2, "Diagram")
      page.image("Diagram of \(part.title)", source: drawing)
      page.paragraph(.link("The drawing by itself", to: drawing))
    }
    let plans = site.plans.filter { $0.part == part.number }
    if !plans.isEmpty {
      page.heading(2, "Plans")
      PlansPage.list(plans, up: part.folder.isEmpty ? "" : "../", &page)
    }
    tables(&page)
    page.heading(2, "Everything in one list")
    page.list(
      part.sections.filter { ![.home, .plans].contains($0) }.map { section in
        links.section(section, MarkdownPhrase(section.title))
      })
  }

  private var shape: MarkdownPhrase {
    let keys = part.tables.reduce(0) { $0 + $1.foreignKeys.count }
    let columns = part.tables.reduce(0) { $0 + $1.columns.count }
    var parts: [MarkdownPhrase] = [
      links.section(.tables, MarkdownPhrase(SchemaPhrases.counted(part.tables.count, "table"))),
      links.section(.columns, MarkdownPhrase(SchemaPhrases.counted(columns, "column"))),
    ]
    if keys > 0 {
      parts.append(links.section(.foreignKeys, MarkdownPhrase(SchemaPhrases.counted(keys, "foreign key"))))
    }
    if !part.views.isEmpty {
      parts.append(links.section(.views, MarkdownPhrase(SchemaPhrases.counted(part.views.count, "view"))))
    }
    if !part.enums.isEmpty {
      parts.append(links.section(.enums, MarkdownPhrase(SchemaPhrases.counted(part.enums.count, "enum"))))
    }
    return .joined(parts, separator: " · ")
  }

  private var answers: [[MarkdownPhrase]] {
    var rows: [[MarkdownPhrase]] = [["What is it?", database]]
    if let size = facts.size {
      var text: MarkdownPhrase = "\(size.now) now, \(size.later) in 36 months, estimated"
      if size.stated < part.tables.count {
        text.append("; rows are stated for \(size.stated) of \(part.tables.count) tables")
      }
      if let largest = facts.largest { text.append("; the largest is \(links.relation(largest.name))") }
      rows.append(["How big?", text])
    } else if !part.tables.isEmpty {
      rows.append(["How big?", "not stated: no plan says how many rows there are"])
    }
    rows.append(["How healthy?", links.section(.findings, MarkdownPhrase(FindingsPage.health(of: facts)))])
    if let worst = part.findings.first {
      let place: MarkdownPhrase = worst.table.map { " on \(links.relation($0))" } ?? ""
      rows.append([
        "The worst finding",
        "\(worst.severity.rawValue) \(links.finding(worst, .code(worst.code)))\(place): \(worst.message)",
      ])
    }
    if let date = part.report.subject.date { rows.append(["As of", MarkdownPhrase(date.description)]) }
    return rows
  }

  private var database: MarkdownPhrase {
    var parts: [MarkdownPhrase] = []
    if let version = plan.stack.postgres {
      parts.append("PostgreSQL \(version.value)")
    } else {
      parts.append("PostgreSQL")
    }
    if let prisma = plan.stack.prisma { parts.append("Prisma \(prisma.value)") }
    let files = facts.catalog.origin.files
    if !files.isEmpty {
      let shown = files.prefix(4).map { MarkdownPhrase.code($0) }
      let more = files.count - shown.count
      parts.append("read from \(MarkdownPhrase.joined(Array(shown)).adding(more > 0, " and \(more) more"))")
    }
    return .joined(parts, separator: ", ")
  }

  private func tables(_ page: inout MarkdownBuilder) {
    guard !part.tables.isEmpty else { return }
    page.heading(2, "Tables")
    let lists = ListPages(part, path: SiteSection.home.file)
    guard part.tables.count > Self.tableLimit, !part.groups.isEmpty else {
      if part.groups.isEmpty { return lists.tableList(part.tables, &page) }
      for group in part.groups {
        page.heading(3, links.group(group))
        lists.tableList(lists.tables(of: group), &page)
      }
      let rest = part.tables.filter { part.groupOf[$0.name] == nil }
      if !rest.isEmpty {
        page.heading(3, "In no group")
        lists.tableList(rest, &page)
      }
      return
    }
    page.table(
      ["Group", .number("Tables"), "Among them"],
      part.groups.map { group in
        let tables = lists.tables(of: group)
        let known = tables.sorted {
          (facts.referrers(to: $1.name).count, $0.name) < (facts.referrers(to: $0.name).count, $1.name)
        }
        return [links.group(group), "\(tables.count)", links.relations(known.prefix(4).map(\.name))]
      })
    page.paragraph(links.section(.tables, "All \(part.tables.count) tables"))
  }
}
