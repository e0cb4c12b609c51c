import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// Where rows go that a retention job takes out of a table, as the plan says.
struct ArchiveTable: Sendable {
  let name: ObjectName
  /// Where the plan says it.
  let stated: Located<String>
  /// Whether the schema declares it.
  let isDeclared: Bool
  private let table: Table
  private let moved: String

  /// nil where the plan names none.
  init?(of table: Table, in subject: PatternSubject) {
    guard let stated = subject.volumes[table.name]?.archive, !stated.value.isEmpty else { return nil }
    self.stated = stated
    self.table = table
    let parts = stated.value.split(separator: ".", maxSplits: 1).map(String.init)
    name = parts.count == 2 ? ObjectName(parts[1], schema: parts[0]) : ObjectName(parts[0], schema: table.name.schema)
    isDeclared = subject.catalog.tables.contains(name)
    let held = subject.catalog.tables[name]
    let columns = table.columns.filter { held?.columns.contains($0.name) ?? true }
    moved = QuotedIdentifier.list(columns.map(\.name))
  }

  private var sql: String { QuotedIdentifier.text(name) }

  /// Values as they were, generated ones too, under the same primary key.
  var creation: [String] {
    guard !isDeclared else { return [] }
    let key =
      table.primaryKey.map { ["\(altering(name)) ADD PRIMARY KEY (\(QuotedIdentifier.list($0.columns)))"] } ?? []
    return [
      "CREATE TABLE \(sql) (LIKE \(QuotedIdentifier.text(table.name)), archived_at timestamptz NOT NULL DEFAULT now())"
    ] + key
  }

  /// Takes what a DELETE gives back.
  func keeping(_ deletion: String) -> String {
    """
    WITH gone AS (
    \(deletion)
     RETURNING \(moved))
    INSERT INTO \(sql) (\(moved)) SELECT \(moved) FROM gone
    """
  }

  /// The rows again where they were.
  var restoration: [String] {
    guard !isDeclared else { return [] }
    let stored = QuotedIdentifier.list(table.columns.filter { $0.generated == nil }.map(\.name))
    let isNumbered = table.columns.contains { $0.identity?.generation == .always }
    return [
      "INSERT INTO \(QuotedIdentifier.text(table.name)) (\(stored))\(isNumbered ? " OVERRIDING SYSTEM VALUE" : "") SELECT \(stored) FROM \(sql)",
      "DROP TABLE \(sql)",
    ]
  }
}
