import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Versions of a row by the time they hold: what a unique key of their beginnings leaves open.
enum EffectiveDates {
  private static let pairs: [(from: [String], to: [String])] = [
    (["valid", "from"], ["valid", "to"]), (["valid", "from"], ["valid", "until"]),
    (["valid", "since"], ["valid", "until"]),
    (["effective", "from"], ["effective", "to"]), (["effective", "from"], ["effective", "until"]),
    (["effective", "start"], ["effective", "end"]), (["starts", "at"], ["ends", "at"]),
    (["starts", "on"], ["ends", "on"]),
    (["start", "date"], ["end", "date"]), (["valid", "from", "date"], ["valid", "to", "date"]),
    (["active", "from"], ["active", "to"]), (["active", "from"], ["active", "until"]),
  ]
  /// Types that btree_gist compares in PostgreSQL 15.
  private static let comparable: Set<String> = [
    "int2", "int4", "int8", "uuid", "text", "varchar", "bpchar", "date", "timestamptz", "timestamp", "numeric",
  ]

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard table.exclusions.isEmpty, table.partitionKey == nil, let (from, to) = span(of: table, subject) else {
        return nil
      }
      let keys =
        table.keys.map { ($0.columns, $0.span) }
        + table.indexes.filter { $0.isUnique && $0.predicate == nil }.compactMap { index in
          index.columnNames.map { ($0, index.span) }
        }
      // Beginnings that differ within a scope show that the table holds versions of it.
      guard
        let (columns, key) = keys.first(where: { $0.0.contains(from.name) && $0.0.count > 1 && !$0.0.contains(to.name) }
        )
      else { return nil }
      let scope = columns.filter { $0 != from.name }
      let types = scope.compactMap { table.columns[$0].map { subject.catalog.typeBeneathDomains($0.type) } }
      guard types.count == scope.count,
        types.allSatisfy({ !$0.isArray && $0.userType == nil && comparable.contains($0.name) })
      else { return nil }
      return pattern(table, from, to, scope, key, subject)
    }
  }

  private static func span(of table: Table, _ subject: PatternSubject) -> (Column, Column)? {
    let words = table.columns.map { (column: $0, words: NameWords.split($0.name).map { $0.lowercased() }) }
    for pair in pairs {
      guard let from = words.first(where: { $0.words == pair.from })?.column,
        let to = words.first(where: { $0.words == pair.to })?.column, subject.isMoment(from.type),
        subject.catalog.typeBeneathDomains(from.type).name == subject.catalog.typeBeneathDomains(to.type).name
      else { continue }
      return (from, to)
    }
    return nil
  }

  private static func pattern(
    _ table: Table, _ from: Column, _ to: Column, _ scope: [String], _ key: SourceSpan?, _ subject: PatternSubject
  ) -> DesignPattern {
    let range =
      ["date": "daterange", "timestamp": "tsrange"][subject.catalog.typeBeneathDomains(from.type).name] ?? "tstzrange"
    let bounds = isClosed(table, from, to, subject) ? "[]" : "[)"
    let expression =
      "\(range)(\(QuotedIdentifier.text(from.name)), \(QuotedIdentifier.text(to.name)), '\(bounds)')"
    let name = PatternSubject.cut("\(table.name.name)_do_not_overlap", to: 63)
    var exclusion = ExclusionConstraint(
      name, method: "gist",
      elements: scope.map { .init(IndexElement(column: $0), operator: "=") } + [
        .init(IndexElement(.expression(SQLExpression(expression))), operator: "&&")
      ])
    if let flag = subject.plan.conventions.softDelete?.value,
      let column = table.columns.first(where: { $0.name == flag || $0.field?.name == flag })
    {
      let quoted = QuotedIdentifier.text(column.name)
      let isFlag = subject.catalog.typeBeneathDomains(column.type).name == "bool"
      exclusion.predicate = SQLExpression(isFlag ? "NOT \(quoted)" : "\(quoted) IS NULL")
    }
    let rows = subject.rows(of: table.name, afterMonths: PatternSubject.horizon)
    let widths = scope.compactMap { table.columns[$0] }.reduce(0.0) {
      $0 + subject.estimator.columnWidth($1, of: table)
    }
    let size: Claim = rows.map { "about \(bytes: $0 * (widths + 48)) of GiST at 36 months; " } ?? ""
    var pattern = DesignPattern(
      .effectiveDates, on: table.name, from.name,
      title: "no two rows of \(codes: scope) overlap in \(code: expression)",
      because: Claim(
        "\(codes: scope + [from.name]) is unique: one beginning each, and nothing refuses a second row that holds at the same time"
      )
      .from([key, from.span, to.span]),
      gain: Claim("the database refuses the second of two rows that hold on one day or instant").from([from.span]),
      cost: Claim("\(size)writers of \(table: table.name) wait while it is built").from(
        rows == nil ? [table.span] : subject.sizeSources(of: table)))
    var apply = ScriptBuilder()
    apply.note("No row may overlap before it is added; this names those that do.")
    apply.add(overlapping(table, scope, expression, exclusion.predicate))
    apply.add([
      "CREATE EXTENSION IF NOT EXISTS btree_gist",
      "\(altering(table.name)) ADD \(subject.writer.exclusionDefinition(exclusion))",
    ])
    pattern.scripts = [
      PatternScript(.apply, apply.text),
      PatternScript(.back, "\(altering(table.name)) DROP CONSTRAINT \(QuotedIdentifier.text(name));\n"),
    ]
    return pattern
  }

  /// Whether the last day itself counts: a check or rule lets both be the same.
  private static func isClosed(_ table: Table, _ from: Column, _ to: Column, _ subject: PatternSubject) -> Bool {
    let texts = table.checks.map(\.expression.sql) + subject.plan.rules.compactMap { $0.sql?.value }
    return texts.contains { text in
      let flat = text.lowercased().filter { !$0.isWhitespace }
      return flat.contains("\(to.name)>=\(from.name)") || flat.contains("\(from.name)<=\(to.name)")
    }
  }

  private static func overlapping(
    _ table: Table, _ scope: [String], _ expression: String, _ predicate: SQLExpression?
  ) -> String {
    let name = QuotedIdentifier.text(table.name)
    let keys = QuotedIdentifier.list(scope)
    let condition = predicate.map { " WHERE \($0.sql)" } ?? ""
    return """
      SELECT \(keys), count(*) FROM (
        SELECT \(keys), \(expression) && lag(\(expression)) OVER (PARTITION BY \(keys) ORDER BY \(expression)) AS is_taken
          FROM \(name)\(condition)) AS neighbours
       WHERE is_taken GROUP BY \(keys)
      """
  }
}
