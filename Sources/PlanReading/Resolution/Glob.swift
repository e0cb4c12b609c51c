internal import SchemaModel

extension CatalogNames {
  /// The tables that a name with asterisks stands for.
  func tables(matching pattern: ObjectName) -> [ObjectName] {
    tables.filter { table in
      Glob.matches(table.name, pattern.name)
        && (pattern.schema.isEmpty || Glob.matches(table.schema, pattern.schema))
    }
  }
}

/// Patterns in which `*` stands for any text.
enum Glob {
  static func isPattern(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "*")) }

  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var position = 0
    var piece = 0
    var star: (piece: Int, position: Int)?
    while position < text.count {
      if piece < pattern.count, pattern[piece] == UInt8(ascii: "*") {
        star = (piece, position)
        piece += 1
      } else if piece < pattern.count, pattern[piece] == text[position] {
        piece += 1
        position += 1
      } else if let last = star {
        star = (last.piece, last.position + 1)
        piece = last.piece + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[piece...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
