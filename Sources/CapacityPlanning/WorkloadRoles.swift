package import Diagnostics
package import PlanModel

/// Who the queries of a plan log in as.
///
/// `ALTER ROLE ... SET` is read when a session begins and not by SET ROLE (PostgreSQL manual, ALTER ROLE), and a pooler
/// keeps its connections by login: limits and pools are those of the login, whatever role a transaction takes.
package struct WorkloadRoles: Sendable {
  private let roles: [String: AccessRole]

  package init(_ plan: Plan) {
    roles = Dictionary(plan.roles.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func role(of query: Query) -> AccessRole? { query.role.flatMap { roles[$0.value] } }

  /// The login of a query's role, which is the role itself where the plan names none.
  package func login(of query: Query) -> Located<String>? {
    guard let named = query.role else { return nil }
    return roles[named.value]?.login ?? named
  }

  /// Names of the logins of some queries, each once and in their order.
  package func logins(of queries: [Query]) -> [String] {
    var seen: Set<String> = []
    return queries.compactMap { login(of: $0)?.value }.filter { seen.insert($0).inserted }
  }
}

extension Plan {
  /// The transactions that run a query.
  package func transactions(running query: Query) -> [Transaction] {
    transactions.filter { $0.runs.contains { $0.value == query.name.value } }
  }

  /// Whether a transaction changes or locks rows; what is not understood counts as a change.
  package func writes(_ transaction: Transaction) -> Bool {
    transaction.runs.contains { run in
      queries.first { $0.name.value == run.value }.map(\.takesRows) ?? false
    }
  }
}

extension Query {
  /// Whether it changes rows or locks them: both take a transaction id.
  package var takesRows: Bool { shape.map { !$0.isRead || $0.lockClause != nil } ?? false }
}
