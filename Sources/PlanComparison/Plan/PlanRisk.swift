import MarkdownWriting
/// How a change of what a plan says is classed.
///
/// - Words are documentation: title, domain, descriptions, groups, decisions taken, attestations (one that turns to
///   fail is risky), and where files lie.
/// - What people are promised less of is risky: a service level that gets tighter may not hold, a rate that at least
///   doubles neither, a rule, audit, sensitive column or compliance line that goes is watched no more, a waiver or a check
///   that is switched down hides findings, weaker isolation lets anomalies in.
/// - What a role may do: less is breaking, more is risky. Whose rows are whose (tenancy) is breaking.
/// - Anything else is safe: it changes advice, not the database.
struct PlanRisk {
  struct Property {
    var name: String
    var before: String?
    var after: String?
  }

  var area: PlanArea
  var action: PlanChange.Action
  var properties: [Property]

  var verdict: Verdict {
    switch area {
    case .about, .descriptions, .groups, .sources, .stack, .conventions, .load, .monitoring, .batches, .seeds, .columns,
      .derived, .renames:
      words
    case .decisions, .attestations: decision
    case .checks, .waivers: exception
    case .rules, .relations, .sensitive, .compliance, .audit, .connection, .backup, .external: guarantee
    case .volumes, .queries, .serviceLevels, .transactions, .deployment, .backfills: numbers
    case .tenancy: .breaking("whose rows are whose is another")
    case .roles: role
    }
  }

  private var words: Verdict {
    switch area {
    case .stack where properties.contains { $0.name == "postgres" && $0.before != nil }:
      .risky("another version of the server may behave otherwise")
    case .about, .descriptions, .groups, .sources: .documentation("it says what is, and changes nothing")
    default: .safe("it changes advice, not the database")
    }
  }

  private var decision: Verdict {
    if area == .attestations, properties.contains(where: { $0.name == "answer" && $0.after == "fail" }) {
      return .risky("somebody looked and found it wanting")
    }
    let chosen = properties.first { $0.name == "chosen" }
    return action == .changed && chosen?.before != nil
      ? .risky("a decision that was taken is taken back or changed") : .documentation("it records what people decided")
  }

  private var exception: Verdict {
    if area == .waivers {
      return action == .removed ? .safe("the finding counts again") : .risky("a finding does not count")
    }
    let rank = ["off": 0, "note": 1, "warning": 2, "error": 3]
    let severity = properties.first { $0.name == "severity" }
    let after = rank[severity?.after ?? ""] ?? 2
    let before = rank[severity?.before ?? ""] ?? 2
    return after < before ? .risky("its findings count for less") : .safe("its findings count for more")
  }

  private var guarantee: Verdict {
    switch action {
    case .added: .safe("it is watched from now on")
    case .removed: .risky("nobody watches it any more")
    case .changed: .risky("what people rely on is another")
    }
  }

  private var numbers: Verdict {
    if area == .backfills {
      return action == .removed ? .safe("nothing is written") : .risky("it writes to rows that are there")
    }
    guard action == .changed else {
      return area == .serviceLevels && action == .removed
        ? .risky("nobody is promised anything any more") : .safe("sizes and advice follow it")
    }
    return .gravest(of: properties.map(number))
  }

  private func number(_ property: Property) -> Verdict {
    let before = property.before.flatMap(Double.init)
    let after = property.after.flatMap(Double.init)
    switch property.name {
    case "p95", "p99":
      guard let before, let after else { return .safe("sizes and advice follow it") }
      return after < before ? .risky("it must be faster than it had to be") : .safe("it may be slower than before")
    case "availability": return .risky("what people are promised is another")
    case "rate", "peak", "rows":
      guard let before, let after, before > 0, after >= 2 * before else { return .safe("sizes and advice follow it") }
      return .risky("it at least doubles")
    case "isolation", "guard clause", "max connections", "pooler", "release":
      return .risky("how work runs side by side is another")
    default: return .safe("sizes and advice follow it")
    }
  }

  private var role: Verdict {
    switch action {
    case .added: return .risky("somebody new may do something")
    case .removed: return .breaking("its statements fail")
    case .changed: break
    }
    let rights = properties.filter { $0.name.hasPrefix("may on ") }
    func words(_ text: String?) -> Set<String> { Set((text ?? "").split(separator: ", ").map(String.init)) }
    if rights.contains(where: { !words($0.before).isSubset(of: words($0.after)) }) {
      return .breaking("statements of that role fail")
    }
    return .risky("who sees or does what is another")
  }
}
