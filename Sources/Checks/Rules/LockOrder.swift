import Diagnostics
import PlanModel
import SchemaModel

/// Transactions that lock the same tables in different orders.
struct LockOrder: Check {
  let metadata = CheckMetadata(
    code: "lock-order", severity: .warning,
    summary: "Two transactions lock rows of the same tables in opposite orders and can block each other.",
    why: """
      Each holds what the other one waits for. After deadlock_timeout PostgreSQL ends one of them with an error, and until then \
      both keep their connections and everybody behind them waiting.
      """,
    fix: """
      Let all transactions lock in one order: parents before children is a good one. Inserts lock no row that another \
      transaction waits for and are not counted; neither are locks taken with NOWAIT or SKIP LOCKED.
      """,
    bad: CheckExample(
      .sql,
      "CREATE TABLE orders (id bigint PRIMARY KEY, state text); CREATE TABLE stock (id bigint PRIMARY KEY, held int);",
      plan: """
        queries:
          - { name: close order, sql: "UPDATE orders SET state = 'closed' WHERE id = $1" }
          - { name: take stock, sql: "UPDATE stock SET held = held - $2 WHERE id = $1" }
        transactions:
          - { name: ship, runs: [close order, take stock] }
          - { name: return goods, runs: [take stock, close order] }
        """),
    good: CheckExample(
      .sql,
      "CREATE TABLE orders (id bigint PRIMARY KEY, state text); CREATE TABLE stock (id bigint PRIMARY KEY, held int);",
      plan: """
        queries:
          - { name: close order, sql: "UPDATE orders SET state = 'closed' WHERE id = $1" }
          - { name: take stock, sql: "UPDATE stock SET held = held - $2 WHERE id = $1" }
        transactions:
          - { name: ship, runs: [close order, take stock] }
          - { name: return goods, runs: [close order, take stock] }
        """),
    sources: ["PostgreSQL manual: 13.3.4 Deadlocks"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let queries = Dictionary(subject.plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    let orders = subject.plan.transactions.map { transaction in
      (transaction: transaction, locks: locks(transaction, queries))
    }
    var found: [Finding] = []
    for (position, first) in orders.enumerated() {
      for second in orders.dropFirst(position + 1) {
        guard let (one, other) = crossing(first.locks, second.locks) else { continue }
        let names = (first.transaction.name.value, second.transaction.name.value)
        let isRepeated = (first.transaction.retry?.value ?? 0) > 0 && (second.transaction.retry?.value ?? 0) > 0
        var crossed = finding(
          on: one, "\(names.0), \(names.1)",
          "transaction \"\(names.0)\" locks rows of \(one.display) before \(other.display), \"\(names.1)\" the other way "
            + "round: on the same rows they deadlock",
          evidence: [
            first.transaction.rate.map { "\"\(names.0)\" at \($0.value.written)" },
            second.transaction.rate.map { "\"\(names.1)\" at \($0.value.written)" },
            isRepeated ? "both are repeated after an error" : nil,
          ], fix: .words("let both lock \(parentFirst(one, other, subject)) first"),
          at: second.transaction.name.span, severity: isRepeated ? .note : nil)
        crossed.queries = (first.transaction.runs + second.transaction.runs).map(\.value).filter { name in
          queries[name]?.shape.map { !Set(locked($0)).isDisjoint(with: [one, other]) } ?? false
        }
        found.append(crossed)
      }
    }
    return found
  }

  /// Tables whose rows a transaction locks and waits for, each where it comes first.
  private func locks(_ transaction: Transaction, _ queries: [String: Query]) -> [ObjectName] {
    var tables: [ObjectName] = []
    for name in transaction.runs {
      guard let shape = queries[name.value]?.shape else { continue }
      for table in locked(shape) where !tables.contains(table) { tables.append(table) }
    }
    return tables
  }

  private func locked(_ shape: QueryShape) -> [ObjectName] {
    switch shape.kind {
    case .update, .delete: return shape.relations.filter(\.isWritten).map(\.name)
    case .insert:
      let isUpserting = !shape.conflictColumns.isEmpty || shape.conflictConstraint != nil
      return shape.relations.filter { $0.isWritten && isUpserting }.map(\.name)
    case .select:
      guard let clause = shape.lockClause?.uppercased(), !clause.contains("SKIP LOCKED"), !clause.contains("NOWAIT")
      else { return [] }
      return shape.relations.filter { relation in
        !relation.isOptional && relation.view == nil
          && (shape.lockedAliases.isEmpty || shape.lockedAliases.contains(relation.alias))
      }.map(\.name)
    case .other: return []
    }
  }

  /// Two tables that stand in opposite orders.
  private func crossing(_ first: [ObjectName], _ second: [ObjectName]) -> (ObjectName, ObjectName)? {
    for (position, one) in first.enumerated() {
      for other in first.dropFirst(position + 1) {
        guard let here = second.firstIndex(of: one), let there = second.firstIndex(of: other), there < here else {
          continue
        }
        return (one, other)
      }
    }
    return nil
  }

  private func parentFirst(_ one: ObjectName, _ other: ObjectName, _ subject: CheckSubject) -> String {
    let isChild = subject.catalog.tables[one]?.foreignKeys.contains { $0.target == other } ?? false
    return (isChild ? other : one).display
  }
}
