import Diagnostics
import Foundation
import PageWriting
import Templating

/// The shell and the style sheet as they lie in the repository.
enum SamplePage {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let pages = folder.appending(path: "../../Templates/Pages")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: pages.appending(path: name), encoding: .utf8)
  }

  static func templates() throws -> Reading<TemplateSet> {
    TemplateSet.read([SourceFile(path: "Templates/Pages/page.html", text: try text("page.html"))])
  }

  static func builder() throws -> PageBuilder {
    PageBuilder(templates: try templates().value)
  }

  static func page(_ markdown: String, metadata: PageMetadata = PageMetadata(siteTitle: "Site")) throws -> String {
    try builder().page(markdown: markdown, metadata: metadata)
  }

  /// The part of a page that its Markdown made.
  static func body(_ markdown: String, metadata: PageMetadata = PageMetadata(siteTitle: "Site")) throws -> String {
    let page = try page(markdown, metadata: metadata)
    guard let start = page.range(of: "<main id=\"page.content\">\n"), let end = page.range(of: "    </main>") else {
      return page
    }
    return page[start.upperBound..<end.lowerBound].split(separator: "\n").map { line in
      line.hasPrefix("      ") ? String(line.dropFirst(6)) : String(line)
    }.joined(separator: "\n")
  }
}
