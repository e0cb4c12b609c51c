package import Diagnostics

/// SQL text of an expression, without surrounding parentheses.
package struct SQLExpression: Hashable, Sendable {
  package var sql: String

  package init(_ sql: String) { self.sql = sql }
}

package struct Column: CatalogObject {
  package var name: String
  package var type: ColumnType
  package var isNullable = true
  package var defaultExpression: SQLExpression?
  @Rare package var identity: Identity?
  @Rare package var generated: GeneratedColumn?
  @Rare package var collation: ObjectName?
  @Rare package var storage: String?
  @Rare package var compression: String?
  /// `SET STATISTICS`; nil for the server's default.
  package var statisticsTarget: Int?
  /// Attribute options: `n_distinct`, `n_distinct_inherited`.
  package var options: [String: String] = [:]
  /// `OPTIONS` of a foreign table's column.
  package var foreignOptions: [String: String] = [:]
  /// Whether the table declares the column itself, be it beside a parent's (pg_attribute.attislocal).
  package var isLocal = true
  package var comment: String?
  /// What the ORM knows of it.
  @Rare package var field: ModelField?
  package var span: SourceSpan?

  package init(_ name: String, _ type: ColumnType, isNullable: Bool = true, span: SourceSpan? = nil) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.span = span
  }
}

package struct Identity: Hashable, Sendable {
  package enum Generation: String, Hashable, Sendable {
    case always = "ALWAYS"
    case byDefault = "BY DEFAULT"
  }

  package var generation: Generation
  package var sequence: SequenceOptions
  /// The comment on the sequence.
  package var comment: String?

  package init(_ generation: Generation, sequence: SequenceOptions = SequenceOptions()) {
    self.generation = generation
    self.sequence = sequence
  }
}

package struct GeneratedColumn: Hashable, Sendable {
  package var expression: SQLExpression
  /// PostgreSQL 18 also has virtual ones.
  package var isStored: Bool

  package init(_ expression: SQLExpression, isStored: Bool = true) {
    self.expression = expression
    self.isStored = isStored
  }
}

/// A field of an ORM's model.
package struct ModelField: Hashable, Sendable {
  package var name: String
  /// The ORM's own type word: `String`, `BigInt`, an enum's model name.
  package var type: String
  /// The native type attribute as written, without `@db.`: `VarChar(255)`.
  package var nativeType: String?
  /// A default the client makes: `uuid(7)`, `cuid()`, `nanoid(10)`; also any default as the ORM's source spells it.
  package var defaultSource: String?
  /// Whether the default is made by the client and not by the database.
  package var isClientDefault = false
  package var isUpdatedAt = false
  package var isIgnored = false
  /// Attributes the model has no place for, as written.
  package var otherAttributes: [String] = []

  package init(_ name: String, type: String) {
    self.name = name
    self.type = type
  }
}
