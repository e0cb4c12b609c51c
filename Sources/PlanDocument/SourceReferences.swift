import Diagnostics
import MarkdownWriting
import Templating

/// Short names for the files a plan rests on, so that `plan:14` cites line 14 of the plan file.
struct SourceReferences: Sendable {
  private var tags: [String: String] = [:]
  /// Tag and path of every file, in the order they were given.
  private(set) var files: [(tag: String, path: String)] = []

  /// Tags are file stems without a leading underscore; the folder's name is put before a stem that was taken.
  init(paths: [String]) {
    var taken: Set<String> = []
    for path in paths where tags[path] == nil {
      let components = path.split(separator: "/")
      var tag = Self.stem(components.last ?? "file")
      if taken.contains(tag), components.count > 1 { tag = "\(components[components.count - 2])/\(tag)" }
      var number = 2
      let base = tag
      while !taken.insert(tag).inserted {
        tag = "\(base)~\(number)"
        number += 1
      }
      tags[path] = tag
      files.append((tag, path))
    }
  }

  /// `schema:41`, or the rule's name.
  func label(_ source: Source) -> String {
    switch source {
    case .schema(let span), .plan(let span), .database(let span):
      (tags[span.path] ?? span.path) + (span.hasLine ? ":\(span.line)" : "")
    case .rule(let code): code
    }
  }

  /// Links into the Sources section; at most three, the rest counted.
  /// - Parameter document: the plan's document as seen from the page; empty within it.
  func markup(_ sources: [Source], in document: String = "") -> TemplateValue {
    let labels = unique(sources.lazy.filter { $0.span != nil }.map(label))
    let shown = labels.prefix(3).map { MarkdownText.link($0, to: "\(document)#sources") }
    let rest = labels.count > 3 ? " +\(labels.count - 3)" : ""
    return .markup(shown.joined(separator: " ") + rest)
  }

  private static func stem(_ file: Substring) -> String {
    var name = file
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = name[..<dot] }
    return String(name.drop { $0 == "_" })
  }
}
