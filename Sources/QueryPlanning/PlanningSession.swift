package import PlannerStatistics
import PostgresClient
package import Rehearsal
import SQLWriting
package import SchemaModel

/// Asks the planner of a database without rows. One statement at a time; nothing that it tries stays.
package struct PlanningSession: Sendable {
  let connection: PostgresConnection
  package let shape: VolumeShape
  private let server: ThrowawayServer
  private let builder: ShapeBuilder
  /// Whether a transaction is open that somebody undoes.
  private var isWithin = false

  init(connection: PostgresConnection, server: ThrowawayServer, builder: ShapeBuilder, shape: VolumeShape) {
    self.connection = connection
    self.server = server
    self.builder = builder
    self.shape = shape
  }

  static func prepare(_ connection: PostgresConnection, searchPath: [String]) async throws(PostgresError) {
    _ = try await connection.query("SET search_path = \(QuotedIdentifier.list(searchPath))")
    // A function that planning runs reads tables that have no rows but many pages.
    _ = try await connection.query("SET statement_timeout = '10s'")
    // What is written past the server has none.
    _ = try await connection.query("SET ignore_checksum_failure = on")
    _ = try await connection.query("SET plan_cache_mode = force_generic_plan")
    for function in SessionFunctions.all { _ = try await connection.query(function) }
  }

  /// The plan of a statement, for the superuser or under a role and its row-level security.
  package func explain(_ statement: PlannedStatement, as role: SessionRole? = nil) async throws -> QueryPlan {
    guard let role else { return try await explain(statement) }
    return try await undone { session in
      for (name, value) in role.settings.sorted(by: { $0.key < $1.key }) {
        _ = try await session.connection.query("SELECT set_config($1, $2, true)", [name, value])
      }
      _ = try await session.connection.query("SET LOCAL ROLE \(QuotedIdentifier.text(role.name))")
      return try await session.explain(statement)
    }
  }

  private func explain(_ statement: PlannedStatement) async throws -> QueryPlan {
    let options = "EXPLAIN (FORMAT JSON, VERBOSE)"
    let answer: PostgresResult
    switch statement.mode {
    case .constants: answer = try await connection.query("\(options) \(statement.text)")
    case .generic:
      // PostgreSQL 15 has no GENERIC_PLAN, which gives the same from 16 on.
      _ = try await connection.query("DEALLOCATE ALL")
      _ = try await connection.query("PREPARE dbplan_generic AS \(statement.text)")
      let values = Array(repeating: "NULL", count: statement.parameters.count).joined(separator: ", ")
      answer = try await connection.query("\(options) EXECUTE dbplan_generic\(values.isEmpty ? "" : "(\(values))")")
    }
    guard let plan = answer.value.flatMap(QueryPlan.init(json:)) else { throw PlanningError.unreadablePlan }
    return plan
  }

  /// Works with indexes that are not there, or without some that are; afterwards everything is as before.
  ///
  /// - Parameters:
  ///   - added: real indexes of the size that the volumes give them, by the tables they are on. Names must be free.
  ///   - hidden: names of indexes that the planner may not use.
  package func with<Value: Sendable>(
    added: [(index: Index, table: ObjectName)] = [], hidden: [ObjectName] = [],
    _ body: (PlanningSession) async throws -> Value
  ) async throws -> Value {
    try await undone { session in
      for (index, table) in added { try await session.add(index, to: table) }
      for name in hidden {
        _ = try await session.connection.query(
          """
          UPDATE pg_index SET indisvalid = false WHERE indexrelid IN (
            SELECT $1::regclass UNION SELECT relid FROM pg_partition_tree($1::regclass))
          """, [QuotedIdentifier.text(name)])
      }
      return try await body(session)
    }
  }

  private func add(_ index: Index, to table: ObjectName) async throws {
    guard var whole = builder.index(index, on: table) else { throw PlanningError.unknownTable(table.display) }
    if let condition = index.predicate?.sql,
      let share = try await ConditionShare(connection).share(of: condition, in: QuotedIdentifier.text(table))
    {
      whole = whole.part(share)
    }
    // An index that is proposed may need what its proposal says to create first.
    if index.elements.contains(where: { $0.operatorClass?.contains("trgm") == true }) {
      _ = try await connection.query("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    }
    let made = try await connection.query(
      "SELECT index_made, of_table, file, rows FROM pg_temp.dbplan_index($1::regclass, $2)",
      [QuotedIdentifier.text(table), SQLWriter().createIndex(index, on: table)])
    let total = made.rows.reduce(0) { $0 + (Double($1[3] ?? "") ?? 0) }
    for row in made.rows {
      guard let oid = row[0], let path = row[2] else { continue }
      let share = total > 0 && made.rows.count > 1 ? (Double(row[3] ?? "") ?? 0) / total : 1
      let part = made.rows.count > 1 ? whole.part(share) : whole
      try IndexFile(path: server.dataFile(path), method: index.method).extend(to: part)
      _ = try await StatisticsWriter(connection: connection).write(part, of: oid)
      // The whole is known without; of a partial index this says how many rows it holds.
      guard index.predicate != nil else { continue }
      _ = try await connection.query(
        "UPDATE pg_class SET relpages = $2, reltuples = $3 WHERE oid = $1", [oid, "\(part.pages)", "\(part.entries)"])
    }
  }

  /// Runs in a transaction, or a part of one, that is rolled back.
  private func undone<Value: Sendable>(
    _ body: (PlanningSession) async throws -> Value
  ) async throws -> Value {
    var session = self
    session.isWithin = true
    _ = try await connection.query(isWithin ? "SAVEPOINT dbplan" : "BEGIN")
    do {
      let value = try await body(session)
      try await undo()
      return value
    } catch {
      try await undo()
      throw error
    }
  }

  private func undo() async throws(PostgresError) {
    guard isWithin else {
      _ = try await connection.query("ROLLBACK")
      return
    }
    _ = try await connection.query("ROLLBACK TO SAVEPOINT dbplan")
    _ = try await connection.query("RELEASE SAVEPOINT dbplan")
  }
}

extension PlanningSession {
  /// Asks the planner of a database that holds rows and was analysed: what a shape promises can be compared with it.
  package static func loaded(
    _ database: String, on server: ThrowawayServer, builder: ShapeBuilder
  ) async throws -> PlanningSession {
    let connection = try await server.connect(to: database)
    try await prepare(connection, searchPath: ["public"])
    let shape = try await StatisticsReader(connection: connection).shape(today: builder.today)
    return PlanningSession(connection: connection, server: server, builder: builder, shape: shape)
  }
}
