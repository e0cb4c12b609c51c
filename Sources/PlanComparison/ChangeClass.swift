import MarkdownWriting
/// What a change may do to people and programs that rely on how things were; the gravest first.
package enum ChangeClass: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Values are lost, a migration can fail on the rows that are there, or something that worked stops working.
  case breaking
  /// It can go wrong: a lock, a slower query, a wider access, a guarantee that is gone. A person should look.
  case risky
  /// Nothing that worked stops working.
  case safe
  /// Words only.
  case documentation

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .breaking: 0
    case .risky: 1
    case .safe: 2
    case .documentation: 3
    }
  }
}

/// How a change is classed, and why.
struct Verdict: Sendable, Hashable {
  var changeClass: ChangeClass
  var reason: MarkdownPhrase

  static func breaking(_ reason: MarkdownPhrase) -> Verdict { Verdict(changeClass: .breaking, reason: reason) }
  static func risky(_ reason: MarkdownPhrase) -> Verdict { Verdict(changeClass: .risky, reason: reason) }
  static func safe(_ reason: MarkdownPhrase) -> Verdict { Verdict(changeClass: .safe, reason: reason) }
  static func documentation(_ reason: MarkdownPhrase) -> Verdict {
    Verdict(changeClass: .documentation, reason: reason)
  }

  /// The gravest of several, with the reasons of all that are as grave.
  static func gravest(of verdicts: [Verdict]) -> Verdict {
    guard let gravest = verdicts.map(\.changeClass).min() else { return .safe("nothing relies on it") }
    var seen: Set<MarkdownPhrase> = []
    let reasons = verdicts.filter { $0.changeClass == gravest && seen.insert($0.reason).inserted }.map(\.reason)
    return Verdict(changeClass: gravest, reason: .joined(reasons, separator: "; "))
  }
}
