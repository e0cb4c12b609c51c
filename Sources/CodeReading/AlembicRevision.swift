package import Diagnostics

/// What a revision of Alembic says of its place in the chain, read without running it.
package struct AlembicRevision: Sendable {
  package var id: String
  /// None of the first, several of a merge.
  package var parents: [String]
  package var span: SourceSpan

  /// nil for a file that is no revision.
  package init?(_ file: SourceFile) {
    guard let id = Self.strings(assignedTo: "revision", in: file).first else { return nil }
    self.id = id.value
    parents = Self.strings(assignedTo: "down_revision", in: file).map(\.value)
    span = file.span(id.range)
  }

  /// Whether an `env.py` makes each revision a transaction of its own.
  package static func isTransactionPerMigration(_ file: SourceFile) -> Bool {
    file.text.split(separator: "\n").contains { line in
      let code = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
      return code.contains("transaction_per_migration=True")
    }
  }

  /// The string constants of `name = ...` or `name: type = ...` at the outermost level, over several lines in parentheses.
  private static func strings(assignedTo name: String, in file: SourceFile) -> [(value: String, range: Range<Int>)] {
    let bytes = Array(file.text.utf8)
    var offset = 0
    for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
      defer { offset += line.utf8.count + 1 }
      guard line.hasPrefix(name) else { continue }
      let rest = line.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
      guard rest.first == "=" || rest.first == ":", let sign = line.firstIndex(of: "=") else { continue }
      return constants(in: bytes, from: offset + line.utf8.distance(from: line.startIndex, to: sign) + 1)
    }
    return []
  }

  private static func constants(in bytes: [UInt8], from start: Int) -> [(value: String, range: Range<Int>)] {
    var found: [(value: String, range: Range<Int>)] = []
    var position = start
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\n") where depth <= 0: return found
      case UInt8(ascii: "#"):
        while position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "\n") { position += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let mark = bytes[position]
        let open = position
        position += 1
        while position < bytes.count, bytes[position] != mark, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        let value = String(decoding: bytes[min(open + 1, position)..<position], as: UTF8.self)
        found.append((value, open..<min(position + 1, bytes.count)))
      default: break
      }
      position += 1
    }
    return found
  }
}
