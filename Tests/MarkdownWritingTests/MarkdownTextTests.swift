import CommonMark
import MarkdownWriting
import Testing

@Suite struct MarkdownTextTests {
  static let hostile = [
    "plain", "foo_bar", "_foo_", "__init__", "a_", "snake_case_name", "*a*", "**", "`a`", "``", "[a](b)", "[x]",
    "[ ] task", "![i](j)",
    "<b>", "<script>alert(1)</script>", "<!-- c -->", "<http://a.b>", "http://a.b/c?d=e&f=g", "www.example.org",
    "ana@example.org",
    "@ana", "#12", "# head", "## x ##", "C#", "a # b", "- item", "-", "---", "--flag", "+ x", "1. one", "1) one", "1.5",
    "2026-03-02",
    "> quote", ">", "===", "=", "~~~", "~~a~~", "```", "a|b", "a\\|b", "|---|", ":--", ":-:|", "\\", "a\\", "C:\\temp",
    "&amp;", "&#65;",
    "R & D", "&copy", "a\nb", "a\r\n\r\nb", "\ttab", "    code", "x!", "$x$", "{{x}}", "{% x %}", "é_ü_", "日本_語", "😀",
    "\u{202E}abc",
    "javascript:alert(1)", "[a]: http://b", "a\u{0}b", "(none)", "\"quoted\"", "it's", "a]b[c", "<a href='x'>",
    "trailing  ", "| a | b |",
    "<!-- fold: x -->", ".", "1", "10.", "https://", "mailto:a@b.c", "a*b*c", "5 * 3 * 2", "\u{2028}x",
  ]

  /// White space runs are one space on a page, and what HTML does not allow is replaced.
  private func shown(_ text: String) -> String {
    text.split { $0.isASCII && $0.isWhitespace }.joined(separator: " ").replacing("\u{0}", with: "\u{FFFD}")
  }

  @Test(arguments: hostile)
  func aParagraphShowsExactlyTheText(text: String) throws {
    let blocks = MarkdownDocument(MarkdownText.escaped(text) + "\n").blocks
    try #require(blocks.count == 1)
    guard case .paragraph(let inlines) = blocks[0].kind else {
      Issue.record("\(blocks)")
      return
    }
    #expect(inlines.isOnlyText)
    #expect(shown(inlines.plainText) == shown(text))
  }

  @Test(arguments: hostile)
  func aHeadingItemAndCellShowExactlyTheText(text: String) {
    let piece = MarkdownText.escaped(text)
    let blocks = MarkdownDocument("# \(piece)\n\n- \(piece)\n\n| h | \(piece) |\n|---|---|\n| \(piece) | \(piece) |\n")
      .blocks
    #expect(blocks.count == 3)
    var found: [[MarkdownInline]] = []
    for block in blocks {
      switch block.kind {
      case .heading(1, let inlines): found.append(inlines)
      case .list(let list):
        #expect(list.items.map(\.isDone) == [nil])
        if case .paragraph(let inlines)? = list.items.first?.blocks.first?.kind { found.append(inlines) }
      case .table(let table): found += [table.header[1], table.rows[0][0], table.rows[0][1]]
      default: Issue.record("\(block)")
      }
    }
    #expect(found.count == 5)
    for inlines in found {
      #expect(inlines.isOnlyText)
      #expect(shown(inlines.plainText) == shown(text))
    }
  }

  @Test(arguments: hostile)
  func aCodeSpanShowsExactlyTheText(text: String) {
    let line = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 })
    ).replacing("\u{0}", with: "\u{FFFD}")
    let flow = MarkdownDocument("x \(MarkdownText.code(text)) y").blocks.first?.kind
    #expect(flow == .paragraph([.text("x "), .code(line), .text(" y")]))
    let cell = MarkdownText.code(text, in: .tableCell)
    guard case .table(let table)? = MarkdownDocument("| h |\n|---|\n| \(cell) |\n").blocks.first?.kind else {
      Issue.record("no table: \(cell)")
      return
    }
    #expect(table.rows.map { $0.map(\.plainText) } == [[line]])
  }

  @Test func ordinaryNamesStayReadable() {
    for name in [
      "public.user_accounts", "created_at", "3.4 MiB", "a > b", "R & D (2026)", "50k/month", "numeric(12,2)", "it's -5",
    ] {
      #expect(MarkdownText.escaped(name) == name)
    }
  }

  @Test func forgesFindNothingToLink() {
    #expect(MarkdownText.escaped("@ana") == "@<!-- -->ana")
    #expect(MarkdownText.escaped("fixes #12") == "fixes \\#<!-- -->12")
    #expect(MarkdownText.escaped("https://a.b") == "https\\://a.b")
    #expect(MarkdownText.escaped("www.a.b") == "www\\.a.b")
    #expect(MarkdownText.escaped("GH-12 gh-7") == "GH-<!-- -->12 gh-<!-- -->7")
    #expect(MarkdownText.escaped("high-12") == "high-12")
  }

  @Test func fencesAreLongerThanWhatTheyHold() {
    for text in ["select 1;\n", "```\nx\n```", "~~~\n````", ""] {
      let kind = MarkdownDocument(MarkdownText.fenced(text, language: "s`q\nl")).blocks.first?.kind
      #expect(kind == .code(info: "sql", text: text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"))
    }
  }

  @Test func linksLeadToSafePlaces() {
    #expect(MarkdownText.link("a]b", to: "tables/public.a b.md#x") == "[a\\]b](tables/public.a%20b.md#x)")
    #expect(MarkdownText.link("a", to: "http://x/?a=1&copy=2") == "[a](http://x/?a=1&amp;copy=2)")
    for unsafe in [
      "javascript:alert(1)", "JavaScript:x", "java\nscript:x", " javascript:x", "data:text/html,x", "vbscript:x",
      "file:///x",
    ] {
      #expect(MarkdownText.link("a", to: unsafe) == "a")
    }
  }
}

extension [MarkdownInline] {
  /// Text, and the empty comments that keep forges from linking.
  fileprivate var isOnlyText: Bool {
    allSatisfy { inline in
      switch inline {
      case .text: true
      case .html(let html): html == "<!-- -->"
      default: false
      }
    }
  }
}
