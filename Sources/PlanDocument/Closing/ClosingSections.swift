import Checks
import Diagnostics
import MarkdownWriting
import PlanModel
import SchemaModel
import Templating

/// Findings, options, escalations, questions and sources: the sections after the eight.
enum ClosingSections {
  static func findings(_ report: PlanReport) -> TemplateRecord {
    let active = report.activeFindings
    let shown = report.scopedFindings
    let rows = shown.prefix(25).map { finding -> TemplateRecord in
      [
        "severity": .text(finding.severity.rawValue), "where": place(finding, report.subject).cell,
        "message": Prose(shortened(finding.message, to: 180)).cell,
        "why": finding.why.cell,
        "fix": finding.hint(whole: finding.table.flatMap(report.subject.addresses.findings)).cell,
        "code": Prose.code(finding.code).cell,
        "refs": report.references.markup([finding.span.map { source($0, report) }].compactMap(\.self)),
      ]
    }
    let waived = report.subject.findings.filter { $0.waiver != nil }.map { finding -> TemplateRecord in
      [
        "code": Prose.code(finding.code).cell, "where": place(finding, report.subject).cell,
        "because": .text(finding.waiver?.because ?? ""), "until": .text(finding.waiver?.until ?? ""),
        "hasUntil": .flag(finding.waiver?.until != nil),
        "refs": report.references.markup([finding.waiver?.span.plan].compactMap(\.self)),
      ]
    }
    let counts = Severity.allCases.reversed().map { severity in (severity, shown.count { $0.severity == severity }) }
    return [
      "findings": .rows(["severity", "where", "message", "why", "fix", "code"], Array(rows)),
      "hasFindings": .flag(!rows.isEmpty), "isClean": .flag(rows.isEmpty),
      "checks": .text("\(CheckRegistry.all.count)"),
      "summary": .text(counts.filter { $0.1 > 0 }.map { Format.counted($0.1, $0.0.rawValue) }.joined(separator: ", ")),
      "more": .text("\(active.count - rows.count)"), "hasMore": .flag(active.count > rows.count),
      "waived": .rows(["code", "where", "because", "until", "hasUntil"], waived), "hasWaived": .flag(!waived.isEmpty),
    ]
  }

  static func escalations(_ report: PlanReport) -> TemplateRecord {
    let rows = report.escalations.map { escalation -> TemplateRecord in
      [
        "title": .text(escalation.title), "reason": .text(escalation.reason),
        "refs": report.references.markup(escalation.sources),
      ]
    }
    return [
      "escalations": .rows(["title", "reason"], rows), "hasEscalations": .flag(!rows.isEmpty),
      "isEmpty": .flag(rows.isEmpty),
    ]
  }

  static func questions(_ report: PlanReport) -> TemplateRecord {
    let rows = report.questions.map { question -> TemplateRecord in
      [
        "label": .text(question.id), "text": .text(question.text), "hasSubjects": .flag(!question.subjects.isEmpty),
        "subjects": Prose.codes(question.subjects, limit: 12).flow,
        "blocks": .text(question.blocks.map(\.rawValue).joined(separator: ", ")),
        "answer": .markup(MarkdownText.fenced(question.answer, language: "yaml")),
      ]
    }
    return [
      "questions": .list(
        TemplateList(fields: ["label", "text", "hasSubjects", "subjects", "blocks", "answer"], rows: rows)),
      "hasQuestions": .flag(!rows.isEmpty), "isEmpty": .flag(rows.isEmpty),
    ]
  }

  static func sources(_ report: PlanReport) -> TemplateRecord {
    var lines: [String: Set<Int>] = [:]
    var rules: Set<String> = []
    for source in report.statements.flatMap(\.sources) {
      switch source {
      case .schema(let span), .plan(let span), .database(let span):
        lines[span.path, default: []].formUnion(span.hasLine ? [span.line] : [])
      case .rule(let code): rules.insert(code)
      }
    }
    let rows = report.references.files.compactMap { file -> TemplateRecord? in
      guard let cited = lines[file.path] else { return nil }
      return [
        "name": .text(file.tag), "file": Prose.code(file.path).cell,
        "lines": .text(cited.isEmpty ? "—" : ranges(cited.sorted())),
      ]
    }
    return [
      "files": .list(TemplateList(fields: ["name", "file", "lines"], rows: rows)), "hasRules": .flag(!rules.isEmpty),
      "rules": Prose.codes(rules.sorted(), limit: 40).flow,
    ]
  }

  /// A finding's source: the plan's files are plan, all others schema.
  static func source(_ span: SourceSpan, _ report: PlanReport) -> Source {
    report.subject.plan.files.contains(span.path) ? .plan(span) : .schema(span)
  }

  private static func place(_ finding: Finding, _ subject: PlanSubject) -> Prose {
    guard let table = finding.table else { return finding.object.map { Prose($0) } ?? .none }
    return finding.object.map { "\(subject.link(table)) \(code: shortened($0, to: 60))" } ?? subject.link(table)
  }

  /// `3–5, 9, 12`: at most twelve runs, the rest counted.
  private static func ranges(_ lines: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for line in lines {
      if let last = runs.last, last.upperBound + 1 == line {
        runs[runs.count - 1] = last.lowerBound...line
      } else {
        runs.append(line...line)
      }
    }
    let shown = runs.prefix(12).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    return shown.joined(separator: ", ") + (runs.count > 12 ? " and \(runs.count - 12) more" : "")
  }
}
