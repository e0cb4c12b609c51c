import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// The checklists that schema and plan can answer, and how many lines they can not.
enum Checklists {
  struct Line {
    /// `security.audits`: the key under `attest:`.
    var key: String
    var text: String
    /// nil when neither schema nor plan answers it.
    var answer: Answer?

    struct Answer {
      var passes: Bool
      var evidence: Prose
      var sources: [Source?]
    }
  }

  struct List {
    var name: String
    var lines: [Line]
  }

  static func context(_ report: PlanReport) -> TemplateRecord {
    let lists = lists(report)
    let answered = lists.reduce(0) { $0 + $1.lines.count { $0.answer != nil } }
    let total = lists.reduce(0) { $0 + $1.lines.count }
    let rows = lists.compactMap { list -> TemplateRecord? in
      let known = list.lines.filter { $0.answer != nil }
      // What has no answer is in the summary's count.
      guard !known.isEmpty else { return nil }
      let lines = known.map { line -> TemplateRecord in
        [
          "mark": .markup(line.answer?.passes == true ? "x" : " "), "line": .text(line.text),
          "evidence": (line.answer?.evidence ?? .none).flow,
          "refs": report.references.markup(line.answer?.sources.compactMap(\.self) ?? []),
        ]
      }
      let passed = known.count { $0.answer?.passes == true }
      return [
        "name": .text(list.name), "score": .text("\(passed) of \(known.count) answered lines pass"),
        "lines": .rows(["mark", "line", "evidence"], lines),
      ]
    }
    return [
      "summary": .text("\(answered) of \(total) lines answered; \(total - answered) need an answer (attest:)"),
      "lists": .list(TemplateList(fields: ["name", "score", "lines"], rows: rows)),
    ]
  }

  static func lists(_ report: PlanReport) -> [List] {
    let attested = Dictionary(
      report.subject.plan.attestations.map { ($0.line.value, $0) }, uniquingKeysWith: { first, _ in first })
    let derived = ChecklistAnswers(report)
    return ChecklistLines.all.map { list in
      List(
        name: list.name,
        lines: list.lines.map { line in
          Line(key: line.key, text: line.text, answer: attested[line.key].map(answer) ?? derived.answer(line.key))
        })
    }
  }

  private static func answer(_ attestation: Attestation) -> Line.Answer {
    let words = [attestation.by?.value, attestation.on.map { "\($0.value)" }, attestation.evidence?.value]
    return Line.Answer(
      passes: attestation.answer.value == .pass,
      evidence: "attested \(words.compactMap(\.self).joined(separator: ", "))", sources: [attestation.line.span.plan])
  }
}
