import Diagnostics
import IndexAnalysis
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries whose conditions have to wait for a policy, so that no index is entered by them.
struct NotLeakproof: Check {
  let metadata = CheckMetadata(
    code: "not-leakproof", severity: .warning,
    summary: "Under row-level security a declared query filters by an operator that enters no index.",
    why: """
      An operator that could tell of a row before the policy has passed it, by an error for instance, must wait: = of \
      enumerations, numerics and arrays, LIKE, lower(), @> and everything in a GIN index. The index on the column stays, and \
      every row of the tenant is read and filtered. The same query by the table's owner uses the index, so nobody notices before \
      production.
      """,
    fix: """
      Compare what may pass before the policy: a generated column of text or bigint, ^@ in place of LIKE over an index in \
      collation C, a table with a row for each element of an array, an index of the rows of a constant condition. Declaring the \
      function LEAKPROOF takes a superuser, and is a decision about security. Fewer than 1,000 rows, in the table or left by \
      indexed conditions, are not reported.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE invoices (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), total numeric(12, 2) NOT NULL);
      CREATE INDEX invoices_total ON invoices (shop_id, total);
      ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
      ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON invoices USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """,
      plan: """
        volumes: { shops: { rows: 100 }, invoices: { rows: 5M } }
        queries: [ { name: invoices of an amount, sql: "SELECT id FROM invoices WHERE total = $1 LIMIT 20" } ]
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE invoices (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), total_cents bigint NOT NULL);
      CREATE INDEX invoices_total ON invoices (shop_id, total_cents);
      ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
      ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON invoices USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
      """,
      plan: """
        volumes: { shops: { rows: 100 }, invoices: { rows: 5M } }
        queries: [ { name: invoices of an amount, sql: "SELECT id FROM invoices WHERE total_cents = $1 LIMIT 20" } ]
        """),
    sources: [
      "PostgreSQL manual: 41.5 Rules and Privileges", "PostgreSQL manual: CREATE FUNCTION, LEAKPROOF",
      "pg_proc.proleakproof of PostgreSQL 15",
    ])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.flatMap { query -> [Finding] in
      guard let sql = query.sql?.value, query.shape != nil else { return [] }
      let found = subject.rewriter.passingPolicies(sql) { name in
        subject.catalog.tables[name].map { subject.isUnderPolicies(query, $0) } ?? false
      }
      guard let found else { return [] }
      let missed = found.conditions.filter { isMissed($0, query, subject) }
      guard let first = missed.first, let table = subject.catalog.tables[first.column.table] else { return [] }
      // A rewrite of the whole query is of use where each of its parts is.
      let rewrite = missed.count == found.conditions.count ? found.rewrite : nil
      return [finding(query, missed, rewrite, table, subject)]
    }
  }

  /// Whether an index could find the rows, were it not for the policy, and none that may pass before it does.
  private func isMissed(_ condition: GuardedCondition, _ query: Query, _ subject: CheckSubject) -> Bool {
    let name = condition.column.table
    guard subject.isJudged(name), !subject.isSmall(name), let shape = query.shape else { return false }
    guard !subject.isNarrowed(query.withoutConditions(on: condition.column), name) else { return false }
    guard case .partial = condition.passage else {
      return !isOfFewValues(condition, subject) || isIndexed(condition.column, subject)
    }
    let rows = RowConditions(shape, on: name)
    let isServed = subject.paths(of: name).contains { path in
      path.predicate.map { SQLTokens($0.sql).nouns.contains(condition.column.column) && rows.imply($0) } ?? false
    }
    return !isServed && isIndexed(condition.column, subject)
  }

  /// An enumeration has too few labels for any of them to find few rows.
  private func isOfFewValues(_ condition: GuardedCondition, _ subject: CheckSubject) -> Bool {
    subject.catalog.tables[condition.column.table]?.columns[condition.column.column].map { subject.isEnum($0.type) }
      ?? false
  }

  private func isIndexed(_ column: ColumnReference, _ subject: CheckSubject) -> Bool {
    !hidden(column, subject).isEmpty
  }

  /// Indexes that are there for the column and can not be entered by it.
  private func hidden(_ column: ColumnReference, _ subject: CheckSubject) -> [AccessPath] {
    subject.paths(of: column.table).filter { path in
      path.elements.contains { element in
        if let name = element.columnName { return name == column.column }
        guard case .expression(let expression) = element.key else { return false }
        return SQLTokens(expression.sql).nouns.contains(column.column)
      }
    }
  }

  private func finding(
    _ query: Query, _ conditions: [GuardedCondition], _ rewrite: Rewrite?, _ table: Table, _ subject: CheckSubject
  ) -> Finding {
    let written = conditions.map(\.condition).joined(separator: ", ")
    let obstacles = conditions.map(\.obstacle).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let idle = conditions.flatMap { hidden($0.column, subject) }.map(\.display)
    return finding(
      on: table.name, query.name.value,
      "query \"\(query.name.value)\" filters by \(written), which waits for the policy; not leakproof: \(obstacles.joined(separator: ", "))",
      evidence: [
        subject.rowsText(of: table.name),
        idle.first.map { "\($0) is not entered by it" },
        query.busiest.map { "sent at up to \($0.value.written)" },
      ],
      fix: LeakproofFix(subject).fix(conditions, rewrite, table), at: query.sql?.span ?? query.name.span)
  }
}
