import AccessControl
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.2 where the plan says nothing of tenants: what the schema's keys say, to be confirmed or denied.
enum ProposedTenancy {
  static func facts(
    _ proposal: TenancyProposal, _ subject: PlanSubject, _ page: inout Composition
  ) -> [TemplateRecord] {
    let best = proposal.best
    var facts = [say("proposed", "By the schema's keys, tenants are ", best, proposal, subject, &page)]
    if let other = proposal.other {
      facts.append(say("other", "Or they are ", other, proposal, subject, &page))
    }
    let paths = TenantPaths(subject, best.paths)
    facts += TenantPathFacts.say(paths, nil, subject, &page)
    if !proposal.shared.isEmpty {
      facts.append(
        page.say(
          "reference", .derived, from: proposal.shared.prefix(3).map { subject.catalog.tables[$0]?.span.schema },
          "Pointed at by tenants' rows and of no tenant themselves: \(codes: proposal.shared.map(\.display))"))
    }
    let shared = Set(proposal.shared)
    let apart = paths.none.filter { !shared.contains($0.name) }
    if !apart.isEmpty {
      facts.append(
        page.say(
          "apart", .derived, from: apart.prefix(3).map(\.span.schema),
          "Without a way to \(code: best.key): \(codes: apart.map(\.name.display))"))
    }
    page.ask(.tenancy, about: [best.root?.display ?? best.key], answer: answer(proposal))
    return facts
  }

  private static func say(
    _ id: String, _ lead: Prose, _ candidate: TenancyProposal.Candidate, _ proposal: TenancyProposal,
    _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let tables = subject.catalog.tables.filter { candidate.paths[$0.name] != nil }
    let sources = tables.lazy.compactMap { $0.columns[candidate.key]?.span.schema }.prefix(3)
    var text = lead
    if let root = candidate.root {
      text.append("the rows of \(subject.link(root)), by \(code: candidate.key): ")
    } else {
      text.append("what \(code: candidate.key) names, which is no foreign key: ")
    }
    text.append(
      "\(candidate.direct) of \(proposal.tables) tables carry it, \(candidate.reached) carry or reach it")
    return page.say(id, .derived, from: sources.map(Optional.some), text)
  }

  /// What confirms it, ready to be pasted.
  private static func answer(_ proposal: TenancyProposal) -> String {
    let shared = proposal.shared.isEmpty ? "" : ", shared: [\(proposal.shared.map(\.display).joined(separator: ", "))]"
    return "tenancy: { model: shared-schema, key: \(proposal.best.key), setting: \(proposal.setting)\(shared), "
      + "enforce: [database] }"
  }
}
