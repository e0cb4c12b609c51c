import Diagnostics
import SchemaModel
import PlanModel

/// Everything a plan file says, as named things with properties.
struct PlanEntries {
  struct Key: Hashable {
    var area: PlanArea
    var name: String
  }

  private(set) var entries: [Key: PlanFacts] = [:]
  /// In the order of the plan's model.
  private(set) var order: [Key] = []
  private static let serviceLevels: Set<String> = ["p95", "p99", "availability"]

  init(_ plan: Plan) {
    addHead(of: plan)
    addTables(of: plan)
    addWork(of: plan)
    addSecurity(of: plan)
    addOperations(of: plan)
  }

  private mutating func addHead(of plan: Plan) {
    var about = PlanFacts()
    let facts: [(String, Any?)] = [
      ("title", plan.title), ("project", plan.project), ("status", plan.status), ("as of", plan.asOf),
      ("owner", plan.owner), ("domain", plan.domain),
    ]
    for (name, value) in facts { if let value { about.add(name, value) } }
    add(.about, "", about)
    var sources = PlanFacts(plan.sources)
    if let scope = plan.scope { sources.add("scope", scope) }
    add(.sources, "", sources)
    add(.stack, "", PlanFacts(plan.stack))
    add(.conventions, "", PlanFacts(plan.conventions))
    for check in plan.checks {
      var facts = PlanFacts(check)
      facts.add("severity", check.severity?.rawValue ?? "off")
      add(.checks, check.code.value, facts)
    }
  }

  private mutating func addTables(of plan: Plan) {
    for item in plan.descriptions {
      add(.descriptions, item.table.display + (item.column.map { ".\($0)" } ?? ""), PlanFacts(item))
    }
    for item in plan.groups { add(.groups, item.name.value, PlanFacts(item)) }
    for item in plan.external { add(.external, item.table.value.display, PlanFacts(item)) }
    for item in plan.volumes.compactMap(\.asWritten) { add(.volumes, item.table.value.display, PlanFacts(item)) }
    for item in plan.columnStatistics { add(.columns, item.column.value.display, PlanFacts(item)) }
    for item in plan.rules { add(.rules, item.text.value, PlanFacts(item)) }
    for item in plan.relations { add(.relations, item.column.value.display, PlanFacts(item)) }
    for item in plan.derived { add(.derived, item.column.value.display, PlanFacts(item)) }
  }

  private mutating func addWork(of plan: Plan) {
    for item in plan.queries {
      var facts = PlanFacts(item)
      let levels = facts.remove(Self.serviceLevels)
      add(.queries, item.name.value, facts)
      if let levels { add(.serviceLevels, item.name.value, levels) }
    }
    for item in plan.transactions { add(.transactions, item.name.value, PlanFacts(item)) }
    for item in plan.batches { add(.batches, item.name.value, PlanFacts(item)) }
    if let load = plan.load { add(.load, "", PlanFacts(load)) }
  }

  private mutating func addSecurity(of plan: Plan) {
    if let tenancy = plan.tenancy { add(.tenancy, "", PlanFacts(tenancy)) }
    for item in plan.roles { add(.roles, item.name.value, PlanFacts(item)) }
    for item in plan.sensitive { add(.sensitive, item.column.value.display, PlanFacts(item)) }
    for item in plan.compliance { add(.compliance, item.value, PlanFacts(item)) }
    if let audit = plan.audit { add(.audit, "", PlanFacts(audit)) }
    if let connection = plan.connection { add(.connection, "", PlanFacts(connection)) }
  }

  private mutating func addOperations(of plan: Plan) {
    if let deployment = plan.deployment { add(.deployment, "", PlanFacts(deployment)) }
    if let backup = plan.backup { add(.backup, "", PlanFacts(backup)) }
    if let monitoring = plan.monitoring { add(.monitoring, "", PlanFacts(monitoring)) }
    for item in plan.renames { add(.renames, item.old.value, PlanFacts(item)) }
    for item in plan.backfills { add(.backfills, item.column.value.display, PlanFacts(item)) }
    for item in plan.seeds { add(.seeds, item.table.value.display, PlanFacts(item)) }
    for item in plan.decisions { add(.decisions, item.id.value, PlanFacts(item)) }
    for item in plan.waivers {
      add(.waivers, item.check.value + (item.on.map { " on \($0.value)" } ?? ""), PlanFacts(item))
    }
    for item in plan.attestations { add(.attestations, item.line.value, PlanFacts(item)) }
  }

  /// Of two of one name the last counts, as it does in the plan.
  private mutating func add(_ area: PlanArea, _ name: String, _ facts: PlanFacts) {
    guard !facts.facts.isEmpty else { return }
    let key = Key(area: area, name: name)
    if entries.updateValue(facts, forKey: key) == nil { order.append(key) }
  }
}

/// What of a plan is compared.
package enum PlanProperties {
  /// The names of the properties of `Plan`; a test holds them against the model. The name tells plans apart, and files are
  /// compared by their text.
  package static let compared: Set<String> = [
    "name", "title", "project", "status", "asOf", "owner", "domain", "sources", "stack", "conventions", "checks",
    "scope",
    "descriptions", "groups", "external", "volumes", "columnStatistics", "rules", "relations", "derived", "queries",
    "transactions", "batches", "tenancy", "roles", "sensitive", "compliance", "audit", "connection",
    "deployment", "backup",
    "monitoring", "renames", "backfills", "seeds", "load", "decisions", "waivers", "attestations", "sourceFiles",
  ]
}
