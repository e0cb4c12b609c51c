import Diagnostics
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
    let queries = (subject.queriesByTable[table.name] ?? []).filter { query in
      query.shape.map { Filter($0, on: table.name).pinned.isSuperset(of: key.columns) } ?? false
    }
    let named = queries.map { query in
      "query \"\(query.name.value)\" filters by it" + (query.rate.map { " at \($0.value.written)" } ?? "")
    }
    return finding(
      on: table.name, columns,
      "no index of \(table.name.display) leads with \(columns), which references \(key.target.display)",
      evidence: [subject.rowsText(of: table.name)] + named + [nearMiss(key, of: table, in: subject)],
      fix: subject.indexFix(table, key.columns), at: key.span ?? table.span)
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
    var queries: [[String]: [(query: Query, filter: Filter)]] = [:]
    for query in subject.queriesByTable[table.name] ?? [] {
      guard let shape = query.shape, shape.kind != .insert else { continue }
      let filter = Filter(shape, on: table.name)
      guard !filter.filtered.isEmpty, !subject.paths(of: table.name).contains(where: filter.isReached) else { continue }
      guard !uncovered.contains(where: { filter.pinned.isSuperset(of: $0) }) else { continue }
      queries[filter.filtered.sorted(), default: []].append((query, filter))
    }
    return queries.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { columns, found in
      let names = found.map { "\"\($0.query.name.value)\"" }.joined(separator: ", ")
      let rates = found.compactMap(\.query.rate?.value.written).joined(separator: ", ")
      return finding(
        on: table.name, columns.joined(separator: ", "),
        "no index of \(table.name.display) leads with \(columns.joined(separator: " or ")), by which \(names) filters",
        evidence: [subject.rowsText(of: table.name), rates.isEmpty ? nil : "sent at \(rates)"],
        fix: subject.indexFix(table, found[0].filter.indexColumns),
        at: found[0].query.sql?.span ?? found[0].query.name.span)
    }
  }
}

/// What one query says about the rows of one table that it wants.
private struct Filter {
  private var equal: [String] = []
  private var ranged: [String] = []
  private var joined: Set<String> = []
  private var sorted: [String] = []
  private var wrapped: [(function: String, column: String)] = []
  /// Columns of any condition that an index of another method may serve.
  private var searched: Set<String> = []

  init(_ shape: QueryShape, on table: ObjectName) {
    for predicate in shape.predicates where predicate.column.table == table {
      let column = predicate.column.column
      searched.insert(column)
      if let function = predicate.function {
        wrapped.append((function, column))
        continue
      }
      switch predicate.comparison {
      case .equality, .membership: if !equal.contains(column) { equal.append(column) }
      case .range, .prefix: if !ranged.contains(column) { ranged.append(column) }
      case .isNull: joined.insert(column)
      default: break
      }
    }
    for join in shape.joins {
      if join.left.table == table { joined.insert(join.left.column) }
      if join.right.table == table { joined.insert(join.right.column) }
    }
    if shape.hasLimit { sorted = shape.sort.compactMap(\.column).filter { $0.table == table }.map(\.column) }
  }

  var pinned: Set<String> { Set(equal) }
  var filtered: Set<String> { Set(equal).union(ranged) }

  /// Equality first, then the order a LIMIT stops in, then one range.
  var indexColumns: [String] {
    var columns = equal
    for column in sorted + ranged.prefix(1) where !columns.contains(column) { columns.append(column) }
    return columns
  }

  func isReached(by path: AccessPath) -> Bool {
    guard path.method == "btree" || path.method == "hash" else {
      return path.elements.contains { $0.columnName.map(searched.contains) ?? true }
    }
    guard let first = path.elements.first else { return false }
    if let column = first.columnName {
      return equal.contains(column) || ranged.contains(column) || joined.contains(column) || sorted.first == column
    }
    guard case .expression(let expression) = first.key else { return false }
    let nouns = SQLTokens(expression.sql).nouns
    return wrapped.contains { nouns.contains($0.function) && nouns.contains($0.column.lowercased()) }
  }
}
