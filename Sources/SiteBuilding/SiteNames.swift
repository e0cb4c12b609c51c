import MarkdownWriting
import SchemaModel

/// File names for objects: inside their folder whatever the object is called, distinct also where case does not count.
struct SiteNames: Sendable {
  /// Bytes; file systems take 255, and numbers and endings need room.
  private static let limit = 160

  private var names: [ObjectName: String] = [:]

  init(_ objects: some Sequence<ObjectName>) {
    var taken: Set<String> = []
    for object in objects where names[object] == nil {
      let base = Self.safe(object.qualified)
      var name = base
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)~\(number)"
        number += 1
      }
      names[object] = name
    }
  }

  /// The file's name without its ending; nil for an object that was not named.
  subscript(object: ObjectName) -> String? { names[object] }

  private static func safe(_ name: String) -> String {
    var result = ""
    var length = 0
    for character in name {
      let isSafe = character.isLetter || character.isNumber || "._-$".contains(character)
      length += isSafe ? character.utf8.count : 1
      if length > limit { break }
      result.append(isSafe ? character : "_")
    }
    return result
  }
}

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
