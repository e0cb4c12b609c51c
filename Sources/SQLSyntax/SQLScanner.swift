import CPostgresQuery

/// A token of SQL text as PostgreSQL's scanner sees it.
package struct SQLToken: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case keyword
    case identifier
    case string
    case number
    case `operator`
    case comment
    case parameter
    /// Punctuation, and text the scanner could not read (an unterminated string, say).
    case other
  }

  package var kind: Kind
  /// UTF-8 offsets within the scanned text.
  package var range: Range<Int>

  package init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// PostgreSQL's scanner, for highlighting. It never fails: what it cannot read is one token of kind `other`.
package enum SQLScanner {
  /// The tokens of a text in order, without overlaps; white space between them is not reported.
  package static func tokens(in text: String) -> [SQLToken] {
    let bytes = Array(text.utf8)
    var tokens: [SQLToken] = []
    scan(bytes, into: &tokens)
    return tokens
  }

  private static func scan(_ bytes: [UInt8], into tokens: inout [SQLToken]) {
    let result = scan(CText(bytes), into: &tokens)
    guard let failure = result, failure < bytes.count else { return }
    let head = Array(bytes[..<failure])
    if failure > 0 { _ = scan(CText(head), into: &tokens) }
    let start = max(tokens.last?.range.upperBound ?? 0, failure)
    if start < bytes.count { tokens.append(SQLToken(.other, start..<bytes.count)) }
  }

  /// Appends the tokens, or gives the offset at which the scanner stopped without appending any.
  private static func scan(_ text: CText, into tokens: inout [SQLToken]) -> Int? {
    let result = text.withPointer { pg_query_scan($0) }
    defer { pg_query_free_scan_result(result) }
    if let error = result.error { return text.offset(ofCharacter: Int(error.pointee.cursorpos)) }
    let unpacked = result.pbuf.data.withMemoryRebound(to: UInt8.self, capacity: result.pbuf.len) {
      pg_query__scan_result__unpack(nil, result.pbuf.len, $0)
    }
    guard let unpacked else { return 0 }
    defer { pg_query__scan_result__free_unpacked(unpacked, nil) }
    tokens.reserveCapacity(unpacked.pointee.n_tokens)
    for index in 0..<unpacked.pointee.n_tokens {
      guard let token = unpacked.pointee.tokens[index]?.pointee, token.start <= token.end else { continue }
      tokens.append(SQLToken(kind(of: token), Int(token.start)..<Int(token.end)))
    }
    return nil
  }

  private static func kind(of token: PgQuery__ScanToken) -> SQLToken.Kind {
    if token.keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD { return .keyword }
    switch token.token {
    case PG_QUERY__TOKEN__IDENT, PG_QUERY__TOKEN__UIDENT: return .identifier
    case PG_QUERY__TOKEN__SCONST, PG_QUERY__TOKEN__USCONST, PG_QUERY__TOKEN__BCONST, PG_QUERY__TOKEN__XCONST:
      return .string
    case PG_QUERY__TOKEN__ICONST, PG_QUERY__TOKEN__FCONST: return .number
    case PG_QUERY__TOKEN__PARAM: return .parameter
    case PG_QUERY__TOKEN__SQL_COMMENT, PG_QUERY__TOKEN__C_COMMENT: return .comment
    case PG_QUERY__TOKEN__ASCII_40, PG_QUERY__TOKEN__ASCII_41, PG_QUERY__TOKEN__ASCII_44, PG_QUERY__TOKEN__ASCII_46,
      PG_QUERY__TOKEN__ASCII_59, PG_QUERY__TOKEN__ASCII_91, PG_QUERY__TOKEN__ASCII_93:
      return .other
    default: return .operator
    }
  }
}

/// Bytes as the C library wants them: ended by NUL, inner NUL bytes turned into spaces so that offsets stay.
struct CText {
  private let bytes: [UInt8]

  /// Where the first NUL byte stood.
  let nul: Int?

  init(_ text: String) {
    var text = text
    self.init(text.withUTF8 { Array($0) })
  }

  init(_ source: [UInt8]) {
    var copy = source
    nul = copy.firstIndex(of: 0)
    if let nul { for offset in nul..<copy.count where copy[offset] == 0 { copy[offset] = UInt8(ascii: " ") } }
    copy.append(0)
    bytes = copy
  }

  func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      // A terminating NUL is always there, so the buffer has a base address.
      body(buffer.assumingMemoryBound(to: CChar.self).baseAddress!)
    }
  }

  /// The byte offset of the library's 1-based character index; the end of the text when there is none.
  func offset(ofCharacter position: Int) -> Int {
    guard position > 0 else { return bytes.count - 1 }
    var characters = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      characters += 1
      if characters == position { return offset }
    }
    return bytes.count - 1
  }
}
