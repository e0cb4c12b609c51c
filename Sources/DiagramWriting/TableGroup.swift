package import SchemaModel

/// Tables that belong together, with a diagram of their own.
package struct TableGroup: Sendable, Hashable {
  package var name: String
  /// A file name: letters, digits and dashes, unique without case.
  package var slug: String
  package var tables: [ObjectName]

  package init(name: String, slug: String, tables: [ObjectName]) {
    self.name = name
    self.slug = slug
    self.tables = tables
  }

  /// Groups with unique names and slugs.
  static func named(_ groups: [(name: String, tables: [ObjectName])]) -> [TableGroup] {
    var names: Set<String> = []
    var slugs: Set<String> = []
    return groups.map { group in
      let name = unique(group.name, in: &names) { "\($0) \($1)" }
      let slug = unique(slug(of: name), in: &slugs) { "\($0)-\($1)" }
      return TableGroup(name: name, slug: slug, tables: group.tables)
    }
  }

  private static func unique(_ name: String, in taken: inout Set<String>, _ numbered: (String, Int) -> String) -> String
  {
    var candidate = name
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = numbered(name, number)
      number += 1
    }
    return candidate
  }

  private static func slug(of name: String) -> String {
    var slug = ""
    for byte in name.lowercased().utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      default: if !slug.hasSuffix("-"), !slug.isEmpty { slug += "-" }
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "group" : String(slug.prefix(60))
  }
}
