import CommonMark
import HTMLWriting
import MarkdownWriting
package import Templating

/// Writes pages: a Markdown document in the shell that `page.html` draws.
package struct PageBuilder: Sendable {
  private let templates: TemplateSet
  private let highlighter = CodeHighlighter()

  /// - Parameter templates: must hold `page.html`.
  package init(templates: TemplateSet) { self.templates = templates }

  /// What `page.html` may show; hold a changed shell against it with `TemplateSet.diagnostics(for:against:)`.
  package static let shape: TemplateRecordShape = [
    "title": .text, "site": .text, "stylesheet": .text, "style": .optional(.markup), "body": .markup,
    "contents": .optional(.markup),
    "footer": .optional(.text),
    "breadcrumb": .list(.record(["title": .text, "address": .text])), "here": .text,
    "previous": .optional(.record(["title": .text, "address": .text])),
    "next": .optional(.record(["title": .text, "address": .text])), "has_neighbours": .flag,
    "sections": .list(.record(["title": .text, "address": .text, "is_current": .flag])), "has_sections": .flag,
    "search": .optional(
      .record(["script": .text, "root": .text, "fallback": .text, "fallback_title": .text])),
  ]

  /// The page of a Markdown text.
  package func page(markdown: String, metadata: PageMetadata) -> String { build(markdown, metadata).html }

  /// The page of a Markdown text, with its headings.
  package func build(_ markdown: String, _ metadata: PageMetadata) -> BuiltPage {
    let document = MarkdownDocument(markdown)
    var renderer = DocumentRenderer(highlighter: highlighter, assets: metadata.assets)
    let body = lines(renderer.render(document.blocks), indentation: 6)
    let contents = lines(Contents.list(renderer.headings), indentation: 8)
    let title = metadata.title ?? renderer.headings.first?.text ?? metadata.siteTitle
    let html = templates.render(
      "page.html",
      [
        "title": .text(title), "site": .text(metadata.siteTitle),
        "stylesheet": .text(LinkDestination.encoded(metadata.stylesheet) ?? ""),
        "style": .optional(.markup, metadata.style.map { .markup($0) }), "body": .markup(body),
        "contents": .optional(.markup, contents.isEmpty ? nil : .markup(contents)),
        "footer": .optional(.text, metadata.footer.isEmpty ? nil : .text(metadata.footer)),
        "breadcrumb": .list(
          TemplateList(fields: ["title", "address"], rows: metadata.breadcrumb.map(link))), "here": .text(title),
        "previous": .optional(.unknown, metadata.previous.map { .record(link($0)) }),
        "next": .optional(.unknown, metadata.next.map { .record(link($0)) }),
        "has_neighbours": .flag(metadata.previous != nil || metadata.next != nil),
        "sections": .list(sections(metadata.frame)), "has_sections": .flag(metadata.frame?.sections.isEmpty == false),
        "search": .optional(.unknown, metadata.frame.map { .record(search($0)) }),
      ])
    return BuiltPage(
      html: html, headings: renderer.headings.map { BuiltPage.Heading(level: $0.level, id: $0.id, text: $0.text) })
  }

  private func sections(_ frame: PageFrame?) -> TemplateList {
    let rows = (frame?.sections ?? []).map { section -> TemplateRecord in
      var row = link(section.link)
      row["is_current"] = .flag(section.isCurrent)
      return row
    }
    return TemplateList(fields: ["title", "address", "is_current"], rows: rows)
  }

  private func search(_ frame: PageFrame) -> TemplateRecord {
    [
      "script": .text(LinkDestination.encoded("\(frame.root)search.js") ?? ""), "root": .text(frame.root),
      "fallback": .text(LinkDestination.encoded(frame.fallback.address) ?? "#"),
      "fallback_title": .text(frame.fallback.title),
    ]
  }

  /// Without the last line break, which the template has.
  private func lines(_ nodes: [HTMLNode], indentation: Int) -> String {
    var text = HTMLFormatter(indentation: indentation).format(nodes)
    if text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
    return text
  }

  private func link(_ link: PageMetadata.Link) -> TemplateRecord {
    ["title": .text(link.title), "address": .text(LinkDestination.encoded(link.address) ?? "#")]
  }
}
