import Diagnostics
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Declared queries that ask what a document or an array contains, without an index that can tell.
enum Containment {
  private static let fewRows = 10_000.0

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    var seen: Set<ColumnReference> = []
    return subject.plan.queries.flatMap { query -> [DesignPattern] in
      guard let shape = query.shape else { return [] }
      return shape.predicates.compactMap { predicate in
        guard [.contains, .overlaps].contains(predicate.comparison), predicate.function == nil,
          !predicate.isAlternative,
          let table = subject.tables.first(where: { $0.name == predicate.column.table }),
          let column = table.columns[predicate.column.column], !seen.contains(predicate.column),
          let pattern = pattern(query, table, column, subject)
        else { return nil }
        seen.insert(predicate.column)
        return pattern
      }
    }
  }

  private static func pattern(
    _ query: Query, _ table: Table, _ column: Column, _ subject: PatternSubject
  ) -> DesignPattern? {
    let type = subject.catalog.typeBeneathDomains(column.type)
    let isDocument = !type.isArray && type.name == "jsonb"
    let isIndexed = AccessPath.all(of: table).contains { path in
      path.method == "gin" && path.elements.contains { $0.columnName == column.name }
    }
    // Under a policy nothing that GIN answers is asked of the index.
    guard isDocument || type.isArray, !isIndexed, !subject.policies.isUnderPolicies(query, table),
      let rows = subject.rows(of: table.name), rows >= fewRows
    else { return nil }
    let operators = subject.plan.queries.compactMap(\.shape).flatMap(\.predicates)
      .filter { $0.column == ColumnReference(table.name, column.name) }.map(\.operator)
    var index = Index(
      subject.freeName("\(table.name.name)_\(column.name)_gin", in: table.name.schema),
      elements: [IndexElement(column: column.name)])
    index.method = "gin"
    if isDocument, operators.allSatisfy({ $0 == "@>" }) { index.elements[0].operatorClass = "jsonb_path_ops" }
    let later = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? rows
    let bytes = subject.estimator.estimate(index, of: table, rows: later)
    let peak: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
    var pattern = DesignPattern(
      .containment, on: table.name, column.name, title: "GIN index on \(code: column.name)",
      because: Claim(
        "\(query.name.value)\(peak), reads \(rows: rows) rows for what \(code: column.name) contains: \(reading: rows)"
      )
      .from([query.sql?.span, query.busiest?.span, subject.volumes[table.name]?.rows?.span]),
      gain: Claim("reads the rows that contain it").from([column.span]),
      cost: Claim("\(bytes: bytes) at 36 months, an entry for each key of a row written").from(
        subject.sizeSources(of: table)))
    var apply = ScriptBuilder()
    apply.add(subject.writer.createIndex(index, on: table.name, concurrently: true))
    var back = ScriptBuilder()
    back.add("DROP INDEX CONCURRENTLY \(QuotedIdentifier.text(ObjectName(index.name, schema: table.name.schema)))")
    pattern.scripts = [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
    return pattern
  }
}
