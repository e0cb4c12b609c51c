import Compilation
import Diagnostics
import PlanModel
import PostgresClient
import PrismaCallReading
import PrismaCalls
import PrismaReading
import PrismaWriting
import QueryRewriting
import Rehearsal
import SchemaModel
import TestKit
import Testing
import Workspace

/// What is read of a call means what the query meant that the call was written for: PostgreSQL gives the same rows.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct MeaningTests {
  private struct Pair {
    var name: String
    var sql: String
    var call: String
    var meant: MeantSQL
    /// For each parameter of what is meant, the parameter of the query.
    var numbers: [Int]
    /// Which columns of the query's rows, and of those of what is meant, are compared; nil for all.
    var columns: (query: [Int], meant: [Int])?
    var table: ObjectName?
    var isReturning: Bool
  }

  /// The same call twice would prove nothing about the reader: each statement is also run by itself.
  @Test func everyStatementIsTakenByPostgres() async throws {
    let catalog = CallCases.catalog
    let reader = PrismaCallReader(catalog: catalog)
    let calls = (CallCases.reads + CallCases.writes).map(\.call) + CallCases.several.map(\.call)
    try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect(to: "postgres")
      try await connection.run(script: FilledSchema.script(of: catalog, constants: [:]))
      try await connection.run(
        script: "CREATE UNIQUE INDEX ON customers (email, id); ALTER TABLE customers ADD UNIQUE (id)")
      for call in calls {
        let meant = try #require(reader.read(Located(call), in: nil).value)
        for sql in [meant.sql] + meant.others {
          // The rows made up know no key but the first; a conflict needs one.
          guard !sql.contains("ON CONFLICT (") else { continue }
          do {
            let types = try await StatementComparison(connection).parameterTypes(of: sql)
            #expect(sql != meant.sql || types.count == meant.parameters.count, "\(call)\n\(sql)")
          } catch {
            Issue.record("\(error)\n\(call)\n\(sql)")
          }
        }
      }
      await connection.close()
    }
  }

  @Test func readingWhatWasWrittenGivesTheSameRows() async throws {
    let tree = SourceTree(SourceReader(root: Checkout.root))
    let project = Project.read(tree)
    print("| plan | calls of the client | compared | with rows |\n|---|---|---|---|")
    var sum = (calls: 0, answered: 0)
    for request in project.value.requests {
      let compiled = PlanCompiler(tree: tree, project: project.value.file).compile(
        path: request.path ?? "", name: request.name, date: nil)
      let catalog = Self.modelled(compiled.value.catalog)
      let queries = compiled.value.plan.queries.compactMap { query in query.sql.map { (query.name.value, $0.value) } }
      let pairs = Self.pairs(queries, catalog)
      let answered = try await Self.compare(pairs, catalog)
      print("| \(request.name) | \(pairs.count) | \(pairs.count) | \(answered) |")
      sum.calls += pairs.count
      sum.answered += answered
    }
    #expect(project.value.requests.count >= 6 && sum.calls >= 20)
    #expect(sum.answered * 10 >= sum.calls * 8)
  }

  /// The catalog with models; for one that was read from SQL those of `db pull`'s kind.
  private static func modelled(_ catalog: Catalog) -> Catalog {
    guard catalog.origin.language != .prisma else { return catalog }
    let text = PrismaWriter().schema(of: catalog).text
    var modelled = PrismaReader().read([SourceFile(path: "schema.prisma", text: text)]).value
    modelled.extensions = catalog.extensions
    return modelled
  }

  private static func pairs(_ queries: [(name: String, sql: String)], _ catalog: Catalog) -> [Pair] {
    let writer = PrismaCallWriter(catalog: catalog)
    let reader = PrismaCallReader(catalog: catalog)
    return queries.compactMap { name, sql in
      guard case .client(let call, _, let names)? = writer.call(for: sql, named: name) else { return nil }
      let reading = reader.read(Located(call), in: nil)
      guard let meant = reading.value else {
        Issue.record("\(name): \(call)\n\(reading.diagnostics.map(\.message))")
        return nil
      }
      let numbers = meant.parameters.compactMap { name in names.first { $0.value == name }?.key }
      #expect(numbers.count == meant.parameters.count, "\(name): \(meant.parameters) of \(names)")
      #expect(bounds(sql) == bounds(meant.sql), "\(name)")
      guard case .success(let plain)? = QueryRewriter(catalog: catalog).plain(sql) else { return nil }
      var pair = Pair(name: name, sql: sql, call: call, meant: meant, numbers: numbers, isReturning: true)
      switch plain.kind {
      case .select(let fields):
        // Rows of other tables come by queries of their own.
        let own = (fields ?? []).enumerated().filter { $0.element.alias == plain.alias }
        let names = own.map(\.element.column)
        let selected = meant.sql.dropFirst(7).prefix(
          upTo: meant.sql.firstRange(of: " FROM ")?.lowerBound ?? meant.sql.endIndex)
        let columns = selected.split(separator: ",").map { item in
          String(item.split { " .\"".contains($0) }.last ?? "")
        }
        if fields != nil { pair.columns = (own.map(\.offset), names.compactMap { columns.firstIndex(of: $0) }) }
      case .count: break
      case .insert(_, let fields), .update(_, let fields), .delete(let fields):
        pair.table = plain.table
        pair.isReturning = !fields.isEmpty
      }
      return pair
    }
  }

  /// - Returns: How many of them have rows to compare.
  private static func compare(_ pairs: [Pair], _ catalog: Catalog) async throws -> Int {
    try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect(to: "postgres")
      try await connection.run(
        script: FilledSchema.script(of: catalog, constants: FilledSchema.constants(of: pairs.map(\.sql), catalog)))
      try await connection.run(script: "ANALYZE; SET timezone = 'UTC'")
      let comparison = StatementComparison(connection)
      var answered = 0
      for pair in pairs {
        let types = try await comparison.parameterTypes(of: pair.sql)
        var hasRows = pair.table != nil
        for round in 0..<2 * FilledSchema.variety {
          let arguments = StatementComparison.arguments(of: types, round: round, catalog)
          let outcomes = try await comparison.outcomes(
            of: [(bounded(pair.sql), arguments), (bounded(pair.meant.sql), pair.numbers.map { arguments[$0 - 1] })],
            writing: pair.table)
          let wanted = rows(outcomes[0], pair.columns?.query)
          if pair.isReturning {
            #expect(
              rows(outcomes[1], pair.columns?.meant) == wanted,
              "\(pair.name)\n\(pair.call)\n\(pair.meant.sql)\n\(arguments)")
          }
          #expect(outcomes[1].table == outcomes[0].table, "\(pair.name)\n\(pair.call)\n\(pair.meant.sql)")
          hasRows = hasRows || !wanted.isEmpty
        }
        if hasRows { answered += 1 }
      }
      await connection.close()
      return answered
    }
  }

  /// Which rows of equals a page shows is open: the whole list is compared, and the pages by their bounds.
  private static func bounded(_ sql: String) -> String {
    sql.replacing(#/LIMIT \d+/#) { _ in "LIMIT 1000" }.replacing(#/OFFSET \$(\d+)/#) { "OFFSET $\($0.output.1) * 0" }
  }

  private static func bounds(_ sql: String) -> [String] {
    sql.matches(of: #/(LIMIT|OFFSET) [$\d]+/#).map { String($0.output.0) }
  }

  private static func rows(_ outcome: StatementComparison.Outcome, _ columns: [Int]?) -> [String] {
    outcome.rows.map { row in (columns.map { $0.map { row[$0] } } ?? row).map { $0 ?? "NULL" }.joined(separator: "|") }
      .sorted()
  }
}
