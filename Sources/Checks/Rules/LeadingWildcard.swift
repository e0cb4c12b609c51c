import Diagnostics
import PlanModel
import SchemaModel

/// Declared queries that look for text inside text.
struct LeadingWildcard: Check {
  let metadata = CheckMetadata(
    code: "leading-wildcard", severity: .warning,
    summary: "A declared query looks for text anywhere in a column, and no trigram index serves that.",
    why: """
      A B-tree knows how values begin, so LIKE '%x%' reads and compares every row that the other conditions leave.
      """,
    fix: """
      Create a GIN index with gin_trgm_ops (extension pg_trgm), search words with a tsvector, or match the beginning only. \
      Tables of fewer than 1,000 declared rows are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);",
      plan: """
        volumes: { customers: { rows: 180k } }
        queries: [ { name: customer search, sql: "SELECT id FROM customers WHERE name ILIKE '%' || $1 || '%' LIMIT 20" } ]
        """),
    good: CheckExample(
      .sql,
      """
      CREATE EXTENSION pg_trgm;
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE INDEX customers_name ON customers USING gin (name gin_trgm_ops);
      """,
      plan: """
        volumes: { customers: { rows: 180k } }
        queries: [ { name: customer search, sql: "SELECT id FROM customers WHERE name ILIKE '%' || $1 || '%' LIMIT 20" } ]
        """),
    sources: ["PostgreSQL manual: F.35 pg_trgm", "PostgreSQL manual: 11.10 Operator Classes and Operator Families"])

  private let smallTable = 1_000.0

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.flatMap { query -> [Finding] in
      let patterns = query.shape?.predicates.filter { $0.comparison == .pattern }.map(\.column) ?? []
      let columns = Dictionary(grouping: patterns, by: \.table).sorted { $0.key < $1.key }
      return columns.compactMap { name, references in
        guard let table = subject.catalog.tables[name] else { return nil }
        if let rows = subject.rows(of: name), rows < smallTable { return nil }
        let unserved = references.map(\.column).filter { column in
          !subject.paths(of: name).contains { serves($0, column) }
        }
        return unserved.isEmpty ? nil : finding(query, Set(unserved).sorted(), table, subject)
      }
    }
  }

  private func serves(_ path: AccessPath, _ column: String) -> Bool {
    path.elements.contains { element in
      guard element.operatorClass?.contains("trgm") == true else { return false }
      if let name = element.columnName { return name == column }
      guard case .expression(let expression) = element.key else { return false }
      return SQLTokens(expression.sql).nouns.contains(column.lowercased())
    }
  }

  private func finding(_ query: Query, _ columns: [String], _ table: Table, _ subject: CheckSubject) -> Finding {
    let bound = query.shape.flatMap { QueryBound($0, in: subject) }
    let narrowed = bound.flatMap {
      $0.rows < smallTable ? "the other conditions leave about \(NumberText.count($0.rows)) rows" : nil
    }
    let indexes = columns.map { column in
      "CREATE INDEX CONCURRENTLY \(SQLText.name(subject.indexName(table, [column, "trgm"]))) ON "
        + "\(SQLText.name(table.name)) USING gin (\(SQLText.name(column)) gin_trgm_ops);"
    }
    return finding(
      on: table.name, query.name.value,
      "query \"\(query.name.value)\" looks for text anywhere in \(table.name.display).\(columns.joined(separator: " and ")), "
        + "which no index serves",
      evidence: [
        subject.rowsText(of: table.name), narrowed, query.busiest.map { "sent at up to \($0.value.written)" },
      ],
      fix: Fix(
        text: (["CREATE EXTENSION IF NOT EXISTS pg_trgm;"] + indexes).joined(separator: "\n"), language: .sql),
      at: query.sql?.span ?? query.name.span, severity: narrowed == nil ? nil : .note)
  }
}
