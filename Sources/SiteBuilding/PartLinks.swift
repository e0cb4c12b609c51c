import PlanDocument
import Checks
import DiagramWriting
import MarkdownWriting
import SchemaModel

/// Links from one page of a part to everything else in it.
struct PartLinks: Sendable {
  let part: SitePart
  /// What leads from the page to the part's folder.
  let up: String

  /// - Parameter path: the page, from the part's folder.
  init(_ part: SitePart, from path: String) {
    self.part = part
    up = SitePage.up(from: path)
  }

  /// From a page in the site's own folder.
  init(fromSiteTo part: SitePart) {
    self.part = part
    up = part.folder
  }

  /// A page of the part.
  func to(_ path: String, _ anchor: String? = nil, _ text: MarkdownPhrase) -> MarkdownPhrase {
    .link(text, to: "\(up)\(path).md\(anchor.map { "#\($0)" } ?? "")")
  }

  func section(_ section: SiteSection, _ text: MarkdownPhrase) -> MarkdownPhrase { to(section.file, nil, text) }

  /// A table, view or partition by its name; its name alone when the schema has none such.
  func relation(_ name: ObjectName) -> MarkdownPhrase {
    guard let page = part.page(of: name) else { return .code(name.display) }
    return to(page.path, page.anchor, MarkdownPhrase(name.display))
  }

  func relations(_ names: [ObjectName]) -> MarkdownPhrase { .joined(names.map(relation)) }

  func column(_ name: String, of table: ObjectName, inCode: Bool = true) -> MarkdownPhrase {
    let text: MarkdownPhrase = inCode ? .code(name) : MarkdownPhrase(name)
    guard let owner = part.facts.catalog.tables[table], let page = part.page(of: table), page.anchor == nil,
      let anchor = part.columnAnchor(name, of: owner)
    else { return text }
    return to(page.path, anchor, text)
  }

  func columns(_ names: [String], of table: ObjectName) -> MarkdownPhrase {
    .joined(names.map { column($0, of: table) })
  }

  /// A type, linked where the schema makes it.
  func type(_ type: ColumnType) -> MarkdownPhrase {
    guard let name = type.userType else { return .code(type.short) }
    if let file = part.enumNames[name] { return to("enums/\(file)", nil, .code(type.short)) }
    if let anchor = part.objects.types[name] { return to(SiteSection.objects.file, anchor, .code(type.short)) }
    return part.page(of: name).map { to($0.path, $0.anchor, .code(type.short)) } ?? .code(type.short)
  }

  func function(_ name: ObjectName) -> MarkdownPhrase {
    guard let anchor = part.objects.functions[name] else { return .code(name.display) }
    return to(SiteSection.objects.file, anchor, .code(name.display))
  }

  func group(_ group: DiagramGroup) -> MarkdownPhrase { to(part.page(of: group), nil, MarkdownPhrase(group.name)) }

  func finding(_ finding: Finding, _ text: MarkdownPhrase) -> MarkdownPhrase {
    to(part.findingsPage(of: finding.code), "finding-\(AnchorNames.id(of: finding.fingerprint))", text)
  }
}
