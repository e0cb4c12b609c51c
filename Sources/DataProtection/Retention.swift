import Diagnostics
package import PlanModel
package import SchemaModel
package import Sizing
import SQLWriting

/// How the time that a plan keeps a sensitive column for is carried out.
package struct Retention: Sendable {
  package enum Outcome: Sendable {
    /// Rows go earlier anyway, and something takes them.
    case rowsGo(Duration, RetentionKeepers.Keeper)
    /// Values are blanked that long after this moment.
    case blanked(after: String, [(column: String, value: String)])
    /// No column says from when the time counts.
    case noStart
    /// Nothing can take the place of a value.
    case noBlank
  }

  package var table: ObjectName
  package var keep: Duration
  package var columns: [SensitiveColumn]
  package var outcome: Outcome
}

/// Reads it from a plan.
package struct RetentionPlanner {
  private let plan: Plan
  private let catalog: Catalog
  private let keepers: RetentionKeepers
  private let volumes: [ObjectName: Volume]
  private let roots: Set<ObjectName>

  package init(_ plan: Plan, _ catalog: Catalog, _ keepers: RetentionKeepers) {
    self.plan = plan
    self.catalog = catalog
    self.keepers = keepers
    volumes = Dictionary(plan.volumes.map { ($0.table.value, $0) }, uniquingKeysWith: { _, last in last })
    roots = Set(SubjectFinder.subjects(of: plan, catalog).filter(\.isStated).map(\.root))
  }

  /// One for each table and time, in the order of the plan.
  package func retentions() -> [Retention] {
    var found: [Retention] = []
    for item in plan.sensitive where item.dataClass != nil {
      let place = item.column.value
      guard let keep = item.keep?.value, catalog.tables[place.table]?.columns[place.column] != nil else { continue }
      if let known = found.firstIndex(where: { $0.table == place.table && $0.keep.value == keep.value }) {
        found[known].columns.append(item)
      } else {
        found.append(Retention(table: place.table, keep: keep, columns: [item], outcome: .noStart))
      }
    }
    for position in found.indices { found[position].outcome = outcome(found[position]) }
    return found
  }

  /// `retention.sql`; nil when nothing is to be blanked.
  package func script() -> String? {
    var script = SQLScript()
    for retention in retentions() {
      guard case .blanked(let start, let values) = retention.outcome else { continue }
      let sets = values.map { "\(QuotedIdentifier.text($0.column)) = \($0.value)" }
      let from = QuotedIdentifier.text(start)
      let days = Int((retention.keep.value / CalendarUnit.day).rounded(.up))
      // A value that is gone already is not written again and again.
      let remaining = values.compactMap { left($0.column, $0.value) }
      let rest = remaining.count == values.count ? "\n  AND (\(remaining.joined(separator: " OR ")))" : ""
      script.heading("\(retention.table.display): kept \(retention.keep.shown) from \(start)")
      script.add(
        "UPDATE \(QuotedIdentifier.text(retention.table))\nSET \(sets.joined(separator: ",\n  "))\n"
          + "WHERE \(from) < now() - interval '\(days) days'\(rest)")
    }
    return script.text.isEmpty ? nil : script.text
  }

  /// What says that a value is still there; nil where what stands in its place looks like any value.
  private func left(_ column: String, _ value: String) -> String? {
    let name = QuotedIdentifier.text(column)
    if value == "NULL" { return "\(name) IS NOT NULL" }
    if value.hasPrefix("'erased-'") { return "\(name) NOT LIKE 'erased-%'" }
    return value.contains("gen_random_uuid") ? nil : "\(name) <> \(value)"
  }

  private func outcome(_ retention: Retention) -> Retention.Outcome {
    if let rows = volumes[retention.table]?.retention, rows.value.value <= retention.keep.value,
      let keeper = keepers.keeper(of: retention.table)
    {
      return .rowsGo(rows.value, keeper)
    }
    guard let table = catalog.tables[retention.table] else { return .noStart }
    let values = BlankValue(catalog: catalog)
    let blanks = retention.columns.compactMap { item -> (column: String, value: String)? in
      guard let column = table.columns[item.column.value.column] else { return nil }
      return values.sql(column, of: table).map { (column.name, $0) }
    }
    guard !blanks.isEmpty else { return .noBlank }
    return start(table).map { .blanked(after: $0, blanks) } ?? .noStart
  }

  /// Of a row that is a person the moment it was given up, since as long as somebody is a customer the time has not begun; of
  /// other rows the moment they ended or were made.
  private func start(_ table: Table) -> String? {
    let softDelete = plan.conventions.softDelete.map { [[$0.value]] } ?? []
    let ends = softDelete + Self.ends
    if let found = moment(table, among: ends) { return found }
    return roots.contains(table.name) || TableNature(table).isPerson ? nil : moment(table, among: Self.starts)
  }

  private func moment(_ table: Table, among groups: [[String]]) -> String? {
    for group in groups {
      for name in group {
        let stems = IdentifierWords(name).stems
        let found = table.columns.first { column in
          ["timestamptz", "timestamp", "date"].contains(catalog.typeBeneathDomains(column.type).name)
            && IdentifierWords(column.name).stems == stems
        }
        if let found { return found.name }
      }
    }
    return nil
  }

  private static let ends = [
    ["deleted_at", "closed_at", "left_at", "cancelled_at", "archived_at", "anonymised_at"],
    ["expires_at", "expires", "expired_at", "ended_at", "ends_at", "valid_until"],
  ]
  private static let starts = [
    [
      "created_at", "inserted_at", "occurred_at", "recorded_at", "submitted_at", "issued_at", "sent_at", "paid_at",
      "received_at", "placed_at", "ordered_at", "logged_at", "created", "created_on", "date_created",
    ]
  ]
}
