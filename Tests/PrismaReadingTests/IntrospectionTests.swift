import Diagnostics
import PrismaReading
import PrismaWriting
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Prisma's introspection fixtures: the Prisma schema we write for the SQL makes in PostgreSQL what Prisma's makes.
@Suite struct IntrospectionTests {
  /// Where Prisma's schema says less than the SQL, and what it leaves out; ours makes all that the SQL makes.
  static let less = [
    "multiple_single_field_unique_indexes.sql": "one `@unique` a field: of three unique indexes it keeps one",
    "many_to_many_relation.sql": "a join table whatever its columns' nullability, its actions and its indexes' names",
    "many_to_many_relation_field_names_do_not_conflict_with_themselves.sql":
      "a join table whatever the actions of its foreign keys",
  ]

  private struct Pair {
    var path: String
    var sql: String
    var schema: String
    var name: String { String(path.split(separator: "/").last ?? "") }
  }

  private static func pairs() throws -> [Pair] {
    let folders = ["introspection/postgres", "newer/introspection/postgres"]
    return try folders.flatMap { Corpus.files(below: "prisma-validation/\($0)", ending: ".sql") }.map { file in
      let start = try #require(file.text.firstRange(of: "/*\ngenerator"), "\(file.path)")
      let end = try #require(file.text[start.upperBound...].firstRange(of: "*/"), "\(file.path)")
      return Pair(
        path: file.path, sql: String(file.text[..<start.lowerBound]),
        schema: "generator" + file.text[start.upperBound..<end.lowerBound])
    }
  }

  @Test(
    .enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func ourSchemaMakesTheSame() async throws {
    let pairs = try Self.pairs()
    let equal = try await ThrowawayPostgres.run { server in
      var equal = 0
      for (number, pair) in pairs.enumerated() {
        let source = SQLReader().read([SourceFile(path: pair.path, text: pair.sql)])
        #expect(!source.hasErrors, "\(pair.path)")
        var options = PrismaWriter.Options()
        options.writesPartialIndexes = pair.schema.contains("partialIndexes")
        let written = PrismaWriter(options: options).schema(of: source.value).text
        let ours = try await Self.facts(of: Self.sql(of: written, pair.path), "ours\(number)", on: server)
        let saysLess = Self.less[pair.name] != nil
        let wanted = saysLess ? pair.sql : Self.sql(of: pair.schema, pair.path)
        let expected = try await Self.facts(of: wanted, "expected\(number)", on: server)
        #expect(
          ours == expected,
          "\(pair.path)\nmissing \(expected.subtracting(ours).sorted())\nextra \(ours.subtracting(expected).sorted())")
        if ours == expected, !saysLess { equal += 1 }
      }
      return equal
    }
    print("introspection pairs: \(equal) of \(pairs.count) equal, \(Self.less.count) where Prisma's says less")
    #expect(Self.less.keys.allSatisfy { name in pairs.contains { $0.name == name } })
    #expect(pairs.count >= 9)
  }

  /// The SQL of a Prisma schema.
  private static func sql(of text: String, _ path: String) -> String {
    let reading = PrismaReader().read([SourceFile(path: "schema.prisma", text: text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(path)\n\(DiagnosticFormatter(usesColor: false).format(errors))\n\(text)")
    return SQLWriter().schema(of: reading.value)
  }

  /// What is in the database, but for extensions and expression indexes, which the pairs do not carry.
  private static func facts(of sql: String, _ database: String, on server: ThrowawayPostgres) async throws
    -> Set<String>
  {
    try await server.createDatabase(database)
    let complaint = try await server.complaint(loading: sql, into: database)
    #expect(complaint == nil, "\(complaint ?? "")\n\(sql)")
    let catalog = try await PostgresCatalog(of: database, on: server, ordersColumns: true)
    let partial = catalog.beyond.filter { $0.contains(" WHERE ") && !$0.contains("lower(") }
    return catalog.sayable.union(partial).filter { !$0.hasPrefix("extension ") }
  }
}
