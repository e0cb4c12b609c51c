import Checks
import Diagnostics
import FindingReports
import JSONWriting
import MigrationChecks
import MigrationReading

/// What `check --migrations` says, in each of its formats.
struct MigrationReport: Sendable {
  private let judged: [MigrationCheckRun.Judged]
  private let problems: [Diagnostic]
  private let fails: Bool

  init(_ run: MigrationCheckRun, fails: Bool) {
    judged = run.judged
    problems = run.diagnostics
    self.fails = fails
  }

  func text(_ console: Console) -> String {
    let diagnostics = judged.flatMap { entry in
      entry.findings.filter { $0.waiver == nil }.map { finding in
        Diagnostic(
          finding.severity, code: finding.code, finding.message, at: finding.span,
          line: finding.span.flatMap { entry.migration.file.excerpt(at: $0) }, why: finding.evidence, fix: finding.fix)
      }
    }
    return console.formatted(diagnostics) + summary
  }

  private var summary: String {
    let findings = judged.flatMap(\.findings)
    let active = findings.filter { $0.waiver == nil }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = active.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let answered = findings.count - active.count
    let wrappings = unique(judged.map(\.migration.wrapping.words)).map { "  \($0)\n" }.joined()
    return "\(judged.count) migration\(judged.count == 1 ? "" : "s"): "
      + (counts.isEmpty ? "no findings" : counts.joined(separator: ", "))
      + (answered > 0 ? ", \(answered) suppressed" : "") + " (\(MigrationRules.all.count) rules)\n" + wrappings
  }

  var json: String {
    guard !problems.contains(where: { $0.severity == .error }) else { return FailureJSON.document(problems) }
    return JSONWriter().write([
      "outcome": fails ? "findings" : "done",
      "migrations": .array(
        judged.map { entry in
          [
            "path": .string(entry.migration.file.path), "form": .string(entry.migration.form.rawValue),
            "transaction": .string(entry.migration.wrapping.words),
            "findings": .array(entry.findings.map(FindingJSON.finding)),
          ]
        }),
    ])
  }

  func sarif(_ paths: ReportPaths) -> String {
    let group = PlanFindings(
      plan: "migrations", findings: judged.flatMap(\.findings), files: judged.map(\.migration.file))
    let report = SARIFReport(paths: paths, plan: "migrations", rules: MigrationRules.metadata)
    return JSONWriter().write(report.document([group], problems: problems))
  }

  func annotations(_ paths: ReportPaths) -> String {
    let locator = ReportLocator(paths: paths, files: judged.map(\.migration.file))
    let findings = judged.flatMap(\.findings).filter { $0.waiver == nil }
    let annotations =
      problems.map { WorkflowAnnotation($0, locator) } + findings.map { WorkflowAnnotation($0, locator) }
    return unique(annotations).map { $0.command + "\n" }.joined() + summary
  }
}
