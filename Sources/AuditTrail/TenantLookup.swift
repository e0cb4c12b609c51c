import SQLWriting
import SchemaModel

/// Finds the tenant of rows that do not carry it: a function of its own, since each table has its own way.
enum TenantLookup {
  static func isNeeded(_ design: AuditDesign) -> Bool { design.tables.contains { way(of: $0) != nil } }

  static func name(_ design: AuditDesign) -> String {
    QuotedIdentifier.text(ObjectName("tenant_of", schema: design.schema))
  }

  /// nil when every recorded table carries its tenant.
  static func function(_ design: AuditDesign) -> String? {
    let cases = design.tables.compactMap { table in way(of: table).map { branch(table, $0, design) } }
    guard !cases.isEmpty else { return nil }
    return """
      CREATE OR REPLACE FUNCTION \(name(design))(recorded_schema text, recorded_table text, image jsonb) RETURNS text
        LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp
      AS $$
      BEGIN
      \(cases.joined(separator: "\n"))
        RETURN NULL;
      END
      $$
      """
  }

  /// What the log's owner needs on the way: the columns of keys, and to see the rows whoever's they are.
  static func access(_ design: AuditDesign, _ catalog: Catalog) -> [String]? {
    var columns: [(table: ObjectName, names: [String])] = []
    for table in design.tables {
      guard let way = way(of: table) else { continue }
      for (position, key) in way.keys.enumerated() {
        let next = position + 1 < way.keys.count ? way.keys[position + 1].columns : [way.column]
        if let known = columns.firstIndex(where: { $0.table == key.target }) {
          columns[known].names += key.targetColumns + next
        } else {
          columns.append((key.target, key.targetColumns + next))
        }
      }
    }
    guard !columns.isEmpty else { return nil }
    let owner = QuotedIdentifier.text(design.owner)
    let policy = QuotedIdentifier.text("\(design.owner)_looks_up")
    let schemas = Set(columns.map(\.table.schema)).sorted()
    var statements = schemas.map { "GRANT USAGE ON SCHEMA \(QuotedIdentifier.text($0)) TO \(owner)" }
    for (table, names) in columns {
      let order = catalog.tables[table]?.columns.names.filter(Set(names).contains) ?? []
      let target = QuotedIdentifier.text(table)
      statements += [
        "GRANT SELECT (\(QuotedIdentifier.list(order))) ON \(target) TO \(owner)",
        "DROP POLICY IF EXISTS \(policy) ON \(target)",
        "CREATE POLICY \(policy) ON \(target) FOR SELECT TO \(owner) USING (true)",
      ]
    }
    return statements
  }

  private struct Way {
    var keys: [ForeignKey]
    var types: [ColumnType]
    var column: String
  }

  private static func way(of table: AuditedTable) -> Way? {
    if case .parent(let keys, let types, let column) = table.tenant {
      Way(keys: keys, types: types, column: column)
    } else {
      nil
    }
  }

  private static func branch(_ table: AuditedTable, _ way: Way, _ design: AuditDesign) -> String {
    var sources: [String] = []
    var conditions: [String] = []
    var child = ""
    for (position, key) in way.keys.enumerated() {
      let alias = position == 0 ? "parent" : "parent\(position + 1)"
      let match = key.columns.indices.map { column in
        let place = "\(alias).\(QuotedIdentifier.text(key.targetColumns[column]))"
        guard position == 0 else { return "\(place) = \(child).\(QuotedIdentifier.text(key.columns[column]))" }
        return "\(place) = (image ->> \(SQLLiteral.text(key.columns[column])))::\(way.types[column].sql)"
      }
      let source = "\(QuotedIdentifier.text(key.target)) AS \(alias)"
      sources.append(position == 0 ? source : "JOIN \(source) ON \(match.joined(separator: " AND "))")
      if position == 0 { conditions = match }
      child = alias
    }
    let asked = "SELECT \(child).\(QuotedIdentifier.text(way.column))::text FROM \(sources.joined(separator: " "))"
    let names = [table.name.schema, table.name.name].map(SQLLiteral.text)
    return """
        IF recorded_schema = \(names[0]) AND recorded_table = \(names[1]) THEN
          RETURN coalesce((\(asked)
            WHERE \(conditions.joined(separator: " AND ")))\(recordedParent(way.keys, design)));
        END IF;
      """
  }

  /// A parent that went in the same transaction has left its record.
  private static func recordedParent(_ keys: [ForeignKey], _ design: AuditDesign) -> String {
    guard let key = keys.first, let parent = design.tables.first(where: { $0.name == key.target }),
      Set(parent.key) == Set(key.targetColumns), !parent.hidden.contains(where: { parent.key.contains($0.name) })
    else { return "" }
    let pairs = zip(key.targetColumns, key.columns).map { "\(SQLLiteral.text($0)), image -> \(SQLLiteral.text($1))" }
    return """
      , (SELECT gone.tenant FROM \(QuotedIdentifier.text(design.log)) AS gone
            WHERE gone.schema_name = \(SQLLiteral.text(parent.name.schema))
              AND gone.table_name = \(SQLLiteral.text(parent.name.name))
              AND gone.row_key = jsonb_build_object(\(pairs.joined(separator: ", "))) ORDER BY gone.id DESC LIMIT 1)
      """
  }
}
