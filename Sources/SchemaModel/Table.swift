package import Diagnostics

package struct Table: CatalogObject {
  package enum Kind: Hashable, Sendable {
    case ordinary
    case foreign(server: String)
  }

  package var name: ObjectName
  package var kind: Kind = .ordinary
  package var columns = NamedList<Column>()
  package var primaryKey: KeyConstraint?
  package var uniqueConstraints: [KeyConstraint] = []
  package var checks: [CheckConstraint] = []
  package var exclusions: [ExclusionConstraint] = []
  package var foreignKeys: [ForeignKey] = []
  /// Indexes made by CREATE INDEX; those behind keys are implied by the constraints.
  package var indexes: [Index] = []
  package var triggers: [Trigger] = []
  package var policies: [Policy] = []
  package var rules: [RewriteRule] = []
  package var rowSecurity = RowSecurity()
  package var partitionKey: PartitionKey?
  @Rare package var partitionOf: PartitionMembership?
  package var inherits: [ObjectName] = []
  /// The composite type of a typed table.
  @Rare package var ofType: ObjectName?
  /// The index of `CLUSTER ON`.
  @Rare package var clusteredOn: String?
  /// `OPTIONS` of a foreign table.
  package var foreignOptions: [String: String] = [:]
  package var isUnlogged = false
  package var storageParameters: [String: String] = [:]
  @Rare package var replicaIdentity: String?
  package var comment: String?
  /// The ORM's model of this table.
  @Rare package var model: Model?
  package var span: SourceSpan?

  package init(_ name: ObjectName, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }

  /// An ORM model.
  package struct Model: Hashable, Sendable {
    package var name: String
    /// Whether the ORM made the table by itself (an implicit many-to-many relation).
    package var isImplicit = false
    package var isIgnored = false
    /// The fields in the order of the source, relation fields included, by name.
    package var fieldOrder: [String] = []

    package init(_ name: String) { self.name = name }
  }

  /// Primary key first, then unique constraints.
  package var keys: [KeyConstraint] { (primaryKey.map { [$0] } ?? []) + uniqueConstraints }

  /// Whether the columns, in any order, are the primary key or unique without condition.
  package func isUnique(_ columns: some Sequence<String>) -> Bool {
    let wanted = Set(columns)
    return keys.contains { Set($0.columns).isSubset(of: wanted) }
      || indexes.contains { index in
        index.isUnique && index.predicate == nil && index.columnNames.map { Set($0).isSubset(of: wanted) } ?? false
      }
  }
}

package struct RowSecurity: Hashable, Sendable {
  package var isEnabled = false
  package var isForced = false

  package init() {}
}

package struct PartitionKey: Hashable, Sendable {
  package enum Strategy: String, Hashable, Sendable {
    case range = "RANGE"
    case list = "LIST"
    case hash = "HASH"
  }

  package var strategy: Strategy
  package var elements: [IndexElement]

  package init(_ strategy: Strategy, elements: [IndexElement]) {
    self.strategy = strategy
    self.elements = elements
  }
}

package struct PartitionMembership: Hashable, Sendable {
  package var parent: ObjectName
  /// `FOR VALUES ...` or `DEFAULT`, as SQL.
  package var bound: String

  package init(parent: ObjectName, bound: String) {
    self.parent = parent
    self.bound = bound
  }
}
