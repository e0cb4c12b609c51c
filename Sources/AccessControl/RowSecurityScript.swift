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
    script.add(
      block: design.indexes.map { SQLWriter().createIndex($0.index, on: $0.table, unlessThere: true) })
    for table in design.tables { add(table, to: &script) }
    for view in design.ownerViews {
      script.add("ALTER VIEW \(QuotedIdentifier.text(view.name)) SET (security_invoker = true)")
    }
    return script.text.isEmpty ? nil : script.text
  }

  private static func add(_ key: TenantKey, to script: inout SQLScript) {
    let writer = SQLWriter()
    var statements: [String] = []
    if let index = key.uniqueIndex {
      statements.append(writer.createIndex(index, on: key.new.target, unlessThere: true))
    }
    statements.append(
      "ALTER TABLE \(QuotedIdentifier.text(key.table))\n"
        + "  DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(key.old.name)),\n"
        + "  ADD \(writer.foreignKeyDefinition(key.new))")
    script.heading("\(key.table.display).\(key.old.columns.joined(separator: ", ")): a row of the same tenant")
    script.add(block: statements)
  }

  private static func add(_ table: TablePolicies, to script: inout SQLScript) {
    let writer = SQLWriter()
    let name = QuotedIdentifier.text(table.table)
    var statements: [String] = []
    if table.enables { statements.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY") }
    if table.forces { statements.append("ALTER TABLE \(name) FORCE ROW LEVEL SECURITY") }
    for partition in table.partitions {
      statements += ["ENABLE", "FORCE"].map {
        "ALTER TABLE \(QuotedIdentifier.text(partition)) \($0) ROW LEVEL SECURITY"
      }
    }
    for policy in table.made {
      statements.append("DROP POLICY IF EXISTS \(QuotedIdentifier.text(policy.name)) ON \(name)")
      statements.append(writer.createPolicy(policy, on: table.table))
    }
    guard !statements.isEmpty else { return }
    script.heading(table.table.display)
    script.add(block: statements)
  }
}
