package import SchemaModel

/// A design that a schema and its plan call for, with what shows that, what it gains and costs here, and its SQL.
package struct DesignPattern: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case partitioning
    case retentionJob = "retention-job"
    case fullText = "full-text"
    case trigram
    case materializedView = "materialized-view"
    case extendedStatistics = "extended-statistics"
    case effectiveDates = "effective-dates"
    case polymorphic
    case keyOverflow = "key-overflow"
    case generatedColumn = "generated-column"
    case versionColumn = "version-column"
    case queueWakeUp = "queue-wake-up"
    case tenantSchemas = "tenant-schemas"
    case tree
    case audit
  }

  package var kind: Kind
  package var table: ObjectName
  /// Tells it from others of its kind on the table: a column, a query.
  package var object: String
  /// What is proposed, in a few words.
  package var title: Claim
  package var because: Claim
  package var gain: Claim
  package var cost: Claim
  /// What else a reader has to know of it, one fact each.
  package var details: [Claim] = []
  /// Empty where another part of the plan writes the SQL.
  package var scripts: [PatternScript] = []
  /// What the plan would have to say so that it can be completed: names that a question asks about.
  package var unknown: [String] = []

  package init(
    _ kind: Kind, on table: ObjectName, _ object: String, title: Claim, because: Claim, gain: Claim, cost: Claim
  ) {
    self.kind = kind
    self.table = table
    self.object = object
    self.title = title
    self.because = because
    self.gain = gain
    self.cost = cost
  }

  /// Stays the same as long as it is about the same thing.
  package var fingerprint: String {
    [kind.rawValue, table.qualified, object].filter { !$0.isEmpty }.joined(separator: "/")
  }
}

/// SQL of a pattern that runs as it stands; transactions begin and end in it.
package struct PatternScript: Sendable, Hashable {
  package enum Role: String, Sendable, Hashable {
    case apply
    /// What runs again and again afterwards.
    case keep
    case back
  }

  package var role: Role
  package var sql: String

  package init(_ role: Role, _ sql: String) {
    self.role = role
    self.sql = sql
  }
}
