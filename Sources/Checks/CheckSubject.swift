package import AccessControl
package import CatalogComparison
package import Diagnostics
package import IndexAdvice
package import IndexAnalysis
package import PlanModel
package import PolicyReading
package import QueryRewriting
package import SchemaModel
package import SchemaReconciliation
package import Sizing

/// What checks look at: a schema and its plan, with the look-ups they share.
package struct CheckSubject: Sendable {
  /// A foreign key together with the table that carries it.
  struct Reference: Sendable {
    var table: Table
    var key: ForeignKey
  }

  package let catalog: Catalog
  package let plan: Plan
  package let baseline: Catalog?
  /// Typed differences from the baseline; empty without one.
  package let changes: [SchemaChange]
  /// The texts the schema was read from; like the plan's, they are searched for secrets.
  package let files: [SourceFile]
  /// What the sources of the schema say differently.
  package let disagreements: [SourceDisagreement]
  package let estimator: SizeEstimator
  /// Which index a query enters and goes on by.
  package let indexes: IndexChooser
  /// Indexes that the declared queries would pay for.
  package let advice: [IndexProposal]
  /// Writes queries in another way.
  package let rewriter: QueryRewriter
  /// The conditions of the schema's policies.
  package let conditions: PolicyReadings
  /// Who may do what by the schema's own grants.
  let access: GrantedAccess

  /// The tables that are judged: in scope, not owned by a library or tool, no partitions of another table.
  let tables: [Table]
  let volumes: [ObjectName: Volume]
  let references: [ObjectName: [Reference]]
  let queriesByTable: [ObjectName: [Query]]
  let statistics: [ColumnReference: ColumnStatistics]
  /// Which queries meet row security.
  package let policies: PolicyScope
  private let newTables: Set<ObjectName>
  private let takenNames: TakenNames
  private let paths: [ObjectName: [AccessPath]]
  private let scope: Set<ObjectName>?

  /// `scope` limits the tables that are judged; nil means all of them.
  package init(
    catalog: Catalog, plan: Plan, baseline: Catalog? = nil, scope: Set<ObjectName>? = nil, files: [SourceFile] = [],
    disagreements: [SourceDisagreement] = []
  ) {
    self.catalog = catalog
    self.plan = plan
    self.baseline = baseline
    self.scope = scope
    self.files = files
    self.disagreements = disagreements
    changes = baseline.map { CatalogDifference(from: $0, to: catalog).changes } ?? []
    newTables = Set(changes.filter { $0.action == .add && $0.kind == .table }.compactMap(\.table))
    takenNames = TakenNames(catalog)
    estimator = SizeEstimator(catalog: catalog, plan: plan)
    indexes = IndexChooser(catalog: catalog, plan: plan)
    advice = IndexAdvisor(catalog: catalog, plan: plan, sizes: estimator).proposals()
    policies = PolicyScope(catalog: catalog, plan: plan)
    rewriter = QueryRewriter(catalog: catalog)
    conditions = PolicyReadings(catalog)
    access = GrantedAccess(catalog)
    let external = Set(plan.external.map(\.table.value))
    tables = catalog.tables.filter { table in
      table.kind == .ordinary && table.partitionOf == nil && !external.contains(table.name)
        && scope?.contains(table.name) ?? true && table.model?.isIgnored != true
        && !BookkeepingTable.isOne(table.name)
    }
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    statistics = Dictionary(
      plan.columnStatistics.map { ($0.column.value, $0) }, uniquingKeysWith: { _, last in last })
    var references: [ObjectName: [Reference]] = [:]
    var paths: [ObjectName: [AccessPath]] = [:]
    for table in catalog.tables {
      paths[table.name] = AccessPath.all(of: table)
      for key in table.foreignKeys { references[key.target, default: []].append(Reference(table: table, key: key)) }
    }
    self.references = references
    self.paths = paths
    var queries: [ObjectName: [Query]] = [:]
    for query in plan.queries {
      for name in Set(query.shape?.relations.map(\.name) ?? []) { queries[name, default: []].append(query) }
    }
    queriesByTable = queries
  }

  /// Whether the baseline has no such table, so that nothing waits for a lock on it and no row of it is checked.
  func isNew(_ table: ObjectName) -> Bool { newTables.contains(table) }

  /// A name for an index beside the table that nothing else in its schema has, and no other proposal.
  func freeIndexName(
    _ wanted: String, for table: Table, orWith suffix: String = "", besides proposed: Set<String> = []
  ) -> String {
    takenNames.freeRelation(wanted, in: table.name.schema, orWith: suffix, besides: proposed)
  }

  /// Whether every table is judged.
  var isWhole: Bool { scope == nil }

  func isJudged(_ table: ObjectName) -> Bool { scope?.contains(table) ?? true }

  /// Keys, exclusion constraints and indexes of a table, in this order.
  func paths(of table: ObjectName) -> [AccessPath] { paths[table] ?? [] }

  /// Rows the plan declares.
  func rows(of table: ObjectName) -> Double? { volumes[table]?.rows?.value.value }

  /// `21M rows`, as the plan writes it.
  func rowsText(of table: ObjectName) -> String? {
    volumes[table]?.rows.map { "\($0.value.written) rows of \(table.display)" }
  }

  func statistics(of column: String, in table: ObjectName) -> ColumnStatistics? {
    statistics[ColumnReference(table, column)]
  }

  /// Whether a column's values are characters, a domain over characters included.
  func isText(_ type: ColumnType) -> Bool {
    guard !type.isArray else { return false }
    let base = resolved(type)
    return ["text", "varchar", "bpchar", "citext"].contains(base.name)
  }

  /// The base type behind domains.
  func resolved(_ type: ColumnType) -> ColumnType { catalog.typeBeneathDomains(type) }

  /// `varchar(12)`, or for a domain `text (domain sku)`.
  func typeText(_ column: Column) -> String {
    guard let name = column.type.userType, catalog.domains.contains(name) else { return column.type.short }
    return "\(resolved(column.type).short) (domain \(name.display))"
  }

  func isEnum(_ type: ColumnType) -> Bool { resolved(type).userType.map { catalog.enums.contains($0) } ?? false }

  /// Whether row security stands between a query and a table.
  func isUnderPolicies(_ query: Query, _ table: Table) -> Bool { policies.isUnderPolicies(query, table) }

  /// Whether fixes for a table are given in Prisma's language.
  func isPrisma(_ table: Table) -> Bool {
    catalog.origin.language == .prisma && table.model != nil && table.model?.isImplicit != true
  }
}
