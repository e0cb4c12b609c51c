package import AccessControl
package import SchemaModel
import SQLWriting

/// Brings policies to tables that are in use: indexes, foreign keys with the tenant, then, once the application says for whom it
/// asks, policies together with ENABLE, and FORCE at the end. Each step has its way back.
package struct RowSecurityRollout: Sendable {
  /// Indexes that keys and policies need.
  package private(set) var indexes: [MigrationStep]
  /// Foreign keys that hold the tenant.
  package private(set) var keys: [MigrationStep]
  /// Policies and ENABLE, table by table; partitions and views that would go past them.
  package private(set) var policies: [MigrationStep]
  package private(set) var force: [MigrationStep]

  /// - Parameters:
  ///   - isIncluded: tables that are there already, and meant.
  ///   - busy: how busy a table is; those with least to lose come first.
  package init(
    _ design: AccessDesign, _ catalog: Catalog, facts: MigrationFacts = MigrationFacts(),
    of isIncluded: (ObjectName) -> Bool, busy: (ObjectName) -> Double
  ) {
    let included = design.tenantKeys.filter { isIncluded($0.table) }
    let order = design.tables.filter { isIncluded($0.table) }.enumerated()
      .sorted { (busy($0.element.table), $0.offset) < (busy($1.element.table), $1.offset) }.map(\.element)
    let policed = Set(order.map(\.table))
    indexes = Self.indexes(design, included, policed, catalog)
    keys = included.flatMap(TenantKeySteps(catalog).steps)
    policies = order.flatMap(Self.protect) + Self.views(design, policed)
    force = order.flatMap(Self.force)
    state(facts, catalog)
  }

  /// What each step locks and reads, by the schema that it meets.
  private mutating func state(_ facts: MigrationFacts, _ catalog: Catalog) {
    guard !steps.isEmpty else { return }
    let known = StepFacts(context: MigrationContext(from: catalog, to: catalog, facts: facts))
    var state = catalog
    func stated(_ steps: [MigrationStep]) -> [MigrationStep] {
      steps.map { step in
        var step = step
        let work = step.work
        known.complete(&step, from: state, pace: nil)
        if work == .scan { step.work = .scan }
        state = MigrationContext.schema(state, after: step.plain ?? step.up)
        return step
      }
    }
    indexes = stated(indexes)
    keys = stated(keys)
    policies = stated(policies)
    force = stated(force)
  }

  package var steps: [MigrationStep] { indexes + keys + policies + force }

  private static func indexes(
    _ design: AccessDesign, _ keys: [TenantKey], _ policed: Set<ObjectName>, _ catalog: Catalog
  ) -> [MigrationStep] {
    let builder = IndexSteps(catalog)
    var needed: [(index: Index, table: ObjectName, reason: String)] = []
    for key in keys {
      guard let index = key.uniqueIndex else { continue }
      needed.append((index, key.new.target, "foreign keys that name the tenant point at it"))
    }
    for index in design.indexes where policed.contains(index.table) {
      needed.append((index.index, index.table, "policies find a row's tenant by it"))
    }
    let builds = needed.flatMap { entry in
      catalog.tables[entry.table].map { builder.build(entry.index, on: $0, because: entry.reason) } ?? []
    }
    let clearing = builder.clearing(needed.map { ($0.index, $0.table) }).map { [$0] } ?? []
    return (clearing + builds).map(MigrationStep.init)
  }

  /// Policies and ENABLE together, so that no moment has one without the other.
  private static func protect(_ table: TablePolicies) -> [MigrationStep] {
    let name = QuotedIdentifier.text(table.table)
    let writer = SQLWriter()
    let drops = table.made.map { "DROP POLICY IF EXISTS \(QuotedIdentifier.text($0.name)) ON \(name)" }
    var up: [String] = []
    for (policy, drop) in zip(table.made, drops) { up += [drop, writer.createPolicy(policy, on: table.table)] }
    if table.enables { up.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY") }
    let own =
      up.isEmpty
      ? []
      : [
        MigrationStep(
          MigrationStep.name("protect", table.table.display),
          "\(table.table.display): rows by \(table.made.count == 1 ? "a policy" : "\(table.made.count) policies").",
          phase: .migrate, on: table.table, up: up,
          down: (table.enables ? ["ALTER TABLE \(name) DISABLE ROW LEVEL SECURITY"] : []) + drops)
      ]
    return own + table.partitions.map { close($0, below: table.table) }
  }

  /// A partition that is asked directly knows nothing of its parent's policies.
  private static func close(_ partition: ObjectName, below parent: ObjectName) -> MigrationStep {
    let name = QuotedIdentifier.text(partition)
    return MigrationStep(
      MigrationStep.name("close", partition.display),
      "\(partition.display) is reached through \(parent.display) alone.",
      phase: .migrate, on: partition,
      up: ["ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY", "ALTER TABLE \(name) FORCE ROW LEVEL SECURITY"],
      down: ["ALTER TABLE \(name) NO FORCE ROW LEVEL SECURITY", "ALTER TABLE \(name) DISABLE ROW LEVEL SECURITY"])
  }

  private static func views(_ design: AccessDesign, _ policed: Set<ObjectName>) -> [MigrationStep] {
    policed.isEmpty
      ? []
      : design.ownerViews.map { view in
        let name = QuotedIdentifier.text(view.name)
        return MigrationStep(
          MigrationStep.name("ask", "as", "invoker", view.name.display),
          "\(view.name.display) shows the rows of who asks.", phase: .migrate, on: view.name,
          up: ["ALTER VIEW \(name) SET (security_invoker = true)"],
          down: ["ALTER VIEW \(name) RESET (security_invoker)"])
      }
  }

  private static func force(_ table: TablePolicies) -> [MigrationStep] {
    guard table.forces else { return [] }
    let name = QuotedIdentifier.text(table.table)
    return [
      MigrationStep(
        MigrationStep.name("force", table.table.display),
        "\(table.table.display): policies hold for its owner as well.",
        phase: .contract, on: table.table, up: ["ALTER TABLE \(name) FORCE ROW LEVEL SECURITY"],
        down: ["ALTER TABLE \(name) NO FORCE ROW LEVEL SECURITY"])
    ]
  }
}
