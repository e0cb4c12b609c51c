/// Takes out what sections without content leave behind: runs of blank lines and spaces at the end of lines. Lines within
/// code fences stay as they are.
enum MarkdownTidy {
  static func tidied(_ text: String) -> String {
    var lines = Lines(capacity: text.utf8.count)
    // By bytes: everything looked for is ASCII, and splitting by characters would cost as much as rendering.
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) { lines.add(line) }
    return lines.text
  }

  private struct Lines {
    private var bytes: [UInt8] = []
    /// Line breaks before the next line; blank lines are not written before something follows them.
    private var pendingBreaks = 0
    /// The number of backticks that opened the fence.
    private var fence: Int?

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func add(_ line: Substring.UTF8View.SubSequence) {
      let marker = line.prefix { $0 == UInt8(ascii: "`") }.count
      if let open = fence {
        write(line)
        if marker >= open, marker == line.count { fence = nil }
        return
      }
      if marker >= 3 { fence = marker }
      let trimmed = line.trimmingTrailingSpaces
      guard trimmed.isEmpty else { return write(trimmed) }
      if !bytes.isEmpty { pendingBreaks = 2 }
    }

    private mutating func write(_ line: Substring.UTF8View.SubSequence) {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: pendingBreaks))
      bytes.append(contentsOf: line)
      pendingBreaks = 1
    }

    var text: String { String(decoding: bytes + [UInt8(ascii: "\n")], as: UTF8.self) }
  }
}

extension Substring.UTF8View {
  fileprivate var trimmingTrailingSpaces: Substring.UTF8View {
    var line = self[...]
    while line.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }
}
