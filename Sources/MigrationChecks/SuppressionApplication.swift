import Checks
import Diagnostics
import MigrationReading

/// Applies the comments of a migration to its findings.
struct SuppressionApplication {
  private let migration: JudgedMigration
  /// The codes that were looked for; a comment on another one is not called unused.
  private let judged: Set<String>

  init(_ migration: JudgedMigration, judging codes: Set<String>) {
    self.migration = migration
    judged = codes
  }

  func applied(to findings: [Finding]) -> [Finding] {
    var findings = findings
    var own: [Finding] = []
    for suppression in migration.migration.suppressions {
      guard let reason = suppression.reason, !suppression.codes.isEmpty else {
        own.append(unreasoned(suppression))
        continue
      }
      let range = range(of: suppression)
      for code in suppression.codes {
        var isUsed = false
        for place in findings.indices where findings[place].code == code && holds(range, findings[place]) {
          isUsed = true
          if findings[place].waiver == nil {
            findings[place].waiver = AppliedWaiver(because: reason, until: nil, span: span(suppression))
          }
        }
        if !isUsed, judged.contains("unused-suppression"), judged.contains(code) || !isKnown(code) {
          own.append(unused(code, suppression))
        }
      }
    }
    return findings + own
  }

  private func isKnown(_ code: String) -> Bool { MigrationRules.rule(named: code) != nil }

  /// Where findings are answered; nil for the whole file.
  private func range(of suppression: Suppression) -> Range<Int>? {
    guard !suppression.isFileWide else { return nil }
    let places = migration.statements.map { migration.migration.place(of: $0.range) }
    // The statement that the comment stands in or before; of several that one line of Python sends, all.
    guard let next = places.filter({ $0.upperBound > suppression.range.lowerBound }).map(\.lowerBound).min() else {
      return suppression.range
    }
    let end = places.filter { $0.lowerBound == next }.map(\.upperBound).max() ?? next
    return next..<max(end, next + 1)
  }

  private func holds(_ range: Range<Int>?, _ finding: Finding) -> Bool {
    guard let range else { return true }
    return finding.span.map { range.contains($0.offset) } ?? false
  }

  private func span(_ suppression: Suppression) -> SourceSpan { migration.migration.file.span(suppression.range) }

  private func unreasoned(_ suppression: Suppression) -> Finding {
    let codes = suppression.codes.joined(separator: ", ")
    var finding = Finding(
      .warning, code: "suppression-without-reason",
      codes.isEmpty ? "the comment names no code" : "\(codes) is suppressed without a reason",
      evidence: "such a comment suppresses nothing", fix: nil, at: span(suppression))
    finding.object = codes.isEmpty ? nil : codes
    finding.fix = "write the reason after a colon: dbplan-ignore \(codes.isEmpty ? "CODE" : codes): ..."
    return finding
  }

  private func unused(_ code: String, _ suppression: Suppression) -> Finding {
    let nearest = isKnown(code) ? nil : NearestName.of(code, among: MigrationRules.all.map { $0.metadata.code })
    var finding = Finding(
      .warning, code: "unused-suppression", object: code,
      isKnown(code) ? "\(code) is not found here" : "there is no rule \(code)", at: span(suppression))
    finding.fix = nearest.map { "did you mean \($0)?" } ?? "remove \(code) from the comment"
    return finding
  }
}
