import Diagnostics
import IndexAdvice
import IndexAnalysis
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
      Under row security none of these operators may look into an index before the policy has passed the row, so there the \
      search belongs into a function that checks the tenant itself. Fewer than 1,000 rows, in the table or left by indexed \
      conditions, are not reported.
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

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.flatMap { query -> [Finding] in
      let patterns = query.shape?.predicates.filter { $0.comparison == .pattern }.map(\.column) ?? []
      let columns = Dictionary(grouping: patterns, by: \.table).sorted { $0.key < $1.key }
      return columns.compactMap { name, references in
        guard let table = subject.catalog.tables[name] else { return nil }
        let proposal = subject.advice.first { subject.isForLettersAnywhere($0, of: query) && $0.table == name }
        if subject.isSmall(name), proposal == nil { return nil }
        let isGuarded = subject.isUnderPolicies(query, table)
        let unserved = references.map(\.column).filter { column in
          isGuarded || !subject.paths(of: name).contains { serves($0, column) }
        }
        guard !unserved.isEmpty, proposal != nil || !subject.isNarrowed(query, name) else { return nil }
        return finding(query, Set(unserved).sorted(), table, proposal, subject)
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

  private func finding(
    _ query: Query, _ columns: [String], _ table: Table, _ proposal: IndexProposal?, _ subject: CheckSubject
  ) -> Finding {
    let isGuarded = subject.isUnderPolicies(query, table)
    let place = "\(table.name.display).\(columns.joined(separator: " and "))"
    return finding(
      on: table.name, query.name.value,
      "query \"\(query.name.value)\" looks for text anywhere in \(place), "
        + (isGuarded ? "which no index serves under row security" : "which no index serves"),
      evidence: [
        subject.rowsText(of: table.name),
        isGuarded
          ? "LIKE and ILIKE are not leakproof: for \(query.role?.value ?? "its role") they filter what the policy has passed"
          : nil,
        query.busiest.map { "sent at up to \($0.value.written)" },
      ]
        + (proposal.map(subject.evidence)
          ?? [
            !isGuarded && query.rate != nil
              ? "at the declared rates a trigram index costs more to write than it saves, or saves little" : nil
          ]),
      fix: proposal.map { subject.indexFix(table, $0) }
        ?? (isGuarded ? guardedFix(table, columns, subject) : indexFix(table, columns, subject)),
      at: query.sql?.span ?? query.name.span)
  }

  private func indexFix(_ table: Table, _ columns: [String], _ subject: CheckSubject) -> Fix {
    let indexes = columns.map { column in
      "CREATE INDEX CONCURRENTLY \(SQLText.name(subject.indexName(table, [column, "trgm"]))) ON "
        + "\(SQLText.name(table.name)) USING gin (\(SQLText.name(column)) gin_trgm_ops);"
    }
    return Fix(text: (["CREATE EXTENSION IF NOT EXISTS pg_trgm;"] + indexes).joined(separator: "\n"), language: .sql)
  }

  private func guardedFix(_ table: Table, _ columns: [String], _ subject: CheckSubject) -> Fix {
    let key = subject.plan.tenancy?.key?.value ?? "the policy's column"
    return .words(
      "search \(columns.joined(separator: " and ")) in a SECURITY DEFINER function that compares \(key) itself, over a "
        + "trigram index; an index led by \(key) is all that helps the query as it is")
  }
}

extension CheckSubject {
  /// Whether an advised trigram index is for text anywhere in a column, of a query or of any.
  func isForLettersAnywhere(_ proposal: IndexProposal, of query: Query? = nil) -> Bool {
    guard proposal.placements.contains(where: { $0.reason == .letters }) else { return false }
    let names = Set(proposal.services.map(\.query))
    return plan.queries.contains { candidate in
      names.contains(candidate.name.value) && (query == nil || candidate.name.value == query?.name.value)
        && candidate.shape?.predicates.contains { $0.comparison == .pattern && $0.column.table == proposal.table }
          ?? false
    }
  }
}
