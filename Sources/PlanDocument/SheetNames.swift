package import SchemaModel

/// File names of table sheets: distinct also where a file system ignores case.
package struct SheetNames: Sendable {
  private var names: [ObjectName: String] = [:]

  package init(_ tables: [Table]) {
    var taken: Set<String> = []
    for table in tables {
      let base = String(table.name.qualified.map { Self.isSafe($0) ? $0 : "_" })
      var name = base
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)~\(number)"
        number += 1
      }
      names[table.name] = name
    }
  }

  /// The file's name without its ending, or nil when the table has no sheet.
  package subscript(table: ObjectName) -> String? { names[table] }

  private static func isSafe(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-$".contains(character)
  }
}
