import Diagnostics
import PlanModel
import SchemaModel

extension Partitioning {
  static func queries(_ layout: PartitionLayout, _ subject: PatternSubject) -> [Claim] {
    queries(
      of: layout.table, by: layout.time.column.name, count: layout.count, from: [layout.retention?.span], subject
    ) { prunes($0, layout) }
  }

  /// Which declared queries meet a few partitions, and which all of them.
  static func queries(
    of table: Table, by column: String, count: Int, from sources: [SourceSpan?], _ subject: PatternSubject,
    prunes: (QueryShape) -> Bool
  ) -> [Claim] {
    let queries = subject.queriesByTable[table.name] ?? []
    var pruned: [Query] = []
    var routed: [Query] = []
    var whole: [Query] = []
    for query in queries {
      guard let shape = query.shape else { continue }
      let isFilled = shape.kind == .insert && shape.relations.contains { $0.isWritten && $0.name == table.name }
      if isFilled {
        routed.append(query)
      } else if prunes(shape) {
        pruned.append(query)
      } else {
        whole.append(query)
      }
    }
    var claims: [Claim] = []
    if !pruned.isEmpty {
      claims.append(
        Claim("pruned by \(code: column): \(names: pruned.map(\.name.value))").from(spans(pruned)))
    }
    if !routed.isEmpty {
      claims.append(Claim("inserted into one partition: \(names: routed.map(\.name.value))").from(spans(routed)))
    }
    for query in whole {
      let rate: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
      claims.append(
        Claim(
          "\(query.name.value)\(rate), says nothing of \(code: column) and looks into all \(count)"
        )
        .from([query.sql?.span ?? query.name.span, query.busiest?.span] + sources))
    }
    return claims
  }

  /// Declared queries that can not tell which partition they want.
  static func unpruned(_ layout: PartitionLayout, _ subject: PatternSubject) -> [Query] {
    (subject.queriesByTable[layout.table.name] ?? []).filter { query in
      guard let shape = query.shape else { return false }
      let isFilled = shape.kind == .insert && shape.relations.contains { $0.isWritten && $0.name == layout.table.name }
      return !isFilled && !prunes(shape, layout)
    }
  }

  private static func prunes(_ shape: QueryShape, _ layout: PartitionLayout) -> Bool {
    shape.predicates.contains { predicate in
      predicate.column == ColumnReference(layout.table.name, layout.time.column.name) && predicate.function == nil
        && !predicate.isAlternative && [.equality, .range, .membership].contains(predicate.comparison)
    }
  }

  private static func spans(_ queries: [Query]) -> [SourceSpan?] { queries.map { $0.sql?.span ?? $0.name.span } }
}
