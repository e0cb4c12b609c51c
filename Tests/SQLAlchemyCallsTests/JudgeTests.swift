import Compilation
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLAlchemyCalls
import SQLSyntax
import SchemaModel
import TestKit
import Testing
import Workspace

/// SQLAlchemy compiles what is written, and PostgreSQL gives the same rows for it as for the query it was written from.
@Suite(
  .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"),
  .enabled(if: SQLAlchemyProducts.python != nil, "no SQLAlchemy in .prove/sqlalchemy: run .ci/sqlalchemy-products"))
struct JudgeTests {
  private struct Asked {
    var name: String
    var sql: String
    var code: String
    var arguments: [String]
    var values: [String: String]
  }

  private struct Count {
    var statements = 0
    var texts = 0
    var answered = 0
    var told = 0
  }

  @Test func formsMeanTheSame() async throws {
    let cases = (StatementCases.statements.map(\.sql) + StatementCases.texts.map(\.sql)).map { ($0, $0) }
    let count = try await judge(cases, of: StatementCases.catalog)
    #expect(count.statements == StatementCases.statements.count && count.texts == StatementCases.texts.count)
    #expect(count.answered == count.statements, "statements without rows prove nothing")
  }

  @Test func queriesOfTheShippedPlansMeanTheSame() async throws {
    let tree = SourceTree(SourceReader(root: Checkout.root))
    let project = Project.read(tree)
    print("| plan | expressions | with rows | changed ones found | text |\n|---|---|---|---|---|")
    var sum = Count()
    for request in project.value.requests {
      let compiled = PlanCompiler(tree: tree, project: project.value.file).compile(
        path: request.path ?? "", name: request.name, date: nil)
      let queries = compiled.value.plan.queries.compactMap { query in query.sql.map { (query.name.value, $0.value) } }
      let count = try await judge(queries, of: compiled.value.catalog)
      print("| \(request.name) | \(count.statements) | \(count.answered) | \(count.told) | \(count.texts) |")
      sum.statements += count.statements
      sum.answered += count.answered
      sum.texts += count.texts
    }
    #expect(project.value.requests.count >= 6 && sum.statements >= 20 && sum.texts >= 10)
    #expect(sum.answered * 10 >= sum.statements * 9)
  }

  private func judge(_ queries: [(name: String, sql: String)], of catalog: Catalog) async throws -> Count {
    let writer = SQLAlchemyCallWriter(catalog: catalog)
    return try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect(to: "postgres")
      let constants = FilledSchema.constants(of: queries.map(\.sql), catalog)
      try await connection.run(script: FilledSchema.script(of: catalog, constants: constants))
      try await connection.run(script: "ANALYZE; SET timezone = 'UTC'")
      let comparison = StatementComparison(connection)
      var asked: [Asked] = []
      var texts: [(sql: String, code: String)] = []
      for (name, sql) in queries {
        switch writer.call(for: sql) {
        case .text(let code, _): texts.append((sql, code))
        case .statement(let code, let names):
          let types = try await comparison.parameterTypes(of: sql)
          for round in 0..<2 * FilledSchema.variety {
            let arguments = StatementComparison.arguments(of: types, round: round, catalog)
            let values = names.map { number, name in
              (name, CompiledStatements.python(arguments[number - 1], type: types[number - 1]))
            }
            asked.append(
              .init(
                name: name, sql: sql, code: code, arguments: arguments,
                values: Dictionary(values) { first, _ in first }))
          }
        }
      }
      let requests = asked.map { CompiledStatements.Request(code: $0.code, values: $0.values) }
      let sql = try await CompiledStatements.compile(
        requests + texts.map { .init(code: $0.code, values: [:]) }, of: catalog)
      var count = try await Self.compare(asked, with: sql, comparison, catalog)
      for (text, compiled) in zip(texts, sql.suffix(texts.count)) { Self.expectSame(text.sql, compiled) }
      count.texts = texts.count
      await connection.close()
      return count
    }
  }

  private static func compare(
    _ asked: [Asked], with sql: [String], _ comparison: StatementComparison, _ catalog: Catalog
  ) async throws -> Count {
    var statements: [String: (answered: Bool, told: Bool)] = [:]
    for (asked, compiled) in zip(asked, sql) {
      let table = writtenTable(asked.sql, catalog)
      let mutant = Self.mutant(of: compiled)
      let outcomes = try await comparison.outcomes(
        of: [(asked.sql, asked.arguments), (compiled, [])] + (mutant == compiled ? [] : [(mutant, [])]), writing: table)
      let (wanted, given) = (outcomes[0], outcomes[1])
      let isReturning = table == nil || asked.sql.contains("RETURNING")
      #expect(
        !isReturning || given.unordered == wanted.unordered,
        "\(asked.name)\n\(asked.code)\n\(compiled)\n\(asked.arguments)")
      #expect(given.table == wanted.table, "\(asked.name)\n\(asked.code)\n\(compiled)")
      var found = statements[asked.code] ?? (false, false)
      found.answered = found.answered || !wanted.rows.isEmpty || table != nil
      if let other = outcomes.dropFirst(2).first { found.told = found.told || other != given }
      statements[asked.code] = found
    }
    return Count(
      statements: statements.count, answered: statements.values.count(where: \.answered),
      told: statements.values.count(where: \.told))
  }

  /// The statement with another first comparison in its condition.
  private static func mutant(of sql: String) -> String {
    guard let place = sql.firstRange(of: "WHERE ") else { return sql }
    let condition = String(sql[place.upperBound...]).replacing(#/ (>=|<=|<|>|=)( '| \d)/#, maxReplacements: 1) {
      " <>" + $0.output.2
    }
    return String(sql[..<place.upperBound]) + condition
  }

  /// Text is the statement as it was, but for white space, comments and the names of parameters.
  private static func expectSame(_ sql: String, _ compiled: String) {
    #expect(
      words(compiled.replacing(#/(^|[^:\w]):p(\d+)/#) { "\($0.output.1)$\($0.output.2)" }) == words(sql), "\(compiled)")
  }

  private static func words(_ sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    return SQLScanner.tokens(in: sql).filter { $0.kind != .comment }.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
    .filter { $0 != ";" }
  }

  private static func writtenTable(_ sql: String, _ catalog: Catalog) -> ObjectName? {
    guard let match = sql.prefixMatch(of: #/\s*(INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)/#) else { return nil }
    return catalog.tables.first { $0.name.name == match.2 }?.name
  }
}
