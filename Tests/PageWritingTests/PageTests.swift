import Diagnostics
import Foundation
import PageWriting
import Templating
import Testing

@Suite struct PageTests {
  @Test func theShellAsksOnlyForWhatItGets() throws {
    let templates = try SamplePage.templates()
    #expect(templates.diagnostics == [])
    #expect(templates.value.diagnostics(for: "page.html", against: PageBuilder.shape) == [])
  }

  /// `DBPLAN_UPDATE_CASES=1` rewrites the expectation, and the run still fails.
  @Test func theSamplePageIsAsReviewed() throws {
    let markdown = try String(contentsOf: SamplePage.folder.appending(path: "Cases/sample.md"), encoding: .utf8)
    let drawing =
      "<?xml version=\"1.0\"?>\n<!-- by dot -->\n<svg width=\"90pt\" viewBox=\"0 0 90 40\"><title>t</title></svg>\n"
    let metadata = PageMetadata(
      siteTitle: "Clinics", breadcrumb: [.init(title: "Plans", address: "../index.html")],
      previous: .init(title: "patients", address: "patients.html"), next: .init(title: "a & b", address: "a%20b.html"),
      stylesheet: "../style.css", footer: "Made from waitlist.yml and schema.prisma.",
      assets: PageAssets(drawings: ["diagrams/x.svg": drawing]))
    let page = try SamplePage.page(markdown, metadata: metadata)
    let file = SamplePage.folder.appending(path: "Cases/sample.html")
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if page != expected, ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1" {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(page == expected)
  }

