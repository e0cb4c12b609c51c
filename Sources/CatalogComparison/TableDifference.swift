import Diagnostics
import SchemaModel

/// Typed differences between two states of one table.
struct TableDifference {
  private(set) var changes: [SchemaChange] = []
  private let depth: CatalogDifference.Depth

  /// What comes with a new table: its columns go without saying, its keys, indexes, triggers and policies are listed.
  init(added table: Table, depth: CatalogDifference.Depth) {
    var empty = table
    empty.primaryKey = nil
    empty.uniqueConstraints = []
    empty.checks = []
    empty.exclusions = []
    empty.foreignKeys = []
    empty.indexes = []
    empty.triggers = []
    empty.policies = []
    empty.rules = []
    empty.rowSecurity = RowSecurity()
    self.init(from: empty, to: table, depth: depth)
  }

  init(from old: Table, to new: Table, depth: CatalogDifference.Depth) {
    self.depth = depth
    if depth == .everything { compareTable(old, new) }
    compareColumns(old, new)
    compareConstraints(old, new)
    compareForeignKeys(old, new)
    changes += Self.indexChanges(of: new.name, old.indexes, new.indexes, depth: depth)
    changes += Self.triggerChanges(of: new.name, old.triggers, new.triggers, depth: depth)
    comparePolicies(old, new)
  }

  private mutating func compareTable(_ old: Table, _ new: Table) {
    changes += ObjectDifference.changes(
      .table, of: new.name, [old], [new], key: \.name, label: \.name.display, span: \.span
    ) {
      [
        property("kind", Self.text($0.kind), Self.text($1.kind)),
        optional("partitioned by", Self.text($0.partitionKey), Self.text($1.partitionKey)),
        optional("partition of", Self.text($0.partitionOf), Self.text($1.partitionOf)),
        property(
          "inherits", $0.inherits.map(\.display).joined(separator: ", "),
          $1.inherits.map(\.display).joined(separator: ", ")),
        flag("unlogged", $0.isUnlogged, $1.isUnlogged),
        options("storage", $0.storageParameters, $1.storageParameters),
        optional("replica identity", $0.replicaIdentity, $1.replicaIdentity),
        optional("comment", $0.comment, $1.comment),
      ] + ModelDifference.details($0.model, $1.model)
    }
    changes += ObjectDifference.changes(
      .rule, of: new.name, old.rules, new.rules, key: \.name, label: \.name, span: \.span
    ) { [sql("definition", $0.sql, $1.sql), optional("comment", $0.comment, $1.comment)] }
  }

  private mutating func compareColumns(_ old: Table, _ new: Table) {
    let depth = depth
    changes += ObjectDifference.changes(
      .column, of: new.name, Array(old.columns), Array(new.columns), key: \.name, label: \.name, span: \.span
    ) { before, after in
      depth.details(
        [
          before.type == after.type ? nil : property("type", before.type.display, after.type.display),
          property("null", before.isNullable ? "nullable" : "NOT NULL", after.isNullable ? "nullable" : "NOT NULL"),
          Self.isSameSequence(before, after)
            ? nil : sql("default", before.defaultExpression?.sql ?? "none", after.defaultExpression?.sql ?? "none"),
          optional("identity", before.identity?.generation.rawValue, after.identity?.generation.rawValue),
          sql("generated", before.generated?.expression.sql ?? "no", after.generated?.expression.sql ?? "no"),
        ],
        [
          optional("collation", before.collation?.display, after.collation?.display),
          optional("storage", before.storage, after.storage),
          optional("compression", before.compression, after.compression),
          before.identity?.sequence == after.identity?.sequence
            ? nil
            : optional(
              "identity sequence", before.identity.map { SequenceText.of($0.sequence) },
              after.identity.map { SequenceText.of($0.sequence) }),
          optional("comment", before.comment, after.comment),
        ] + ModelDifference.details(before.field, after.field))
    }
  }

  private mutating func compareConstraints(_ old: Table, _ new: Table) {
    let depth = depth
    func keys(_ kind: SchemaChange.ObjectKind, _ before: [KeyConstraint], _ after: [KeyConstraint]) {
      changes += ObjectDifference.changes(
        kind, of: new.name, before, after, key: \.name, label: \.name, span: \.span
      ) {
        depth.details(
          [
            property("columns", $0.columns.joined(separator: ", "), $1.columns.joined(separator: ", ")),
            property("includes", $0.includes.joined(separator: ", "), $1.includes.joined(separator: ", ")),
            property("deferral", $0.deferral.rawValue, $1.deferral.rawValue),
          ],
          [
            flag("nulls not distinct", $0.nullsNotDistinct, $1.nullsNotDistinct),
            options("storage", $0.storageParameters, $1.storageParameters),
            optional("comment", $0.comment, $1.comment),
          ])
      }
    }
    keys(.primaryKey, old.primaryKey.map { [$0] } ?? [], new.primaryKey.map { [$0] } ?? [])
    keys(.uniqueConstraint, old.uniqueConstraints, new.uniqueConstraints)
    changes += ObjectDifference.changes(
      .checkConstraint, of: new.name, old.checks, new.checks, key: \.name, label: \.name, span: \.span
    ) {
      depth.details(
        [sql("expression", $0.expression.sql, $1.expression.sql)],
        [
          flag("validated", $0.isValidated, $1.isValidated), flag("inherited", $0.isInherited, $1.isInherited),
          optional("comment", $0.comment, $1.comment),
        ])
    }
    changes += ObjectDifference.changes(
      .exclusionConstraint, of: new.name, old.exclusions, new.exclusions, key: \.name, label: \.name, span: \.span
    ) {
      depth.details(
        [property("elements", Self.text($0), Self.text($1))],
        [
          property("method", $0.method, $1.method),
          sql("predicate", $0.predicate?.sql ?? "none", $1.predicate?.sql ?? "none"),
          property("deferral", $0.deferral.rawValue, $1.deferral.rawValue),
          optional("comment", $0.comment, $1.comment),
        ])
    }
  }

