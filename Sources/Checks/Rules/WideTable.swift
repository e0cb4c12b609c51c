import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Tables with more columns or wider rows than a page serves well.
struct WideTable: Check {
  let metadata = CheckMetadata(
    code: "wide-table", severity: .warning,
    summary: "A table has more than 60 columns, or rows wider than a quarter of a page.",
    why: """
      A row is read and written as a whole: every UPDATE copies all of its columns, every scan reads them. Rows beyond 2,032 \
      bytes are compressed or moved to TOAST value by value, and a page holds fewer than four of them.
      """,
    fix: """
      Move the columns that are rarely read or rarely filled to a table with the same primary key, or the ones that belong \
      together (an address, a set of settings) to a table of their own.
      """,
    bad: CheckExample(
      .sql,
      "CREATE TABLE profiles (id bigint PRIMARY KEY, "
        + (1...61).map { "answer_\($0) integer" }.joined(separator: ", ") + ");"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE profiles (id bigint PRIMARY KEY);
      CREATE TABLE answers (profile_id bigint REFERENCES profiles (id), question integer, answer integer,
        PRIMARY KEY (profile_id, question));
      """),
    sources: ["PostgreSQL manual: 73.2 TOAST", "PostgreSQL manual: 73.6 Database Page Layout"])

  private let mostColumns = 60
  /// TOAST_TUPLE_THRESHOLD of a default build.
  private let widestRow = 2_032

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.compactMap { table in
      let isTooMany = table.columns.count > mostColumns
      // Less is known than there is: most tables are narrow with all that they have.
      guard isTooMany || subject.estimator.tupleBytes(of: table) > widestRow else { return nil }
      let bytes = subject.estimator.tupleBytes(of: withKnownWidths(table, in: subject))
      guard isTooMany || bytes > widestRow else { return nil }
      let message =
        isTooMany
        ? "\(table.name.display) has \(table.columns.count) columns"
        : "a row of \(table.name.display) is at least \(NumberText.bytes(Double(bytes))) wide"
      return finding(
        on: table.name, nil, message,
        evidence: [
          "\(table.columns.count) columns, at least \(bytes) bytes a row before TOAST by types and declared widths",
          subject.rowsText(of: table.name),
          "\(table.columns.count { $0.isNullable }) of the columns may be null",
        ], fix: fix(table, subject), at: table.span)
    }
  }

  /// The table without columns whose width nobody states, and without those so wide that each is stored elsewhere.
  private func withKnownWidths(_ table: Table, in subject: CheckSubject) -> Table {
    var copy = table
    copy.columns.removeAll { column in
      let declared = subject.statistics(of: column.name, in: table.name)?.width?.value.value
      return TypeWidth.of(column.type, in: subject.catalog, declared: declared).isAssumed
        || declared ?? 0 >= Double(widestRow)
    }
    return copy
  }

  /// The largest run of columns that share their first word is the first to move.
  private func fix(_ table: Table, _ subject: CheckSubject) -> Fix {
    let keyed = Set(table.keys.flatMap(\.columns) + table.foreignKeys.flatMap(\.columns))
    let groups = Dictionary(grouping: table.columns.map(\.name).filter { !keyed.contains($0) }) {
      NameWords($0).words.first ?? $0
    }
    let largest = groups.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let largest, largest.value.count >= 4 else {
      let optional = table.columns.count { $0.isNullable }
      return .words(
        "move the \(optional) columns that may be null, or those few queries read, to a table that shares the primary key "
          + "of \(table.name.display)")
    }
    let shown = largest.value.prefix(4).joined(separator: ", ") + (largest.value.count > 4 ? ", ..." : "")
    return .words(
      "move the \(largest.value.count) columns \(shown) to a table of their own that shares the primary key of "
        + table.name.display)
  }
}
