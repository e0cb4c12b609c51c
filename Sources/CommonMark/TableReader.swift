/// Reads a text into blocks with pipe tables. Found tables are taken out of the text, a comment in place of each line so that the
/// blocks around keep their meaning and their line numbers; their cells are read as paragraphs in front of the text, so that they share
/// its link references; and both come together in the tree.
struct TableReader {
  /// A table may end where nothing ended before, which can bring another table to light; hostile texts are given up on.
  private static let passLimit = 8
  /// White space to the inline rules like the start of a line, but nothing to the block rules: a cell `- x` stays text.
  private static let guardCharacter = "\u{2003}"

  private var lines: [ArraySlice<UInt8>]
  private let marker: String
  private var tables: [TableSource] = []

  static func blocks(of text: String) -> [MarkdownBlock] {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var reader = TableReader(bytes)
    return reader.read(bytes)
  }

  private init(_ bytes: [UInt8]) {
    lines = Self.lines(of: bytes)
    var marker = "pipe-table"
    while Self.contains(Array("<!--\(marker)".utf8), in: bytes) { marker += "-x" }
    self.marker = marker
  }

  private mutating func read(_ bytes: [UInt8]) -> [MarkdownBlock] {
    // Most documents hold tables and are read again without them; where they stand, the outline tells.
    var blocks = Parser.outline(of: bytes)
    var cells: [[MarkdownInline]] = []
    for pass in 0..<Self.passLimit {
      let found = TableFinder.tables(in: blocks, of: lines)
      if found.isEmpty {
        if pass == 0 { blocks = Parser.blocks(of: bytes) }
        break
      }
      for table in found { cut(table) }
      let all = parse()
      cells = all.cells
      blocks = all.blocks
    }
    var assembler = TableAssembler(marker: marker, tables: assembled(cells), lines: lines)
    return assembler.assemble(blocks)
  }

  /// Replaces a table's lines by comments.
  private mutating func cut(_ table: TableSource) {
    for (index, number) in table.lines.enumerated() {
      let comment = index == 0 ? "<!--\(marker) \(tables.count)-->" : "<!--\(marker)-->"
      lines[number - 1] = (table.prefixes[index] + Array(comment.utf8))[...]
    }
    tables.append(table)
  }

  private func parse() -> (cells: [[MarkdownInline]], blocks: [MarkdownBlock]) {
    var bytes: [UInt8] = []
    var count = 0
    for cell in tables.lazy.flatMap({ $0.rows.lazy.joined() }) where !cell.isEmpty {
      bytes += Self.guardCharacter.utf8
      bytes += cell
      bytes += [0x0A, 0x0A]
      count += 1
    }
    for line in lines {
      bytes += line
      bytes.append(0x0A)
    }
    let all = Parser.blocks(of: bytes)
    let cells = all.prefix(count).map { block -> [MarkdownInline] in
      guard case .paragraph(let inlines) = block.kind else { return [] }
      return Self.withoutGuard(inlines)
    }
    return (cells, all.dropFirst(count).map { $0.moved(up: 2 * count) })
  }

  private static func withoutGuard(_ inlines: [MarkdownInline]) -> [MarkdownInline] {
    guard case .text(let text)? = inlines.first, text.hasPrefix(guardCharacter) else { return inlines }
    let rest = String(text.unicodeScalars.dropFirst())
    return rest.isEmpty ? Array(inlines.dropFirst()) : [.text(rest)] + inlines.dropFirst()
  }

  private func assembled(_ cells: [[MarkdownInline]]) -> [MarkdownTable] {
    var next = cells.makeIterator()
    return tables.map { table in
      var rows = table.rows.map { row in row.map { $0.isEmpty ? [] : next.next() ?? [] } }
      return MarkdownTable(alignments: table.alignments, header: rows.removeFirst(), rows: rows)
    }
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        lines.append(bytes[start..<index])
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func contains(_ pattern: [UInt8], in bytes: [UInt8]) -> Bool {
    guard bytes.count >= pattern.count else { return false }
    return (0...(bytes.count - pattern.count)).contains { index in
      bytes[index] == pattern[0] && bytes[index..<(index + pattern.count)].elementsEqual(pattern)
    }
  }
}

extension MarkdownBlock {
  fileprivate func moved(up count: Int) -> MarkdownBlock {
    var block = self
    block.lines = max(1, lines.lowerBound - count)...max(1, lines.upperBound - count)
    switch kind {
    case .quote(let children): block.kind = .quote(children.map { $0.moved(up: count) })
    case .list(var list):
      for index in list.items.indices {
        list.items[index].line -= count
        list.items[index].blocks = list.items[index].blocks.map { $0.moved(up: count) }
      }
      block.kind = .list(list)
    default: break
    }
    return block
  }
}
