internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// `SELECT *` with its columns named.
extension QueryRewriter {
  /// The query with every column that its stars stand for, in their order: the same result as long as the tables stay as they
  /// are. nil where the catalog does not know them: a view, a function, columns merged by USING.
  package func namingColumns(_ sql: String) -> Rewrite? {
    read(sql) { session in
      guard let select = session.select, session.outermost.isPlain, !session.outermost.isMerging else { return nil }
      var edits: [StatementText.Edit] = []
      for node in PostgresList(select.target_list, select.n_target_list) {
        guard let target = node.pointee.res_target?.pointee, let value = target.val,
          let star = session.star(UnsafePointer(value))
        else { continue }
        guard let range = session.starRange(at: Int(target.location), isQualified: !star.isEmpty) else { return nil }
        let columns = session.columns(of: star)
        guard !columns.isEmpty else { return nil }
        edits.append(.init(range, session.wrapped(columns, at: range.lowerBound)))
      }
      guard !edits.isEmpty else { return nil }
      return session.text.edited(edits).map { Rewrite(sql: $0) }
    }
  }
}

extension RewritingSession {
  /// The tokens `*` or `t.*`.
  fileprivate func starRange(at place: Int, isQualified: Bool) -> Range<Int>? {
    guard let first = text.token(at: place),
      let last = (first..<min(first + 8, text.tokens.count)).first(where: { text.word($0) == "*" })
    else { return nil }
    return text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound
  }

  fileprivate func columns(of star: String) -> [String] {
    let items = outermost.items
    return items.filter { star.isEmpty || $0.alias == star }.flatMap { item -> [String] in
      let isBare = star.isEmpty && items.count == 1
      let prefix = isBare ? "" : QuotedIdentifier.text(item.alias) + "."
      return item.table.columns.names.map { prefix + QuotedIdentifier.text($0) }
    }
  }

  /// A list in lines of at most 100 characters, the later ones behind the first.
  fileprivate func wrapped(_ items: [String], at place: Int) -> String {
    var start = place
    while start > 0, text.bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let indent = place - start
    var lines: [String] = []
    var line = ""
    for (position, item) in items.enumerated() {
      let piece = item + (position + 1 < items.count ? "," : "")
      if !line.isEmpty, indent + line.count + piece.count + 1 > 100 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + piece
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
