import PlanModel
import Diagnostics
import PageWriting
import PlanDocument
import SchemaModel
import Templates
import Templating
import Workspace

/// The HTML pages of one plan, from its Markdown files and drawings.
struct PlanPages: Sendable {
  private let builder: PageBuilder
  private let title: String
  private let footer: String

  init(templates: TemplateSet, report: PlanReport) {
    builder = PageBuilder(templates: templates)
    title = report.subject.plan.title?.value ?? report.subject.plan.name
    let files = report.subject.plan.files + report.subject.catalog.origin.files
    footer = "Made from \(files.joined(separator: ", "))" + (report.subject.date.map { ", as of \($0)" } ?? "")
  }

  /// - Parameter drawings: SVG texts by their path below the plan's folder.
  func files(of documents: [PlanFile], drawings: [String: String]) -> [OutputFile] {
    let pages = documents.filter { $0.path.hasSuffix(".md") }
    let sheets = pages.filter { $0.path.hasPrefix("tables/") }
    var files = [OutputFile("style.css", ShippedTemplates.styleSheet)]
    for page in pages {
      let inFolder = page.path.hasPrefix("tables/")
      let up = inFolder ? "../" : ""
      var assets: [String: String] = [:]
      for address in Self.drawings(in: page.text) {
        let path = address.hasPrefix("../") ? String(address.dropFirst(3)) : address
        if let svg = drawings[path] { assets[address] = svg }
      }
      let position = sheets.firstIndex { $0.path == page.path }
      files.append(
        OutputFile(
          Self.html(page.path),
          builder.page(
            markdown: page.text,
            metadata: PageMetadata(
              siteTitle: title,
              breadcrumb: page.path == "plan.md" ? [] : [PageMetadata.Link(title: title, address: "\(up)plan.html")],
              previous: position.flatMap { $0 > 0 ? link(sheets[$0 - 1]) : nil },
              next: position.flatMap { $0 + 1 < sheets.count ? link(sheets[$0 + 1]) : nil },
              stylesheet: "\(up)style.css", footer: footer, assets: PageAssets(drawings: assets)))))
    }
    return files
  }

  /// The addresses of the SVG images that a Markdown text shows.
  private static func drawings(in markdown: String) -> [String] {
    markdown.split(separator: "\n").filter { $0.hasPrefix("![") && $0.hasSuffix(".svg)") }.compactMap { line in
      line.lastIndex(of: "(").map { String(line[line.index(after: $0)..<line.index(before: line.endIndex)]) }
    }
  }

  private func link(_ sheet: PlanFile) -> PageMetadata.Link {
    let file = sheet.path.split(separator: "/").last.map(String.init) ?? sheet.path
    return PageMetadata.Link(title: String(file.dropLast(3)), address: Self.html(file))
  }

  private static func html(_ path: String) -> String { "\(path.dropLast(3)).html" }
}
