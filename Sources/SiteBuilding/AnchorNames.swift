import MarkdownWriting

/// Ids of places on one page: what a link may name, each once.
struct AnchorNames: Sendable {
  private var ids: [String: String] = [:]
  private var taken: Set<String> = []

  /// The id for a thing of that name; the same name gives the same id.
  mutating func add(_ name: String) -> String {
    if let known = ids[name] { return known }
    let base = Self.id(of: name)
    var id = base
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    ids[name] = id
    return id
  }

  subscript(name: String) -> String? { ids[name] }

  /// Letters, digits, `.`, `_` and `-`, as in every anchor of a document.
  static func id(of name: String) -> String { MarkdownText.anchorID(name) }
}
