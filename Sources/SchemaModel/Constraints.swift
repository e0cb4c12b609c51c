package import Diagnostics

/// A primary key or unique constraint.
package struct KeyConstraint: Hashable, Sendable {
  package var name: String
  package var columns: [String]
  package var includes: [String] = []
  package var nullsNotDistinct = false
  package var deferral = Deferral.notDeferrable
  package var storageParameters: [String: String] = [:]
  /// The comment on the index behind the key.
  package var indexComment: String?
  /// The ORM client's name for the key, when one was given.
  package var clientName: String?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, columns: [String], span: SourceSpan? = nil) {
    self.name = name
    self.columns = columns
    self.span = span
  }
}

package enum Deferral: String, Hashable, Sendable {
  case notDeferrable = ""
  case initiallyImmediate = "DEFERRABLE"
  case initiallyDeferred = "DEFERRABLE INITIALLY DEFERRED"
}

package struct CheckConstraint: Hashable, Sendable {
  package var name: String
  package var expression: SQLExpression
  package var isValidated = true
  package var isInherited = true
  /// Whether the table declares it itself, be it beside a parent's (pg_constraint.conislocal).
  package var isLocal = true
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, _ expression: SQLExpression, span: SourceSpan? = nil) {
    self.name = name
    self.expression = expression
    self.span = span
  }
}

package struct ExclusionConstraint: Hashable, Sendable {
  package struct Element: Hashable, Sendable {
    package var element: IndexElement
    package var `operator`: String

    package init(_ element: IndexElement, operator: String) {
      self.element = element
      self.operator = `operator`
    }
  }

  package var name: String
  package var method: String
  package var elements: [Element]
  package var includes: [String] = []
  package var predicate: SQLExpression?
  package var storageParameters: [String: String] = [:]
  /// The comment on the index behind the constraint.
  package var indexComment: String?
  package var deferral = Deferral.notDeferrable
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, method: String, elements: [Element], span: SourceSpan? = nil) {
    self.name = name
    self.method = method
    self.elements = elements
    self.span = span
  }
}

package enum ReferentialAction: String, Hashable, Sendable, CaseIterable {
  case noAction = "NO ACTION"
  case restrict = "RESTRICT"
  case cascade = "CASCADE"
  case setNull = "SET NULL"
  case setDefault = "SET DEFAULT"
}

package struct ForeignKey: Hashable, Sendable {
  package enum Match: String, Hashable, Sendable {
    case simple = ""
    case full = "MATCH FULL"
  }

  package var name: String
  package var columns: [String]
  package var target: ObjectName
  /// The referenced columns, resolved to the target's primary key when the source named none.
  package var targetColumns: [String]
  package var onDelete = ReferentialAction.noAction
  package var onUpdate = ReferentialAction.noAction
  /// The columns of `ON DELETE SET NULL (a, b)`, empty for all.
  package var onDeleteColumns: [String] = []
  /// Whether somebody wrote the action, or the language's default filled it in.
  package var isOnDeleteExplicit = false
  package var isOnUpdateExplicit = false
  package var match = Match.simple
  package var deferral = Deferral.notDeferrable
  package var isValidated = true
  /// False when the ORM keeps the relation without a constraint (`relationMode = "prisma"`).
  package var isEnforced = true
  package var comment: String?
  package var relation: ModelRelation?
  package var span: SourceSpan?

  package init(
    _ name: String, columns: [String], references target: ObjectName, _ targetColumns: [String],
    span: SourceSpan? = nil
  ) {
    self.name = name
    self.columns = columns
    self.target = target
    self.targetColumns = targetColumns
    self.span = span
  }
}

/// The two fields an ORM shows a foreign key as.
package struct ModelRelation: Hashable, Sendable {
  /// The explicit relation name, if any.
  package var name: String?
  /// The field on the side of the foreign key.
  package var field: String
  /// The field on the referenced side.
  package var oppositeField: String?
  package var isOppositeList: Bool
  /// What the source says about the two fields.
  package var comment: String?
  package var oppositeComment: String?

  package init(field: String, oppositeField: String?, isOppositeList: Bool) {
    self.field = field
    self.oppositeField = oppositeField
    self.isOppositeList = isOppositeList
  }
}
