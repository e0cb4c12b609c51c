import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// How far the tables in scope keep the conventions that the project states.
struct ConventionReport {
  struct Line {
    var name: String
    var says: String
    /// `30 of 32 tables`.
    var kept: String
    var exceptions: [Table]
    var span: SourceSpan?
  }

  /// The conventions that every project has, said or not.
  static let expected = ["id", "naming", "timestamps", "on delete"]

  private(set) var lines: [Line] = []

  var unsaid: [String] { Self.expected.filter { name in !lines.contains { $0.name == name } } }

  private let tables: [Table]

  init(_ subject: PlanSubject) {
    tables = subject.scope.filter {
      subject.externalOwner(of: $0.name) == nil && $0.model?.isImplicit != true
    }
    let conventions = subject.plan.conventions
    let ids = [conventions.id].compactMap(\.self) + conventions.otherIDs
    let stated = conventions.id.map { Located(Format.list(ids.map(\.value)), span: $0.span) }
    add("id", stated) { table, _ in
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]] else {
        return nil
      }
      // A key that is another table's has its way of being made from there.
      guard !table.foreignKeys.contains(where: { $0.columns.contains(column.name) }) else { return nil }
      return ids.contains { Self.follows(column, $0.value) }
    }
    add("native uuid", conventions.nativeUUID.map { Located("\($0.value)", span: $0.span) }) { table, _ in
      guard let key = table.primaryKey?.columns.first, let column = table.columns[key] else { return nil }
      return column.field?.isClientDefault == true && column.field?.defaultSource?.hasPrefix("uuid") == true
        ? column.type.name == "uuid" : nil
    }
    // What the check says, which also names the tables among the findings.
    let isChecked = !subject.plan.checks.contains { $0.code.value == "missing-timestamps" && $0.severity == nil }
    let bare = Set(subject.findings.filter { $0.code == "missing-timestamps" }.compactMap(\.table))
    add("timestamps", conventions.timestamps) { table, says in
      says == "required" && isChecked && !Self.isJoin(table) ? !bare.contains(table.name) : nil
    }
    add("soft delete", conventions.softDelete) { table, column in
      table.columns.contains { $0.name == column } ? true : nil
    }
    add("naming", conventions.naming) { table, says in
      says == "snake_case" ? ([table.name.name] + table.columns.map(\.name)).allSatisfy { $0 == $0.lowercased() } : nil
    }
    add("on delete", conventions.onDelete) { table, says in
      says != "explicit" || table.foreignKeys.isEmpty ? nil : table.foreignKeys.allSatisfy(\.isOnDeleteExplicit)
    }
  }

  /// Judges every table the convention speaks about; nil means it does not.
  private mutating func add(_ name: String, _ says: Located<String>?, _ keeps: (Table, String) -> Bool?) {
    guard let says else { return }
    let judged = tables.compactMap { table in keeps(table, says.value).map { (table, $0) } }
    let exceptions = judged.filter { !$0.1 }.map(\.0)
    lines.append(
      Line(
        name: name, says: says.value,
        kept: judged.isEmpty ? "no table concerned" : "\(judged.count - exceptions.count) of \(judged.count)",
        exceptions: exceptions, span: says.span))
  }

  /// Nothing but keys of others: its rows are made and go, and are never changed.
  private static func isJoin(_ table: Table) -> Bool {
    let linked = Set(table.foreignKeys.flatMap(\.columns))
    return table.foreignKeys.count >= 2 && table.columns.allSatisfy { linked.contains($0.name) }
  }

  private static func follows(_ column: Column, _ convention: String) -> Bool {
    switch convention {
    case "uuid7": column.field?.defaultSource.map { $0.hasPrefix("uuid(7)") } ?? (column.type.name == "uuid")
    case "uuid": column.type.name == "uuid" || column.field?.defaultSource?.hasPrefix("uuid") == true
    case "cuid": column.field?.defaultSource?.hasPrefix("cuid") == true
    case "autoincrement", "identity", "bigint", "serial":
      column.identity != nil || column.defaultExpression?.sql.hasPrefix("nextval") == true
    default: true
    }
  }
}
