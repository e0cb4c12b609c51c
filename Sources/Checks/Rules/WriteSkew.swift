import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Transactions that decide by rows which another transaction may change meanwhile.
struct WriteSkew: Check {
  let metadata = CheckMetadata(
    code: "write-skew", severity: .warning,
    summary: "A transaction writes by what it has read, and nothing keeps another one from doing the same.",
    why: """
      Two runs at once read the same rows, both find what they look for, and both write: a limit is passed, a change is lost, a \
      row stands there twice. Below serializable PostgreSQL does not notice, unless both write the same row.
      """,
    fix: """
      Lock what is read (FOR UPDATE), put the condition into the write itself, let a unique or exclusion constraint decide, or \
      run the transaction serializable and repeat it when PostgreSQL refuses it. A transaction with a guard, a locking read, \
      ON CONFLICT, or a unique key over what was looked for is not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE entries (id bigint PRIMARY KEY, account_id bigint NOT NULL, cents bigint NOT NULL);",
      plan: """
        queries:
          - { name: balance, sql: "SELECT sum(cents) FROM entries WHERE account_id = $1" }
          - { name: book, sql: "INSERT INTO entries (id, account_id, cents) VALUES ($1, $2, $3)" }
        transactions: [ { name: withdraw, runs: [balance, book], isolation: read committed } ]
        """),
    good: CheckExample(
      .sql, "CREATE TABLE entries (id bigint PRIMARY KEY, account_id bigint NOT NULL, cents bigint NOT NULL);",
      plan: """
        queries:
          - { name: balance, sql: "SELECT sum(cents) FROM entries WHERE account_id = $1" }
          - { name: book, sql: "INSERT INTO entries (id, account_id, cents) VALUES ($1, $2, $3)" }
        transactions: [ { name: withdraw, runs: [balance, book], isolation: serializable, retry: 3 } ]
        """),
    sources: ["PostgreSQL manual: 13.2 Transaction Isolation", "PostgreSQL manual: 13.4 Data Consistency Checks"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let queries = Dictionary(subject.plan.queries.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    return subject.plan.transactions.compactMap { transaction in
      let isolation = (transaction.isolation?.value ?? "read committed").lowercased()
      guard isolation != "serializable", transaction.guardClause == nil else { return nil }
      let steps = transaction.runs.compactMap { queries[$0.value] }
      for (position, read) in steps.enumerated() {
        for write in steps.dropFirst(position + 1) {
          guard let skew = skew(read, write, isolation, subject) else { continue }
          // What is locked before it is read by somebody else has to wait.
          if steps[..<position].contains(where: { $0.shape?.lockClause != nil }) { continue }
          var found = finding(
            on: skew.table, transaction.name.value,
            "transaction \"\(transaction.name.value)\" \(skew.message)",
            evidence: [
              transaction.isolation.map { "isolation: \($0.value)" } ?? "read committed, PostgreSQL's default",
              transaction.rate.map { "run at \($0.value.written)" },
            ], fix: fix(read, skew, subject), at: transaction.name.span)
          found.queries = [read.name.value, write.name.value]
          return found
        }
      }
      return nil
    }
  }

  private struct Skew {
    var table: ObjectName
    var message: String
    /// Whether the same row is read and written, so that a lock on it is enough.
    var isSameRow: Bool
  }

  private func skew(_ read: Query, _ write: Query, _ isolation: String, _ subject: CheckSubject) -> Skew? {
    guard let reading = read.shape, reading.isRead, reading.lockClause == nil, let writing = write.shape,
      [.insert, .update].contains(writing.kind), let target = writing.relations.first(where: \.isWritten)?.name,
      reading.relations.contains(where: { $0.name == target }), let table = subject.catalog.tables[target]
    else { return nil }
    let asked = Set(equal(reading, target))
    guard !asked.isEmpty || reading.relations.count == 1 else { return nil }
    let place = "\"\(read.name.value)\" and then \"\(write.name.value)\""
    if writing.kind == .insert {
      guard writing.conflictColumns.isEmpty, writing.conflictConstraint == nil, !table.isUnique(asked),
        table.exclusions.isEmpty
      else { return nil }
      return Skew(
        table: target,
        message: "runs \(place): what it has read of \(target.display) may be out of date when it inserts",
        isSameRow: false)
    }
    let written = Set(equal(writing, target))
    let isSameRow = table.isUnique(asked) && table.isUnique(written)
    if isSameRow {
      // Repeatable read refuses the second write; a write that computes or compares the column itself is right anyway.
      guard isolation == "read committed", !isGuarded(writing, target, written, table),
        !isComputed(write, writing)
      else { return nil }
      return Skew(
        table: target,
        message: "runs \(place): a change of the row between the two is overwritten", isSameRow: true)
    }
    guard !isGuarded(writing, target, written, table) else { return nil }
    return Skew(
      table: target,
      message: "runs \(place): the rows of \(target.display) that it has read may have changed when it writes",
      isSameRow: false)
  }

  private func equal(_ shape: QueryShape, _ table: ObjectName) -> [String] {
    shape.predicates.filter {
      $0.column.table == table && [.equality, .membership].contains($0.comparison) && !$0.isAlternative
    }.map(\.column.column)
  }

  /// Whether the write has a condition besides the one that finds the row: a version, a state, a remaining amount.
  private func isGuarded(_ shape: QueryShape, _ target: ObjectName, _ found: Set<String>, _ table: Table) -> Bool {
    let keys = Set(table.keys.filter { Set($0.columns).isSubset(of: found) }.flatMap(\.columns))
    return shape.predicates.contains { predicate in
      predicate.column.table == target && !keys.contains(predicate.column.column)
        && !table.foreignKeys.contains { $0.columns.contains(predicate.column.column) }
    }
  }

  /// Whether the new value is made of the old one by the statement: `SET stock = stock - $1`.
  private func isComputed(_ query: Query, _ shape: QueryShape) -> Bool {
    guard let sql = query.sql?.value.lowercased() else { return false }
    return shape.columnsWritten.contains { column in
      sql.contains("\(column.column) = \(column.column) ")
        || sql.contains("\(column.column) = coalesce(\(column.column)")
    }
  }

  private func fix(_ read: Query, _ skew: Skew, _ subject: CheckSubject) -> Fix {
    if skew.isSameRow, let rewrite = read.sql.flatMap({ subject.rewriter.locking($0.value) }) {
      return .query(rewrite, notes: ["the row stays as it was read until the transaction ends"])
    }
    if let parent = lockedParent(read, skew.table, subject) { return parent }
    return .yaml(
      "# and repeat the transaction when PostgreSQL refuses it (40001)", "isolation: serializable", "retry: 3")
  }

  /// A lock on the row that all rows of the set belong to: transactions about the same set then go one after the other.
  private func lockedParent(_ read: Query, _ table: ObjectName, _ subject: CheckSubject) -> Fix? {
    guard let shape = read.shape, let own = subject.catalog.tables[table] else { return nil }
    let asked = Set(equal(shape, table))
    guard let key = own.foreignKeys.first(where: { Set($0.columns).isSubset(of: asked) && $0.columns.count == 1 }),
      let column = key.targetColumns.first ?? subject.catalog.tables[key.target]?.primaryKey?.columns.first
    else { return nil }
    let lock = "SELECT 1 FROM \(SQLText.name(key.target)) WHERE \(SQLText.name(column)) = $1 FOR NO KEY UPDATE"
    guard let verified = subject.rewriter.verified(lock) else { return nil }
    return .sql("-- first in the transaction, or isolation: serializable with retry", verified)
  }
}
