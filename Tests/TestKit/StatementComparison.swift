package import PostgresClient
private import SQLWriting
package import SchemaModel

/// Two statements asked of the same rows: what each gives back and what each makes of a table.
package struct StatementComparison: Sendable {
  private let connection: PostgresConnection

  package init(_ connection: PostgresConnection) { self.connection = connection }

  /// The types of a statement's parameters, as PostgreSQL infers them.
  package func parameterTypes(of sql: String) async throws -> [String] {
    _ = try await connection.query("PREPARE asked AS \(sql)")
    let rows = try await connection.query(
      "SELECT t::text FROM pg_prepared_statements p, unnest(p.parameter_types) WITH ORDINALITY u (t, n) WHERE p.name = 'asked' ORDER BY n"
    ).rows
    _ = try await connection.query("DEALLOCATE asked")
    return rows.map { $0[0] ?? "" }
  }

  package struct Outcome: Sendable, Hashable {
    package var rows: [[String?]]
    /// The written table's rows afterwards.
    package var table: [[String?]]

    /// With the columns of a row, and the rows, in an order of their own.
    package var unordered: [String] {
      rows.map { $0.map { $0 ?? "NULL" }.sorted().joined(separator: "|") }.sorted()
    }
  }

  /// What statements do, each to the same rows and at the same time; what they change is undone.
  /// - Parameters:
  ///   - statements: Each with the literals of its parameters.
  ///   - table: The one that they write.
  package func outcomes(
    of statements: [(sql: String, arguments: [String])], writing table: ObjectName?
  ) async throws -> [Outcome] {
    var outcomes: [Outcome] = []
    try await connection.run(script: "BEGIN")
    do {
      for (sql, arguments) in statements {
        try await connection.run(script: "SAVEPOINT before")
        _ = try await connection.query("PREPARE asked AS \(sql)")
        let rows = try await connection.query(
          "EXECUTE asked" + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))")
        ).rows
        var after: [[String?]] = []
        if let table {
          after = try await connection.query("SELECT t::text FROM \(QuotedIdentifier.text(table)) t ORDER BY 1").rows
        }
        outcomes.append(.init(rows: rows, table: after))
        try await connection.run(script: "DEALLOCATE asked; ROLLBACK TO before")
      }
      try await connection.run(script: "ROLLBACK")
    } catch {
      try? await connection.run(script: "ROLLBACK")
      try? await connection.run(script: "DEALLOCATE ALL")
      throw error
    }
    return outcomes
  }

  /// Literals for parameters: in the first rounds of the same number, then of different ones.
  package static func arguments(of types: [String], round: Int, _ catalog: Catalog) -> [String] {
    types.enumerated().map { position, type in
      let number = round + (round < FilledSchema.variety ? 0 : position)
      return argument(number % FilledSchema.variety, type: type, catalog)
    }
  }

  /// A literal for a parameter of a type, by a number.
  private static func argument(_ number: Int, type: String, _ catalog: Catalog) -> String {
    if type.hasSuffix("[]") {
      let element = argument(number, type: String(type.dropLast(2)), catalog)
      return "ARRAY[\(element)]::\(type)"
    }
    let names = [
      "smallint": "int2", "integer": "int4", "bigint": "int8", "boolean": "bool", "character varying": "varchar",
      "timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp", "character": "bpchar",
      "double precision": "float8", "real": "float4",
    ]
    let known = catalog.enums.first { $0.name.display == type || QuotedIdentifier.text($0.name) == type }
    let column = known.map { ColumnType($0.name.name, schema: $0.name.schema) } ?? ColumnType(names[type] ?? type)
    let literal = FilledSchema.value(number, of: column, catalog)
    // Decimals that a driver would have to send as such.
    return type == "numeric" ? "\(literal).5" : literal
  }
}
