import Diagnostics

/// A text of comma-separated values, as PostgreSQL's COPY reads it: an empty field is null, a quoted empty one a text.
///
/// Its rules fit in a page and need the place of every field; libraries give the values alone.
struct CSVText {
  struct Field {
    /// nil for null.
    var value: String?
    /// Bytes of the file, quotes included.
    var range: Range<Int>
  }

  struct Problem {
    var message: String
    var range: Range<Int>
    var fix: String
  }

  private(set) var records: [[Field]] = []
  private(set) var problems: [Problem] = []

  private let bytes: [UInt8]
  private var position = 0
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count { readRecord() }
  }

  /// A line without any value, such as the last one, is no record.
  private mutating func readRecord() {
    var record: [Field] = []
    let start = position
    while true {
      record.append(readField())
      guard position < bytes.count, bytes[position] == Self.comma else { break }
      position += 1
    }
    let isBlank = position == start
    if position < bytes.count, bytes[position] == Self.carriageReturn { position += 1 }
    if position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
    if !isBlank { records.append(record) }
  }

  private mutating func readField() -> Field {
    let start = position
    guard position < bytes.count, bytes[position] == Self.quote else {
      while position < bytes.count, !endsField(bytes[position]) { position += 1 }
      let range = start..<position
      if let mark = bytes[range].firstIndex(of: Self.quote) {
        problems.append(
          Problem(
            message: "a quote inside a value that does not begin with one", range: mark..<mark + 1,
            fix: "quote the whole value and write its quotes twice"))
      }
      return Field(value: range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self), range: range)
    }
    return readQuoted(from: start)
  }

  private mutating func readQuoted(from start: Int) -> Field {
    var value: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        position += 1
      }
      value.append(bytes[position])
      position += 1
    }
    if position == bytes.count {
      problems.append(Problem(message: "this quote is never closed", range: start..<start + 1, fix: "close it"))
    } else {
      position += 1
    }
    let end = position
    while position < bytes.count, !endsField(bytes[position]) { position += 1 }
    if position > end {
      problems.append(
        Problem(
          message: "something stands behind the closing quote", range: end..<position,
          fix: "write the quotes of a value twice"))
    }
    return Field(value: String(decoding: value, as: UTF8.self), range: start..<end)
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
  }
}
