import DataProtection
import Diagnostics
import PlanModel
import PostgresClient
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Rows of two tenants in every table of a schema, and what erasing one person leaves of them.
struct PersonRows {
  typealias Row = TenantRows.Row

  /// Table, then the row as text.
  typealias Snapshot = [ObjectName: [String: String]]

  let catalog: Catalog
  let rows: TenantRows

  init(_ catalog: Catalog) {
    self.catalog = catalog
    rows = TenantRows(catalog, roots: [], key: nil)
  }

  /// Values are made without looking at checks, and triggers would want more than rows.
  static let unchecked = """
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
               WHERE contype IN ('c', 'x') AND conrelid <> 0 AND coninhcount = 0 AND conparentid = 0
                 AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, r.conname);
      END LOOP;
      CREATE TABLE pg_temp.domain_checks (name text, conname text, definition text);
      FOR r IN SELECT contypid::regtype AS name, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
               WHERE contype = 'c' AND contypid <> 0
                 AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') LOOP
        INSERT INTO pg_temp.domain_checks VALUES (r.name::text, r.conname, r.definition);
        EXECUTE format('ALTER DOMAIN %s DROP CONSTRAINT %I', r.name, r.conname);
      END LOOP;
    END $$;
    """

  /// What a file writes has to pass the domains' checks again.
  static let checkedAgain = """
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT * FROM pg_temp.domain_checks LOOP
        EXECUTE format('ALTER DOMAIN %s ADD CONSTRAINT %I %s NOT VALID', r.name, r.conname, r.definition);
      END LOOP;
    END $$;
    """

  func fill(_ connection: PostgresConnection) async throws {
    _ = try await connection.query("SET session_replication_role = replica")
    for table in catalog.tables where table.partitionOf == nil {
      if table.partitionKey != nil, table.partitionKey?.strategy != .hash {
        let leaf = QuotedIdentifier.text(ObjectName("\(table.name.name)_rest_of_rows", schema: table.name.schema))
        try? await connection.run(
          script: "CREATE TABLE \(leaf) PARTITION OF \(QuotedIdentifier.text(table.name)) DEFAULT;")
      }
      for tenant in 0...1 {
        for number in 0...1 {
          do {
            _ = try await connection.query(rows.insert(table, Row(tenant: tenant, number: number)))
          } catch {
            guard error.sqlState == "23505" else {
              Issue.record("\(table.name.display): \(error.message)")
              continue
            }
          }
        }
      }
    }
    _ = try await connection.query("SET session_replication_role = origin")
    try await connection.run(script: Self.checkedAgain)
  }

  /// Runs the file for the first row of the first tenant and looks for its values afterwards.
  func run(_ erasure: Erasure, _ connection: PostgresConnection) async throws -> Int {
    let subject = erasure.subject
    let value = try #require(rows.value(subject.root, subject.key, Row(tenant: 0, number: 0)))
    _ = try await connection.query(
      "SELECT set_config(\(SQLLiteral.text(ErasureScript.setting)), (\(value))::text, true)")
    let script = ErasureScript(erasure, catalog)
    // Of one person each holding has one row: a value is known by table, column, tenant and number.
    var looked: [(ObjectName, String, String)] = []
    for holding in subject.holdings {
      guard let table = catalog.tables[holding.table] else { continue }
      let own = Row(tenant: 0, number: 0)
      for item in holding.columns {
        let name = item.column.value.column
        guard let column = table.columns[name], let value = plainValue(holding.table, column, own),
          !["bool", "json", "jsonb"].contains(column.type.name), !column.type.isArray,
          !erasure.leftovers.contains(.unblanked(item.column.value))
        else { continue }
        let sql =
          "SELECT count(*) FROM \(QuotedIdentifier.text(holding.table)) WHERE \(QuotedIdentifier.text(name)) = \(value)"
        let there = try await connection.query(sql).value
        #expect(there == "1", "before: \(sql)")
        looked.append((holding.table, name, sql))
      }
    }
    let body = script.text.replacing("BEGIN;\n", with: "").replacing("COMMIT;\n", with: "")
    try await connection.run(script: body)
    for (table, column, sql) in looked {
      let left = try await connection.query(sql).value
      #expect(left == "0", "\(erasure.subject.root.display): \(table.display).\(column) is still there: \(sql)")
    }
    return looked.count
  }

  /// Without the domain, whose check the value that was filled in does not pass.
  private func plainValue(_ table: ObjectName, _ column: Column, _ row: Row) -> String? {
    rows.value(table, column.name, row)?.replacing(
      "::\(column.type.sql)", with: "::\(catalog.typeBeneathDomains(column.type).sql)")
  }

  func snapshot(_ connection: PostgresConnection) async throws -> Snapshot {
    var found: Snapshot = [:]
    for table in catalog.tables where table.partitionOf == nil {
      let name = QuotedIdentifier.text(table.name)
      for tenant in 0...1 {
        for number in 0...1 {
          let row = Row(tenant: tenant, number: number)
          let result = try await connection.query(
            "SELECT to_jsonb(t)::text FROM \(name) AS t WHERE \(rows.identity(table, row))")
          if let text = result.value { found[table.name, default: [:]]["\(tenant).\(number)"] = text }
        }
      }
    }
    return found
  }

  /// Rows of others that are as they were; a key set null since it pointed at the person counts for its row.
  func compare(_ before: Snapshot, _ after: Snapshot, _ erasure: Erasure) -> Int {
    var same = 0
    for (table, rows) in before.sorted(by: { $0.key < $1.key }) {
      for (row, text) in rows.sorted(by: { $0.key < $1.key }) where row != "0.0" {
        let isSame = after[table]?[row] == text
        #expect(isSame, "\(erasure.subject.root.display): \(table.display) \(row) has changed")
        if isSame { same += 1 }
      }
    }
    return same
  }
}
