import AccessControl
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import StatementLocks
import Templating

/// 7.2: in which order policies come to tables that hold rows, and what each part of it locks.
enum RolloutRows {
  static let fields = ["steps", "what", "locks", "next"]

  /// Tables in scope that are there already: those of the baseline, else all but the empty ones once any holds rows.
  static func steps(
    _ design: AccessDesign, _ catalog: Catalog, _ plan: Plan, baseline: Catalog?, scope: Set<ObjectName>
  ) -> RowSecurityRollout {
    let stated = plan.volumes.compactMap { volume in volume.rows.map { (volume.table.value, $0.value.value) } }
    let rows = Dictionary(stated, uniquingKeysWith: { _, last in last })
    let isInUse = stated.contains { $0.1 > 0 }
    var rates: [ObjectName: Double] = [:]
    for query in plan.queries {
      for table in Set(query.shape?.relations.map(\.name) ?? []) {
        rates[table, default: 0] += query.busiest?.value.value ?? 0
      }
    }
    return RowSecurityRollout(
      design, catalog, facts: MigrationFacts(plan, old: baseline ?? catalog),
      of: { table in
        scope.contains(table) && (baseline.map { $0.tables.contains(table) } ?? (isInUse && rows[table] != 0))
      },
      busy: { rates[$0] ?? 0 })
  }

  /// Milliseconds: what the plan states, else two seconds.
  static func lockTimeout(_ plan: Plan) -> Int {
    plan.deployment?.lockTimeout.map { Int(($0.value.value * 1000).rounded()) } ?? 2000
  }

  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let rollout = subject.rollout
    guard !rollout.steps.isEmpty else { return [] }
    let wait: Prose = "waited for at most \(Format.duration(Double(lockTimeout(subject.plan)) / 1000))"
    let folders = MigrationDocuments.files(subject, as: .sql).map(\.path).filter { $0.hasSuffix("/up.sql") }
    // The steps of the schema come before.
    var number = subject.migration.steps.count
    func row(_ id: String, _ steps: [MigrationStep], _ what: Prose, _ next: Prose) -> TemplateRecord? {
      guard let first = steps.first else { return nil }
      var range: Prose = "\(link: "\(number + 1)", to: folders[number])"
      if steps.count > 1 {
        range.append(" to \(link: "\(number + steps.count)", to: folders[number + steps.count - 1])")
      }
      number += steps.count
      return page.row(
        "rollout.\(id)", .derived,
        from: [subject.catalog.tables[first.table]?.span.schema, subject.plan.tenancy?.setting?.span.plan]
          + timed(steps, subject),
        ["steps": range, "what": what, "locks": locks(steps, wait, subject), "next": next])
    }
    return [
      row(
        "indexes", rollout.indexes, "indexes that keys and policies need, built while rows are written",
        "back: dropped as they were built"),
      row(
        "keys", rollout.keys, "foreign keys with the tenant: added unproven, proven, put in the old one's place",
        "back: the old key, proven again"),
      deploy(subject, &page),
      row(
        "policies", rollout.policies, "policies and ENABLE in one transaction a table\(order(rollout, subject))",
        "back: DISABLE, which takes the same lock"),
      row(
        "force", rollout.force, "FORCE: owners under policies",
        "back: NO FORCE"),
    ].compactMap(\.self)
  }

  /// The step of a mode that takes longest.
  private static func longest(_ steps: [MigrationStep]) -> MigrationStep? {
    steps.filter { $0.duration?.seconds != nil }.max {
      ($0.duration?.seconds?.upperBound ?? 0) < ($1.duration?.seconds?.upperBound ?? 0)
    }
  }

  /// What the times are worked out from.
  private static func timed(_ steps: [MigrationStep], _ subject: PlanSubject) -> [Source?] {
    let timed = Dictionary(grouping: steps) { $0.locks.map(\.mode).max() }.values.compactMap(longest)
    guard !timed.isEmpty else { return [] }
    let rows = Set(timed.map(\.table)).sorted().map { subject.volumes[$0]?.rows?.span.plan }
    return rows + [subject.plan.deployment?.disk?.span.plan]
  }

  /// The strongest lock of each step, by mode: how many steps take it, on how many relations, and the longest of them.
  private static func locks(_ steps: [MigrationStep], _ wait: Prose, _ subject: PlanSubject) -> Prose {
    let strongest = steps.map { step in (step, step.locks.map(\.mode).max()) }
    let parts = LockMode.allCases.reversed().filter { $0.blocks != nil }.compactMap { mode -> Prose? in
      let own = strongest.filter { $0.1 == mode }.map(\.0)
      guard !own.isEmpty else { return nil }
      let relations = unique(own.flatMap { step in step.locks.filter { $0.mode == mode }.map(\.relation) })
      let places: Prose =
        relations.count <= 3
        ? .joined(relations.map { subject.link($0) }) : Prose(Format.counted(relations.count, "relation"))
      let longest = Self.longest(own)
      let time: Prose =
        longest?.duration?.seconds.map { seconds in
          ", the longest \(Format.duration(seconds.lowerBound)) to \(Format.duration(seconds.upperBound)) (\(code: longest?.table.display ?? ""))"
        } ?? ", an instant"
      return "\(mode.words) on \(places)\(own.count == 1 ? "" : " in \(own.count) steps" as Prose)\(time)"
    }
    return parts.isEmpty ? .none : "\(Prose.joined(parts, separator: "; ")); \(wait)"
  }

  /// Between the parts that old code does not notice and those that it would: the code that says for whom it asks.
  private static func deploy(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord? {
    let settings = [subject.plan.tenancy?.setting].compactMap(\.self) + subject.plan.roles.compactMap(\.setting)
    let logins = subject.plan.roles.compactMap(\.login)
    guard let first = settings.first else { return nil }
    let names = unique(settings.map(\.value))
    let known = unique(logins.map(\.value))
    let next: Prose =
      known.isEmpty
      ? .none : "when \(code: "pg_stat_activity") shows no session of the application but as \(codes: known)"
    return page.row(
      "rollout.deploy", .plan, from: [first.span.plan, logins.first?.span.plan],
      ["steps": "deploy", "what": "code that sets \(codes: names)", "locks": .none, "next": next])
  }

  /// The first and the last table to be protected.
  private static func order(_ rollout: RowSecurityRollout, _ subject: PlanSubject) -> Prose {
    let tables = unique(rollout.force.map(\.table))
    guard let first = tables.first, let last = tables.last, first != last, !subject.plan.queries.isEmpty else {
      return ""
    }
    return ", the least asked first: from \(subject.link(first)) to \(subject.link(last))"
  }
}