  private mutating func compareForeignKeys(_ old: Table, _ new: Table) {
    let depth = depth
    changes += ObjectDifference.changes(
      .foreignKey, of: new.name, old.foreignKeys, new.foreignKeys, key: \.name, label: \.name, span: \.span
    ) {
      depth.details(
        [
          property("columns", $0.columns.joined(separator: ", "), $1.columns.joined(separator: ", ")),
          property("target", Self.target($0), Self.target($1)),
          property("on delete", $0.onDelete.rawValue, $1.onDelete.rawValue),
          property("on update", $0.onUpdate.rawValue, $1.onUpdate.rawValue),
          flag("validated", $0.isValidated, $1.isValidated),
        ],
        [
          property(
            "on delete columns", $0.onDeleteColumns.joined(separator: ", "), $1.onDeleteColumns.joined(separator: ", ")),
          property("match", $0.match.rawValue, $1.match.rawValue),
          property("deferral", $0.deferral.rawValue, $1.deferral.rawValue),
          flag("enforced", $0.isEnforced, $1.isEnforced), optional("comment", $0.comment, $1.comment),
          ModelDifference.detail($0.relation, $1.relation),
        ])
    }
  }

  private mutating func comparePolicies(_ old: Table, _ new: Table) {
    let depth = depth
    changes += ObjectDifference.changes(
      .policy, of: new.name, old.policies, new.policies, key: \.name, label: \.name, span: \.span
    ) {
      depth.details(
        [
          property("command", $0.command.rawValue, $1.command.rawValue),
          property("roles", $0.roles.sorted().joined(separator: ", "), $1.roles.sorted().joined(separator: ", ")),
          sql("using", $0.using?.sql ?? "none", $1.using?.sql ?? "none"),
          sql("check", $0.check?.sql ?? "none", $1.check?.sql ?? "none"),
        ],
        [
          flag("permissive", $0.isPermissive, $1.isPermissive), optional("comment", $0.comment, $1.comment),
        ])
    }
    let before = Self.text(old.rowSecurity)
    let after = Self.text(new.rowSecurity)
    if let detail = property("row security", before, after) {
      var change = SchemaChange(.change, .rowSecurity, "", of: new.name, span: new.span)
      change.oldSpan = old.span
      change.details = [detail]
      changes.append(change)
    }
  }

  /// `nextval('public.a_seq'::regclass)` and `nextval('a_seq'::regclass)` take their numbers from the same sequence.
  private static func isSameSequence(_ before: Column, _ after: Column) -> Bool {
    guard let old = before.defaultExpression?.sql, let new = after.defaultExpression?.sql, old != new,
      old.hasPrefix("nextval("), new.hasPrefix("nextval(")
    else { return false }
    return old.replacing("public.", with: "") == new.replacing("public.", with: "")
  }

  private static func text(_ kind: Table.Kind) -> String {
    switch kind {
    case .ordinary: "ordinary"
    case .foreign(let server): "foreign, on \(server)"
    }
  }

  private static func text(_ key: PartitionKey?) -> String? {
    key.map { "\($0.strategy.rawValue) (\($0.elements.map(\.display).joined(separator: ", ")))" }
  }

  private static func text(_ membership: PartitionMembership?) -> String? {
    membership.map { "\($0.parent.display) \($0.bound)" }
  }

  private static func text(_ security: RowSecurity) -> String {
    security.isEnabled ? (security.isForced ? "enabled and forced" : "enabled") : "off"
  }

  private static func text(_ exclusion: ExclusionConstraint) -> String {
    exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
  }

  private static func target(_ key: ForeignKey) -> String {
    "\(key.target.display) (\(key.targetColumns.joined(separator: ", ")))"
  }
}

/// What views have as well.
extension TableDifference {
  static func indexChanges(
    of table: ObjectName, _ old: [Index], _ new: [Index], depth: CatalogDifference.Depth
  ) -> [SchemaChange] {
    ObjectDifference.changes(.index, of: table, old, new, key: \.name, label: \.name, span: \.span) {
      let details = [
        property("columns", elements($0), elements($1)), flag("unique", $0.isUnique, $1.isUnique),
        property("method", $0.method, $1.method),
        property("includes", $0.includes.joined(separator: ", "), $1.includes.joined(separator: ", ")),
        sql("predicate", $0.predicate?.sql ?? "none", $1.predicate?.sql ?? "none"),
      ]
      guard depth == .everything else { return details }
      return details + [
        flag("nulls not distinct", $0.nullsNotDistinct, $1.nullsNotDistinct),
        options("storage", $0.storageParameters, $1.storageParameters),
        property("collations", collations($0), collations($1)), optional("comment", $0.comment, $1.comment),
      ]
    }
  }

  static func triggerChanges(
    of table: ObjectName, _ old: [Trigger], _ new: [Trigger], depth: CatalogDifference.Depth
  ) -> [SchemaChange] {
    ObjectDifference.changes(.trigger, of: table, old, new, key: \.name, label: \.name, span: \.span) {
      let definition = sql("definition", $0.sql, $1.sql)
      guard depth == .everything else { return [definition] }
      return [
        definition, property("enabled", $0.enabled, $1.enabled), optional("comment", $0.comment, $1.comment),
      ]
    }
  }

  private static func elements(_ index: Index) -> String { index.elements.map(\.display).joined(separator: ", ") }

  private static func collations(_ index: Index) -> String {
    index.elements.compactMap { $0.collation?.display }.joined(separator: ", ")
  }
}
