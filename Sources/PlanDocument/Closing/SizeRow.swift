import CatalogComparison
import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// The first screen's line on size: of a change what it adds, else all tables.
struct SizeRow {
  let change: Prose
  let watch: Prose

  init(_ subject: PlanSubject) {
    (change, watch) = subject.difference == nil ? Self.total(subject) : Self.added(subject)
  }

  private static let horizon = RetentionFacts.horizon

  private static func total(_ subject: PlanSubject) -> (Prose, Prose) {
    guard !subject.scope.isEmpty else { return ("none", "no tables") }
    let stated = subject.scope.filter { subject.rows(of: $0.name) != nil }
    guard !stated.isEmpty else { return ("unknown", "\(link: "How many rows?", to: "#q-volumes")") }
    func size(_ table: Table, _ months: Double = 0) -> Double {
      subject.size(of: table, afterMonths: months)?.total ?? 0
    }
    let now = stated.reduce(0) { $0 + size($1) }
    let later = stated.reduce(0) { $0 + size($1, horizon) }
    let largest = stated.max { size($0, horizon) < size($1, horizon) }
    return (
      "estimate: \(Format.bytes(now)) now, \(Format.bytes(later)) at 36 months",
      largest.map {
        "\(subject.link($0.name)) is the largest at 36 months; \(stated.count) of \(subject.scope.count) tables have volumes"
      } ?? .none
    )
  }

  /// What a table gets by the change.
  private struct Addition {
    var table: Table
    var old: Table?

    /// Bytes at some time; nil when the table's rows are not stated.
    func bytes(_ subject: PlanSubject, afterMonths months: Double = 0) -> Double? {
      guard let old else { return subject.size(of: table, afterMonths: months)?.total }
      return subject.rows(of: table.name, afterMonths: months).map {
        subject.estimator.bytesAdded(from: old, to: table, rows: $0)
      }
    }
  }

  /// Kinds of objects that take room.
  private static let stored: Set<SchemaChange.ObjectKind> = [
    .table, .column, .index, .primaryKey, .uniqueConstraint, .exclusionConstraint,
  ]

  private static func added(_ subject: PlanSubject) -> (Prose, Prose) {
    let additions = subject.mainTables.filter { table in
      subject.changesByTable[table.name]?.contains { stored.contains($0.kind) } ?? false
    }.map { Addition(table: $0, old: subject.isNew($0.name) ? nil : subject.baseline?.catalog.tables[$0.name]) }
    guard !additions.isEmpty else { return ("nothing", "no table, column or index differs") }
    let unknown = additions.filter { $0.bytes(subject) == nil }.map(\.table.name.display)
    let known = additions.filter { $0.bytes(subject) != nil }
    let open: Prose = unknown.isEmpty ? "" : "\(link: "unknown", to: "#q-volumes"): \(codes: unknown)"
    guard !known.isEmpty else { return ("unknown", open) }
    func sum(_ months: Double) -> String {
      signed(known.reduce(0) { $0 + ($1.bytes(subject, afterMonths: months) ?? 0) })
    }
    var watch: [Prose] = []
    func most(_ months: Double) -> Addition? {
      known.max {
        ($0.bytes(subject, afterMonths: months) ?? 0) < ($1.bytes(subject, afterMonths: months) ?? 0)
      }
    }
    if let first = most(horizon), let bytes = first.bytes(subject, afterMonths: horizon), bytes > 0 {
      watch.append("\(subject.link(first.table.name)) takes the most at 36 months: \(signed(bytes))")
    }
    if !open.isEmpty { watch.append(open) }
    watch.append("\(link: "all sizes", to: "#12-volume-and-growth-projections")")
    return (
      "estimate: \(sum(0)) now, \(sum(12)) at 12 months, \(sum(horizon)) at 36 months", .joined(watch, separator: "; ")
    )
  }

  private static func signed(_ bytes: Double) -> String {
    bytes < 0 ? "−\(Format.bytes(-bytes))" : "+\(Format.bytes(bytes))"
  }
}
