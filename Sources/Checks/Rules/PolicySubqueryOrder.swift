import Diagnostics
import IndexAnalysis
import PlanModel
import PolicyReading
import SchemaModel

/// Policies whose list of keys keeps queries from the order of an index.
struct PolicySubqueryOrder: Check {
  let metadata = CheckMetadata(
    code: "policy-subquery-order", severity: .warning,
    summary: "A policy tests a key by IN (SELECT ...), so an index that begins with the key gives no order.",
    why: """
      = of one value enters an index of (key, date) and reads it in order: the newest ten rows are ten rows. IN of a subquery \
      becomes a join or a hashed list: all rows of the tenant, or of the table, are read and sorted first.
      """,
    fix:
      "Compare with one value, (SELECT ...), where the subquery gives one; else copy the tenant's key into the table.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE members (login text PRIMARY KEY, shop_id bigint NOT NULL);
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, at timestamptz NOT NULL);
      CREATE INDEX notes_newest ON notes (shop_id, at DESC);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id IN (SELECT m.shop_id FROM members m WHERE m.login = current_user));
      """,
      plan: "queries: [ { name: newest, sql: SELECT id FROM notes ORDER BY at DESC LIMIT 10 } ]"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE members (login text PRIMARY KEY, shop_id bigint NOT NULL);
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, at timestamptz NOT NULL);
      CREATE INDEX notes_newest ON notes (shop_id, at DESC);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (shop_id = (SELECT m.shop_id FROM members m WHERE m.login = current_user));
      """,
      plan: "queries: [ { name: newest, sql: SELECT id FROM notes ORDER BY at DESC LIMIT 10 } ]"),
    sources: ["EXPLAIN of PostgreSQL 15", "PostgreSQL manual: 11.4 Indexes and ORDER BY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      guard read.policy.isPermissive, let condition = read.using, read.covers(.select), table.rowSecurity.isEnabled
      else {
        return nil
      }
      for part in condition.conjuncts {
        guard case .subquery(let query) = part, query.kind == .list, let tested = query.tested,
          case .column(let path) = tested.withoutCasts, let column = path.last,
          !query.isCorrelated(subject.catalog),
          let (index, queries) = ordered(table, by: column, subject), !queries.isEmpty
        else { continue }
        var found = finding(
          on: table.name, read.policy.name,
          "\(read.policy.display(table.name)) tests \(column) by IN (SELECT ...): \(index) gives "
            + "\(queries.map { "\"\($0)\"" }.joined(separator: ", ")) no order",
          evidence: [subject.rowsText(of: table.name)], fix: fix(query, tested, read, table, subject),
          at: read.policy.span ?? table.span)
        found.queries = queries
        return found
      }
      return nil
    }
  }

  /// An index of the key and a column that queries sort by, and their names.
  private func ordered(_ table: Table, by column: String, _ subject: CheckSubject) -> (String, [String])? {
    for path in subject.paths(of: table.name) where path.method == "btree" && path.columns.first == column {
      let next = path.columns.dropFirst()
      let queries = (subject.queriesByTable[table.name] ?? []).filter { query in
        guard let shape = query.shape, shape.hasLimit, let order = shape.sort.first else { return false }
        return order.column.map { $0.table == table.name && next.first == $0.column } ?? false
      }
      if !queries.isEmpty { return (path.display, queries.map(\.name.value)) }
    }
    return nil
  }

  /// One value where the subquery is held to one row.
  private func fix(
    _ query: ConditionQuery, _ tested: ConditionTerm, _ read: ReadPolicy, _ table: Table, _ subject: CheckSubject
  ) -> Fix {
    guard isSingle(query, subject), let range = query.sql.firstRange(of: " IN (") else {
      return .words("keep in \(table.name.display) a key that one value of the session equals, and compare by =")
    }
    let single = query.sql.replacingCharacters(range, " = (")
    return PolicyFix.replacing([(query.sql, single)], in: read.policy, table.name)
      ?? .words("compare by = (SELECT ...)")
  }

  private func isSingle(_ query: ConditionQuery, _ subject: CheckSubject) -> Bool {
    guard query.relations.count == 1, let table = subject.tables(of: query).first, let condition = query.condition
    else {
      return false
    }
    let pinned = condition.conjuncts.compactMap { $0.comparison()?.column }
    return table.isUnique(pinned)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, _ text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
