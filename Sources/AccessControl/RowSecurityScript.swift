import PlanModel
import SQLWriting
package import SchemaModel

/// `rls.sql`: foreign keys that hold the tenant, row security and policies. Loaded after the schema and `grants.sql`, again and
/// again if need be.
package enum RowSecurityScript {
  /// nil when the plan has the database part no rows.
  package static func text(_ design: AccessDesign, _ catalog: Catalog) -> String? {
    var script = SQLScript()
    for key in design.tenantKeys { add(key, to: &script) }
    for table in design.tables { add(table, to: &script) }
    for view in design.ownerViews {
      script.add("ALTER VIEW \(QuotedIdentifier.text(view.name)) SET (security_invoker = true)")
    }
    return script.text.isEmpty ? nil : script.text
  }

  private static func add(_ key: TenantKey, to script: inout SQLScript) {
    let writer = SQLWriter()
    let table = QuotedIdentifier.text(key.table)
    var statements: [String] = []
    if let index = key.uniqueIndex {
      statements.append(writer.createIndex(index, on: key.new.target, unlessThere: true))
    }
    statements.append(
      "ALTER TABLE \(table) DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(key.old.name)), "
        + "ADD \(writer.foreignKeyDefinition(key.new))")
    script.add(statements)
  }

  private static func add(_ table: TablePolicies, to script: inout SQLScript) {
    let writer = SQLWriter()
    let name = QuotedIdentifier.text(table.table)
    var statements: [String] = []
    if table.enables { statements.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY") }
    if table.forces { statements.append("ALTER TABLE \(name) FORCE ROW LEVEL SECURITY") }
    for partition in table.partitions {
      let name = QuotedIdentifier.text(partition)
      statements.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY")
      statements.append("ALTER TABLE \(name) FORCE ROW LEVEL SECURITY")
    }
    for policy in table.made {
      statements.append("DROP POLICY IF EXISTS \(QuotedIdentifier.text(policy.name)) ON \(name)")
      statements.append(writer.createPolicy(policy, on: table.table))
    }
    script.add(statements)
  }
}
