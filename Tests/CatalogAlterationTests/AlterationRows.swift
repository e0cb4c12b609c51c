import CatalogAlteration
import CatalogComparison
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit

/// Rows in a schema on its way to another: made up, counted, and given what statements need.
struct AlterationRows {
  let old: Catalog
  let new: Catalog
  let server: ThrowawayPostgres
  let database: String
  private static let count = 3

  /// A few rows in each table that takes them; those that lead nowhere go again.
  func fill() async throws {
    let connection = try await server.server.connect(to: database)
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

  /// Rows of each table that goes on, and a sum over each of its columns that keeps its type, by their new names.
  func sums(_ renames: CatalogRenames, isNew: Bool) async throws -> [String: String] {
    let connection = try await server.server.connect(to: database)
    let before = renames.applied(to: old)
    var sums: [String: String] = [:]
    for (named, was) in zip(before.tables, old.tables) {
      guard let after = new.tables[named.name], named.kind == .ordinary, after.kind == .ordinary,
        after.partitionKey == nil || named.partitionKey != after.partitionKey
          || Set(Self.leaves(of: was.name, in: old)).isSubset(of: Self.leaves(of: after.name, in: new))
      else { continue }
      var items = ["count(*)"]
      for (column, earlier) in zip(named.columns, was.columns) {
        guard let next = after.columns[column.name], next.type == column.type, next.generated == column.generated,
          column.isNullable == next.isNullable
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

  /// The statement with what the rows need: the direct form alone would fail on them.
  static func prepared(_ statement: CatalogAlteration.Statement, _ new: Catalog) -> String {
    switch statement.needs {
    case .values(let reference)?:
      guard var column = new.tables[reference.table]?.columns[reference.column],
        let value = TypicalValue(new).sql(column.type, number: 1)
      else { return statement.sql }
      column.defaultExpression = SQLExpression(value)
      let table = QuotedIdentifier.text(reference.table)
      return """
        ALTER TABLE \(table) ADD COLUMN \(SQLWriter().columnDefinition(column));
        ALTER TABLE \(table) ALTER COLUMN \(QuotedIdentifier.text(column.name)) DROP DEFAULT
        """
    case .noNulls(let reference)?:
      guard let table = new.tables[reference.table], table.kind == .ordinary,
        let column = table.columns[reference.column], let value = TypicalValue(new).sql(column.type, number: 1)
      else { return statement.sql }
      let name = QuotedIdentifier.text(column.name)
      let target = QuotedIdentifier.text(reference.table)
      return "UPDATE \(target) SET \(name) = \(value) WHERE \(name) IS NULL; \(statement.sql)"
    default: return statement.sql
    }
  }
}
