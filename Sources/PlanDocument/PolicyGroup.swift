import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel

/// Policies that say the same of several tables.
struct PolicyGroup {
  private(set) var members: [(table: Table, policy: Policy)]
  /// Whether the plan makes them.
  let isNew: Bool
  private var policy: Policy { members[0].policy }

  private struct Key: Hashable {
    var isNew: Bool
    var isPermissive: Bool
    var command: Policy.Command
    var roles: [String]
    var using: String?
    var check: String?
  }

  /// Those of the tables in scope: what the plan makes first, then what restricts, then as the tables come.
  static func groups(_ subject: PlanSubject) -> [PolicyGroup] {
    var order: [Key] = []
    var groups: [Key: PolicyGroup] = [:]
    for table in subject.scope {
      let added = Set(
        (subject.changesByTable[table.name] ?? []).filter { $0.kind == .policy && $0.action == .add }.map(\.name))
      for policy in table.policies {
        let isNew = subject.isNew(table.name) || added.contains(policy.name)
        let key = Key(
          isNew: isNew, isPermissive: policy.isPermissive, command: policy.command, roles: policy.roles,
          using: policy.using?.sql, check: policy.check?.sql)
        if groups[key] == nil {
          order.append(key)
          groups[key] = PolicyGroup(members: [], isNew: isNew)
        }
        groups[key]?.members.append((table, policy))
      }
    }
    let sorted = order.enumerated().sorted { left, right in
      (left.element.isNew ? 0 : 1, left.element.isPermissive ? 1 : 0, left.offset)
        < (right.element.isNew ? 0 : 1, right.element.isPermissive ? 1 : 0, right.offset)
    }
    return sorted.compactMap { groups[$0.element] }
  }

  /// The first of them, which no other group holds.
  var id: String { "\(members[0].table.name.qualified).\(policy.name)" }

  var roles: [String] { policy.roles }

  var kind: Prose {
    policy.isPermissive ? Prose(policy.command.rawValue) : "**restrictive** \(policy.command.rawValue)"
  }

  var using: Prose { policy.using.map { expression($0.sql) } ?? .none }

  /// Without one of their own, USING also judges the rows that ALL and UPDATE write.
  var check: Prose {
    if let check = policy.check { return expression(check.sql) }
    return policy.using != nil && [.all, .update].contains(policy.command) ? "as USING" : .none
  }

  func tables(_ subject: PlanSubject) -> Prose {
    let names = members.map(\.table.name)
    var links = Prose.joined(names.prefix(8).map { subject.link($0) })
    if names.count > 8 { links.append(" and \(names.count - 8) more") }
    return links
  }

  /// Whole when it fits a cell; else up to a space, and the sheet has it whole.
  private func expression(_ sql: String) -> Prose {
    let line = onOneLine(sql)
    guard line.count > 240, let end = line.prefix(200).lastIndex(of: " ") else { return .code(line) }
    return "\(code: String(line[..<end])) … (whole in the sheet)"
  }
}
