import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// What rules about row security ask of a schema.
extension CheckSubject {
  /// The judged tables whose rows are under policies.
  var securedTables: [Table] { tables.filter(\.rowSecurity.isEnabled) }

  /// Policies of a judged table, with it.
  var readPolicies: [(table: Table, policy: ReadPolicy)] {
    tables.flatMap { table in conditions[table.name].map { (table, $0) } }
  }

  /// Roles that are meant to see every row: by the plan, or because row security does not hold them.
  var crossingRoles: Set<String> {
    let planned = plan.tenancy?.cross.map(\.value) ?? []
    let whole = plan.roles.filter { $0.rows?.value == "all" }.map(\.name.value)
    return Set(planned + whole + bypassingRoles)
  }

  /// Roles that no policy holds; `service_role` and its kin are so on hosted PostgreSQL.
  var bypassingRoles: [String] {
    catalog.roles.filter { !Set($0.options).isDisjoint(with: ["BYPASSRLS", "SUPERUSER"]) }.map(\.name)
      + ["service_role", "supabase_admin", "postgres"]
  }

  /// Whether a policy is for roles alone that are meant to see every row.
  func isForCrossing(_ policy: Policy) -> Bool {
    !policy.roles.isEmpty && Set(policy.roles).isSubset(of: crossingRoles)
  }

  /// The columns by which a table's policies tell whose a row is: compared by = with what the session says, in every row that
  /// passes.
  func keyColumns(_ table: ObjectName) -> [String] {
    var found: [String] = []
    for policy in conditions[table] where policy.policy.isPermissive {
      for condition in policy.conditions {
        for part in condition.conjuncts {
          guard let column = sessionKey(part), !found.contains(column) else { continue }
          found.append(column)
        }
      }
    }
    return found
  }

  /// The column of the policy's table that a term compares with what the session says.
  func sessionKey(_ term: ConditionTerm) -> String? {
    guard let comparison = term.comparison(), conditions.functions.asksSession(comparison.value) else { return nil }
    return comparison.column
  }

  /// Roles that the schema's grants and the plan send to a table, the owner's aside; sorted.
  func users(of table: ObjectName) -> [String] {
    let planned = plan.roles.filter { !$0.commands(on: table).isEmpty }.map(\.name.value)
    return Set(planned + access.grantees(of: table)).sorted()
  }

  /// Functions that a policy of a judged table calls or that name one; all of them where the whole schema is judged.
  var judgedFunctions: [FunctionBodies.Body] {
    let all = conditions.functions.all
    guard !isWhole else { return all }
    let names = Set(tables.map { $0.name.name.lowercased() })
    let called = Set(readPolicies.flatMap { $0.policy.conditions.flatMap(\.calls) }.map(\.name))
    return all.filter { !$0.words.isDisjoint(with: names) || called.contains($0.function.name.name) }
  }

  /// Tables that a query of a policy reads, as far as the schema has them.
  func tables(of query: ConditionQuery) -> [Table] { query.relations.compactMap { $0.table(in: catalog) } }
}

extension Policy {
  /// `policy "own" of notes`.
  func display(_ table: ObjectName) -> String { "policy \"\(name)\" of \(table.display)" }

  var rolesText: String { roles == ["public"] ? "everybody" : roles.joined(separator: ", ") }
}

/// Policies in the SQL that findings propose.
enum PolicyFix {
  /// `ALTER POLICY ... USING ... WITH CHECK ...`; nil leaves a part as it is.
  static func alter(_ policy: Policy, _ table: ObjectName, using: String? = nil, check: String? = nil) -> Fix {
    var text = "ALTER POLICY \(SQLText.name(policy.name)) ON \(SQLText.name(table))"
    if let using { text += "\n  USING (\(using))" }
    if let check { text += "\n  WITH CHECK (\(check))" }
    return .sql(text + ";")
  }

  /// The policy with parts of its conditions in other words; nil when none of them stands in the text.
  static func replacing(
    _ parts: [(old: String, new: String)], in policy: Policy, _ table: ObjectName
  ) -> Fix? {
    let using = policy.using.flatMap { replaced(parts, $0.sql) }
    let check = policy.check.flatMap { replaced(parts, $0.sql) }
    return using == nil && check == nil ? nil : alter(policy, table, using: using, check: check)
  }

  private static func replaced(_ parts: [(old: String, new: String)], _ text: String) -> String? {
    var result = text
    // The longest first: a part may stand within another one.
    for part in parts.sorted(by: { $0.old.count > $1.old.count }) where !part.old.isEmpty {
      result = result.replacing(part.old, with: part.new)
      // What stood in a subquery already needs no second one.
      if part.new.hasPrefix("(SELECT ") { result = result.replacing("(SELECT \(part.new))", with: part.new) }
    }
    return result == text ? nil : result
  }
}
