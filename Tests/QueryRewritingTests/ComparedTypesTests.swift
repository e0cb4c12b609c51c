import PostgresClient
import QueryRewriting
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// Which comparisons cast a column is asked of PostgreSQL: it plans each pair over an index.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ComparedTypesTests {
  private static let types = [
    "int2", "int4", "int8", "numeric", "float4", "float8", "text", "varchar", "bpchar", "date", "timestamp",
    "timestamptz", "time", "timetz", "uuid", "bool",
  ]

  @Test func castsAreThoseOfTheServer() async throws {
    let columns = Self.types.map { "c_\($0) \($0)" }.joined(separator: ", ")
    let indexes = Self.types.map { "CREATE INDEX ON t (c_\($0));" }.joined(separator: "\n")
    try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect(to: "postgres")
      try await connection.run(
        script:
          "CREATE TABLE t (\(columns)); \(indexes) SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan")
      var known = 0
      for column in Self.types {
        for value in Self.types where value != column {
          let isCast = ComparedTypes.cast(column: column, against: value) != nil
          let sql = "SELECT 1 FROM t WHERE c_\(column) = $1::\(value)"
          do {
            _ = try await connection.query("PREPARE asked AS \(sql)")
          } catch {
            #expect(!isCast, "\(column) and \(value) have no operator")
            continue
          }
          let plan = try await connection.query("EXPLAIN EXECUTE asked (NULL)").rows.flatMap { $0.compactMap(\.self) }
          let isEntered = plan.contains {
            $0.contains("Index Cond: (c_\(column) =") || $0.contains("Index Cond: ((c_\(column))")
          }
          #expect(isEntered != isCast, "\(column) = \(value): \(plan)")
          _ = try await connection.query("DEALLOCATE asked")
          known += 1
        }
      }
      #expect(known > 20)
    }
  }
}
