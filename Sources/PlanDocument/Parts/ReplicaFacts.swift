import CapacityPlanning
import Diagnostics
import PlanModel
import Templating

/// 4.3: what replicas may answer, what that takes off the primary, and what they may not.
enum ReplicaFacts {
  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let replicas = subject.plan.deployment?.replicas else { return [] }
    let reads = ReplicaReads(subject.plan)
    guard !reads.allowed.isEmpty, let strictest = reads.strictest, let staleness = strictest.staleness else {
      return []
    }
    let demand = ConnectionDemand(subject.plan)
    let place: Prose =
      replicas.value == 0
      ? "No replica; one" : "\(Format.counted(replicas.value, "replica"))"
    let names = Format.list(
      reads.allowed.sorted { ($1.connections, $0.query.name.value) < ($0.connections, $1.query.name.value) }
        .map(\.query.name.value), limit: 5)
    var facts = [
      page.say(
        "replicas", .derived,
        from: [replicas.span.plan] + reads.spans.map(\.plan) + demand.spans.map(\.plan),
        "\(place) may answer \(names): \(Format.decimal(reads.connections)) of \(Format.decimal(demand.total)) connections busy at the peaks, while the lag stays below \(staleness.value.shown) (\(strictest.name.value))"
      )
    ]
    let refused = reads.reads.compactMap { read -> String? in
      switch read.refusal {
      case nil, .unsaid: nil
      case .fresh: "\(read.query.name.value) (\(read.query.staleness?.value.shown ?? "fresh"))"
      case .locks: "\(read.query.name.value) (\(read.query.shape?.lockClause ?? "locks"))"
      case .decides(let transaction): "\(read.query.name.value) (in \(transaction))"
      }
    }
    if !refused.isEmpty {
      facts.append(
        page.say(
          "primary", .derived,
          from: [replicas.span.plan]
            + reads.reads.filter { $0.refusal != nil && $0.refusal != .unsaid }
            .map { $0.query.staleness?.span.plan ?? $0.query.origin.plan },
          "On the primary: \(Format.list(refused, limit: 6))"))
    }
    return facts
  }
}
