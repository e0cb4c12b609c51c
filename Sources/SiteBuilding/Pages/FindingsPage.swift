import Checks
import Diagnostics
import MarkdownWriting
import PlanDocument
import SchemaModel

extension SitePart {
  /// More findings than this and each check gets a page.
  private static let findingsLimit = 400

  var hasFindingPages: Bool { findings.count > Self.findingsLimit }

  /// Where the findings of a check stand, from the part's folder.
  func findingsPage(of code: String) -> String {
    hasFindingPages ? "\(SiteSection.findings.file)/\(code)" : SiteSection.findings.file
  }

  /// The checks that found something, the worst first.
  var findingCodes: [String] {
    var seen: Set<String> = []
    return findings.map(\.code).filter { seen.insert($0).inserted }
  }
}

/// What the checks found, check by check.
struct FindingsPage {
  private let part: SitePart
  private let links: PartLinks

  init(_ part: SitePart, path: String) {
    self.part = part
    links = PartLinks(part, from: path)
  }

  func overview(_ page: inout MarkdownBuilder) {
    let groups = Dictionary(grouping: part.findings, by: \.code)
    page.heading(1, "Findings")
    page.paragraph(MarkdownPhrase(Self.health(of: part.facts)))
    page.table(
      ["Check", "Worst", .number("Findings"), "What it means"],
      part.findingCodes.map { code in
        let found = groups[code] ?? []
        return [
          links.to(part.findingsPage(of: code), part.hasFindingPages ? nil : code, .code(code)),
          MarkdownPhrase(found.map(\.severity).max()?.rawValue ?? ""), "\(found.count)",
          MarkdownPhrase(Self.metadata[code]?.summary ?? ""),
        ]
      })
    if !part.hasFindingPages {
      for code in part.findingCodes { list(code, groups[code] ?? [], level: 2, &page) }
    }
    waived(&page)
  }

  func check(_ code: String, _ page: inout MarkdownBuilder) {
    list(code, part.findings.filter { $0.code == code }, level: 1, &page)
  }

  /// `3 errors, 10 warnings and 6 notes; 2 waived`.
  static func health(of facts: ReferenceFacts) -> String {
    let findings = facts.findings
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : SchemaPhrases.counted(count, severity.rawValue)
    }
    let waived = facts.waivedFindings.count
    return (counts.isEmpty ? "\(CheckRegistry.all.count) checks found nothing" : counts.joined(separator: ", "))
      + (waived > 0 ? "; \(waived) waived" : "")
  }

  private func list(_ code: String, _ findings: [Finding], level: Int, _ page: inout MarkdownBuilder) {
    page.heading(level, MarkdownPhrase(code))
    if let check = Self.metadata[code] {
      page.paragraph(MarkdownPhrase(check.why))
      page.paragraph(MarkdownPhrase(check.fix))
    }
    var anchors = AnchorNames()
    page.table(
      ["Where", "Weight", "Finding", "Fix", "Source"],
      findings.enumerated().map { number, finding in
        // Two findings of one check on one object share a fingerprint; the first keeps it.
        let name = "finding-\(finding.fingerprint)"
        let anchor = anchors.add(anchors[name] == nil ? name : "\(name) \(number)")
        var place: MarkdownPhrase = .anchor(anchor)
        if let table = finding.table { place.append(links.relation(table)) }
        if let object = finding.object { place.append(finding.table == nil ? .code(object) : " \(code: object)") }
        var message = MarkdownPhrase(finding.message)
        if let evidence = finding.evidence { message.append(" (\(evidence))") }
        return [
          place, MarkdownPhrase(finding.severity.rawValue), message, SchemaPhrases.fix(finding),
          finding.span.map { .code($0.reference) } ?? "",
        ]
      })
  }

  private func waived(_ page: inout MarkdownBuilder) {
    let waived = part.facts.waivedFindings
    guard !waived.isEmpty else { return }
    page.heading(2, "Waived")
    page.table(
      ["Check", "Where", "Because", "Until"],
      waived.map { finding in
        var place: MarkdownPhrase = finding.table.map { links.relation($0) } ?? ""
        if let object = finding.object { place.append(place.isEmpty ? .code(object) : " \(code: object)") }
        return [
          .code(finding.code), place, MarkdownPhrase(finding.waiver?.because ?? ""),
          MarkdownPhrase(finding.waiver?.until ?? ""),
        ]
      })
  }

  private static var metadata: [String: CheckMetadata] {
    Dictionary(CheckRegistry.all.map { ($0.metadata.code, $0.metadata) }, uniquingKeysWith: { first, _ in first })
  }
}
