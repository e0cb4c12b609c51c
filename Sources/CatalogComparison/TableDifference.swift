import Diagnostics
import SchemaModel

/// Typed differences between two states of one table.
struct TableDifference {
  private(set) var changes: [SchemaChange] = []

  /// What comes with a new table: its columns go without saying, its keys, indexes, triggers and policies are listed.
  init(added table: Table) {
    var empty = Table(table.name)
    empty.columns = table.columns
    self.init(from: empty, to: table)
  }

  init(from old: Table, to new: Table) {
    compareColumns(old, new)
    compareConstraints(old, new)
    compareRelations(old, new)
    compareAttachments(old, new)
  }

  private mutating func compareColumns(_ old: Table, _ new: Table) {
    changes += ObjectDifference.changes(
      .column, of: new.name, Array(old.columns), Array(new.columns), key: \.name, label: \.name, span: \.span
    ) { before, after in
      [
        property("type", before.type.display, after.type.display),
        property("null", before.isNullable ? "nullable" : "NOT NULL", after.isNullable ? "nullable" : "NOT NULL"),
        property("default", before.defaultExpression?.sql ?? "none", after.defaultExpression?.sql ?? "none"),
        property(
          "identity", before.identity?.generation.rawValue ?? "none", after.identity?.generation.rawValue ?? "none"),
        property("generated", before.generated?.expression.sql ?? "no", after.generated?.expression.sql ?? "no"),
      ]
    }
  }

  private mutating func compareConstraints(_ old: Table, _ new: Table) {
    func keys(_ kind: SchemaChange.ObjectKind, _ before: [KeyConstraint], _ after: [KeyConstraint]) {
      changes += ObjectDifference.changes(
        kind, of: new.name, before, after, key: \.name, label: \.name, span: \.span
      ) {
        [
          property("columns", $0.columns.joined(separator: ", "), $1.columns.joined(separator: ", ")),
          property("includes", $0.includes.joined(separator: ", "), $1.includes.joined(separator: ", ")),
          property("deferral", $0.deferral.rawValue, $1.deferral.rawValue),
        ]
      }
    }
    keys(.primaryKey, old.primaryKey.map { [$0] } ?? [], new.primaryKey.map { [$0] } ?? [])
    keys(.uniqueConstraint, old.uniqueConstraints, new.uniqueConstraints)
    changes += ObjectDifference.changes(
      .checkConstraint, of: new.name, old.checks, new.checks, key: \.name, label: \.name, span: \.span
    ) { [property("expression", $0.expression.sql, $1.expression.sql)] }
    changes += ObjectDifference.changes(
      .exclusionConstraint, of: new.name, old.exclusions, new.exclusions, key: \.name, label: \.name, span: \.span
    ) { [property("elements", Self.text($0), Self.text($1))] }
  }

  private mutating func compareRelations(_ old: Table, _ new: Table) {
    changes += ObjectDifference.changes(
      .foreignKey, of: new.name, old.foreignKeys, new.foreignKeys, key: \.name, label: \.name, span: \.span
    ) {
      [
        property("columns", $0.columns.joined(separator: ", "), $1.columns.joined(separator: ", ")),
        property("target", Self.target($0), Self.target($1)),
        property("on delete", $0.onDelete.rawValue, $1.onDelete.rawValue),
        property("on update", $0.onUpdate.rawValue, $1.onUpdate.rawValue),
        property("validated", $0.isValidated ? "yes" : "no", $1.isValidated ? "yes" : "no"),
      ]
    }
    changes += ObjectDifference.changes(
      .index, of: new.name, old.indexes, new.indexes, key: \.name, label: \.name, span: \.span
    ) {
      [
        property("columns", Self.elements($0), Self.elements($1)),
        property("unique", $0.isUnique ? "yes" : "no", $1.isUnique ? "yes" : "no"),
        property("method", $0.method, $1.method),
        property("includes", $0.includes.joined(separator: ", "), $1.includes.joined(separator: ", ")),
        property("predicate", $0.predicate?.sql ?? "none", $1.predicate?.sql ?? "none"),
      ]
    }
  }

  private mutating func compareAttachments(_ old: Table, _ new: Table) {
    changes += ObjectDifference.changes(
      .trigger, of: new.name, old.triggers, new.triggers, key: \.name, label: \.name, span: \.span
    ) { [property("definition", $0.sql, $1.sql)] }
    changes += ObjectDifference.changes(
      .policy, of: new.name, old.policies, new.policies, key: \.name, label: \.name, span: \.span
    ) {
      [
        property("command", $0.command.rawValue, $1.command.rawValue),
        property("roles", $0.roles.joined(separator: ", "), $1.roles.joined(separator: ", ")),
        property("using", $0.using?.sql ?? "none", $1.using?.sql ?? "none"),
        property("check", $0.check?.sql ?? "none", $1.check?.sql ?? "none"),
      ]
    }
    let before = Self.text(old.rowSecurity)
    let after = Self.text(new.rowSecurity)
    if let detail = property("row security", before, after) {
      var change = SchemaChange(.change, .rowSecurity, "", of: new.name, span: new.span)
      change.details = [detail]
      changes.append(change)
    }
  }

  private static func text(_ security: RowSecurity) -> String {
    security.isEnabled ? (security.isForced ? "enabled and forced" : "enabled") : "off"
  }

  private static func text(_ exclusion: ExclusionConstraint) -> String {
    exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
  }

  private static func elements(_ index: Index) -> String { index.elements.map(\.display).joined(separator: ", ") }

  private static func target(_ key: ForeignKey) -> String {
    "\(key.target.display) (\(key.targetColumns.joined(separator: ", ")))"
  }
}
