import BrowserKit
import TestKit
import Testing

extension PageTests {
  /// A page that breaks one rule, and the words that have to tell it.
  struct Broken: Sendable, CustomTestStringConvertible {
    var rule: PageRule
    var body: String
    var words: String

    var testDescription: String { "\(rule.rawValue): \(words)" }
  }

  static let broken: [Broken] = [
    Broken(rule: .complaint, body: "<script>console.error('out of paper')</script>", words: "out of paper"),
    Broken(rule: .complaint, body: "<script>nothing.there()</script>", words: "nothing is not defined"),
    Broken(rule: .complaint, body: #"<img src="lost.png" alt="">"#, words: "ERR_FILE_NOT_FOUND"),
    Broken(rule: .request, body: #"<img src="http://192.0.2.1/a.png" alt="">"#, words: "http://192.0.2.1/a.png"),
    Broken(rule: .request, body: #"<img src="../above.svg" alt="">"#, words: "above.svg"),
    Broken(rule: .request, body: #"<link rel="preconnect" href="https://192.0.2.1">"#, words: "192.0.2.1"),
    Broken(
      rule: .width, body: #"<p>Some words.</p><table class="wide"><tr><td style="min-width:500px">x</td></tr></table>"#,
      words: "table.wide"),
    Broken(
      rule: .width,
      body: #"<details><summary>More</summary><pre>\#(String(repeating: "x", count: 400))</pre></details>"#,
      words: "pre"),
    Broken(rule: .deadLink, body: #"<a href="gone.html">Gone</a>"#, words: "gone.html"),
    Broken(rule: .deadLink, body: #"<a href="javascript:void(0)">Nowhere</a>"#, words: "javascript"),
    Broken(rule: .deadLink, body: #"<a href="../outside.html">Outside</a>"#, words: "../outside.html"),
    Broken(
      rule: .deadLink,
      body: #"<svg width="9" height="9"><a xlink:href="gone.html"><text>x</text></a></svg>"#, words: "gone.html"),
    Broken(rule: .anchor, body: ##"<a href="#nowhere">Nowhere</a>"##, words: "#nowhere"),
    Broken(rule: .anchor, body: ##"<a href="other.html#nowhere">Nowhere</a>"##, words: "other.html#nowhere"),
    Broken(rule: .duplicate, body: #"<p id="twice">One</p><p id="twice">Two</p>"#, words: "#twice"),
    Broken(
      rule: .script, body: "<p id=\"late\"></p><script>late.textContent = 'Came late'</script>", words: "Came late"),
    Broken(
      rule: .script,
      body: #"<p id="late" hidden>Came late</p><script>late.hidden = false</script>"#, words: "Came late"),
    Broken(rule: .hidden, body: #"<p hidden>Nobody sees this</p>"#, words: "Nobody sees this"),
    Broken(rule: .contrast, body: #"<p style="color:#999;background:#fff">Pale</p>"#, words: "Pale"),
    Broken(
      rule: .contrast, body: #"<p style="color:#333">Dark</p><style>:root{color-scheme:light dark}</style>"#,
      words: "1280 px, dark"),
    Broken(
      rule: .contrast,
      body:
        ##"<svg width="99" height="99"><rect width="99" height="99" fill="#222"/><text y="50" x="9">Ink</text></svg>"##,
      words: "Ink"),
  ]

  @Test(arguments: broken) func brokenPageIsCaught(_ page: Broken) async throws {
    let problems = try await problems(of: page.body)
    #expect(problems.contains { $0.rule == page.rule && $0.message.contains(page.words) }, "\(problems)")
  }

  @Test func soundPageIsNot() async throws {
    let body = """
      <p id="top">Words, and <a href="#top">a</a> <a href="other.html#there">few</a> <a href="https://192.0.2.1">links</a>.</p>
      <details><summary>More</summary><p>Folded</p></details>
      <div style="overflow-x:auto"><table><tr><td style="min-width:900px">Wide, in a box</td></tr></table></div>
      <div role="search"><input aria-label="Search"><p id="found"></p></div>
      <script>found.textContent = 'Found by script'; console.log('fine')</script>
      """
    let problems = try await problems(of: body)
    #expect(problems.isEmpty, "\(problems)")
  }

  private func problems(of body: String) async throws -> [PageProblem] {
    let browser = try #require(SharedBrowser.current)
    return try await withTemporaryFolder { folder in
      try write(Self.page("<p id=\"there\">There</p>"), to: "\(folder)/pages/other.html")
      try write(Self.page("Outside"), to: "\(folder)/outside.html")
      try write(Self.page(body), to: "\(folder)/pages/page.html")
      var trial = PageTrial("broken", folder: try PageFolder("\(folder)/pages"))
      try await trial.run(in: browser, tabs: 1)
      return trial.problems
    }
  }

  private static func page(_ body: String) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title></head>
    <body>
    \(body)
    </body></html>
    """
  }
}
