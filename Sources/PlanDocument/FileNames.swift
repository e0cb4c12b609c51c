package import SchemaModel

/// File names for objects: inside their folder whatever the object is called, distinct also where case does not count.
package struct FileNames: Sendable {
  /// Bytes; file systems take 255, and numbers and endings need room.
  private static let limit = 160

  private var names: [ObjectName: String] = [:]

  package init(_ objects: some Sequence<ObjectName>) {
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

  /// The files of a schema's tables: a sheet and a reference page of one table are called the same.
  package init(tablesOf catalog: Catalog) { self.init(catalog.tables.names) }

  /// The file's name without its ending; nil for an object that was not named.
  package subscript(object: ObjectName) -> String? { names[object] }

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