  @Test func documentsLinkToPages() throws {
    #expect(
      try SamplePage.body("[a](tables/x.md#y) [b](../plan.md) [c](http://d.e/f.md) [g](rls.sql) [h](#i)")
        == """
        <p><a href="tables/x.html#y">a</a> <a href="../plan.html">b</a> <a href="http://d.e/f.md">c</a> \
        <a href="rls.sql">g</a> <a href="#i">h</a></p>
        """)
  }

  @Test func datesStayWhole() throws {
    #expect(
      try SamplePage.body("as of 2026-03-02, 2026-13-02 and x-2026-03-02; (2026-12-31)")
        == "<p>as of <time>2026-03-02</time>, 2026-13-02 and x-2026-03-02; (<time>2026-12-31</time>)</p>")
    #expect(try SamplePage.body("`2026-03-02` 2026-03-021") == "<p><code>2026-03-02</code> 2026-03-021</p>")
  }

  @Test func columnsGetTheRoomTheyNeed() throws {
    let long = String(repeating: "word ", count: 13)
    let body = try SamplePage.body(
      "| A | B | C | D |\n|---|---|---|---|\n| 1 | two words | and thirteen characters | \(long) |")
    #expect(body.hasPrefix("<div class=\"table short-1 short-2 long-4\">"), "\(body)")
    // Where there is room, more stays on one line.
    #expect(
      try SamplePage.body("| A |\n|---|\n| twenty characters it |").hasPrefix("<div class=\"table few short-1\">"))
    let wide = String(repeating: "| thirteen char ", count: 8)
    let rule = String(repeating: "|---", count: 8)
    #expect(try SamplePage.body("\(wide)|\n\(rule)|\n\(wide)|").hasPrefix("<div class=\"table\">"))
    #expect(try SamplePage.body("| A |\n|---|").hasPrefix("<div class=\"table few\">"))
    let css = try SamplePage.text("style.css")
    for number in 1...12 {
      for width in ["short", "long"] {
        #expect(css.contains(":where(.\(width)-\(number)) tr > :nth-child(\(number))"))
      }
    }
  }

  @Test func partsFold() throws {
    #expect(
      try SamplePage.body("<!-- fold: 3 *more* -->\nText\n\n- a\n<!-- /fold -->\n\nafter")
        == """
        <details>
          <summary>3 <em>more</em></summary>
          <p>Text</p>
          <ul>
            <li>a</li>
          </ul>
        </details>
        <p>after</p>
        """)
    #expect(try SamplePage.body("<!-- /fold -->\n\n<!-- fold: -->\nx").contains("<summary>More</summary>"))
  }

  @Test func anchorsAreUniqueAndGiveWayToHeadings() throws {
    #expect(
      try SamplePage.body(
        "<a id=\"d1\"></a> one <a id=\"d1\"></a>\n\n| a |\n|---|\n| <a id=\"x\"></a>b |\n\n### D2\n\n<a id=\"d2\"></a>\n"
      )
      .contains("id=\"d2\"") == true)
    let body = try SamplePage.body("<a id=\"d1\"></a>one <a id=\"d1\"></a>two <a id=\"d1\" onclick=\"x\"></a>")
    #expect(body == "<p><span id=\"d1\"></span>one two </p>")
  }

  @Test func codeIsColoredWhenThePageIsWritten() throws {
    #expect(
      try SamplePage.body("```sql\nSELECT 'é<'\n```\n\n```json\n{\"a\": 1.5, \"b\": true}\n```\n\n```\nplain\n```")
        == """
        <pre tabindex="0"><code class="language-sql"><span class="code-keyword">SELECT</span> <span class="code-string">&#39;é&lt;&#39;</span>
        </code></pre>
        <pre tabindex="0"><code class="language-json">{<span class="code-name">&quot;a&quot;</span>: \
        <span class="code-number">1.5</span>, <span class="code-name">&quot;b&quot;</span>: \
        <span class="code-keyword">true</span>}
        </code></pre>
        <pre tabindex="0"><code>plain
        </code></pre>
        """)
  }

  @Test func drawingsStandInThePage() throws {
    let drawing = """
      <?xml version="1.0"?><!DOCTYPE svg>
      <!-- by a layout program -->
      <svg width="9pt" height="9pt"
       viewBox="0 0 1 1"><g id="node1" class="node"><a xlink:href="../tables/a&#45;b.html#c" xlink:title="a">\
      <text>é</text></a></g><g id="table-x"/></svg>
      """
    let metadata = PageMetadata(siteTitle: "S", assets: PageAssets(drawings: ["diagrams/a.svg": drawing]))
    #expect(
      try SamplePage.body("![A \"b\"](diagrams/a.svg)\n\n![again](diagrams/a.svg)", metadata: metadata) == """
        <figure>
        <svg role="group" aria-label="A &quot;b&quot;" style="--width:9pt" width="9pt" viewBox="0 0 1 1"><g class="node">\
        <a xlink:href="tables/a-b.html#c" xlink:title="a"><text>é</text></a></g><g id="table-x"/></svg>
        </figure>
        <figure>
        <svg role="group" aria-label="again" style="--width:9pt" width="9pt" viewBox="0 0 1 1"><g class="node">\
        <a xlink:href="tables/a-b.html#c" xlink:title="a"><text>é</text></a></g><g/></svg>
        </figure>
        """)
  }

  @Test(arguments: [
    "<svg><script>x</script></svg>", "<svg onload=\"x\"></svg>", "<svg><a href=\"javascript:x\">y</a></svg>",
    "<svg><foreignObject/></svg>",
    "<svg><a xlink:href=' javascript:x'>y</a></svg>", "<svg", "<svg a=b></svg>", "<p>x</p>",
    "<svg><g style=\"x\"/></svg>",
    "<svg><!-- x</svg>", "<svg><![CDATA[x]]></svg>", "<svg><SCRIPT>x</SCRIPT></svg>",
  ])
  func aDrawingThatHoldsMoreIsOnlyLinked(drawing: String) throws {
    let metadata = PageMetadata(siteTitle: "S", assets: PageAssets(drawings: ["b.svg": drawing]))
    let body = try SamplePage.body("![B](b.svg)", metadata: metadata)
    #expect(body == "<figure><img src=\"b.svg\" alt=\"B\"></figure>")
  }

  @Test(arguments: ["\"", "'", "@", "a:", "#", "\"\\", "\"a\nb\"", "é: ü # x", "@@map(\"x\") // y", "1:2", "a@b"])
  func coloringLosesNothing(text: String) throws {
    for language in ["json", "yaml", "prisma"] {
      let body = try SamplePage.body("```\(language)\n\(text)\n```\n")
      let shown = body.replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      #expect(shown == text + "\n")
    }
  }
}
