/// The names Prisma gives to what was not named, shortened to PostgreSQL's 63 bytes.
package enum PrismaConstraintName {
  private static let limit = 63

  package static func primaryKey(table: String) -> String { shortened(table, suffix: "_pkey") }

  package static func unique(table: String, columns: [String]) -> String { joined(table, columns, "_key") }

  package static func index(table: String, columns: [String]) -> String { joined(table, columns, "_idx") }

  package static func foreignKey(table: String, columns: [String]) -> String { joined(table, columns, "_fkey") }

  /// The foreign keys of an implicit join table keep their letter however long the name is.
  package static func joinTableForeignKey(table: String, column: String) -> String {
    shortened(table, suffix: "_\(column)_fkey")
  }

  /// A name with a fixed ending; what is cut is cut before the ending.
  package static func shortened(_ base: String, suffix: String) -> String {
    clipped(base, to: limit - suffix.utf8.count) + suffix
  }

  /// The sequence PostgreSQL makes for a serial column: the longer of table and column loses bytes first.
  package static func sequence(table: String, column: String) -> String {
    var lengths = (table.utf8.count, column.utf8.count)
    while lengths.0 + lengths.1 > limit - "__seq".utf8.count {
      if lengths.0 > lengths.1 { lengths.0 -= 1 } else { lengths.1 -= 1 }
    }
    return "\(clipped(table, to: lengths.0))_\(clipped(column, to: lengths.1))_seq"
  }

  /// The first bytes of a text, never half a character.
  package static func clipped(_ text: String, to count: Int = limit) -> String {
    guard text.utf8.count > count else { return text }
    var scalars = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += UTF8.width(scalar)
      if used > count { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static func joined(_ table: String, _ columns: [String], _ suffix: String) -> String {
    shortened(([table] + columns).joined(separator: "_"), suffix: suffix)
  }
}
