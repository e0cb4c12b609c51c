import Checks
import Diagnostics
import Foundation
import PlanModel

/// A folder `Cases/<code>/<flags-...|silent-...>` with `schema.sql` or `schema.prisma`, where needed `plan.yml` and a
/// baseline, and `expected.txt`: what the check of that code says.
struct CaseFolder: CustomStringConvertible, Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let code: String
  let name: String
  var description: String { "\(code)/\(name)" }
  private var folder: URL { Self.root.appending(path: code).appending(path: name) }

  static var all: [CaseFolder] {
    names(root).flatMap { code in
      names(root.appending(path: code)).map { CaseFolder(code: code, name: $0) }
    }
  }

  static func names(_ folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  var fileNames: [String] { Self.names(folder) }

  func text(_ path: String) -> String? {
    try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
  }

  var input: CheckInput? {
    for language in CheckInput.Language.allCases {
      if let schema = text("schema.\(language.rawValue)") {
        return CheckInput(
          language, schema, plan: text("plan.yml"), baseline: text("baseline.\(language.rawValue)"),
          beside: text("beside.sql"))
      }
    }
    return nil
  }
}

/// Findings and notes as text.
func rendered(_ result: CheckRunner.Result) -> String {
  let findings = result.findings.map { finding in
    var lines = ["\(finding.severity.rawValue): \(finding.message) [\(finding.fingerprint)]"]
    if let span = finding.span { lines.append("  at \(span.reference)") }
    if let evidence = finding.evidence { lines.append("  evidence: \(evidence)") }
    if let waiver = finding.waiver {
      lines.append("  waived: \(waiver.because)" + (waiver.until.map { " until \($0)" } ?? ""))
    }
    if let fix = finding.fix {
      lines.append("  fix\(finding.fixLanguage.map { " (\($0.rawValue))" } ?? ""):")
      lines += fix.split(separator: "\n").map { "    \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
  let notes = result.diagnostics.map { DiagnosticFormatter(usesColor: false).format($0) }
  return (findings + notes).joined()
}
