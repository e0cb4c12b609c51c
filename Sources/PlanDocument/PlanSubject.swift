import AccessControl
import AuditTrail
import CatalogComparison
package import Checks
import DataProtection
package import DesignPatterns
import Diagnostics
package import IndexAdvice
package import MigrationPlanning
import MonitoringRules
package import PlanModel
package import SchemaModel
package import Seeding
package import Sizing

/// Everything a plan document is written from, with the look-ups its parts share.
package struct PlanSubject: Sendable {
  /// The schema a plan starts from.
  package struct Baseline: Sendable {
    package var name: String
    package var catalog: Catalog

    package init(name: String, catalog: Catalog) {
      self.name = name
      self.catalog = catalog
    }
  }

  /// A foreign key together with the table that carries it.
  package struct Reference: Sendable {
    @Boxed package var table: Table
    package var key: ForeignKey

    package init(table: Table, key: ForeignKey) { self.init(Boxed(wrappedValue: table), key) }

    private init(_ table: Boxed<Table>, _ key: ForeignKey) {
      _table = table
      self.key = key
    }

    /// Those of a table, in its order.
    static func all(of table: Table) -> [Reference] {
      let shared = Boxed(wrappedValue: table)
      return table.foreignKeys.map { Reference(shared, $0) }
    }
  }

  package let plan: Plan
  package let catalog: Catalog
  package let baseline: Baseline?
  package let findings: [Finding]
  package let date: CalendarDate?
  let difference: CatalogDifference?
  let estimator: SizeEstimator
  let retentions: RetentionKeepers
  /// Tables with a sheet: what the plan names, else what it changes and its neighbours, else all.
  let scope: [Table]
  /// The foreign keys of the tables in scope, in their order.
  let scopeReferences: [Reference]
  let shape: SchemaShape
  /// Foreign keys by the table they point at.
  let references: [ObjectName: [Reference]]
  let queriesByTable: [ObjectName: [Query]]
  let volumes: [ObjectName: Volume]
  let descriptions: [ObjectName: Located<String>]
  let columnDescriptions: [ColumnReference: Located<String>]
  let indexUses: IndexUses
  let figures: DatabaseFigures
  let monitoring: MonitoringPlan
  /// Indexes that the declared queries would pay for.
  let advice: [IndexProposal]
  /// How tables reach their tenant, whoever keeps tenants apart; nil when the plan names no tenant column.
  let tenantPaths: KeyPaths?
  /// What the schema says of tenants where the plan says nothing; nil when it says nothing either.
  let tenancyProposal: TenancyProposal?
  /// Roles, grants and policies as the plan means them.
  let access: AccessDesign
  /// What is recorded of whose changes; nil when the plan does not say.
  let audit: AuditDesign?
  /// What the application sets for them.
  let sessions: SessionDesign
  /// What its sensitive columns call for.
  let protection: ProtectionDesign
  /// Rows that come with the schema, in the order in which they are brought.
  let seeds: [SeedTable]
  /// The migrations that the project has already.
  let histories: [MigrationHistory]
  /// The way from the baseline to the schema; without steps when there is no baseline.
  package let migration: MigrationPlan
  /// Statements that a step breaks while they are sent.
  let brokenStatements: [BrokenStatement]
  /// Steps that bring the policies to tables that hold rows already.
  let rollout: RowSecurityRollout
  /// Designs that the schema and its plan call for.
  package let patterns: [DesignPattern]
  /// What recording the changes of tables comes to, where the plan says how often they change.
  let recordVolumes: [ObjectName: RecordVolume]
  /// Decisions that they raise.
  package let choices: [DesignChoice]
  /// What is said several times, and what is stored though it could be computed, with what either costs.
  let normalisation: [NormalisationFact]
  let diagrams: PlanDiagrams
  let models: PlanModels
  let findingsByTable: [ObjectName: [Finding]]
  let changesByTable: [ObjectName: [SchemaChange]]
  let partitions: [ObjectName: [Table]]
  let sensitive: [ColumnReference: SensitiveColumn]
  /// Where its documents point.
  let addresses: PlanAddresses

  package init(
    plan: Plan, catalog: Catalog, baseline: Baseline?, findings: [Finding], statistics: [DatabaseStatistics] = [],
    advice: [IndexProposal] = [], sizes: SizeEstimator? = nil, seeds: [SeedTable] = [],
    histories: [MigrationHistory] = [], migration: MigrationPlan = MigrationPlan(),
    brokenStatements: [BrokenStatement] = [], diagrams: PlanDiagrams, models: PlanModels,
    date: CalendarDate?,
    addresses: PlanAddresses? = nil
  ) {
    self.diagrams = diagrams
    self.seeds = seeds
    self.histories = histories
    self.models = models
    findingsByTable = Dictionary(grouping: findings.filter { $0.table != nil && $0.waiver == nil }) {
      $0.table ?? ObjectName("")
    }
    partitions = Dictionary(grouping: catalog.tables.filter { $0.partitionOf != nil }) {
      $0.partitionOf?.parent ?? ObjectName("")
    }
    sensitive = Dictionary(plan.sensitive.map { ($0.column.value, $0) }, uniquingKeysWith: { first, _ in first })
    self.plan = plan
    self.catalog = catalog
    // What goes on under another name is there already, under that one.
    let renames = baseline.map { baseline in
      CatalogRenames(
        plan.renames.compactMap { rename in rename.new.map { (rename.old.value, $0.value) } },
        from: baseline.catalog, to: catalog)
    }
    self.baseline = baseline.map { baseline in
      renames.map { Baseline(name: baseline.name, catalog: $0.applied(to: baseline.catalog)) } ?? baseline
    }
    self.findings = findings
    self.date = date
    difference = baseline.flatMap { baseline in
      renames.map { CatalogDifference(from: baseline.catalog, to: catalog, renames: $0) }
    }
    changesByTable = Dictionary(grouping: difference?.changes.filter { $0.table != nil } ?? []) {
      $0.table ?? ObjectName("")
    }
    estimator = sizes ?? SizeEstimator(catalog: catalog, plan: plan)
    retentions = RetentionKeepers(plan: plan, catalog: catalog)
    references = Self.references(in: catalog)
    var queries: [ObjectName: [Query]] = [:]
    for query in plan.queries {
      for name in Set(query.shape?.relations.map(\.name) ?? []) { queries[name, default: []].append(query) }
    }
    queriesByTable = queries
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    var texts: [ObjectName: Located<String>] = [:]
    var columnTexts: [ColumnReference: Located<String>] = [:]
    for description in plan.descriptions {
      if let column = description.column {
        columnTexts[ColumnReference(description.table, column)] = description.text
      } else {
        texts[description.table] = description.text
      }
    }
    descriptions = texts
    columnDescriptions = columnTexts
    scope = Self.scope(of: plan, catalog: catalog, difference: difference, references: references)
    figures = DatabaseFigures(statistics)
    monitoring = MonitoringPlan(plan, catalog, estimator, hasBaseline: baseline != nil, date: plan.asOf?.value)
    self.advice = advice
    indexUses = IndexUses(catalog: catalog, plan: plan, findings: findings)
    self.addresses = addresses ?? PlanAddresses(sheetsOf: scope, in: catalog)
    scopeNames = Set(scope.map(\.name))
    tenantPaths = KeyPaths(ofTenantsIn: plan, catalog)
    tenancyProposal =
      plan.tenancy == nil ? TenancyProposal(catalog, external: Set(plan.external.map(\.table.value))) : nil
    access = AccessDesign(plan, catalog)
    audit = AuditDesign(plan, catalog, date: date)
    sessions = SessionDesign(access, plan, catalog)
    protection = ProtectionDesign(plan, catalog, retentions)
    self.migration = migration
    self.brokenStatements = brokenStatements
    rollout = RolloutRows.steps(access, catalog, plan, baseline: baseline?.catalog, scope: scopeNames)
    let designs = PatternSubject(
      catalog: catalog, plan: plan, date: date,
      scope: difference == nil || plan.scope != nil ? scopeNames : scopeNames.intersection(changesByTable.keys),
      existing: Set(baseline?.catalog.tables.names ?? []), advice: advice)
    patterns = PatternFinder.patterns(in: designs)
    recordVolumes = RecordVolume.all(in: designs)
    normalisation = NormalisationCosts.facts(in: designs)
    choices = ChoiceFinder.choices(in: designs, raised: RaisedFindings(findings))
    scopeReferences = scope.flatMap(Reference.all)
    shape = SchemaShape(of: catalog, plan, references)
  }

  /// All steps in their order, numbered through: the schema's, then those of the policies.
  package var steps: [MigrationStep] { migration.steps + rollout.steps }

  /// Tables that are not partitions of another one.
  var mainTables: [Table] { catalog.tables.filter { $0.partitionOf == nil } }

  func isInScope(_ table: ObjectName) -> Bool { scopeNames.contains(table) }

  private let scopeNames: Set<ObjectName>

  /// What a table is for: the plan's words, else its comment.
  func purpose(of table: Table) -> Located<String>? {
    descriptions[table.name] ?? table.comment.map { Located($0, span: table.span) }
  }

  /// Whether the plan makes this table.
  func isNew(_ table: ObjectName) -> Bool {
    changesByTable[table]?.contains { $0.kind == .table && $0.action == .add } ?? false
  }

  func externalOwner(of table: ObjectName) -> ExternalTable? { plan.external.first { $0.table.value == table } }

  /// Rows now, or nil when the plan does not say.
  func rows(of table: ObjectName, afterMonths months: Double = 0) -> Double? {
    projection(of: table)?.rows(afterMonths: months)
  }

  func projection(of table: ObjectName) -> RowProjection? {
    volumes[table].map { RowProjection($0, isKept: retentions.keeper(of: table) != nil) }
  }

  /// The estimated size of a table, or nil when its rows are not stated.
  func size(of table: Table, afterMonths months: Double = 0) -> SizeEstimate? {
    rows(of: table.name, afterMonths: months).map { estimator.estimate(table, rows: $0) }
  }

  /// The tables that get a sheet.
  package static func scope(
    of plan: Plan, catalog: Catalog, baseline: Catalog?
  ) -> [Table] {
    let difference = baseline.map { CatalogDifference(from: $0, to: catalog) }
    return scope(of: plan, catalog: catalog, difference: difference, references: references(in: catalog))
  }

  private static func references(in catalog: Catalog) -> [ObjectName: [Reference]] {
    Dictionary(grouping: catalog.tables.flatMap(Reference.all)) { $0.key.target }
  }

  private static func scope(
    of plan: Plan, catalog: Catalog, difference: CatalogDifference?, references: [ObjectName: [Reference]]
  ) -> [Table] {
    let main = catalog.tables.filter { $0.partitionOf == nil }
    if let named = plan.scope {
      let names = Set(named.map(\.value))
      return ordered(main.filter { names.contains($0.name) }, by: difference)
    }
    guard let difference else { return main }
    let changed = Set(difference.changes.compactMap(\.table))
    var names = changed
    for name in changed {
      names.formUnion(catalog.tables[name]?.foreignKeys.map(\.target) ?? [])
      names.formUnion(references[name]?.map(\.table.name) ?? [])
    }
    return ordered(main.filter { names.contains($0.name) }, by: difference)
  }

  /// What the plan makes comes first, what it changes second, neighbours last.
  private static func ordered(_ tables: [Table], by difference: CatalogDifference?) -> [Table] {
    guard let difference else { return tables }
    let changed = Set(difference.changes.compactMap(\.table))
    let made = Set(difference.changes.filter { $0.kind == .table && $0.action == .add }.compactMap(\.table))
    let isNew = tables.filter { made.contains($0.name) }
    let isChanged = tables.filter { changed.contains($0.name) && !made.contains($0.name) }
    return isNew + isChanged + tables.filter { !changed.contains($0.name) }
  }
}
