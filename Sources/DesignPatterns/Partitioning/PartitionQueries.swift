import Diagnostics
import PlanModel
import SchemaModel

extension Partitioning {
  /// Which declared queries meet a few partitions, and which all of them.
  static func queries(_ layout: PartitionLayout, _ subject: PatternSubject) -> [Claim] {
    let queries = subject.queriesByTable[layout.table.name] ?? []
    var pruned: [Query] = []
    var routed: [Query] = []
    var whole: [Query] = []
    for query in queries {
      guard let shape = query.shape else { continue }
      let isFilled = shape.kind == .insert && shape.relations.contains { $0.isWritten && $0.name == layout.table.name }
      if isFilled {
        routed.append(query)
      } else if prunes(shape, layout) {
        pruned.append(query)
      } else {
        whole.append(query)
      }
    }
    var claims: [Claim] = []
    if !pruned.isEmpty {
      claims.append(
        Claim("pruned by \(code: layout.time.column.name): \(names: pruned.map(\.name.value))").from(spans(pruned)))
    }
    if !routed.isEmpty {
      claims.append(Claim("inserted into one partition: \(names: routed.map(\.name.value))").from(spans(routed)))
    }
    for query in whole {
      let rate: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
      claims.append(
        Claim(
          "\(query.name.value)\(rate), says nothing of \(code: layout.time.column.name) and looks into all \(layout.count)"
        )
        .from([query.sql?.span ?? query.name.span, query.busiest?.span, layout.retention?.span]))
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
