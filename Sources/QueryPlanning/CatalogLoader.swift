import PostgresClient
import SQLSyntax
import SQLWriting
import SchemaModel

/// Loads a catalog into an empty database as far as the server can: what it can not is named, and the rest goes on.
struct CatalogLoader {
  let connection: PostgresConnection
  private(set) var gaps: [PlanningGap] = []

  init(_ connection: PostgresConnection) { self.connection = connection }

  mutating func load(_ catalog: Catalog) async throws(PostgresError) {
    var catalog = catalog
    try await takeOutMissingExtensions(of: &catalog)
    var first = Catalog()
    first.schemas = catalog.schemas
    first.extensions = catalog.extensions
    try await run(SQLWriter().schema(of: first))
    try await replaceMissingTypes(of: &catalog)
    // No plan depends on a default, and it may be a function that this server does not have. A foreign key of an empty
    // table is true; to see that, the server would read pages that have no length yet.
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        for column in table.columns { table.columns.update(column.name) { $0.defaultExpression = nil } }
        guard table.partitionKey == nil else { return }
        for index in table.foreignKeys.indices { table.foreignKeys[index].isValidated = false }
      }
    }
    try await run(SQLWriter().schema(of: catalog))
    _ = try await connection.query(
      "UPDATE pg_catalog.pg_constraint SET convalidated = true WHERE contype = 'f' AND NOT convalidated")
    _ = try await connection.query(
      "UPDATE pg_catalog.pg_class SET relispopulated = true WHERE relkind = 'm' AND NOT relispopulated")
  }

  private mutating func takeOutMissingExtensions(of catalog: inout Catalog) async throws(PostgresError) {
    let available = try await connection.query("SELECT name FROM pg_catalog.pg_available_extensions")
    let names = Set(available.rows.compactMap { $0.first ?? nil })
    for item in catalog.extensions where !names.contains(item.name) {
      gaps.append(
        PlanningGap("CREATE EXTENSION \(QuotedIdentifier.text(item.name))", "this server does not have the extension"))
    }
    catalog.extensions.removeAll { !names.contains($0.name) }
  }

  /// Columns of a type that nobody defines are bytes here: of about the same length, without operators of their own.
  private mutating func replaceMissingTypes(of catalog: inout Catalog) async throws(PostgresError) {
    let known = try await connection.query(
      "SELECT n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace")
    var types = Set(known.rows.compactMap { row in row[1].map { ObjectName($0, schema: row[0] ?? "") } })
    types.formUnion(catalog.enums.names)
    types.formUnion(catalog.domains.names)
    types.formUnion(catalog.compositeTypes.names)
    types.formUnion(catalog.rangeTypes.names)
    types.formUnion(catalog.tables.names)
    types.formUnion(catalog.views.names)
    let isTypeMade = catalog.unmodelled.contains { $0.kind.hasPrefix("CREATE TYPE") }
    guard !isTypeMade else { return }
    var missing: [String] = []
    for name in catalog.tables.names {
      catalog.tables.update(name) { table in
        for column in table.columns {
          guard let type = column.type.userType, !types.contains(type) else { continue }
          if !missing.contains(type.display) { missing.append(type.display) }
          table.columns.update(column.name) {
            $0.type = ColumnType("bytea", arrayDimensions: column.type.arrayDimensions)
          }
        }
      }
    }
    gaps += missing.map { PlanningGap("the type \($0)", "this server does not have it; its columns are bytes here") }
  }

  /// Statement by statement; those that the server refuses are gaps.
  mutating func run(_ script: String) async throws(PostgresError) {
    for statement in SQLScript(script).statements {
      do throws(PostgresError) {
        _ = try await connection.query(statement.text)
      } catch {
        guard error.reason == .statement else { throw error }
        // A role outlives its database; schemas and extensions are made first.
        guard !Self.isThereAlready(error) else { continue }
        gaps.append(PlanningGap(Self.head(of: statement.text), error.message))
      }
    }
  }

  /// duplicate_schema, duplicate_object.
  private static func isThereAlready(_ error: PostgresError) -> Bool {
    ["42P06", "42710"].contains(error.sqlState)
  }

  private static func head(of statement: String) -> String {
    let line = statement.split(separator: "\n").first { !$0.hasPrefix("--") } ?? ""
    return line.count > 100 ? "\(line.prefix(99))…" : String(line)
  }
}
