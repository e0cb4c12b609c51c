package import Diagnostics

/// Where a statement comes from.
package enum Source: Sendable, Hashable {
  case schema(SourceSpan)
  case plan(SourceSpan)
  /// A database, for what it has counted.
  case database(SourceSpan)
  /// The kebab-case name of the rule that derived it.
  case rule(String)

  package var span: SourceSpan? {
    switch self {
    case .schema(let span), .plan(let span), .database(let span): span
    case .rule: nil
    }
  }
}

/// How far a statement can be trusted.
package enum Basis: String, Sendable, Hashable, CaseIterable {
  case verified
  case contradicted
  case derived
  case schema
  case plan
  case assumed
}

/// One sentence or table row of a plan, with what it rests on.
package struct Statement: Sendable, Hashable {
  /// `<part key>.<what>`, stable across runs.
  package var id: String
  package var part: PartID?
  /// Plain text.
  package var text: String
  package var basis: Basis
  package var sources: [Source]
}

/// A fact that is missing, with the line of YAML that would answer it.
package struct OpenQuestion: Sendable, Hashable {
  /// A stable slug such as `volumes`.
  package var id: String
  package var text: String
  /// What asks for it: tables, queries, or the plan as a whole.
  package var subjects: [String]
  /// YAML that answers it, as a template to fill in.
  package var answer: String
  /// The parts that stay incomplete without it.
  package var blocks: [PartID]
  /// Larger is asked first.
  package var weight: Int
  /// What can not be said or done without the answer.
  package var consequence: String
}

/// Something only a person can decide.
package struct Escalation: Sendable, Hashable {
  package var id: String
  package var title: String
  package var reason: String
  package var sources: [Source]
}
