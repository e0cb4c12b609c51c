import Diagnostics
import IndexAnalysis
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries whose OR joins conditions on several columns that indexes do not serve together.
struct OrAcrossColumns: Check {
  let metadata = CheckMetadata(
    code: "or-across-columns", severity: .warning,
    summary: "A declared query joins conditions on different columns by OR, and no indexes serve all of them.",
    why: """
      PostgreSQL combines indexes for an OR (a BitmapOr) only when each part of it has one on the same table. Where one part has \
      none, or the parts are about different tables, all rows are read and compared.
      """,
    fix: """
      Give each part an index of its own, behind the columns that the other conditions pin. For parts on different tables ask for \
      each part by itself and join the answers by UNION ALL, each without the rows of those before. Fewer than 1,000 rows, in \
      the table or left by indexed conditions, are not reported.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE games (id bigint PRIMARY KEY, home_id bigint NOT NULL, away_id bigint NOT NULL);
      CREATE INDEX games_home ON games (home_id);
      """,
      plan: """
        volumes: { games: { rows: 2M } }
        queries: [ { name: games of a team, sql: "SELECT id FROM games WHERE home_id = $1 OR away_id = $1 LIMIT 100" } ]
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE games (id bigint PRIMARY KEY, home_id bigint NOT NULL, away_id bigint NOT NULL);
      CREATE INDEX games_home ON games (home_id);
      CREATE INDEX games_away ON games (away_id);
      """,
      plan: """
        volumes: { games: { rows: 2M } }
        queries: [ { name: games of a team, sql: "SELECT id FROM games WHERE home_id = $1 OR away_id = $1 LIMIT 100" } ]
        """),
    sources: ["PostgreSQL manual: 11.5 Combining Multiple Indexes", "PostgreSQL manual: 7.4 Combining Queries"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let sql = query.sql?.value, let shape = query.shape,
        let found = subject.rewriter.alternativeColumns(sql), let first = found.parts.first?.columns.first
      else { return nil }
      let tables = Set(found.parts.flatMap { $0.columns.map(\.table) })
      guard tables.allSatisfy({ subject.isJudged($0) }), !tables.allSatisfy({ subject.isSmall($0) }),
        !tables.contains(where: { subject.isNarrowed(query, $0) })
      else { return nil }
      let lacking = found.parts.filter { part in !part.columns.contains { subject.leads(to: $0, shape) } }
      guard found.isAcrossTables || !lacking.isEmpty else { return nil }
      let largest = tables.max { (subject.rows(of: $0) ?? 0, $1) < (subject.rows(of: $1) ?? 0, $0) } ?? first.table
      let place = tables.sorted().map(\.display).joined(separator: " and ")
      return finding(
        on: largest, query.name.value,
        "query \"\(query.name.value)\" filters by \(found.parts.map(\.condition).joined(separator: " or ")) "
          + (found.isAcrossTables ? "of \(place), which no index serves together" : "and has no index for each part"),
        evidence: [subject.rowsText(of: largest), query.busiest.map { "sent at up to \($0.value.written)" }],
        fix: fix(found, lacking, shape, subject), at: query.sql?.span ?? query.name.span)
    }
  }

  private func fix(
    _ found: ColumnAlternatives, _ lacking: [ColumnAlternatives.Part], _ shape: QueryShape, _ subject: CheckSubject
  ) -> Fix {
    let indexes = lacking.compactMap { part -> String? in
      guard let column = part.columns.first, let table = subject.catalog.tables[column.table] else { return nil }
      let pinned = TableFilter(shape, on: column.table).equal.filter { !part.columns.map(\.column).contains($0) }
      let own = (part.equal + part.ranged.prefix(1)).filter { $0.table == column.table }.map(\.column)
      return subject.createIndex(table, pinned + own)
    }
    if found.isAcrossTables, let rewrite = found.rewrite { return .query(rewrite, after: indexes) }
    if indexes.isEmpty { return .words("ask for each part by itself and join the answers by UNION ALL") }
    guard let rewrite = found.rewrite else { return .sql(lines: indexes) }
    return .query(
      rewrite, after: indexes, notes: ["with these the query may stay as it is (BitmapOr); in parts it is:"])
  }
}
