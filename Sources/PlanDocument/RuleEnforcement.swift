import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// How a plan says whether the schema enforces one of its rules.
struct RuleEnforcement {
  var text: Prose
  var span: SourceSpan?
  var verdict: RuleJudgement.Verdict
  var isEnforced: Bool { verdict == .enforced }

  static func of(_ rule: BusinessRule, in catalog: Catalog) -> RuleEnforcement {
    let judgement = RuleJudgement.of(rule, in: catalog)
    let name = judgement.name ?? ""
    let text: Prose =
      switch judgement.verdict {
      case .enforced: "by \(code: name)"
      case .stricter: "**stricter**: \(code: name) refuses more; the rule is \(code: wanted(rule))"
      case .missing: "**not yet**: \(code: wanted(rule))"
      case .words: "by the application"
      }
    return RuleEnforcement(text: text, span: judgement.span, verdict: judgement.verdict)
  }

  /// The constraint that would say it.
  private static func wanted(_ rule: BusinessRule) -> String {
    switch rule.kind {
    case .unique(_, let columns):
      "UNIQUE (\(columns.joined(separator: ", ")))" + (rule.condition.map { " WHERE \(onOneLine($0.value))" } ?? "")
    case .check: "CHECK (\(onOneLine(rule.sql?.value ?? "")))"
    case .prose: ""
    }
  }
}
