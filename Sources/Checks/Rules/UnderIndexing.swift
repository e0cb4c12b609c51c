import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// Foreign keys and filters of declared queries that no index serves.
struct UnderIndexing: Check {
  let metadata = CheckMetadata(
    code: "under-indexing", severity: .warning,
    summary: "A foreign key, or the filter of a declared query, has no index that leads with its columns.",
    why: """
      PostgreSQL makes no index for a foreign key. Deleting or re-keying a row of the referenced table then reads the whole \
      referencing table for each row, and so does every query that goes from the one to the many. A query whose columns lead \
      no index reads its table from end to end.
      """,
    fix: """
      Create an index whose first columns are those of the foreign key, in any order, or those the query pins. A partial \
      index does not help a foreign key, except one WHERE its own column IS NOT NULL; included columns do not help either.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));
      CREATE INDEX orders_customer ON orders (customer_id);
      """),
    sources: ["PostgreSQL manual: 5.4.5 Foreign Keys", "PostgreSQL manual: 11.3 Multicolumn Indexes"])

  /// Below this many declared rows a table is read from end to end faster than through an index.
  private let smallTable = 1_000.0
  private let scannedTable = 10_000.0

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table -> [Finding] in
      let keys = table.foreignKeys.filter { isUncovered($0, of: table, in: subject) }
      let uncovered = Set(keys.map(\.columns))
      return uncovered.sorted { $0.lexicographicallyPrecedes($1) }.map { columns in
        foreignKeyFinding(keys.first { $0.columns == columns } ?? keys[0], of: table, in: subject)
      } + queryFindings(of: table, besides: uncovered, in: subject)
    }
  }

  private func isUncovered(_ key: ForeignKey, of table: Table, in subject: CheckSubject) -> Bool {
    if let rows = subject.rows(of: table.name), rows < smallTable, subject.volumes[table.name]?.growth == nil {
      return false
    }
    return !subject.paths(of: table.name).contains { $0.covers(key.columns) }
  }

  private func foreignKeyFinding(_ key: ForeignKey, of table: Table, in subject: CheckSubject) -> Finding {
    let columns = key.columns.joined(separator: ", ")
    let queries = asking(table, in: subject).filter { Set($0.filter.equal).isSuperset(of: key.columns) }
    let named = queries.map { query, _ in
      "query \"\(query.name.value)\" filters by it" + (query.rate.map { " at \($0.value.written)" } ?? "")
    }
    // One index for the key and for the busiest of the queries that begin with it.
    let busiest = queries.max { ($0.query.busiest?.value.value ?? 0) < ($1.query.busiest?.value.value ?? 0) }?.filter
    let tenant = subject.plan.tenancy?.key?.value
    let wanted = (busiest?.indexColumns(leading: key.columns) ?? key.columns).filter {
      key.columns.contains($0) || $0 != tenant
    }
    var found = finding(
      on: table.name, columns,
      "no index of \(table.name.display) leads with \(columns), which references \(key.target.display)",
      evidence: [subject.rowsText(of: table.name)] + named + [nearMiss(key, of: table, in: subject)],
      fix: subject.indexFix(table, wanted, descending: busiest?.descending ?? []), at: key.span ?? table.span)
    found.queries = queries.map(\.query.name.value)
    return found
  }

  /// The declared queries on a table that do not only fill it.
  private func asking(_ table: Table, in subject: CheckSubject) -> [(query: Query, filter: TableFilter)] {
    (subject.queriesByTable[table.name] ?? []).compactMap { query in
      guard let shape = query.shape else { return nil }
      let filter = TableFilter(shape, on: table.name)
      return filter.isFiltering ? (query, filter) : nil
    }
  }

  /// The index somebody may think of that does not do it.
  private func nearMiss(_ key: ForeignKey, of table: Table, in subject: CheckSubject) -> String? {
    let near = subject.paths(of: table.name).first { path in
      Set(key.columns).isSubset(of: path.elements.compactMap(\.columnName) + path.includes)
    }
    guard let near else { return nil }
    return near.predicate == nil
      ? "\(near.display) holds the column, but does not lead with it"
      : "\(near.display) leaves out the rows outside its condition"
  }

  private func queryFindings(of table: Table, besides uncovered: Set<[String]>, in subject: CheckSubject) -> [Finding] {
    guard let rows = subject.rows(of: table.name), rows > scannedTable else { return [] }
    var queries: [[String]: [(query: Query, filter: TableFilter)]] = [:]
    for (query, filter) in asking(table, in: subject) {
      guard let shape = query.shape, !isReached(table, shape, in: subject) else { continue }
      // The index proposed for the foreign key serves these too.
      guard !uncovered.contains(where: { Set(filter.equal).isSuperset(of: $0) }) else { continue }
      queries[Set(filter.equal + filter.ranged).sorted(), default: []].append((query, filter))
    }
    return queries.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { columns, found in
      let names = found.map { "\"\($0.query.name.value)\"" }.joined(separator: ", ")
      let rates = found.compactMap(\.query.rate?.value.written).joined(separator: ", ")
      var finding = finding(
        on: table.name, columns.joined(separator: ", "),
        "no index of \(table.name.display) leads with \(columns.joined(separator: " or ")), by which \(names) filters",
        evidence: [subject.rowsText(of: table.name), rates.isEmpty ? nil : "sent at \(rates)"],
        fix: subject.indexFix(table, found[0].filter.indexColumns(), descending: found[0].filter.descending),
        at: found[0].query.sql?.span ?? found[0].query.name.span)
      finding.queries = found.map(\.query.name.value)
      return finding
    }
  }

  /// Whether the query comes to the table by an index, at its beginning or through a join.
  private func isReached(_ table: Table, _ shape: QueryShape, in subject: CheckSubject) -> Bool {
    subject.indexes.walk(shape).steps.contains { $0.table == table.name && $0.fit != nil }
  }
}
