/// One line of a block, or several fields that are aligned with each other.
struct BlockLayout {
  enum Line {
    /// Cells that are aligned with those of the lines around, up to an empty line.
    case row([String])
    case plain(String)
    case empty
  }

  private var lines: [Line] = []

  mutating func row(_ cells: [String]) { lines.append(.row(cells)) }
  mutating func plain(_ lines: [String]) { self.lines += lines.map(Line.plain) }

  /// An empty line, unless nothing is before it or it would be the second.
  mutating func gap() {
    switch lines.last {
    case nil, .empty: break
    default: lines.append(.empty)
    }
  }

  /// The lines with two spaces in front, cells padded to the widest of their group.
  func rendered() -> [String] {
    var result: [String] = []
    var group: [Line] = []
    for line in lines + [.empty] {
      if case .empty = line {
        if !result.isEmpty, !group.isEmpty { result.append("") }
        result += Self.aligned(group)
        group = []
      } else {
        group.append(line)
      }
    }
    return result
  }

  private static func aligned(_ lines: [Line]) -> [String] {
    var widths: [Int] = []
    for case .row(let cells) in lines {
      for (column, cell) in cells.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.unicodeScalars.count)
      }
    }
    return lines.map { line in
      switch line {
      case .plain(let text): return "  " + text
      case .empty: return ""
      case .row(let cells):
        let used = cells.prefix((cells.lastIndex { !$0.isEmpty } ?? -1) + 1)
        let padded = used.enumerated().map { column, cell in
          column == used.count - 1
            ? cell : cell + String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
        }
        return "  " + padded.joined(separator: " ")
      }
    }
  }
}
