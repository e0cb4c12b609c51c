import CommonMark
import MarkdownWriting
import Testing

@Suite struct MarkdownProseTests {
  @Test func headingsGoBelowTheDocuments() {
    #expect(MarkdownProse.embedded("# One\n\nText\n\nTwo\n---\n") == "##### One\n\nText\n\n###### Two")
    #expect(MarkdownProse.embedded("```\n# not a heading\n```") == "```\n# not a heading\n```")
  }

  @Test func rawHTMLBecomesText() {
    #expect(MarkdownProse.embedded("<script>x</script>") == "\\<script>x\\</script>")
    #expect(MarkdownProse.embedded("a <b>c</b> <!-- d --> e") == "a \\<b>c\\</b>  e")
    #expect(MarkdownProse.embedded("<!-- fold: x -->") == "")
  }

  @Test func unsafeLinksLoseTheirTarget() {
    #expect(
      MarkdownProse.embedded("[a](javascript:x) [b](c.md) <http://d.e>") == "a [b](c.md) [http://d.e](http://d.e)")
  }

  @Test(arguments: [
    "Plain text with `code`, *emphasis* and **strong**\non two lines\\\nand a break.",
    "- a\n- b\n  - c\n\n    text\n\n* other list\n\n1. one\n2. two\n\n3) three",
    "> quote\n>\n> - item\n>\n> ```sql\n> select 1\n> ```\n\nafter",
    "| a | b |\n|:--|--:|\n| `x\\|y` | *z* \\| w |\n| | [l](m.md) |",
    "- [ ] open\n- [x] done\n\n***\n\nend", "a *b **c** d* e_f_g **x*y*z**",
    "1986\\. A year\n\\# no heading\n\\- no item",
    "- a\n\n  b\n- c", "    indented code\n\n      more", "![diagram](erd.svg) and [link](plan.md#x \"title\")",
  ])
  func proseKeepsItsMeaning(prose: String) {
    let once = MarkdownProse.embedded(prose)
    #expect(plain(MarkdownDocument(once).blocks) == plain(MarkdownDocument(prose).blocks), "\(once)")
    #expect(MarkdownProse.embedded(once) == once)
  }

  /// What the blocks say and how they nest, without positions.
  private func plain(_ blocks: [MarkdownBlock]) -> String {
    blocks.map { block in
      switch block.kind {
      case .paragraph(let inlines): "p\(inlines.withoutTitles)"
      case .heading(_, let inlines): "h\(inlines.withoutTitles)"
      case .quote(let blocks): "q(\(plain(blocks)))"
      case .list(let list):
        "l\(list.start ?? 0)\(list.isTight)(\(list.items.map { "\($0.isDone.map(String.init) ?? "")\(plain($0.blocks))" }))"
      default: "\(block.kind)"
      }
    }.joined(separator: ";")
  }
}

extension [MarkdownInline] {
  fileprivate var withoutTitles: [MarkdownInline] {
    map { inline in
      if case .link(let destination, _, let children) = inline {
        return .link(destination: destination, title: "", children)
      }
      return inline
    }
  }
}
