import Checks
import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SchemaModel
import Templating

/// Indexes that the declared queries would pay for, as tables of a plan show them.
enum ProposedIndexes {
  /// The checks that report them.
  static let codes: Set<String> = ["under-indexing", "better-index"]
  private static let letters = "leading-wildcard"
  static let fields = ["index", "table", "order", "serves", "instead", "size", "writes"]

  /// The findings that there is a row for: of text anywhere in a column those that an index is advised for.
  static func findings(_ subject: PlanSubject) -> [Finding] {
    var seen: Set<String> = []
    return subject.findings.filter { finding in
      guard finding.waiver == nil else { return false }
      guard finding.code == letters else { return codes.contains(finding.code) }
      return proposal(of: finding, subject).map { seen.insert("\($0.table.qualified) \($0.path.definition)").inserted }
        ?? false
    }
  }

  /// The proposal that a finding is about; nil for a foreign key that only needs one.
  static func proposal(of finding: Finding, _ subject: PlanSubject) -> IndexProposal? {
    let columns = (finding.object ?? "").split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    return subject.advice.first { proposal in
      guard proposal.table == finding.table else { return false }
      if finding.code == letters {
        return proposal.placements.contains { $0.reason == .letters }
          && proposal.services.contains { $0.query == finding.object }
      }
      return proposal.elements.map(\.display).joined(separator: ", ") == finding.object
        || finding.code == "under-indexing" && proposal.path.covers(columns)
    }
  }

  /// A row of 5.1.
  static func row(_ proposal: IndexProposal, _ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    page.row(
      "proposed.\(proposal.table.qualified).\(proposal.path.definition)", .derived, from: sources(proposal, subject),
      [
        "index": "**add**", "table": subject.link(proposal.table), "on": .code(proposal.path.definition),
        "reason": serves(proposal), "size": Prose(Format.bytes(proposal.bytes)),
      ])
  }

  /// A row of the index strategy: why each element stands where it does, and what else was weighed.
  static func reckoning(
    _ proposal: IndexProposal, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let writes = proposal.writes
    return page.row(
      "reckoning.\(proposal.table.qualified).\(proposal.path.definition)", .derived,
      from: sources(proposal, subject),
      [
        "index": .code(proposal.path.definition), "table": subject.link(proposal.table),
        "order": .joined(
          proposal.placements.map { "\(code: $0.element) \(reason($0.reason))" }, separator: "; "),
        "serves": serves(proposal),
        "instead": instead(proposal),
        "size": Prose(Format.bytes(proposal.bytes)),
        "writes": writes.perSecond > 0
          ? Prose("\(Format.rate(writes.perSecond)), \(Format.bytes(writes.bytesPerSecond * 86_400)) of log a day")
          : .none,
      ])
  }

  static func sources(_ proposal: IndexProposal, _ subject: PlanSubject) -> [Source?] {
    let queries = proposal.services.compactMap { service in
      subject.plan.queries.first { $0.name.value == service.query }
    }
    // How a query is planned depends on the rows of every table that it reads.
    let tables = unique([proposal.table] + queries.flatMap { $0.shape?.relations.map(\.name) ?? [] })
    return queries.flatMap { [$0.origin.plan, $0.rate?.span.plan] }
      + tables.flatMap { sources(of: subject.volumes[$0]) } + [.rule("index-advice")]
  }

  /// Where the plan says how many rows there are, of a table that is still empty how many there will be.
  private static func sources(of volume: Volume?) -> [Source?] {
    guard let volume else { return [] }
    let isEmpty = volume.rows.map { $0.value.value == 0 } ?? true
    return [volume.rows?.span.plan] + (isEmpty ? [volume.growth?.span.plan, volume.retention?.span.plan] : [])
  }

  /// What the query that gains by a proposal, or each of several, costs without and with it.
  static func gains(_ proposal: IndexProposal) -> Prose {
    guard proposal.services.count == 1, let service = proposal.services.first else { return serves(proposal) }
    return Prose("\(Format.count(service.before)) → \(Format.count(service.after)) at \(Format.rate(service.rate))")
  }

  /// Each query with its rate, and what it costs without and with the index.
  static func serves(_ proposal: IndexProposal) -> Prose {
    .joined(
      proposal.services.prefix(3).map { service in
        Prose(
          "\(service.query), \(Format.rate(service.rate)): \(Format.count(service.before)) → \(Format.count(service.after))"
        )
      }, separator: "; ")
  }

  private static func instead(_ proposal: IndexProposal) -> Prose {
    let others = proposal.alternatives.map { "\(code: $0.definition) \(Format.count($0.cost))" as Prose }
    let replaced: [Prose] = proposal.replaces.isEmpty ? [] : ["replaces \(Prose.codes(proposal.replaces, limit: 3))"]
    return others.isEmpty && replaced.isEmpty ? .none : .joined(others + replaced, separator: "; ")
  }

  private static func reason(_ reason: IndexProposal.Placement.Reason) -> String {
    switch reason {
    case .tenant: "tenant"
    case .equality: "one value"
    case .join(let other): "joins \(other.display)"
    case .order: "order before LIMIT"
    case .list: "several values"
    case .range: "range"
    case .elements: "what arrays contain"
    case .document: "what documents contain"
    case .words: "words of a text"
    case .letters: "three letters anywhere in a text"
    case .arrival: "rows lie in its order: none is changed or deleted"
    case .declared(let name): "as in \(name)"
    }
  }
}
