import SQLSyntax

/// What a piece of SQL that the catalog keeps as text is to the parser.
enum TextForm {
  case expression
  case statement

  /// What stands before the text when it is parsed.
  var prefix: String { self == .expression ? "SELECT " : "" }
}

/// Replacements in a text, in any order; of two for one place the first counts.
struct TextEdits {
  private var edits: [(range: Range<Int>, text: String)] = []

  var isEmpty: Bool { edits.isEmpty }

  mutating func replace(_ range: Range<Int>, by text: String) { edits.append((range, text)) }

  /// - Parameter part: what of the text is given back; edits outside it are left out.
  func applied(to bytes: [UInt8], in part: Range<Int>? = nil) -> [UInt8] {
    let part = part ?? 0..<bytes.count
    guard !edits.isEmpty else { return Array(bytes[part]) }
    var result: [UInt8] = []
    result.reserveCapacity(part.count + 64)
    var copied = part.lowerBound
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    })
    where edit.range.lowerBound >= copied && edit.range.upperBound <= part.upperBound {
      result += bytes[copied..<edit.range.lowerBound]
      result += Array(edit.text.utf8)
      copied = edit.range.upperBound
    }
    return result + bytes[copied..<part.upperBound]
  }
}

extension SQLParser {
  /// A text changed by what its tree shows; nil when it does not parse or nothing is to be changed.
  func rewrite(
    _ text: String, _ form: TextForm, _ edit: (PostgresNode, [UInt8], inout TextEdits) -> Void
  ) -> String? {
    let whole = form.prefix + text
    let bytes = Array(whole.utf8)
    var edits = TextEdits()
    do throws(SQLSyntaxError) {
      try withStatement(whole) { node in edit(node, bytes, &edits) }
    } catch {
      return nil
    }
    guard !edits.isEmpty else { return nil }
    return String(decoding: edits.applied(to: bytes).dropFirst(form.prefix.utf8.count), as: UTF8.self)
  }
}

extension String {
  /// Whether the bytes of another text stand in this one.
  func holds(_ other: String) -> Bool {
    let needle = Array(other.utf8)
    guard let first = needle.first else { return true }
    var copy = self
    return copy.withUTF8 { bytes in
      guard bytes.count >= needle.count else { return false }
      var position = 0
      while position <= bytes.count - needle.count {
        if bytes[position] == first, bytes[position..<position + needle.count].elementsEqual(needle) { return true }
        position += 1
      }
      return false
    }
  }
}
