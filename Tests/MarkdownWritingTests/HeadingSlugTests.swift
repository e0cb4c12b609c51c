import MarkdownWriting
import Testing

@Suite struct HeadingSlugTests {
  @Test(arguments: [
    ("1. Overview", "1-overview"), ("2.3 Index strategy and rationale", "23-index-strategy-and-rationale"),
    ("Table: waitlist_entries", "table-waitlist_entries"), ("A & B", "a--b"), ("Größe (MB)", "größe-mb"), ("😀 x", "-x"),
    ("C++/C#", "cc"),
  ])
  func slug(heading: String, expected: String) {
    #expect(HeadingSlug.slug(of: heading) == expected)
  }

  @Test func repeatedHeadingsAreNumbered() {
    var slugs = HeadingSlug()
    #expect(
      ["Columns", "Columns", "Columns 1", "Columns", "columns"].map { slugs.id(for: $0) }
        == ["columns", "columns-1", "columns-1-1", "columns-2", "columns-3"])
  }
}
