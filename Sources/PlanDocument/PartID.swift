/// The 32 numbered parts of a plan, in order. The raw value is the number.
package enum PartID: String, Sendable, Hashable, CaseIterable {
  case domain = "1.1"
  case volume = "1.2"
  case performance = "1.3"
  case consistency = "1.4"
  case diagram = "2.1"
  case tables = "2.2"
  case indexes = "2.3"
  case constraints = "2.4"
  case models = "3.1"
  case relations = "3.2"
  case attributes = "3.3"
  case types = "3.4"
  case queries = "4.1"
  case optimization = "4.2"
  case caching = "4.3"
  case batches = "4.4"
  case indexPlan = "5.1"
  case queryPlan = "5.2"
  case pool = "5.3"
  case monitoring = "5.4"
  case access = "6.1"
  case rowSecurity = "6.2"
  case encryption = "6.3"
  case audit = "6.4"
  case changes = "7.1"
  case zeroDowntime = "7.2"
  case rollback = "7.3"
  case dataMigration = "7.4"
  case schemaTests = "8.1"
  case benchmarks = "8.2"
  case integrity = "8.3"
  case loadTests = "8.4"

  /// The heading without its number. `Templates/Sections` carries the same words; a test compares them.
  package var title: String {
    switch self {
    case .domain: "Data domain description"
    case .volume: "Volume and growth projections"
    case .performance: "Performance requirements"
    case .consistency: "Consistency requirements"
    case .diagram: "Entity relationship diagram"
    case .tables: "Table definitions with columns"
    case .indexes: "Index strategy and rationale"
    case .constraints: "Constraint definitions"
    case .models: "Model definitions"
    case .relations: "Relation configurations"
    case .attributes: "Custom attributes/extensions"
    case .types: "Type generation considerations"
    case .queries: "Common query analysis"
    case .optimization: "Optimization strategies"
    case .caching: "Caching opportunities"
    case .batches: "Batch operation plans"
    case .indexPlan: "Index implementation plan"
    case .queryPlan: "Query optimization approach"
    case .pool: "Connection pool sizing"
    case .monitoring: "Monitoring implementation"
    case .access: "Access control matrix"
    case .rowSecurity: "RLS policy definitions"
    case .encryption: "Encryption requirements"
    case .audit: "Audit trail implementation"
    case .changes: "Schema change strategy"
    case .zeroDowntime: "Zero-downtime approach"
    case .rollback: "Rollback procedures"
    case .dataMigration: "Data migration steps"
    case .schemaTests: "Schema validation tests"
    case .benchmarks: "Performance benchmarks"
    case .integrity: "Data integrity checks"
    case .loadTests: "Load testing scenarios"
    }
  }

  /// `1.2 Volume and growth projections`.
  package var heading: String { "\(rawValue) \(title)" }

  /// The key of the part in template contexts and statement ids.
  package var key: String { "\(self)" }
}
