import Foundation

/// What pages are held against.
package enum PageRule: String, Sendable, CaseIterable {
  case complaint = "console error"
  case request = "request outside"
  case width = "sideways scroll"
  case deadLink = "dead link"
  case anchor = "missing anchor"
  case duplicate = "duplicate id"
  case script = "content only by script"
  case hidden = "hidden content"
  case contrast = "weak contrast"
}

/// A page that breaks a rule.
package struct PageProblem: Sendable, CustomStringConvertible {
  package var rule: PageRule
  package var page: String
  package var message: String

  package var description: String { "\(page): \(rule.rawValue): \(message)" }
}

extension PageVisit {
  /// The rules that the page breaks.
  func problems(in folder: PageFolder) -> [PageProblem] {
    func all(_ rule: PageRule, _ messages: [String]) -> [PageProblem] {
      messages.map { PageProblem(rule: rule, page: path, message: $0) }
    }
    let wide = looks.filter { $0.width > $0.screen || $0.widest != nil }
    return all(.complaint, complaints)
      + all(.request, (requests + content.hints).filter { isOutside($0, folder) })
      + all(.width, wide.map { "\($0.width) px wide at \($0.state ?? ""): \($0.widest ?? "no element sticks out")" })
      + linkProblems(in: folder)
      + all(.duplicate, content.duplicates.map { "#\($0)" })
      + all(.script, onlyByScript)
      + all(.hidden, (withoutScripts ?? content).hidden.prefix(3).map { "\"\($0.prefix(80))\"" })
      + all(.contrast, looks.flatMap { look in look.weak.map { "\(look.state ?? ""): \($0)" } })
  }

  private func isOutside(_ address: String, _ folder: PageFolder) -> Bool {
    !address.hasPrefix("data:") && folder.file(at: address) == nil
  }

  private func linkProblems(in folder: PageFolder) -> [PageProblem] {
    func problem(_ rule: PageRule, _ message: String) -> PageProblem {
      PageProblem(rule: rule, page: path, message: message)
    }
    let page = "\(folder.path)/\(path)"
    let read = folder.ids(of: page)
    let found = Set((withoutScripts ?? content).ids)
    var problems: [PageProblem] = []
    if read != found {
      let example = read.symmetricDifference(found).sorted().first ?? ""
      problems.append(problem(.anchor, "the text and the page disagree about the id \(example)"))
    }
    for link in Set(content.links + (withoutScripts?.links ?? [])).sorted(by: { $0.href < $1.href }) {
      let scheme = link.address.prefix { $0 != ":" }
      // Where the web leads is not followed.
      if ["http", "https", "mailto"].contains(scheme) { continue }
      let parts = link.address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      guard let file = folder.file(at: String(parts[0])), folder.isFile(file) else {
        problems.append(problem(.deadLink, link.href))
        continue
      }
      guard parts.count > 1, let id = parts[1].removingPercentEncoding, !id.isEmpty, file.hasSuffix(".html") else {
        continue
      }
      if !folder.ids(of: file).contains(id) { problems.append(problem(.anchor, link.href)) }
    }
    return problems
  }

  /// Words that are there with scripts, more often than without.
  private var onlyByScript: [String] {
    guard let plain = withoutScripts else { return [] }
    var missing: [String: Int] = [:]
    for text in content.shown { missing[text, default: 0] += 1 }
    for text in plain.shown { missing[text, default: 0] -= 1 }
    let links = Set(content.links.map(\.href)).subtracting(plain.links.map(\.href)).map { "the link \($0)" }
    return (missing.filter { $0.value > 0 }.keys.sorted() + links.sorted()).prefix(3).map { String($0.prefix(80)) }
  }
}
