import Diagnostics
import PlanModel
package import SchemaModel
import SQLWriting

/// Rows that are marked as deleted, for roles that are not to see them.
///
/// PostgreSQL holds the new row of an UPDATE against the policies for SELECT as well, so that a role with UPDATE could not
/// mark a row that is then hidden from it: such a role is left as it is, and named.
package struct DeletedRows: Sendable {
  package struct Hidden: Sendable, Hashable {
    package var role: String
    package var table: ObjectName
    /// The column that marks them.
    package var column: String
  }

  /// What policies hide.
  package private(set) var hidden: [Hidden] = []
  /// Where the role changes rows itself, or a member of it does.
  package private(set) var refused: [Hidden] = []

  init(_ plan: Plan, _ catalog: Catalog, parted: Set<ObjectName>) {
    let marked = MarkedTables.all(plan, catalog).filter { parted.contains($0.table) }
    for role in plan.roles where role.deleted?.value == "hidden" {
      let held = plan.roles.filter { other in
        other.name.value == role.name.value || other.memberships.contains { $0.name.value == role.name.value }
      }
      for table in marked where role.commands(on: table.table).contains(.select) {
        let entry = Hidden(role: role.name.value, table: table.table, column: table.column)
        if held.contains(where: { $0.commands(on: table.table).contains(.update) }) {
          refused.append(entry)
        } else {
          hidden.append(entry)
        }
      }
    }
  }

  /// Beside the policies that let rows pass.
  func policies(of table: Table) -> [Policy] {
    var names = Set(table.policies.map(\.name))
    return hidden.filter { $0.table == table.name }.compactMap { entry in
      guard let column = table.columns[entry.column] else { return nil }
      let name = QuotedIdentifier.text(entry.column)
      let isFlag = column.type.short == "boolean"
      var policy = Policy(PrismaConstraintName.shortened(entry.role, suffix: "_living"))
      if !names.insert(policy.name).inserted { policy.name += "_rows" }
      policy.roles = [entry.role]
      policy.command = .select
      policy.isPermissive = false
      policy.using = SQLExpression(isFlag ? "NOT \(name)" : "\(name) IS NULL")
      return policy
    }
  }
}
