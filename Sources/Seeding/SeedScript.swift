import SQLWriting
package import SchemaModel

/// A script that brings rows to a table, however often it is run: rows of the same key are made equal, nothing is deleted.
package struct SeedScript {
  private let catalog: Catalog

  package init(_ catalog: Catalog) { self.catalog = catalog }

  /// nil for a table that is not there.
  package func text(_ seed: SeedTable, for environment: String) -> String? {
    guard let table = catalog.tables[seed.table] else { return nil }
    var script = SQLScript()
    let rows = "\(seed.rows.count) \(seed.rows.count == 1 ? "row" : "rows")"
    script.heading("\(table.name.display): \(rows) of \(seed.file), for \(environment).")
    guard !seed.rows.isEmpty else { return script.text }
    script.add(block: ["BEGIN", insert(seed, table)] + sequences(seed, table) + ["COMMIT"])
    var text = script.text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  private func insert(_ seed: SeedTable, _ table: Table) -> String {
    let columns = seed.columns.compactMap { table.columns[$0] }
    let values = columns.map { SeedValue($0.type, in: catalog) }
    let rows = seed.rows.map { row in "  (\(zip(values, row).map { $0.sql($1) }.joined(separator: ", ")))" }
    let isAlways = columns.contains { $0.identity?.generation == .always }
    return """
      INSERT INTO \(QuotedIdentifier.text(table.name)) AS present (\(QuotedIdentifier.list(seed.columns)))\
      \(isAlways ? " OVERRIDING SYSTEM VALUE" : "")
      VALUES
      \(rows.joined(separator: ",\n"))
      ON CONFLICT (\(QuotedIdentifier.list(seed.key))) \(resolution(seed, columns))
      """
  }

  private func resolution(_ seed: SeedTable, _ columns: [Column]) -> String {
    let others = columns.filter { !seed.key.contains($0.name) && $0.identity?.generation != .always }
    guard !others.isEmpty else { return "DO NOTHING" }
    let names = others.map { QuotedIdentifier.text($0.name) }
    let assignments = names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    func row(_ alias: String) -> String {
      others.map { column in
        let cast = SeedValue(column.type, in: catalog).isComparable ? "" : "::text"
        return "\(alias).\(QuotedIdentifier.text(column.name))\(cast)"
      }.joined(separator: ", ")
    }
    return """
      DO UPDATE SET \(assignments)
      WHERE (\(row("present"))) IS DISTINCT FROM (\(row("excluded")))
      """
  }

  /// What counts on goes on behind the numbers that the rows have brought.
  private func sequences(_ seed: SeedTable, _ table: Table) -> [String] {
    seed.columns.compactMap { name in
      guard let column = table.columns[name], let sequence = sequence(of: column, table) else { return nil }
      let last = "coalesce(pg_catalog.pg_sequence_last_value(\(sequence)), 0)"
      return """
        SELECT pg_catalog.setval(\(sequence), greatest(max(\(QuotedIdentifier.text(name)))::bigint, \(last)))
        FROM \(QuotedIdentifier.text(table.name))
        """
    }
  }

  private func sequence(of column: Column, _ table: Table) -> String? {
    if column.identity != nil {
      let owner = SQLLiteral.text(QuotedIdentifier.text(table.name))
      return "pg_catalog.pg_get_serial_sequence(\(owner), \(SQLLiteral.text(column.name)))::regclass"
    }
    guard let text = column.defaultExpression?.sql, text.hasPrefix("nextval("), text.hasSuffix(")") else { return nil }
    let name = text.dropFirst("nextval(".count).dropLast()
    guard !name.contains("(") else { return nil }
    return name.hasSuffix("::regclass") ? String(name) : "\(name)::regclass"
  }
}
