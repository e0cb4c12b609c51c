import Checks
import Diagnostics
package import PlanModel
import SchemaModel
import StatementLocks

/// What is known beside the migrations: rows and queries of the plan, the server's version.
package struct MigrationFacts: Sendable {
  package var plan: Plan?
  package var postgres: Int
  private let volumes: [ObjectName: Volume]

  /// Tables below this many declared rows are through in milliseconds.
  private static let smallTable = 1_000.0

  package init(plan: Plan?, postgres: Int) {
    self.plan = plan
    self.postgres = postgres
    volumes = Dictionary((plan?.volumes ?? []).map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
  }

  func rows(of table: ObjectName) -> Double? { volumes[table]?.rows?.value.value }

  /// What the plan says of the tables' rows, and whose queries wait.
  func evidence(_ tables: [ObjectName], waiting mode: LockMode? = nil) -> [String] {
    var lines = tables.compactMap { table in
      volumes[table]?.rows.map { "the plan counts \($0.value.written) rows of \(table.display)" }
    }
    let waiting = mode.map { mode in queries(waitingFor: tables, mode) } ?? []
    if !waiting.isEmpty {
      let shown = waiting.prefix(3).map { query in
        query.rate.map { "\(query.name.value) (\($0.value.written))" } ?? query.name.value
      }.joined(separator: ", ")
      lines.append("meanwhile these wait: \(shown)" + (waiting.count > 3 ? " and \(waiting.count - 3) more" : ""))
    }
    return lines
  }

  /// Declared queries that a lock on those tables holds up: all of them under ACCESS EXCLUSIVE, else those that write.
  func queries(waitingFor tables: [ObjectName], _ mode: LockMode) -> [Query] {
    let wanted = Set(tables)
    return (plan?.queries ?? []).filter { query in
      query.shape?.relations.contains { wanted.contains($0.name) && (mode == .accessExclusive || $0.isWritten) }
        ?? false
    }
  }

  /// Declared queries that name a column.
  func queries(naming column: String, of table: ObjectName) -> [Query] {
    let reference = ColumnReference(table, column)
    return (plan?.queries ?? []).filter { query in
      guard let shape = query.shape else { return false }
      if shape.columnsReturned.contains(reference) || shape.columnsWritten.contains(reference) { return true }
      if shape.predicates.contains(where: { $0.column == reference }) { return true }
      if shape.sort.contains(where: { $0.column == reference }) || shape.groupColumns.contains(reference) {
        return true
      }
      if shape.joins.contains(where: { $0.left == reference || $0.right == reference }) { return true }
      return shape.selectsAll && shape.relations.contains { $0.name == table }
    }
  }

  func queries(on table: ObjectName) -> [Query] {
    (plan?.queries ?? []).filter { $0.shape?.relations.contains { $0.name == table } ?? false }
  }

  /// A lock on a table that the plan calls small is through before anybody notices: a note.
  func isSmall(_ table: ObjectName) -> Bool { rows(of: table).map { $0 < Self.smallTable } ?? false }

  /// An error where the plan says that the tables are large, a warning where nobody says, a note where they are small.
  func severity(_ tables: [ObjectName]) -> Severity {
    if !tables.isEmpty, tables.allSatisfy(isSmall) { return .note }
    return tables.contains { rows(of: $0) != nil && !isSmall($0) } ? .error : .warning
  }
}

extension MigrationRule {
  func finding(
    at statement: JudgedStatement, on table: ObjectName? = nil, _ object: String? = nil, _ message: String,
    evidence: [String] = [], fix: MigrationFix? = nil, severity: Severity? = nil
  ) -> Finding {
    var finding = Finding(
      severity ?? metadata.severity, code: metadata.code, table: table, object: object, message,
      evidence: evidence.isEmpty ? nil : evidence.joined(separator: "; "), fix: fix?.text, at: statement.span)
    finding.fixLanguage = fix?.language
    return finding
  }
}

/// The safe form of a statement, or what to do when there is none.
struct MigrationFix: Sendable {
  var text: String
  var language: Finding.FixLanguage?

  static func sql(_ lines: String...) -> MigrationFix { .sql(lines: lines) }
  static func sql(lines: [String]) -> MigrationFix {
    MigrationFix(text: lines.joined(separator: "\n"), language: .sql)
  }
  static func words(_ text: String) -> MigrationFix { MigrationFix(text: text, language: nil) }
}
