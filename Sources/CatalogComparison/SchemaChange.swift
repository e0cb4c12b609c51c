package import Diagnostics
package import SchemaModel

/// One typed difference between two catalogs.
package struct SchemaChange: Sendable, Hashable {
  package enum Action: String, Sendable, Hashable, CaseIterable {
    case add
    case change
    case drop
  }

  package enum ObjectKind: String, Sendable, Hashable, CaseIterable {
    case schema
    case `extension`
    case enumType = "enum"
    case domain
    case compositeType = "composite type"
    case sequence
    case table
    case column
    case primaryKey = "primary key"
    case uniqueConstraint = "unique constraint"
    case checkConstraint = "check"
    case exclusionConstraint = "exclusion constraint"
    case foreignKey = "foreign key"
    case index
    case trigger
    case policy
    case rowSecurity = "row security"
    case view
    case materializedView = "materialised view"
    case function
    case grant
    case role
    case rangeType = "range type"
    case collation
    case statistics
    case defaultPrivilege = "default privilege"
    case eventTrigger = "event trigger"
    case rule
    /// Valid SQL that the model has no object for.
    case statement
  }

  package var action: Action
  package var kind: ObjectKind
  /// The table it belongs to or is; nil for objects without one.
  package var table: ObjectName?
  /// The object's own name: column, constraint, index, type.
  package var name: String
  /// For a change: what about it, from what, to what.
  package var details: [Detail] = []
  /// Where the new object (or, when dropped, the old) is declared.
  package var span: SourceSpan?
  /// Where the object was declared before; nil for a new one.
  package var oldSpan: SourceSpan?

  package init(_ action: Action, _ kind: ObjectKind, _ name: String, of table: ObjectName? = nil, span: SourceSpan?) {
    self.action = action
    self.kind = kind
    self.name = name
    self.table = table
    self.span = span
  }

  package struct Detail: Sendable, Hashable {
    package var property: String
    package var old: String
    package var new: String

    package init(_ property: String, from old: String, to new: String) {
      self.property = property
      self.old = old
      self.new = new
    }
  }

  /// `waitlist_entries.status`, `status`, `idx_a`: how people say it.
  package var display: String {
    guard let table else { return name }
    switch kind {
    case .table: return table.display
    case .column: return "\(table.display).\(name)"
    default: return name.isEmpty ? table.display : "\(name) on \(table.display)"
    }
  }

  /// Whether rows or values may be lost when it is applied.
  package var losesData: Bool {
    action == .drop && [.table, .column].contains(kind)
      || action == .change && kind == .column && details.contains { $0.property == "type" }
  }
}
