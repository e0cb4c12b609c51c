import CapacityPlanning
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 5.3: connections in use by Little's law: arrivals per second times seconds held.
enum PoolPart: PlanPart {
  static let id = PartID.pool

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let demand = ConnectionDemand(subject.plan)
    let rows = demand.terms.map { term in
      page.row(
        "term.\(term.name)", .derived, from: term.spans.map(\.plan) + [.rule("littles-law")],
        [
          "work": Prose(term.name), "rate": Prose(Format.rate(term.rate)), "held": Prose(Format.duration(term.hold)),
          "why": Prose(term.measure), "connections": Prose(Format.decimal(term.connections)),
        ])
    }
    var facts: [TemplateRecord] = []
    if let deployment = subject.plan.deployment {
      facts += capacity(deployment, demand, &page)
      facts += sizing(subject, deployment, demand, &page)
      facts += concurrency(deployment, PoolSizing(subject.plan, hasBaseline: subject.baseline != nil), &page)
    }
    facts += PoolerFacts.sayings(subject, &page)
    let limits = LimitFacts.rows(subject, &page)
    let exceptions = LimitFacts.exceptions(subject, &page)
    if subject.plan.deployment?.maxConnections == nil { page.ask(.deployment) }
    if demand.terms.isEmpty { page.ask(subject.plan.queries.isEmpty ? .queries : .rates) }
    askForUncounted(demand, subject, &page)
    return [
      "terms": .rows(["work", "rate", "held", "why", "connections"], rows), "hasTerms": .flag(!rows.isEmpty),
      "total": .text(Format.decimal(demand.total)), "facts": .sayings(facts),
      "limits": .rows(["login", "statement", "lock", "idle"], limits), "hasLimits": .flag(!limits.isEmpty),
      "exceptions": .sayings(exceptions), "missing": page.missing,
    ]
  }

  /// A total without them would look complete.
  private static func askForUncounted(_ demand: ConnectionDemand, _ subject: PlanSubject, _ page: inout Composition) {
    let uncounted = Set(demand.uncounted)
    let queries = subject.plan.queries.filter { uncounted.contains($0.name.value) }
    let unrated = queries.filter { $0.busiest == nil }.map(\.name.value)
    let untimed = queries.filter { $0.busiest != nil }.map(\.name.value)
    if !unrated.isEmpty, !demand.terms.isEmpty { page.ask(.rates, about: unrated) }
    if !untimed.isEmpty { page.ask(.serviceLevels, about: untimed) }
  }

  private static func capacity(
    _ deployment: Deployment, _ demand: ConnectionDemand, _ page: inout Composition
  ) -> [TemplateRecord] {
    guard let limit = deployment.maxConnections else { return [] }
    let reserved = deployment.reserved?.value ?? 0
    let free = limit.value - reserved
    if demand.total > Double(free) {
      page.escalate(
        "connections", "The workload needs more connections than the server allows",
        because: "\(Format.decimal(demand.total)) busy at peak, \(free) allowed", from: [limit.span.plan])
    }
    return [
      page.say(
        "limit", .derived, from: [limit.span.plan, deployment.reserved?.span.plan],
        "\(limit.value) connections less \(reserved) reserved: \(free) for the application")
    ]
  }

  private static func sizing(
    _ subject: PlanSubject, _ deployment: Deployment, _ demand: ConnectionDemand, _ page: inout Composition
  ) -> [TemplateRecord] {
    let sources =
      [deployment.maximumInstances?.span, deployment.maxConnections?.span, deployment.concurrency?.span].map(\.plan)
      + demand.spans.map(\.plan)
    guard let sizing = PoolSizing(subject.plan, hasBaseline: subject.baseline != nil) else {
      guard subject.baseline != nil, !demand.terms.isEmpty else { return [] }
      return [
        page.say(
          "added", .derived, from: demand.spans.map(\.plan),
          "Added to what runs today: \(Format.decimal(demand.total)) busy; today's queries are not in this plan, so it sizes no pool"
        )
      ]
    }
    var facts: [TemplateRecord] = []
    let limited = sizing.wanted <= sizing.bound ? "" : ", of which \(sizing.bound) are possible"
    facts.append(
      page.say(
        "pool", .derived, from: sources,
        "Pool of an instance: \(Format.decimal(demand.total)) / \(sizing.instances) = \(Format.decimal(sizing.share)) busy; \(PoolSizing.arithmetic(sizing.share)), so \(sizing.wanted)\(limited); all \(sizing.instances) together open \(sizing.opened) of \(sizing.free)"
      ))
    if !sizing.fits {
      page.escalate(
        "pool", "The pools the workload needs do not fit",
        because: "\(sizing.wanted) for an instance, \(sizing.bound) possible", from: sources)
    }
    if let least = deployment.minimumInstances, least.value > 0, least.value < sizing.instances {
      let held = least.value * sizing.size
      let verdict = Double(held) < demand.total ? "too few for" : "against"
      facts.append(
        page.say(
          "least", .derived, from: [least.span.plan] + sources,
          "Before it scales out, \(Format.counted(least.value, "instance")): \(held) connections, \(verdict) \(Format.decimal(demand.total)) busy"
        ))
    }
    return facts
  }

  /// Requests that can ask for a connection at once, against the connections there are.
  private static func concurrency(
    _ deployment: Deployment, _ sizing: PoolSizing?, _ page: inout Composition
  ) -> [TemplateRecord] {
    guard let limit = deployment.maxConnections, let concurrency = deployment.concurrency,
      let instances = deployment.maximumInstances ?? deployment.minimumInstances, instances.value > 0
    else { return [] }
    let free = limit.value - (deployment.reserved?.value ?? 0)
    let requests = instances.value * concurrency.value
    let verdict =
      requests > free
      ? "\(requests - free) too few when all ask, \(concurrency.value - free / instances.value) in each instance"
      : "one for each"
    var text: Prose =
      "\(Format.counted(instances.value, "instance")) × \(Format.counted(concurrency.value, "request")) at once = \(requests), for \(free) connections: \(verdict)"
    if let sizing, sizing.size < concurrency.value {
      text.append("; from a pool of \(sizing.size) then \(concurrency.value - sizing.size) wait")
    }
    return [
      page.say(
        "concurrency", .derived,
        from: [concurrency.span.plan, instances.span.plan, limit.span.plan, deployment.reserved?.span.plan]
          + (sizing?.demand.spans.map(\.plan) ?? []), text)
    ]
  }
}
