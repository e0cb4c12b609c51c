import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What becomes of indexes that others make superfluous.
enum RedundantIndexChoice {
  /// Less is not worth a decision.
  private static let leastBytes = 64.0 * 1_048_576

  static func choices(_ indexes: [(table: ObjectName, index: String)], in subject: PatternSubject) -> [DesignChoice] {
    let found = indexes.compactMap { name, index -> (table: Table, index: Index, rows: Double)? in
      guard let table = subject.tables.first(where: { $0.name == name }),
        let index = table.indexes.first(where: { $0.name == index }),
        let rows = subject.rows(of: name, afterMonths: PatternSubject.horizon)
      else { return nil }
      return (table, index, rows)
    }
    let bytes = found.reduce(0.0) { $0 + subject.estimator.estimate($1.index, of: $1.table, rows: $1.rows) }
    return bytes < leastBytes ? [] : [choice(found, subject)]
  }

  private static func choice(
    _ indexes: [(table: Table, index: Index, rows: Double)], _ subject: PatternSubject
  ) -> DesignChoice {
    let bytes = indexes.reduce(0.0) { $0 + subject.estimator.estimate($1.index, of: $1.table, rows: $1.rows) }
    let entries = indexes.reduce(0.0) { $0 + (subject.arrivals(of: $1.table.name) ?? 0) }
    let names = indexes.map(\.index.name)
    let spans = indexes.map(\.index.span)
    let sizes = indexes.flatMap { subject.sizeSources(of: $0.table) }
    let growth = indexes.map { subject.volumes[$0.table.name]?.growth?.span }
    let volumes = indexes.map { subject.volumes[$0.table.name]?.rows?.span }
    let ways = [
      DesignChoice.Way(
        name: "keep", level: .simplest, pro: Claim("no plan of \(codes: names) changes").from(spans),
        con: Claim("\(bytes: bytes) at 36 months").from(sizes),
        performance: Claim("\(rate: entries) entries written for nothing").from(growth + volumes),
        migration: Claim("none of \(names.count)").from(spans),
        maintenance: Claim("vacuumed and backed up with the rest").from(sizes), marks: ["keep"]),
      DesignChoice.Way(
        name: "drop", level: .balanced, pro: Claim("\(bytes: bytes) less at 36 months").from(sizes),
        con: Claim("queries that are not declared may enter by them").from(spans),
        performance: Claim("\(rate: entries) fewer entries").from(growth + volumes),
        migration: Claim("DROP INDEX CONCURRENTLY, \(names.count) in all").from(spans),
        maintenance: Claim("made again from the schema if missed").from(spans),
        marks: ["drop"]),
      DesignChoice.Way(
        name: "drop after a month without scans", level: .robust,
        pro: Claim("\(code: "idx_scan") shows who still enters by \(codes: names)").from(spans),
        con: Claim("\(rows: entries * CalendarUnit.month) entries more until then").from(growth + volumes),
        performance: Claim("as kept, then as dropped").from(spans),
        migration: Claim("counted on each replica too, then dropped").from(
          [subject.plan.deployment?.replicas?.span] + spans),
        maintenance: Claim("one look at pg_stat_user_indexes").from(spans), marks: ["watch", "month"]),
    ]
    return DesignChoice(
      .redundantIndexes, on: indexes.map(\.table.name), "",
      question: Claim("\(names.count == 1 ? "Does" : "Do") \(codes: names) stay?").from(spans), ways: ways,
      recommended: subject.plan.queries.isEmpty ? 2 : 1,
      because: subject.plan.queries.isEmpty
        ? Claim("no query is declared, so only the server can tell").from(spans)
        : Claim(
          "another index leads with the same columns, so the \(subject.plan.queries.count) declared queries lose nothing"
        ).from(spans))
  }
}
