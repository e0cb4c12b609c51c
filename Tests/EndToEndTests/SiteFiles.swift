import Foundation
import TestKit

/// The files of a site as a browser sees them: places, links, and whether these meet.
struct SiteFiles {
  let files: [String: String]

  init(in folder: String) throws { files = try tree(of: folder) }

  var pages: [String] { files.keys.filter { $0.hasSuffix(".html") }.sorted() }
  var documents: [String] { files.keys.filter { $0.hasSuffix(".md") }.sorted() }

  /// What is wrong with the links and ids of all pages.
  func problems() -> [String] {
    var problems: [String] = []
    var ids: [String: Set<String>] = [:]
    for page in pages {
      let all = values(of: " id", in: files[page] ?? "")
      ids[page] = Set(all)
      if ids[page]?.count != all.count { problems.append("\(page): an id stands twice") }
    }
    for page in pages {
      let text = files[page] ?? ""
      for link in values(of: " href", in: text) + values(of: " src", in: text) {
        guard let (path, anchor) = target(of: link, from: page) else {
          problems.append("\(page): leads outside: \(link)")
          continue
        }
        if files[path] == nil {
          problems.append("\(page): dead link \(link)")
        } else if let anchor, let known = ids[path], !known.contains(anchor) {
          problems.append("\(page): no such place \(link)")
        }
      }
    }
    return problems
  }

  /// The same for Markdown files, whose links are those of the writer's form.
  func documentProblems() -> [String] {
    var problems: [String] = []
    for document in documents {
      for piece in (files[document] ?? "").components(separatedBy: "](").dropFirst() {
        let link = String(piece.prefix { $0 != ")" && $0 != "\n" }.filter { $0 != "\\" })
        guard let (path, anchor) = target(of: link, from: document), let text = files[path] else {
          problems.append("\(document): dead link \(link)")
          continue
        }
        if path.hasSuffix(".html") { problems.append("\(document): leads to a page: \(link)") }
        if let anchor, ["column-", "finding-", "partition-", "function-", "type-"].contains(where: anchor.hasPrefix),
          !text.contains("<a id=\"\(anchor)\"></a>"), !text.contains("\n## \(anchor)\n")
        {
          problems.append("\(document): no such place \(link)")
        }
      }
    }
    for (path, svg) in files where path.hasSuffix(".svg") {
      for link in values(of: " href", in: svg) {
        guard let (target, _) = target(of: link, from: path), files[target] != nil else {
          problems.append("\(path): dead link \(link)")
          continue
        }
      }
    }
    return problems.sorted()
  }

  /// The file a link names and the place in it; nil when it leaves the site.
  private func target(of link: String, from page: String) -> (path: String, anchor: String?)? {
    let halves = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let head = String(halves[0]).removingPercentEncoding ?? ""
    let anchor = halves.count > 1 ? String(halves[1]).removingPercentEncoding : nil
    guard !head.isEmpty else { return (page, anchor) }
    guard !head.hasPrefix("/"), !head.contains(":") else { return nil }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in head.split(separator: "/").map(String.init) where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return (parts.joined(separator: "/"), anchor)
  }

  private func values(of attribute: String, in text: String) -> [String] {
    text.components(separatedBy: "\(attribute)=\"").dropFirst().map { piece in
      Self.plain(String(piece.prefix { $0 != "\"" }))
    }
  }

  private static func plain(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return ["&#45;": "-", "&#39;": "'", "&quot;": "\"", "&lt;": "<", "&gt;": ">", "&amp;": "&"]
      .sorted { $0.key < $1.key }.reversed()
      .reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }
}
