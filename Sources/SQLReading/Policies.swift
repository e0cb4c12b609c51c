import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createPolicy(_ statement: PgQuery__CreatePolicyStmt) {
    guard let target = require(statement.table) else { return keepElsewhere("CREATE POLICY") }
    var policy = Policy(statement.policy_name.text ?? "", span: source.span)
    policy.isPermissive = statement.permissive != 0
    policy.command = Policy.Command(rawValue: statement.cmd_name.text?.uppercased() ?? "") ?? .all
    let roles = roleNames(PostgresList(statement.roles, statement.n_roles))
    policy.roles = roles.isEmpty ? ["public"] : roles.map { $0 == "PUBLIC" ? "public" : $0 }
    policy.using = expression(statement.qual, of: target)
    policy.check = expression(statement.with_check, of: target)
    if catalog.tables[target]?.policies.contains(where: { $0.name == policy.name }) == true {
      report(
        .error, "duplicate-object", "policy \"\(policy.name)\" of \(target.display) already exists", at: headline,
        why: "PostgreSQL would refuse this statement; the first one stands")
      return
    }
    catalog.tables.update(target) { $0.policies.append(policy) }
  }

  mutating func alterPolicy(_ statement: PgQuery__AlterPolicyStmt) {
    guard let target = require(statement.table) else { return keepElsewhere("ALTER POLICY") }
    let policies = catalog.tables[target]?.policies ?? []
    guard let position = policies.firstIndex(where: { $0.name == statement.policy_name.text }) else {
      report(
        .error, "unknown-policy",
        "policy \"\(statement.policy_name.text ?? "")\" of \(target.display) does not exist here", at: headline)
      return
    }
    var policy = policies[position]
    let roles = roleNames(PostgresList(statement.roles, statement.n_roles))
    if !roles.isEmpty { policy.roles = roles.map { $0 == "PUBLIC" ? "public" : $0 } }
    policy.using = expression(statement.qual, of: target) ?? policy.using
    policy.check = expression(statement.with_check, of: target) ?? policy.check
    catalog.tables.update(target) { $0.policies[position] = policy }
  }
}
