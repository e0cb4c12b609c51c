/// A pipe table in a source text.
struct TableSource {
  /// Lines from 1, and for each the marks of quotes and items before it.
  var lines: ClosedRange<Int>
  var prefixes: [ArraySlice<UInt8>]
  var alignments: [MarkdownTable.Alignment]
  /// The header and the rows, each filled up or cut to the width of the header.
  var rows: [[[UInt8]]]
}

/// Finds the paragraphs that forges read as tables. libcmark knows none, and its tree has lost what splits a row; so the tree says
/// where to look, and the lines themselves are read.
struct TableFinder {
  private enum Container {
    case quote
    case item(line: Int, indent: Int)
  }

  /// Cells added to short rows; a wide header over many short rows must not blow a small text up.
  private static let paddingLimit = 65_536

  private let lines: [ArraySlice<UInt8>]
  private var containers: [Container] = []
  private var tables: [TableSource] = []
  private var padding = 0

  private init(_ lines: [ArraySlice<UInt8>]) { self.lines = lines }

  static func tables(in blocks: [MarkdownBlock], of lines: [ArraySlice<UInt8>]) -> [TableSource] {
    var finder = TableFinder(lines)
    finder.visit(blocks)
    return finder.tables
  }

  private mutating func visit(_ blocks: [MarkdownBlock]) {
    for block in blocks {
      switch block.kind {
      case .quote(let children):
        containers.append(.quote)
        visit(children)
        containers.removeLast()
      case .list(let list):
        for item in list.items { visit(item) }
      case .paragraph: findTable(in: block.lines)
      // An underlined heading may have been rows and a rule; a heading behind number signs has one line.
      case .heading where block.lines.count > 2: findTable(in: block.lines)
      default: break
      }
    }
  }

  private mutating func visit(_ item: MarkdownList.Item) {
    guard var cursor = cursor(on: item.line) else { return }
    containers.append(.item(line: item.line, indent: cursor.skipMarker()))
    visit(item.blocks)
    containers.removeLast()
  }

  private mutating func findTable(in range: ClosedRange<Int>) {
    guard range.count > 1, range.lowerBound > tables.last?.lines.upperBound ?? 0 else { return }
    for number in range.dropFirst() {
      if number - 1 > range.lowerBound, isUnderline(number - 1) { return }
      guard number <= lines.count, let delimiter = content(of: number),
        let alignments = TableSyntax.alignments(lines[number - 1][delimiter...]),
        let cells = TableSyntax.cells(lines[number - 2][headerStart(number - 1)...]), cells.count == alignments.count
      else { continue }
      // A header further down in its paragraph may be indented, or lazily lack the marks of its containers, as every line there.
      let line = number - 1 == range.lowerBound ? number - 1 : number
      let prefixes = [lines[line - 1][..<(content(of: line) ?? delimiter)], lines[number - 1][..<delimiter]]
      var table = TableSource(
        lines: (number - 1)...number, prefixes: prefixes, alignments: alignments, rows: [cells])
      addRows(to: &table)
      tables.append(table)
      return
    }
  }

  private mutating func addRows(to table: inout TableSource) {
    var number = table.lines.upperBound + 1
    while number <= lines.count, let start = content(of: number), start < lines[number - 1].endIndex {
      let line = lines[number - 1][start...]
      if mayOpenBlock(line.first), Parser.opensBlock(Array(line)) { break }
      guard var cells = TableSyntax.cells(line) else { break }
      let missing = max(0, table.alignments.count - cells.count)
      padding += missing
      guard padding <= Self.paddingLimit else { break }
      cells += Array(repeating: [], count: missing)
      table.rows.append(Array(cells.prefix(table.alignments.count)))
      table.prefixes.append(lines[number - 1][..<start])
      table.lines = table.lines.lowerBound...number
      number += 1
    }
  }

  /// Where a line's text begins when it belongs to the containers around and is not indented like code.
  private func content(of number: Int) -> Int? {
    guard let cursor = cursor(on: number) else { return nil }
    let (columns, end) = cursor.indent
    return columns <= 3 ? end : nil
  }

  private func cursor(on number: Int) -> LineCursor? {
    guard number >= 1, number <= lines.count else { return nil }
    var cursor = LineCursor(lines[number - 1])
    return skipContainers(of: number, &cursor) ? cursor : nil
  }

  private func headerStart(_ number: Int) -> Int {
    var cursor = LineCursor(lines[number - 1])
    // The white space of a lazy line is kept, and is a cell of its own before a pipe.
    return skipContainers(of: number, &cursor) ? cursor.indent.end : cursor.offset
  }

  /// The line that made what stands above it a heading; libcmark counts further lines to that heading.
  private func isUnderline(_ number: Int) -> Bool {
    guard let start = content(of: number), let mark = lines[number - 1][start...].first else { return false }
    guard mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
    return lines[number - 1][start...].drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private func skipContainers(of number: Int, _ cursor: inout LineCursor) -> Bool {
    for container in containers {
      switch container {
      case .quote:
        guard cursor.skipQuote() else { return false }
      case .item(let line, _) where line == number: _ = cursor.skipMarker()
      case .item(_, let indent):
        guard cursor.skipIndent(indent) else { return false }
      }
    }
    return true
  }

  private func mayOpenBlock(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (0x30...0x39).contains(byte) || ">#`~<-+*_".utf8.contains(byte)
  }
}
