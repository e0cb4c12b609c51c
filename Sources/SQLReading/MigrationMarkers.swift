/// The section markers of migration tools that keep up and down in one file.
struct Markers {
  enum Style {
    case dbmate
    case goose
  }

  private(set) var style: Style?
  /// The text with everything but the up sections blanked, nil without markers. Byte offsets stay the same.
  private(set) var upText: String?

  init(_ text: String) {
    guard let style = Self.style(of: text) else { return }
    self.style = style
    var bytes = Array(text.utf8)
    var isUp = false
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = Self.words(bytes[start..<end])
      if line.starts(with: ["--", "migrate:up"]) || line.starts(with: ["--", "+goose", "up"]) {
        isUp = true
      } else if line.starts(with: ["--", "migrate:down"]) || line.starts(with: ["--", "+goose", "down"]) {
        isUp = false
      } else if !isUp {
        for position in start..<end { bytes[position] = UInt8(ascii: " ") }
      }
      start = end + 1
    }
    upText = String(decoding: bytes, as: UTF8.self)
  }

  private static func style(of text: String) -> Style? {
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.starts(with: "--".utf8) {
      let words = words(line)
      if words.starts(with: ["--", "migrate:up"]) { return .dbmate }
      if words.starts(with: ["--", "+goose", "up"]) { return .goose }
    }
    return nil
  }

  private static func words(_ line: some Collection<UInt8>) -> [String] {
    guard line.starts(with: "--".utf8) else { return [] }
    let parts = line.dropFirst(2).split {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
    }
    return ["--"] + parts.prefix(3).map { String(decoding: $0, as: UTF8.self).lowercased() }
  }
}
