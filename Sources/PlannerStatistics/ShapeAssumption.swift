package import SchemaModel

/// Something that neither schema nor plan says and that the shape needs.
package struct ShapeAssumption: Sendable, Hashable {
  package enum Fact: String, Sendable, Hashable, CaseIterable {
    case rows
    case partitionRows = "rows of a partition"
    case nullFraction = "null fraction"
    case distinct = "distinct values"
    case spread = "spread over parents"
    case timeSpan = "span of time"
    case correlation
    case firstLetters = "first letters"
    case visiblePages = "visible pages"
  }

  package var table: ObjectName
  package var column: String?
  package var fact: Fact
  /// As people read it: `1000`, `95 %`.
  package var value: String
  package var because: String

  package init(_ table: ObjectName, _ column: String? = nil, _ fact: Fact, _ value: String, because: String) {
    self.table = table
    self.column = column
    self.fact = fact
    self.value = value
    self.because = because
  }

  /// `games.status`, or the table alone.
  package var subject: String { column.map { "\(table.display).\($0)" } ?? table.display }
}

/// The numbers that stand for what nobody stated. Each is shown as an assumption where it is used.
package enum ShapeDefaults {
  /// Rows of a table without a volume: small enough that no index matters, large enough to be a join.
  package static let rows = 1000.0
  /// Autovacuum starts when a fifth of a table changed (autovacuum_vacuum_scale_factor), so half of that has on average.
  package static let visibleShare = 0.9
  /// Rows that are marked by a moment, as deleted rows are, are few.
  static let unmarked = 0.95
  static let nulls = 0.2
  /// Rows that arrive together stand together: a child near its parent.
  static let childCorrelation = 0.9
  /// Values that occur in several rows: a text of which half are different.
  static let textDistinct = -0.5
  static let kindDistinct = 10.0
  static let numberDistinct = 1000.0
  /// As many as default_statistics_target.
  static let commonValues = 100
  static let buckets = 100
}
