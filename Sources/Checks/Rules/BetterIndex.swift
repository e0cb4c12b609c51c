import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SchemaModel

/// Declared queries that have an index, and would be served by another one at a fraction of the cost.
struct BetterIndex: Check {
  let metadata = CheckMetadata(
    code: "better-index", severity: .note,
    summary: "A declared query enters by an index, and another one would serve it at a fraction of the cost.",
    why: """
      An index that pins a part of what a query asks for leaves the rest to be read and thrown away, and one that does not \
      give the order of a LIMIT has every matching row read and sorted before the first is returned.
      """,
    fix: """
      Create the index: columns with one value first, then the order that LIMIT stops in, then lists and one range. It is \
      proposed where what the declared rates save, by the planner's own cost formulas, is more than its writing costs.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE orders (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), placed_at timestamptz NOT NULL);
      CREATE INDEX orders_shop ON orders (shop_id);
      """,
      plan: """
        volumes: { shops: { rows: 100 }, orders: { rows: 5M } }
        queries:
          - name: latest orders
            sql: SELECT id, placed_at FROM orders WHERE shop_id = $1 ORDER BY placed_at DESC LIMIT 20
            rate: 5/s
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE shops (id bigint PRIMARY KEY);
      CREATE TABLE orders (
        id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), placed_at timestamptz NOT NULL);
      CREATE INDEX orders_shop_placed ON orders (shop_id, placed_at);
      """,
      plan: """
        volumes: { shops: { rows: 100 }, orders: { rows: 5M } }
        queries:
          - name: latest orders
            sql: SELECT id, placed_at FROM orders WHERE shop_id = $1 ORDER BY placed_at DESC LIMIT 20
            rate: 5/s
        """),
    sources: ["PostgreSQL manual: 11.3 Multicolumn Indexes", "PostgreSQL manual: 11.4 Indexes and ORDER BY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table -> [Finding] in
      let open = table.foreignKeys.map(\.columns).filter { columns in
        !subject.paths(of: table.name).contains { $0.covers(columns) }
      }
      return subject.advice.filter { proposal in
        proposal.table == table.name && !proposal.isFirst && !subject.isForLettersAnywhere(proposal)
          && !open.contains { proposal.path.covers($0) }
      }.map { finding($0, table, subject) }
    }
  }

  private func finding(_ proposal: IndexProposal, _ table: Table, _ subject: CheckSubject) -> Finding {
    let best = proposal.services.max { $0.rate * ($0.before - $0.after) < $1.rate * ($1.before - $1.after) }
    let query = subject.plan.queries.first { $0.name.value == best?.query }
    let entered =
      best?.enters.map { "finds \(table.name.display) by \($0.display)" } ?? "reads all of \(table.name.display)"
    var found = finding(
      on: table.name, proposal.elements.map(\.display).joined(separator: ", "),
      "query \"\(best?.query ?? "")\" \(entered); \(proposal.path.definition) would serve it better",
      evidence: [subject.rowsText(of: table.name)] + subject.evidence(of: proposal),
      fix: subject.indexFix(table, proposal), at: query?.sql?.span ?? query?.name.span)
    found.queries = proposal.services.map(\.query)
    return found
  }
}
