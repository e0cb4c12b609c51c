import AccessControl
import Diagnostics
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Statistics over columns of which one tells the other: the planner multiplies their shares without them.
enum DependentColumns {
  /// The estimate must be off by this much, and matter.
  private static let leastFactor = 10.0

  private struct Pair {
    var query: Query
    var telling: String
    var told: String
    var rows: Double
    var estimated: Double
    var sources: [SourceSpan?]
  }

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      let found = (subject.queriesByTable[table.name] ?? []).flatMap { pairs(in: $0, table, subject) }
      return found.isEmpty ? nil : pattern(table, found, subject)
    }
  }

  private static func pairs(in query: Query, _ table: Table, _ subject: PatternSubject) -> [Pair] {
    guard let shape = query.shape, [.select, .update, .delete].contains(shape.kind) else { return [] }
    let filter = TableFilter(shape, on: table.name)
    var equal = filter.equal
    let key = subject.policies.tenantKey
    if let key, subject.policies.isUnderPolicies(query, table), table.columns.contains(key), !equal.contains(key) {
      equal.append(key)
    }
    return equal.flatMap { telling in
      columnsTold(by: telling, in: table, subject).filter { $0 != telling && equal.contains($0) }.compactMap { told in
        let span = table.foreignKeys.first { $0.columns.contains(telling) }?.span
        return pair(query, telling, told, table, span, subject)
      }
    }
  }

  /// Columns that a foreign key's parent has once for each value.
  private static func columnsTold(by column: String, in table: Table, _ subject: PatternSubject) -> [String] {
    table.foreignKeys.flatMap { key -> [String] in
      guard let place = key.columns.firstIndex(of: column), place < key.targetColumns.count,
        let parent = subject.catalog.tables[key.target], parent.isUnique([key.targetColumns[place]])
      else { return [] }
      let others = key.columns.filter { $0 != column }
      let tenant = subject.policies.tenantKey.map {
        parent.columns.contains($0) && $0 != key.targetColumns[place] ? [$0] : []
      }
      return others + (tenant ?? [])
    }
  }

  private static func pair(
    _ query: Query, _ telling: String, _ told: String, _ table: Table, _ span: SourceSpan?, _ subject: PatternSubject
  ) -> Pair? {
    let shapes = subject.estimator.columns(of: table)
    guard let all = subject.rows(of: table.name), all > 0,
      let rows = subject.chooser.facts.rows(of: table, pinned: [telling], constants: [:])?.rows, rows < all,
      let values = shapes.first(where: { $0.name == told })?.distinct, values > 1
    else { return nil }
    let estimated = max(1, rows / values)
    guard rows / estimated >= leastFactor else { return nil }
    let parent = table.foreignKeys.first { $0.columns.contains(telling) }?.target
    let volume = subject.volumes[table.name]
    return Pair(
      query: query, telling: telling, told: told, rows: rows, estimated: estimated,
      sources: [span, query.sql?.span, volume?.rows?.span, parent.flatMap { subject.volumes[$0]?.rows?.span }]
        + (volume?.per.map(\.span) ?? [])
        + [telling, told].map { subject.statistics[ColumnReference(table.name, $0)]?.distinct?.span }
        + [told].flatMap { column in
          table.foreignKeys.filter { $0.columns.contains(column) }.map { subject.volumes[$0.target]?.rows?.span }
        })
  }

  private static func pattern(_ table: Table, _ pairs: [Pair], _ subject: PatternSubject) -> DesignPattern? {
    var columns: [String] = []
    for name in pairs.flatMap({ [$0.telling, $0.told] }) where !columns.contains(name) { columns.append(name) }
    let isThere = subject.catalog.statistics.contains { known in
      known.table == table.name && columns.allSatisfy { name in known.expressions.contains { $0.columnName == name } }
    }
    guard !isThere, columns.count <= 8, let worst = pairs.max(by: { $0.rows / $0.estimated < $1.rows / $1.estimated })
    else { return nil }
    let queries = pairs.map(\.query.name.value).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let told: [String] = pairs.map(\.told).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let telling: [String] = pairs.map(\.telling).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    var pattern = DesignPattern(
      .extendedStatistics, on: table.name, "",
      title: "statistics of \(codes: columns) together",
      because: Claim(
        "\(codes: telling) \(telling.count == 1 ? "tells" : "each tell") \(codes: told), and \(names: queries) \(queries.count == 1 ? "filters" : "filter") by both"
      ).from(
        pairs.flatMap { [$0.query.sql?.span] + $0.sources.prefix(1) }),
      gain: Claim(
        "\(worst.query.name.value): \(rows: worst.rows) rows expected, not \(number: worst.estimated)"
      ).from(worst.sources),
      cost: Claim("read by ANALYZE of \(table: table.name), kept in one row").from([table.span]))
    let name = QuotedIdentifier.text(
      ObjectName(subject.freeName("\(table.name.name)_dependent", in: table.name.schema), schema: table.name.schema))
    var apply = ScriptBuilder()
    apply.add([
      "CREATE STATISTICS \(name) (dependencies) ON \(QuotedIdentifier.list(columns)) FROM \(QuotedIdentifier.text(table.name))",
      "ANALYZE \(QuotedIdentifier.text(table.name))",
    ])
    pattern.scripts = [PatternScript(.apply, apply.text), PatternScript(.back, "DROP STATISTICS \(name);\n")]
    return pattern
  }
}
