import MarkdownWriting
import Diagnostics
import FindingReports
import PlanComparison
import PullRequests

/// Reports of any size with names that try to be markup.
enum SampleReport {
  static let base = PullRequestReport.Side(reference: "main", commit: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d")
  static let head = PullRequestReport.Side(reference: "HEAD", commit: "ffeeddccbbaa99887766554433221100ffeeddcc")

  static let hostile = [
    "</details>", "<details>", "<!-- dbplan:pull-request / -->", "-->", "@ana", "@org/team", "#12", "GH-12",
    "owner/name#4", "https://evil.example/x", "www.evil.example", "[x](https://evil.example)", "![x](y)", "`` ` ``",
    "a|b", "a\\|b", "\n# heading\n", "- [ ] item", "**bold**", "$$x$$", ":tada:", "<script>alert(1)</script>",
    "\u{202E}lru", "日本語の表", "👩‍👩‍👧‍👦", "e\u{301}\u{301}\u{301}", "&lt;b&gt;", "~~gone~~", "\r\n---\r\n", "{{x}}", "```\nx",
    "<details><summary>x", "~~~", "> quote", "| a | b |", "\u{0}\u{1}", "mailto:a@b.example",
  ]

  /// Every kind of entry `count` times, their texts from the hostile ones.
  static func large(_ count: Int, plans: Int = 2) -> PullRequestReport {
    let names = (0..<plans).map { "plan-\($0)" }
    var report = PullRequestReport(title: "Riverside </details> @ana", base: base, head: head, plans: names)
    for number in 0..<count {
      let name = hostile[number % hostile.count]
      let entry = PullRequestReport.Entry(
        "Column \(code: name) dropped, number \(number), \(hostile[(number * 7) % hostile.count])",
        detail: number % 3 == 0 ? "\(hostile[(number * 5) % hostile.count])" : nil,
        severity: number % 2 == 0 ? .warning : nil, code: number % 2 == 0 ? "under-indexing" : nil,
        at: ReportLocation(path: "db/\(name).sql", line: number + 1, column: 1, end: nil),
        plans: [names[number % plans]])
      for changeClass in ChangeClass.allCases { report.changes[changeClass, default: []].append(entry) }
      report.newFindings.append(entry)
      report.resolvedFindings.append(entry)
      report.newQuestions.append(entry)
      report.answeredQuestions.append(entry)
      report.advice.append(entry)
      report.decisions.append(entry)
      report.sizes.append(
        PullRequestReport.Size(table: name, values: ["1 MiB → 2 MiB", "3 MiB", "gone"], plans: [names[0]]))
    }
    let mermaid = "erDiagram\n" + String(repeating: "  a ||--o{ b : \"x\"\n", count: count)
    report.diagrams = [PullRequestReport.Diagram(text: mermaid, plans: [names[0]])]
    return report
  }
}
