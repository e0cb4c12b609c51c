import Checks
import Diagnostics
import SchemaModel

/// A name of more than 63 bytes, which PostgreSQL cuts.
struct IdentifierTooLong: StatementRule {
  let metadata = CheckMetadata(
    code: "identifier-too-long", severity: .warning,
    summary: "A name has more than 63 bytes; PostgreSQL cuts it with a notice.",
    why:
      "The object has another name than the migration says; the next migration, or a second long name, does not find it or meets it.",
    fix: "Choose a name of at most 63 bytes.",
    bad: CheckExample(
      .sql,
      "ALTER TABLE orders ADD COLUMN a_column_whose_name_goes_on_and_on_until_it_is_longer_than_sixty_three_bytes text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 4.1.1 Identifiers and Key Words"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    if case .write = statement.action { return [] }
    return LongNames.inText(statement.sql).map { name in
      let cut = LongNames.cut(name)
      return finding(
        at: statement, cut, "a name of \(name.utf8.count) bytes becomes \(cut)",
        fix: .words("give it a name of at most 63 bytes"))
    }
  }
}

/// Names in a statement's text that are longer than PostgreSQL keeps.
enum LongNames {
  private static let limit = 63

  static func inText(_ sql: String) -> [String] {
    // Bodies of functions are text here.
    guard sql.utf8.count > limit, !sql.contains("$$") else { return [] }
    let bytes = Array(sql.utf8)
    var found: [String] = []
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "'"): position = after(UInt8(ascii: "'"), from: position + 1, in: bytes)
      case UInt8(ascii: "\""):
        let end = after(UInt8(ascii: "\""), from: position + 1, in: bytes)
        note(bytes[min(position + 1, end)..<max(position + 1, end - 1)], &found)
        position = end
      case UInt8(ascii: "-") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "-"):
        position = after(UInt8(ascii: "\n"), from: position, in: bytes)
      case let byte where isWord(byte):
        let end = bytes[position...].firstIndex { !isWord($0) } ?? bytes.count
        note(bytes[position..<end], &found)
        position = end
      default: position += 1
      }
    }
    return found
  }

  private static func note(_ bytes: ArraySlice<UInt8>, _ found: inout [String]) {
    guard bytes.count > limit else { return }
    let name = String(decoding: bytes, as: UTF8.self)
    if !found.contains(name) { found.append(name) }
  }

  private static func after(_ end: UInt8, from start: Int, in bytes: [UInt8]) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes[start...].firstIndex(of: end).map { $0 + 1 } ?? bytes.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// As PostgreSQL cuts it: whole characters of at most 63 bytes.
  static func cut(_ name: String) -> String {
    var cut = ""
    for character in name.unicodeScalars {
      guard cut.utf8.count + String(character).utf8.count <= limit else { break }
      cut.unicodeScalars.append(character)
    }
    return cut
  }
}
