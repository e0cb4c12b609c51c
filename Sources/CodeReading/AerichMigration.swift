import Diagnostics

/// A Python file whose function `upgrade` returns the SQL in triple quotes.
enum AerichMigration {
  static func script(_ file: SourceFile) -> SourceFile {
    var blanked = BlankedText(file.text)
    if let range = statementRange(file) {
      let bytes = Array(file.text.utf8)
      blanked.keep(String(decoding: bytes[range], as: UTF8.self), in: range)
    }
    return SourceFile(path: file.path, text: blanked.text)
  }

  /// The text between the quotes.
  static func statementRange(_ file: SourceFile) -> Range<Int>? {
    var offset = 0
    var start: Int?
    for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split { $0 == " " || $0 == "(" || $0 == "\t" }
      let isFunction = words.first == "def" || words.starts(with: ["async", "def"])
      if isFunction {
        if start != nil { return nil }
        if words.contains("upgrade") { start = offset }
      }
      if start != nil, words.first == "return", let range = quoted(in: Array(file.text.utf8), from: offset) {
        return range
      }
      offset += line.utf8.count + 1
    }
    return nil
  }

  private static func quoted(in bytes: [UInt8], from offset: Int) -> Range<Int>? {
    for mark in [Array("\"\"\"".utf8), Array("'''".utf8)] {
      let lineEnd = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      guard let open = first(mark, in: bytes, from: offset), open < lineEnd,
        let close = first(mark, in: bytes, from: open + 3)
      else { continue }
      return open + 3..<close
    }
    return nil
  }

  private static func first(_ mark: [UInt8], in bytes: [UInt8], from offset: Int) -> Int? {
    var position = offset
    while position + mark.count <= bytes.count {
      if bytes[position..<position + mark.count].elementsEqual(mark) { return position }
      position += 1
    }
    return nil
  }
}
