internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// What a plan says about what people decided and vouch for.
extension PlanFileFormat {
  @RecordBuilder<Plan> static var decisionFacts: [RecordKey<Plan>] {
    part("decisions", "Questions with their options, decided or open", .list(of: decision), \.decisions)
    part("waivers", "Findings that are accepted, with the reason", .list(of: waiver), \.waivers)
    part("attest", "Checklist lines that only people can answer", attestations, \.attestations)
  }

  private static var decision: ValueFormat<Decision> {
    .record({ Decision(id: Located(""), question: Located("")) }) {
      required("id", "A short name, e.g. D1", .text, \.id)
      required("question", "What is to be decided", .text, \.question)
      part("options", "Two or three ways", .list(of: option), \.options)
      fact("recommended", "The option that is recommended", .text, \.recommended)
      fact("chosen", "The option that was taken", .text, \.chosen)
      fact("because", "Why", .markdown, \.because)
      fact("by", "Who decided", .text, \.by)
      fact("on", "When", .date, \.on)
    }
  }

  private static var option: ValueFormat<Decision.Option> {
    let record = ValueFormat<Decision.Option>.record({ Decision.Option(name: Located("")) }) {
      required("name", "The option in a few words", .text, \.name)
      fact("level", "Where it stands", .word(["simplest", "balanced", "robust"]), \.level)
      part("pros", "What speaks for it", .oneOrMore(.markdown), \.pros)
      part("cons", "What speaks against it", .oneOrMore(.markdown), \.cons)
      part("performance", "What it costs at run time", .markdown, \.performance)
      part("migration", "What it takes to get there", .markdown, \.migration)
      part("maintenance", "What it takes to keep", .markdown, \.maintenance)
    }
    return .scalar(ValueFormat<String>.text.located().map { Decision.Option(name: $0) }, or: record)
  }

  private static var waiver: ValueFormat<Waiver> {
    .record({ Waiver(check: Located(""), because: Located("")) }) {
      required("check", "Code of the check", .text, \.check)
      fact("on", "The table or column; without it, everywhere", .text, \.on)
      required("because", "Why it is accepted", .markdown, \.because)
      fact("until", "The day it is looked at again", .date, \.until)
    }
  }

  private static var attestations: ValueFormat<[Attestation]> {
    .records(
      keyedBy: .text, "Checklist line",
      make: { Attestation(line: $0, answer: Located(.pass)) }
    ) {
      required("answer", "Whether it holds", .cases, \.answer)
      fact("by", "Who says so", .text, \.by)
      fact("on", "When", .date, \.on)
      fact("evidence", "Where it can be seen", .text, \.evidence)
    }
  }
}
