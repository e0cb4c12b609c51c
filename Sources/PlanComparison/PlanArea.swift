/// The parts of a plan file that are compared, each a list of named things or one of a kind.
package enum PlanArea: String, Sendable, Hashable, CaseIterable {
  /// Title, status, owner, domain, dates.
  case about
  /// Schema, overlays, baseline, scope.
  case sources
  case stack
  case conventions
  case checks
  case descriptions
  case groups
  case external
  case volumes
  case columns
  case rules
  case relations
  case derived
  case queries
  /// What queries must achieve: p95, p99, availability.
  case serviceLevels = "service levels"
  case transactions
  case batches
  case tenancy
  case roles
  case sensitive
  case compliance
  case audit
  case connection
  case deployment
  case backup
  case monitoring
  case renames
  case backfills
  case seeds
  case load
  case decisions
  case waivers
  case attestations

  /// What one of them is called in a title.
  var noun: String {
    switch self {
    case .about: "Plan"
    case .sources: "Sources"
    case .stack: "Stack"
    case .conventions: "Conventions"
    case .checks: "Check"
    case .descriptions: "Description of"
    case .groups: "Group"
    case .external: "External table"
    case .volumes: "Volume of"
    case .columns: "Statistics of"
    case .rules: "Rule"
    case .relations: "Relation"
    case .derived: "Derived column"
    case .queries: "Query"
    case .serviceLevels: "Service level of"
    case .transactions: "Transaction"
    case .batches: "Batch"
    case .tenancy: "Tenancy"
    case .roles: "Role"
    case .sensitive: "Sensitive column"
    case .compliance: "Compliance"
    case .audit: "Audit"
    case .connection: "Connection"
    case .deployment: "Deployment"
    case .backup: "Backup"
    case .monitoring: "Monitoring"
    case .renames: "Rename"
    case .backfills: "Backfill of"
    case .seeds: "Seeds of"
    case .load: "Load profile"
    case .decisions: "Decision"
    case .waivers: "Waiver"
    case .attestations: "Attestation"
    }
  }
}
