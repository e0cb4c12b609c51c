import Diagnostics
import Foundation
import PlanDocument

/// Takes one fact out of a file: the YAML entry or the schema line that a span points at.
enum FactDeletion {
  /// The file without the fact, or nil when there is nothing to take out.
  static func deleting(_ span: SourceSpan, from text: String) -> (text: String, removed: String)? {
    span.path.hasSuffix(".yml") ? deletingEntry(at: span, from: text) : deletingLine(span.line, from: text)
  }

  /// A schema fact is its line.
  static func deletingLine(_ line: Int, from text: String) -> (text: String, removed: String)? {
    var lines = text.components(separatedBy: "\n")
    guard lines.indices.contains(line - 1) else { return nil }
    let removed = lines[line - 1].trimmingCharacters(in: .whitespaces)
    // A block's head can not go without its body; what is left is no schema.
    guard !removed.hasSuffix("{"), !removed.uppercased().hasPrefix("CREATE TABLE") else { return nil }
    if removed.uppercased().hasPrefix("CREATE "), !removed.hasSuffix(";") {
      var end = line - 1
      while end < lines.count, !lines[end].contains(";") { end += 1 }
      lines.removeSubrange(line - 1...min(end, lines.count - 1))
      return (lines.joined(separator: "\n"), removed)
    }
    lines.remove(at: line - 1)
    // SQL: the last element of a list carries no comma.
    if lines.indices.contains(line - 1), lines[line - 1].hasPrefix(")"), line >= 2, lines[line - 2].hasSuffix(",") {
      lines[line - 2].removeLast()
    }
    return (lines.joined(separator: "\n"), removed)
  }

  private static func deletingEntry(at span: SourceSpan, from text: String) -> (text: String, removed: String)? {
    let bytes = Array(text.utf8)
    if let flow = flowEntry(around: span.offset, in: bytes) {
      let removed = String(decoding: bytes[flow], as: UTF8.self)
      return (String(decoding: bytes[..<flow.lowerBound] + bytes[flow.upperBound...], as: UTF8.self), trimmed(removed))
    }
    let lines = text.components(separatedBy: "\n")
    let first = span.line - 1
    guard lines.indices.contains(first) else { return nil }
    let indent = Self.indent(lines[first])
    var end = first + 1
    while end < lines.count, lines[end].trimmingCharacters(in: .whitespaces).isEmpty || Self.indent(lines[end]) > indent
    {
      end += 1
    }
    var kept = lines
    kept.removeSubrange(first..<end)
    // The first key of a list's item carries the dash on.
    let head = lines[first].drop { $0 == " " }
    if head.hasPrefix("- "), end < lines.count, head.contains(":"),
      Self.indent(lines[first]) + 2 == Self.indent(lines[first + 1])
    {
      return (kept.joined(separator: "\n"), trimmed(lines[first..<end].joined(separator: " ")))
    }
    return (kept.joined(separator: "\n"), trimmed(lines[first..<end].joined(separator: " ")))
  }

  private static func trimmed(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 70 ? line.prefix(69) + "…" : line
  }

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  /// The entry of a flow collection that an offset stands in, with the comma that goes with it; nil outside of one.
  private static func flowEntry(around offset: Int, in bytes: [UInt8]) -> Range<Int>? {
    var lineStart = offset
    while lineStart > 0, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    // A line that ends with a comma goes on: the collection began there or above.
    while lineStart > 1, bytes[lineStart - 2] == UInt8(ascii: ",") {
      lineStart -= 1
      while lineStart > 0, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    }
    var depth = 0
    var isQuoted = false
    var open: [Int] = []
    for index in lineStart..<offset {
      switch bytes[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{"), UInt8(ascii: "["): if !isQuoted { open.append(index); depth += 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): if !isQuoted, depth > 0 { open.removeLast(); depth -= 1 }
      default: break
      }
    }
    guard let start = open.last else { return nil }
    var from = start + 1
    for index in start + 1..<offset where bytes[index] == UInt8(ascii: ",") {
      if balance(bytes[start + 1..<index]) == 0 { from = index }
    }
    var to = offset
    var level = 0
    isQuoted = false
    while to < bytes.count {
      let byte = bytes[to]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { level += 1 }
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
          if level == 0 { break }
          level -= 1
        }
        if byte == UInt8(ascii: ","), level == 0 { break }
      }
      to += 1
    }
    // A first entry takes the comma behind it, any other the one before it.
    if from == start + 1, to < bytes.count, bytes[to] == UInt8(ascii: ",") { to += 1 }
    return from..<to
  }

  private static func balance(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { level, byte in
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): level + 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): level - 1
      default: level
      }
    }
  }
}
