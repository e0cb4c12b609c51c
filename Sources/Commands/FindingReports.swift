import SchemaModel
import Checks
import Compilation
import Diagnostics
import JSONWriting
import PlanModel

/// Findings as diagnostics on a terminal.
enum FindingText {
  static func report(_ plan: CompiledPlan, _ console: Console) -> String {
    let active = plan.findings.filter { $0.waiver == nil }
    let files = Dictionary(
      (plan.plan.sourceFiles + plan.schemaFiles).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let diagnostics = active.map { finding in
      Diagnostic(
        finding.severity, code: finding.code, finding.message, at: finding.span,
        line: finding.span.flatMap { span in files[span.path]?.line(span.line).map(String.init) },
        why: finding.evidence,
        fix: finding.fix)
    }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = active.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let waived = plan.findings.count - active.count
    let summary = "\(plan.plan.name): \(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))"
    return console.formatted(diagnostics) + summary + (waived > 0 ? ", \(waived) waived" : "")
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

  private static func finding(_ finding: Finding) -> JSONValue {
    .present([
      "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
      "fingerprint": .string(finding.fingerprint), "table": finding.table.map { .string($0.qualified) },
      "object": finding.object.map { .string($0) }, "message": .string(finding.message),
      "evidence": finding.evidence.map { .string($0) }, "fix": finding.fix.map { .string($0) },
      "path": finding.span.map { .string($0.path) }, "line": finding.span.map { .int($0.line) },
      "column": finding.span.map { .int($0.column) },
      "waiver": finding.waiver.map {
        .present(["because": .string($0.because), "until": $0.until.map { .string($0) }])
      },
    ])
  }
}
