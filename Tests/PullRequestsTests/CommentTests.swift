import MarkdownWriting
import CommonMark
import Diagnostics
import FindingReports
import PullRequests
import TestKit
import Testing

/// The comment of a pull request: its form, its size, and that names in it stay names.
struct CommentTests {
  private let marker = PullRequestMarker(project: "services/billing")

  @Test(arguments: [0, 1, 5, 40, 300, 3_000])
  func neverLargerThanAForgeTakes(count: Int) {
    let report = PullRequestComment(SampleReport.large(count))
    for (text, limit) in [
      (report.comment(marker), PullRequestComment.commentLimit),
      (report.summary(leftOut: []), PullRequestComment.summaryLimit),
    ] {
      #expect(text.utf8.count <= limit)
      #expect(String(validating: Array(text.utf8), as: UTF8.self) == text)
      #expect(!text.unicodeScalars.contains("\u{0}"))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      var depth = 0
      for line in lines {
        if line.hasPrefix("<details>") { depth += 1 }
        if line == "</details>" { depth -= 1 }
        #expect(depth == 0 || depth == 1)
        // Whole items only: a row keeps its last cell.
        if line.hasPrefix("| ") { #expect(line.hasSuffix(" |"), "\(line)") }
      }
      #expect(depth == 0)
    }
  }

  @Test func manyItemsFillTheComment() {
    let text = PullRequestComment(SampleReport.large(3_000)).comment(marker)
    #expect(text.utf8.count > PullRequestComment.commentLimit * 9 / 10)
    let kept = text.split(separator: "\n").count { $0.hasPrefix("- ") }
    #expect(kept > 100)
    // Something of everything, and what is left out is counted.
    for title in ["Breaking (3000)", "Risky (3000)", "New findings (3000)", "Sizes (3000)"] {
      #expect(text.contains(title), "\(title)")
    }
    let remark = #/… and (\d+) more that do not fit here/#
    let left = text.matches(of: remark).compactMap { Int($0.1) }
    let rows = text.split(separator: "\n").count { $0.hasPrefix("| ") && !$0.hasPrefix("| Size of") }
    #expect(left.reduce(0, +) + kept + rows == 10 * 3_000 + 3_000)
  }

  @Test(arguments: [1, 40, 3_000])
  func aScreenBeforeTheFold(count: Int) {
    let text = PullRequestComment(SampleReport.large(count)).comment(marker)
    #expect(Self.visible(text).count <= 60)
  }

  @Test func namesStayNames() {
    let text = PullRequestComment(SampleReport.large(80)).comment(marker)
    // As forges see it: after Markdown, mentions and references are looked for in what is text.
    let found = Findings(MarkdownDocument(text).blocks)
    #expect(found.links.isEmpty, "\(found.links)")
    #expect(found.images == 0)
    #expect(found.html.allSatisfy { Self.ours.contains($0) || $0.hasPrefix("<details><summary>") }, "\(found.html)")
    #expect(!found.text.contains("\u{202E}"))
    #expect(found.headings.allSatisfy { !$0.contains("heading") })
    #expect(text.split(separator: "\n").count { $0.hasPrefix("<!--") } == 1)
  }

  private static let ours = ["<!-- -->", "</details>", PullRequestMarker(project: "services/billing").text]

  @Test func markersAreOneForEachProject() {
    #expect(marker.text == "<!-- dbplan:pull-request /services/billing -->")
    #expect(PullRequestMarker(project: "").text == "<!-- dbplan:pull-request / -->")
    let hostile = PullRequestMarker(project: "a--> <b>\n").text
    #expect(hostile == "<!-- dbplan:pull-request /a-%2D%3E%20%3Cb%3E%0A -->")
    #expect(PullRequestMarker.begins(hostile + "\ntext") && !PullRequestMarker.begins("## Database plan"))
  }

  @Test func linksLeadToTheLineAtTheCommit() {
    let links = ForgeLinks(server: "https://forge.example", repository: "club/app")
    let text = PullRequestComment(SampleReport.large(1), links: links).comment(marker)
    #expect(
      text.contains(
        "](https://forge.example/club/app/blob/\(SampleReport.head.commit)/db/%3C/details%3E.sql?plain=1#L1)"))
    for wrong in [
      ForgeLinks(server: "http://forge.example", repository: "club/app"),
      ForgeLinks(server: "https://forge.example", repository: "club/app/x"),
      ForgeLinks(server: "https://forge.example", repository: "club/a)b"), ForgeLinks(),
    ] {
      #expect(!PullRequestComment(SampleReport.large(1), links: wrong).comment(marker).contains("]("))
    }
  }

  /// Lines outside of everything that is folded, empty ones aside.
  static func visible(_ text: String) -> [Substring] {
    var isFolded = false
    return text.split(separator: "\n").filter { line in
      if line.hasPrefix("<details>") {
        isFolded = true
        return true
      }
      defer { if line == "</details>" { isFolded = false } }
      return !isFolded
    }
  }
}

/// What a Markdown reader finds in a document.
private struct Findings {
  var links: [String] = []
  var images = 0
  var html: [String] = []
  var text = ""
  var headings: [String] = []

  init(_ blocks: [MarkdownBlock]) { for block in blocks { add(block) } }

  private mutating func add(_ block: MarkdownBlock) {
    switch block.kind {
    case .paragraph(let inlines): add(inlines)
    case .heading(_, let inlines):
      headings.append(inlines.plainText)
      add(inlines)
    case .code, .rule: break
    case .quote(let blocks): for block in blocks { add(block) }
    case .list(let list): for item in list.items { for block in item.blocks { add(block) } }
    case .table(let table): for row in [table.header] + table.rows { for cell in row { add(cell) } }
    case .html(let text): html += text.split(separator: "\n").map(String.init)
    }
  }

  private mutating func add(_ inlines: [MarkdownInline]) {
    for inline in inlines {
      switch inline {
      case .text(let text): self.text += text
      case .code, .softBreak, .lineBreak: break
      case .emphasis(let children), .strong(let children): add(children)
      case .link(let destination, _, _): links.append(destination)
      case .image: images += 1
      case .html(let text): html.append(text)
      }
    }
  }
}
