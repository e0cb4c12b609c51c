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

  /// A page with the headings that a search may lead to.
  struct Page: Sendable {
    var file: OutputFile
    var title: String
    var headings: [BuiltPage.Heading]
  }

  /// The site around a plan.
  struct Surroundings: Sendable {
    /// What leads from the plan's folder to the site's.
    var root: String
    /// SVG texts of the site that the plan shows, by their address from the plan's folder.
    var drawings: [String: String]
    /// Addresses from the site's folder.
    var breadcrumb: [PageMetadata.Link]
    var sections: [PageFrame.Section]
    var fallback: PageMetadata.Link
    var siteTitle: String

    /// The same, from a folder that `up` leads out of.
    func frame(_ up: String) -> PageFrame {
      PageFrame(
        sections: sections.map { PageFrame.Section(Self.moved($0.link, up), isCurrent: $0.isCurrent) }, root: up,
        fallback: Self.moved(fallback, up))
    }

    static func moved(_ link: PageMetadata.Link, _ up: String) -> PageMetadata.Link {
      PageMetadata.Link(title: link.title, address: up + link.address)
    }
  }

  /// The page of one document.
  /// - Parameters:
  ///   - sheets: The table sheets of the plan, in their order.
  ///   - drawings: SVG texts by their path below the plan's folder.
  func page(
    of document: PlanFile, among sheets: Sheets, drawings: [String: String], in surroundings: Surroundings? = nil
  ) -> Page {
    let up = document.path.hasPrefix("tables/") ? "../" : ""
    var assets: [String: String] = [:]
    for address in Self.drawings(in: document.text) {
      let path = String(address.dropFirst(address.hasPrefix(up) ? up.count : 0))
      if let svg = drawings[path] ?? surroundings?.drawings[path] { assets[address] = svg }
    }
    var metadata = PageMetadata(
      siteTitle: title,
      breadcrumb: document.path == "plan.md" ? [] : [PageMetadata.Link(title: title, address: "\(up)plan.html")],
      previous: sheets.before(document.path).map(link), next: sheets.after(document.path).map(link),
      stylesheet: "\(up)style.css", footer: footer, assets: PageAssets(drawings: assets))
    if let surroundings {
      let root = up + surroundings.root
      metadata.breadcrumb = surroundings.breadcrumb.map { Surroundings.moved($0, root) } + metadata.breadcrumb
      metadata.stylesheet = "\(root)style.css"
      metadata.frame = surroundings.frame(root)
      metadata.siteTitle = surroundings.siteTitle
    }
    let page = builder.build(document.text, metadata)
    return Page(file: OutputFile(Self.html(document.path), page.html), title: title, headings: page.headings)
  }

  /// The sheets of a plan, to step from one to the next.
  struct Sheets: Sendable {
    private let paths: [String]
    private let positions: [String: Int]

    init(_ documents: [PlanFile]) {
      paths = documents.map(\.path).filter { $0.hasPrefix("tables/") && $0.hasSuffix(".md") }
      positions = Dictionary(uniqueKeysWithValues: zip(paths, paths.indices))
    }

    func before(_ path: String) -> String? { positions[path].flatMap { $0 > 0 ? paths[$0 - 1] : nil } }
    func after(_ path: String) -> String? { positions[path].flatMap { $0 + 1 < paths.count ? paths[$0 + 1] : nil } }
  }

  /// The addresses of the SVG images that a Markdown text shows.
  private static func drawings(in markdown: String) -> [String] {
    markdown.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.starts(with: "![".utf8), line.suffix(5).elementsEqual(".svg)".utf8),
        let opening = line.lastIndex(of: UInt8(ascii: "("))
      else { return nil }
      // Templates escape what they show; an address is read without.
      return String(
        decoding: line[line.index(after: opening)...].dropLast().filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
    }
  }

  private func link(_ path: String) -> PageMetadata.Link {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return PageMetadata.Link(title: String(file.dropLast(3)), address: Self.html(file))
  }

  private static func html(_ path: String) -> String { "\(path.dropLast(3)).html" }
}
