import Diagnostics
import PlanModel
import Templating

/// What a person has to decide or answer, the decisions first.
struct PeopleTable {
  private static let limit = 7
  /// The first rows.
  let shown: [TemplateRecord]
  /// How many more there are, by kind, with the way to them; nil when all are shown.
  let more: Prose?

  init(_ report: PlanReport) {
    let decisions = report.openDecisions.map { decision -> TemplateRecord in
      [
        "what": ("\(link: decision.id.value, to: "#options") \(decision.question.value)" as Prose).cell,
        "recommended": .text(decision.recommended?.value ?? "—"), "why": Self.why(decision).cell,
      ]
    }
    let escalations = report.escalations.map { escalation -> TemplateRecord in
      ["what": .text(escalation.title), "recommended": .text("—"), "why": .text(escalation.reason)]
    }
    let questions = report.questions.map { question -> TemplateRecord in
      let about: Prose = question.subjects.isEmpty ? "" : ": \(Prose.codes(question.subjects, limit: 3))"
      return [
        "what": ("\(link: question.text, to: "#q-\(question.id)")\(about)" as Prose).cell, "recommended": .text("—"),
        "why": ("\(question.consequence); add \(code: Self.oneLine(question.answer))" as Prose).cell,
      ]
    }
    shown = Array((decisions + escalations + questions).prefix(Self.limit))
    var left = Self.limit
    var hidden: [Prose] = []
    for (rows, noun, anchor) in [
      (decisions, "decision", "#options"), (escalations, "escalation", "#escalations"),
      (questions, "open question", "#open-questions"),
    ] {
      let count = max(0, rows.count - left)
      left = max(0, left - rows.count)
      if count > 0 { hidden.append("\(link: Format.counted(count, noun), to: anchor)") }
    }
    more = hidden.isEmpty ? nil : .joined(hidden)
  }

  /// Of a recommended option everything said for and against it; without one what each option costs.
  private static func why(_ decision: Decision) -> Prose {
    if let option = decision.options.first(where: { $0.name.value == decision.recommended?.value }),
      !option.pros.isEmpty || !option.cons.isEmpty
    {
      let pros = option.pros.isEmpty ? "" : "for it: \(option.pros.joined(separator: ", "))"
      let cons = option.cons.isEmpty ? "" : "against it: \(option.cons.joined(separator: ", "))"
      return Prose([pros, cons].filter { !$0.isEmpty }.joined(separator: "; "))
    }
    let costs = decision.options.filter { !$0.cons.isEmpty }.map { option -> Prose in
      "“\(option.name.value)” costs: \(shortened(option.cons.joined(separator: ", "), to: 110))"
    }
    return costs.isEmpty
      ? Prose(decision.because?.value ?? "no option says what it costs") : .joined(costs, separator: "; ")
  }

  /// `volumes:\n  games: { rows: ... }` as `volumes: { games: { rows: ... } }`, near enough to show where it goes.
  private static func oneLine(_ yaml: String) -> String {
    let lines = yaml.split(separator: "\n").map { line in
      String(line.drop { $0 == " " }).split(separator: "   #").first.map(String.init) ?? ""
    }
    guard lines.count > 1, let head = lines.first else { return lines.first ?? "" }
    let rest = lines.dropFirst().joined(separator: ", ")
    return rest.hasPrefix("- ") ? "\(head) [\(rest.dropFirst(2))]" : "\(head) { \(rest) }"
  }
}
