import Checks
import Compilation
import Diagnostics
import FindingReports
import JSONWriting
import PlanModel
import SchemaModel

/// What `check` says of the plans of a run, in each of its formats.
struct FindingReport: Sendable {
  var plans: [CompiledPlan]
  /// What is wrong with the inputs.
  var problems: [Diagnostic]
  /// Whether the run fails for its findings.
  var fails: Bool

  init(plans: [CompiledPlan], problems: [Diagnostic], fails: Bool) {
    self.plans = plans
    self.problems = problems
    self.fails = fails
  }

  /// Of a run that could not check anything.
  init(stoppedBy problem: Diagnostic) { self.init(plans: [], problems: [problem], fails: true) }

  func text(_ console: Console) -> String { plans.map { FindingText.report($0, console) }.joined() }

  var json: String {
    problems.contains { $0.severity == .error }
      ? FailureJSON.document(problems) : FindingJSON.document(plans, failing: fails)
  }

  func sarif(_ paths: ReportPaths) -> String {
    JSONWriter().write(SARIFReport(paths: paths).document(plans.map(\.reported), problems: problems))
  }

  /// A line for each problem and each finding that counts; the same finding of several plans once.
  func annotations(_ paths: ReportPaths) -> String {
    let locator = ReportLocator(paths: paths, files: plans.flatMap(\.files))
    let findings = plans.flatMap(\.findings).filter { $0.waiver == nil }
    let annotations =
      problems.map { WorkflowAnnotation($0, locator) } + findings.map { WorkflowAnnotation($0, locator) }
    return unique(annotations).map { $0.command + "\n" }.joined() + plans.map { FindingText.summary($0) }.joined()
  }
}

extension CompiledPlan {
  /// Every text that positions of its findings and waivers are in.
  var files: [SourceFile] { schemaFiles + plan.sourceFiles }

  var reported: PlanFindings { PlanFindings(plan: plan.name, findings: findings, files: files) }
}

/// Findings as diagnostics on a terminal.
enum FindingText {
  static func report(_ plan: CompiledPlan, _ console: Console) -> String {
    let files = Dictionary(plan.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let diagnostics = plan.findings.filter { $0.waiver == nil }.map { finding in
      Diagnostic(
        finding.severity, code: finding.code, finding.message, at: finding.span,
        line: finding.span.flatMap { span in files[span.path]?.excerpt(at: span) },
        why: finding.evidence,
        fix: finding.fix)
    }
    return console.formatted(diagnostics) + summary(plan)
  }

  static func summary(_ plan: CompiledPlan) -> String {
    let active = plan.findings.filter { $0.waiver == nil }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = active.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let waived = plan.findings.count - active.count
    let summary = "\(plan.plan.name): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))"
    return summary + (waived > 0 ? ", \(waived) waived" : "")
      + " (\(CheckRegistry.all.count) checks, \(plan.catalog.tables.count) tables)\n"
  }
}

/// Findings for programs.
enum FindingJSON {
  static func document(_ plans: [CompiledPlan], failing: Bool) -> String {
    JSONWriter().write([
      "outcome": failing ? "findings" : "done",
      "plans": .array(
        plans.map { plan in
          ["plan": .string(plan.plan.name), "findings": .array(plan.findings.map(finding))]
        }),
    ])
  }

  static func finding(_ finding: Finding) -> JSONValue {
    .present([
      "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
      "fingerprint": .string(finding.fingerprint), "table": finding.table.map { .string($0.qualified) },
      "object": finding.object.map { .string($0) }, "message": .string(finding.message),
      "evidence": finding.evidence.map { .string($0) }, "fix": finding.fix.map { .string($0) },
      "path": finding.span.map { .string($0.path) }, "line": finding.span?.jsonLine,
      "column": finding.span?.jsonColumn,
      "related": finding.related.map {
        [.present(["path": .string($0.path), "line": $0.jsonLine, "column": $0.jsonColumn])]
      },
      "waiver": finding.waiver.map {
        .present(["because": .string($0.because), "until": $0.until.map { .string($0) }])
      },
    ])
  }
}
