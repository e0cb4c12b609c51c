package import PlannerStatistics
import PostgresClient
package import Rehearsal
import SQLWriting
package import SchemaModel

/// A database without rows whose planner believes that it holds a plan's volumes.
package struct PlanningDatabase: Sendable {
  package let shape: VolumeShape
  /// What the server did not take of schema and statistics.
  package let gaps: [PlanningGap]
  private let name: String
  private let server: ThrowawayServer
  private let builder: ShapeBuilder
  private let searchPath: [String]

  /// Makes it on a server; nothing else may use a database of that name.
  /// - Parameter script: SQL that is loaded after the schema: the policies that a plan proposes, say.
  package static func make(
    _ name: String = "planning", on server: ThrowawayServer, catalog: Catalog, builder: ShapeBuilder,
    script: String = ""
  ) async throws -> PlanningDatabase {
    let loaded = "\(name)_loaded"
    try await server.createDatabase(loaded)
    var loader = CatalogLoader(try await server.connect(to: loaded))
    try await loader.load(catalog)
    try await loader.run(script)
    await loader.connection.close()
    try await copy(loaded, to: name, on: server)
    var path = ["public"]
    for schema in catalog.schemas where !path.contains(schema.name) { path.append(schema.name) }
    let connection = try await server.connect(to: name)
    try await PlanningSession.prepare(connection, searchPath: path)
    var writer = ShapeWriter(server: server, connection: connection)
    let shape = builder.shape()
    try await writer.write(shape)
    _ = try await connection.query("CREATE SCHEMA dbplan")
    _ = try await connection.query("CREATE TABLE dbplan.empty ()")
    await connection.close()
    // What columns have to do with each other no plan states.
    let dependencies = catalog.statistics.map {
      PlanningGap("CREATE STATISTICS \(QuotedIdentifier.text($0.name))", "there is nothing to fill it with")
    }
    return PlanningDatabase(
      shape: shape, gaps: loader.gaps + writer.gaps + dependencies, name: name, server: server, builder: builder,
      searchPath: path)
  }

  /// A copy by files: no page of it is in the server's memory, so what is changed in the files is what it sees.
  private static func copy(_ source: String, to copy: String, on server: ThrowawayServer) async throws {
    let connection = try await server.connect()
    let strategy = await connection.serverVersion >= 150_000 ? " STRATEGY FILE_COPY" : ""
    _ = try await connection.query("CREATE DATABASE \"\(copy)\" TEMPLATE \"\(source)\"\(strategy)")
    try await server.dropDatabase(source)
  }

  package func session() async throws -> PlanningSession {
    let connection = try await server.connect(to: name)
    try await PlanningSession.prepare(connection, searchPath: searchPath)
    return PlanningSession(connection: connection, server: server, builder: builder, shape: shape)
  }

  /// Takes it away again.
  package func drop() async throws { try await server.dropDatabase(name) }
}
