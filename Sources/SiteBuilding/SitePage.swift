import DiagramWriting
import MarkdownWriting

/// A page of the site, whatever form it is written in.
package struct SitePage: Sendable {
  /// Where a link leads: a page or another file of the site.
  package struct Link: Sendable, Hashable {
    package var title: String
    /// From the site's folder, without an ending.
    package var path: String

    package init(_ title: String, _ path: String) {
      self.title = title
      self.path = path
    }
  }

  /// From the site's folder, without an ending.
  package var path: String
  package var title: String
  /// Links in it end in `.md` and are relative to the page.
  package var markdown: String
  /// The part of the site it belongs to; nil for what all parts share.
  package var part: Int?
  package var section: SiteSection
  package var breadcrumb: [Link] = []
  package var previous: Link?
  package var next: Link?
  /// The drawings it shows: their addresses in the Markdown, with their paths from the site's folder and endings.
  package var drawings: [(address: String, path: String)] = []

  package init(path: String, title: String, markdown: String, part: Int?, section: SiteSection) {
    self.path = path
    self.title = title
    self.markdown = markdown
    self.part = part
    self.section = section
  }

  /// What leads from this page back to the site's folder.
  package var up: String { Self.up(from: path) }

  package static func up(from path: String) -> String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// The page as a Markdown file, with the links around it that a browser's page shows in its frame.
  package var document: String {
    let trail = breadcrumb.map { MarkdownPhrase.link(MarkdownPhrase($0.title), to: "\(up)\($0.path).md") }
    var builder = MarkdownBuilder()
    if !trail.isEmpty { builder.paragraph(.joined(trail + [MarkdownPhrase(title)], separator: " / ")) }
    var text = builder.text.isEmpty ? markdown : "\(builder.text)\n\(markdown)"
    var steps: [MarkdownPhrase] = []
    if let previous {
      steps.append("Previous: \(.link(MarkdownPhrase(previous.title), to: "\(up)\(previous.path).md"))")
    }
    if let next { steps.append("Next: \(.link(MarkdownPhrase(next.title), to: "\(up)\(next.path).md"))") }
    var foot = MarkdownBuilder()
    foot.paragraph(.joined(steps, separator: " · "))
    if !foot.text.isEmpty { text += "\n\(foot.text)" }
    return text
  }
}

/// What pages are about; each is a list that the navigation leads to.
package enum SiteSection: String, Sendable, Hashable, CaseIterable {
  case home
  case plans
  case tables
  case views
  case enums
  case columns
  case indexes
  case foreignKeys
  case findings
  case objects

  package var title: String {
    switch self {
    case .home: "Overview"
    case .plans: "Plans"
    case .tables: "Tables"
    case .views: "Views"
    case .enums: "Enums"
    case .columns: "Columns"
    case .indexes: "Indexes"
    case .foreignKeys: "Foreign keys"
    case .findings: "Findings"
    case .objects: "Other objects"
    }
  }

  /// The list's page, without an ending.
  var file: String {
    switch self {
    case .home: "index"
    case .foreignKeys: "foreign-keys"
    default: rawValue
    }
  }
}

/// Tables with a diagram of their own; what a plan calls a group is only named.
typealias DiagramGroup = DiagramWriting.TableGroup
