package import CatalogComparison
import PostgresClient
package import Rehearsal
import SQLWriting
package import SchemaModel

/// Rows in a schema on its way to another: made up, counted, and given what statements need.
package struct RowsBetween {
  private let old: Catalog
  private let new: Catalog
  private let server: ThrowawayServer
  private let database: String
  private static let count = 3

  package init(_ old: Catalog, and new: Catalog, in database: String, of server: ThrowawayServer) {
    self.old = old
    self.new = new
    self.server = server
    self.database = database
  }

  /// A few rows in each table that takes them; those that lead nowhere go again.
  package func fill() async throws {
    let connection = try await server.connect(to: database)
    try await connection.run(script: "SET session_replication_role = replica")
    let values = TypicalValue(old)
    for table in old.tables
    where table.partitionKey == nil || !old.tables.contains(where: { $0.partitionOf?.parent == table.name }) {
      for number in 1...Self.count {
        let columns = table.columns.filter { $0.generated == nil && $0.identity == nil }
        let items = columns.map { column in (column.name, value(column, of: table, number, values)) }
        let names = QuotedIdentifier.list(items.map(\.0))
        let texts = items.map { $0.1 }.joined(separator: ", ")
        let insert = "INSERT INTO \(QuotedIdentifier.text(table.name))"
        _ = try? await connection.run(
          script: items.isEmpty ? "\(insert) DEFAULT VALUES" : "\(insert) (\(names)) VALUES (\(texts))")
      }
    }
    for table in old.tables {
      // What points at a table that is not there yet points at nothing, where that may be.
      for key in new.tables[table.name]?.foreignKeys ?? [] where key.isEnforced && !old.tables.contains(key.target) {
        let sets = key.columns.map { "\(QuotedIdentifier.text($0)) = NULL" }.joined(separator: ", ")
        _ = try? await connection.run(script: "UPDATE \(QuotedIdentifier.text(table.name)) SET \(sets)")
      }
      let keys = table.foreignKeys + (new.tables[table.name]?.foreignKeys ?? [])
      for key in keys where key.isEnforced && old.tables.contains(key.target) {
        let pairs = zip(key.columns, key.targetColumns).map {
          "p.\(QuotedIdentifier.text($1)) = c.\(QuotedIdentifier.text($0))"
        }
        let given = key.columns.map { "c.\(QuotedIdentifier.text($0)) IS NOT NULL" }
        let child = QuotedIdentifier.text(table.name)
        let parent = QuotedIdentifier.text(key.target)
        _ = try? await connection.run(
          script: """
            DELETE FROM \(child) c WHERE \(given.joined(separator: " AND ")) AND NOT EXISTS
              (SELECT FROM \(parent) p WHERE \(pairs.joined(separator: " AND ")))
            """)
      }
    }
  }

  /// A value that both schemas take where one can be thought of.
  private func value(_ column: Column, of table: Table, _ number: Int, _ values: TypicalValue) -> String {
    if let type = column.type.userType, !column.type.isArray, let labels = old.enums[type]?.values.map(\.label) {
      let kept = labels.filter { label in new.enums[type]?.values.contains { $0.label == label } ?? true }
      return kept.isEmpty ? "NULL" : SQLLiteral.text(kept[number % kept.count])
    }
    return values.sql(column.type, number: number) ?? (column.defaultExpression?.sql ?? "NULL")
  }

  /// Whether a value reads the same in both types.
  private static func isSameText(_ old: ColumnType, _ new: ColumnType) -> Bool {
    let families: [Set<String>] = [["int2", "int4", "int8"], ["text", "varchar"]]
    return old == new
      || old.isArray == new.isArray && families.contains { $0.contains(old.name) && $0.contains(new.name) }
  }

  /// Rows of each table that goes on, and a sum over each of its columns that keeps its type, by their new names.
  package func sums(_ renames: CatalogRenames, isNew: Bool) async throws -> [String: String] {
    let connection = try await server.connect(to: database)
    let before = renames.applied(to: old)
    var sums: [String: String] = [:]
    for (named, was) in zip(before.tables, old.tables) {
      guard let after = new.tables[named.name], named.kind == .ordinary, after.kind == .ordinary,
        after.partitionKey == nil || named.partitionKey != after.partitionKey
          || Set(Self.leaves(of: was.name, in: old)).isSubset(of: Self.leaves(of: after.name, in: new))
      else { continue }
      var items = ["count(*)"]
      for (column, earlier) in zip(named.columns, was.columns) {
        guard let next = after.columns[column.name], Self.isSameText(column.type, next.type),
          next.generated == column.generated, column.isNullable == next.isNullable
        else { continue }
        let name = QuotedIdentifier.text(isNew ? column.name : earlier.name)
        items.append("sum(hashtext(\(name)::text COLLATE \"C\")::bigint)")
      }
      let source = QuotedIdentifier.text(isNew ? named.name : was.name)
      // Rows of children are counted with the children.
      let only = (isNew ? after : was).partitionKey == nil ? "ONLY " : ""
      let query = "SELECT concat_ws(' ', \(items.joined(separator: ", "))) FROM \(only)\(source)"
      let rows = try await connection.query(query).rows
      sums["rows of \(named.name.qualified)"] = rows.first?.first ?? ""
    }
    return sums
  }

  private static func leaves(of name: ObjectName, in catalog: Catalog) -> [ObjectName] {
    catalog.tables.filter { $0.partitionOf?.parent == name }.flatMap { [$0.name] + leaves(of: $0.name, in: catalog) }
  }
}
