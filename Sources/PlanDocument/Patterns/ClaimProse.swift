import DesignPatterns
import Diagnostics
import PlanModel

extension Prose {
  /// A claim as the document writes numbers and names.
  init(_ claim: Claim, _ subject: PlanSubject, up: String = "") {
    self = claim.parts.reduce(into: "") { prose, part in prose.append(Self.prose(part, subject, up)) }
  }

  private static func prose(_ part: Claim.Part, _ subject: PlanSubject, _ up: String) -> Prose {
    switch part {
    case .words(let words): Prose(stringLiteral: words)
    case .text(let text): Prose(text)
    case .written(let quantity): Prose(Format.spaced(quantity))
    case .code(let name): .code(name)
    case .table(let name): subject.link(name, up: up)
    case .rows(let number): Prose(Format.count(number))
    case .bytes(let number): Prose(Format.bytes(number))
    case .rate(let number): Prose(Format.rate(number))
    case .duration(let seconds): Prose(Format.duration(seconds))
    case .number(let number): Prose(Format.decimal(number))
    case .share(let share): Prose(Format.percent(share))
    case .reading(let rows): Prose(Format.duration(rows * QueryEntry.secondsPerRow))
    }
  }
}

extension PlanSubject {
  /// What a place is: of the plan, of the schema, or of a database that has counted.
  func source(_ span: SourceSpan) -> Source {
    guard span.hasLine else { return .database(span) }
    return plan.files.contains(span.path) ? .plan(span) : .schema(span)
  }

  func sources(of claims: [Claim]) -> [Source?] { claims.flatMap(\.sources).map { source($0) } }
}
