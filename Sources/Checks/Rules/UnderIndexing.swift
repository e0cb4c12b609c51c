import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SchemaModel

/// Foreign keys and filters of declared queries that no index serves.
struct UnderIndexing: Check {
  let metadata = CheckMetadata(
    code: "under-indexing", severity: .warning,
    summary: "A foreign key, a policy, or the filter of a declared query has no index that leads with its columns.",
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
        + policyFindings(of: table, besides: uncovered, in: subject)
    }
  }

  /// Columns by which policies tell whose a row is: every query of the role searches by them.
  private func policyFindings(of table: Table, besides uncovered: Set<[String]>, in subject: CheckSubject) -> [Finding]
  {
    if let rows = subject.rows(of: table.name), rows < smallTable, subject.volumes[table.name]?.growth == nil {
      return []
    }
    return PolicySearches(subject).unserved(table).compactMap { missing in
      let column = missing.column
      let isProposed = subject.advice.contains { $0.table == table.name && $0.path.columns.first == column }
      guard !missing.isCast, !isProposed, !uncovered.contains(where: { $0.first == column }) else {
        guard missing.isCast else { return nil }
        return finding(
          on: table.name, column,
          "\(missing.policy.display(table.name)) casts \(column), so that no index of it is entered",
          evidence: [subject.rowsText(of: table.name), (missing.policy.using?.sql).map { "USING (\($0))" }],
          fix: .words(
            "cast the session's value to \(subject.typeText(table.columns[column] ?? table.columns[0])), and leave \(column) as it is"
          ),
          at: missing.policy.span ?? table.span)
      }
      return finding(
        on: table.name, column,
        "no index of \(table.name.display) leads with \(column), by which \(missing.policy.display(table.name)) finds the rows",
        evidence: [subject.rowsText(of: table.name)], fix: subject.indexFix(table, [column]),
        at: missing.policy.span ?? table.span)
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
    // One index for the key and for the queries that begin with it.
    if let proposal = subject.advice.first(where: { $0.table == table.name && $0.path.covers(key.columns) }) {
      return foreignKeyFinding(key, of: table, proposal, in: subject)
    }
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

  private func foreignKeyFinding(
    _ key: ForeignKey, of table: Table, _ proposal: IndexProposal, in subject: CheckSubject
  ) -> Finding {
    let columns = key.columns.joined(separator: ", ")
    var found = finding(
      on: table.name, columns,
      "no index of \(table.name.display) leads with \(columns), which references \(key.target.display)",
      evidence: [subject.rowsText(of: table.name)] + subject.evidence(of: proposal),
      fix: subject.indexFix(table, proposal), at: key.span ?? table.span)
    found.queries = proposal.services.map(\.query)
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

  /// Of the indexes that queries would pay for, those for queries that have none on this table.
  private func queryFindings(of table: Table, besides uncovered: Set<[String]>, in subject: CheckSubject) -> [Finding] {
    guard let rows = subject.rows(of: table.name), rows > scannedTable else { return [] }
    return subject.advice.compactMap { proposal in
      // `leading-wildcard` reports that one.
      guard proposal.table == table.name, proposal.isFirst, !subject.isForLettersAnywhere(proposal) else { return nil }
      // The index proposed for the foreign key serves these too.
      guard !uncovered.contains(where: { proposal.path.covers($0) }) else { return nil }
      let served = proposal.services.filter { $0.enters == nil }
      let names = served.map { "\"\($0.query)\"" }.joined(separator: ", ")
      let columns = proposal.elements.map(\.display).joined(separator: ", ")
      let query = subject.plan.queries.first { $0.name.value == served[0].query }
      var finding = finding(
        on: table.name, columns,
        "no index of \(table.name.display) serves \(names); \(proposal.path.definition) would",
        evidence: [subject.rowsText(of: table.name)] + subject.evidence(of: proposal),
        fix: subject.indexFix(table, proposal), at: query?.sql?.span ?? query?.name.span)
      finding.queries = proposal.services.map(\.query)
      return finding
    }
  }
}

extension IndexProposal {
  /// Whether a query reads the whole table without it.
  var isFirst: Bool { services.contains { $0.enters == nil } }
}
