package import PlanModel
package import SchemaModel
package import Sizing

/// What a plan's sensitive columns call for.
package struct ProtectionDesign: Sendable {
  /// Columns that look sensitive and that the plan does not list.
  package let detected: [DetectedColumn]
  package let erasures: [Erasure]
  package let retentions: [Retention]
  /// `retention.sql`; nil when nothing is to be blanked.
  package let retentionScript: String?
  package let logs: LogExposure

  package init(_ plan: Plan, _ catalog: Catalog, _ keepers: RetentionKeepers) {
    detected = SensitiveDetector.open(plan, catalog)
    erasures = ErasurePlanner.erasures(plan, catalog)
    let planner = RetentionPlanner(plan, catalog, keepers)
    retentions = planner.retentions()
    retentionScript = planner.script()
    logs = LogExposure(plan, catalog)
  }

  /// The statements that read and write a column which pgcrypto encrypts.
  package static func pgcrypto(_ column: ColumnReference, in catalog: Catalog) -> String {
    PgcryptoStatements.text(column, catalog)
  }
}
