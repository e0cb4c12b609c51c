import Diagnostics
import MarkdownWriting
import PlanComparison
package import FindingReports

/// The report as Markdown: a comment of a pull request, or the summary of a workflow's step.
package struct PullRequestComment: Sendable {
  /// What forges take as one comment, in bytes.
  package static let commentLimit = 65_536
  /// Of the mebibyte that a step may write, what leaves room for other tools' text.
  package static let summaryLimit = 900_000

  private let report: PullRequestReport
  private let links: ForgeLinks

  package init(_ report: PullRequestReport, links: ForgeLinks = ForgeLinks()) {
    self.report = report
    self.links = links
  }

  /// Within `commentLimit`, with the marker on its first line.
  package func comment(_ marker: PullRequestMarker) -> String {
    ReportLayout(limit: Self.commentLimit).text(opening: [marker.text] + opening, sections: sections(scale: 1))
  }

  /// Everything, with the remarks on changed lines that forges would not show.
  package func summary(leftOut: [WorkflowAnnotation]) -> String {
    let remarks = leftOut.map { annotation in
      let entry = PullRequestReport.Entry(
        MarkdownPhrase(Self.firstLine(annotation.message)), severity: annotation.severity, code: annotation.title,
        at: annotation.location)
      return markdown(entry)
    }
    let more = ReportSection("\(remarks.count) more on changed lines", .list, remarks, shown: 20)
    return ReportLayout(limit: Self.summaryLimit).text(opening: opening, sections: sections(scale: 20) + [more])
  }

  private var opening: [String] {
    let title = report.title.map { ": \(ReportText.prose($0))" } ?? ""
    return ["## Database plan\(title)", "", verdict, "", context]
  }

  private var verdict: String {
    let classes = ChangeClass.allCases.compactMap { weight -> String? in
      let count = report.changes[weight]?.count ?? 0
      guard count > 0 else { return nil }
      let text = weight == .documentation ? "\(count) of documentation" : "\(count) \(weight.rawValue)"
      return weight == .breaking || weight == .risky ? "**\(text)**" : text
    }
    var parts = [classes.isEmpty ? "No change of schema or plan" : classes.joined(separator: ", ")]
    parts += [
      counted(report.decisions.count, "new decision"), counted(report.newFindings.count, "new finding"),
      counted(report.resolvedFindings.count, "resolved", plural: ""),
      counted(report.newQuestions.count, "new question"),
      counted(report.answeredQuestions.count, "answered", plural: ""),
    ].compactMap(\.self)
    return parts.joined(separator: " · ")
  }

  private func counted(_ count: Int, _ noun: String, plural: String = "s") -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : plural)"
  }

  private var context: String {
    let names = report.plans.prefix(6).map { ReportText.code($0) }.joined(separator: ", ")
    let more = report.plans.count > 6 ? " and \(report.plans.count - 6) more" : ""
    let plans = report.plans.count == 1 ? "Plan" : "Plans"
    let parted = "\(short(report.base.commit)), where the branch left \(ReportText.code(report.base.reference))"
    return "\(plans) \(names)\(more) at \(short(report.head.commit)), compared with \(parted)"
  }

  private func short(_ commit: String) -> String { ReportText.code(String(commit.prefix(10))) }

  private func sections(scale: Int) -> [ReportSection] {
    func list(_ title: String, _ entries: [PullRequestReport.Entry]?, shown: Int) -> ReportSection {
      let items = (entries ?? []).map(markdown)
      return ReportSection("\(title) (\(items.count))", .list, items, shown: shown * scale)
    }
    let safe = report.changes[.safe]
    return [
      list("Breaking", report.changes[.breaking], shown: 10), list("Risky", report.changes[.risky], shown: 7),
      list("To decide", report.decisions, shown: 3),
      list("Safe", safe, shown: safe?.count ?? 0 > 6 ? 0 : 6),
      list("Documentation", report.changes[.documentation], shown: 0),
      list("New findings", report.newFindings, shown: 7),
      list("Resolved findings", report.resolvedFindings, shown: 0),
      list("New questions", report.newQuestions, shown: 3),
      list("Answered questions", report.answeredQuestions, shown: 0),
      list("Advised indexes", report.advice, shown: 0), sizes(shown: 5 * scale),
    ] + diagrams
  }

  private func sizes(shown: Int) -> ReportSection {
    let namesPlans = report.sizes.contains { isOfSome($0.plans) }
    let rows = report.sizes.map { size in
      var cells = [size.table.map { ReportText.code($0, in: .tableCell) } ?? "all tables"]
      cells += size.values.map { ReportText.prose($0) }
      if namesPlans { cells.append(size.plans.map { ReportText.code($0, in: .tableCell) }.joined(separator: ", ")) }
      return "| \(cells.joined(separator: " | ")) |"
    }
    let header = ["Size of", "now", "in 12 months", "in 36 months"] + (namesPlans ? ["plans"] : [])
    return ReportSection("Sizes (\(rows.count))", .table(header: header), rows, shown: shown)
  }

  /// Most of a change is one of all plans that moved, and those are named above.
  private func isOfSome(_ plans: [String]) -> Bool { !plans.isEmpty && plans.count < report.plans.count }

  private var diagrams: [ReportSection] {
    report.diagrams.map { diagram in
      // A plan's name is letters, digits and hyphens.
      let names = isOfSome(diagram.plans) ? " of \(diagram.plans.joined(separator: ", "))" : ""
      return ReportSection(
        "Diagram of the change\(names)", .block, [MarkdownText.fenced(diagram.text, language: "mermaid")], shown: 0)
    }
  }

  /// `- **error** text (under-indexing) · db/schema.sql:14 · plan shop`.
  private func markdown(_ entry: PullRequestReport.Entry) -> String {
    var text = entry.severity.map { "**\($0.rawValue)** " } ?? ""
    text += ReportText.phrase(entry.text)
    if let detail = entry.detail, !detail.isEmpty { text += ": \(ReportText.phrase(detail))" }
    if let code = entry.code { text += " (\(ReportText.code(code)))" }
    if let location = entry.location {
      text += " · \(links.markdown(location, at: entry.isOld ? report.base.commit : report.head.commit))"
    }
    if isOfSome(entry.plans) { text += " · \(entry.plans.map { ReportText.code($0) }.joined(separator: ", "))" }
    return "- \(text)"
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { $0 != "\n" })
  }
}
