package import Diagnostics
package import PlanModel
internal import SQLSyntax
package import SchemaModel

/// Understands what single queries read, write, filter, join and sort, through PostgreSQL's own parser and the catalog.
package struct QueryReader: Sendable {
  private let names: CatalogNames
  private let aggregates: Set<String>
  private let views: [ObjectName: View]

  package init(catalog: Catalog) {
    names = CatalogNames(catalog)
    views = Dictionary(catalog.views.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    aggregates = Self.builtInAggregates.union(catalog.functions.filter { $0.kind == .aggregate }.map(\.name.name))
  }

  /// One statement. Its shape is nil when it does not parse; unknown tables and columns leave gaps in it.
  /// - Parameter file: The file that the statement's span stands in, so that problems point into it.
  package func read(_ sql: Located<String>, in file: SourceFile?) -> Reading<QueryShape?> {
    SQLParser.run { parser in read(sql, in: file, parser) }
  }

  /// The plan with the shape of every query that has SQL.
  /// - Parameter baseline: what queries may be of that are sent until some phase.
  package static func fillShapes(
    of plan: Plan, against catalog: Catalog, orOld baseline: Catalog? = nil
  ) -> Reading<Plan> {
    let reader = QueryReader(catalog: catalog)
    let old = baseline.map { QueryReader(catalog: $0) }
    let files = Dictionary(plan.sourceFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let shapes = SQLParser.run { parser in
      plan.queries.map { query in
        // What a call means stands in no file.
        query.sql.map { sql in
          let file = query.meaning == nil ? sql.span.flatMap { files[$0.path] } : nil
          let shape = reader.read(sql, in: file, parser)
          guard shape.hasErrors, let old, query.until != nil else { return shape }
          let earlier = old.read(sql, in: file, parser)
          return earlier.hasErrors ? shape : earlier
        }
      }
    }
    var filled = plan
    for (index, shape) in shapes.enumerated() { filled.queries[index].shape = shape?.value }
    return Reading(filled, diagnostics: shapes.flatMap { $0?.diagnostics ?? [] })
  }

  private func read(_ sql: Located<String>, in file: SourceFile?, _ parser: SQLParser) -> Reading<QueryShape?> {
    let reporter = QueryReporter(sql: sql, file: file)
    let statements = SQLScript(sql.value).statements
    if statements.count > 1 {
      let problem = QueryProblem(
        code: "query-several-statements", message: "a query is one statement, this is \(statements.count)",
        offset: statements[1].range.lowerBound, length: 1, fix: "make each a query, and a transaction of them")
      return Reading(nil, diagnostics: [reporter.diagnostic(problem)])
    }
    do throws(SQLSyntaxError) {
      let walker = try parser.withStatement(sql.value) { node in
        var walker = QueryWalker(names: names, views: views, parser: parser, aggregates: aggregates)
        walker.walk(node)
        return walker
      }
      return Reading(walker.shape, diagnostics: walker.problems.map(reporter.diagnostic))
    } catch {
      let isPlaceholder = sql.value.contains("?") || sql.value.contains(":")
      let problem = QueryProblem(
        code: "query-syntax", message: error.message, offset: error.offset, length: 1,
        fix: isPlaceholder ? "write parameters as $1, $2" : nil)
      return Reading(nil, diagnostics: [reporter.diagnostic(problem)])
    }
  }

  private static let builtInAggregates: Set<String> = [
    "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg",
    "jsonb_object_agg", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor", "xmlagg", "range_agg",
    "range_intersect_agg", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr",
    "covar_pop",
    "covar_samp", "regr_count", "regr_slope", "mode", "percentile_cont", "percentile_disc", "rank", "dense_rank",
  ]
}

/// Turns problems of a query into diagnostics at their place in the plan file.
private struct QueryReporter {
  let sql: Located<String>
  let file: SourceFile?

  func diagnostic(_ problem: QueryProblem) -> Diagnostic {
    guard let file, let span = sql.span else {
      return Diagnostic(.error, code: problem.code, problem.message, at: sql.span, fix: problem.fix)
    }
    let start = ScalarAlignment(file: file, span: span).offset(of: problem.offset, in: sql.value)
    return file.diagnostic(
      .error, code: problem.code, problem.message, at: start..<start + problem.length, fix: problem.fix)
  }
}
