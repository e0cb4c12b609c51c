/// Takes out what sections without content leave behind: runs of blank lines and spaces at the end of lines. Lines within
/// code fences stay as they are.
enum MarkdownTidy {
  static func tidied(_ text: String) -> String {
    var lines: [Substring] = []
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let marker = line.prefix { $0 == "`" }
      if let open = fence {
        lines.append(line)
        if marker.count >= open.count, marker.count == line.count { fence = nil }
        continue
      }
      if marker.count >= 3 { fence = marker }
      let trimmed = trimmingTrailingSpaces(line)
      if trimmed.isEmpty, lines.last?.isEmpty ?? true { continue }
      lines.append(trimmed)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func trimmingTrailingSpaces(_ line: Substring) -> Substring {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
