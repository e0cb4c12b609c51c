package import SchemaModel

/// What PostgreSQL's planner would know of a database that holds a plan's volumes. Nothing here needs the rows.
package struct VolumeShape: Sendable, Hashable {
  /// Every relation that has pages: tables, partitions, materialised views; in the order of the catalog.
  package var tables: [PlannerTable] = []
  /// What neither schema nor plan says, and was taken instead.
  package var assumptions: [ShapeAssumption] = []
  /// The day that counts as today: spans of time end there.
  package var today: Moment

  package init(today: Moment) { self.today = today }

  /// What was assumed of columns and of the tables they are in.
  package func assumptions(about columns: Set<ColumnReference>) -> [ShapeAssumption] {
    let tables = Set(columns.map(\.table))
    return assumptions.filter { assumption in
      assumption.column.map { columns.contains(ColumnReference(assumption.table, $0)) }
        ?? tables.contains(assumption.table)
    }
  }

  package subscript(table: ObjectName) -> PlannerTable? { tables.first { $0.name == table } }
}

/// A relation as `pg_class` and `pg_statistic` describe it.
package struct PlannerTable: Sendable, Hashable {
  package var name: ObjectName
  package var rows: Double
  /// Pages of 8,192 bytes.
  package var pages: Int
  /// The part of the pages whose rows everybody sees, which index-only scans need not visit.
  package var visibleShare: Double
  package var columns: [PlannerColumn] = []
  package var indexes: [PlannerIndex] = []
  /// A parent holds no rows itself: its statistics are those of all its partitions.
  package var isParent = false

  package init(_ name: ObjectName, rows: Double, pages: Int, visibleShare: Double) {
    self.name = name
    self.rows = rows
    self.pages = pages
    self.visibleShare = visibleShare
  }
}

package struct PlannerIndex: Sendable, Hashable {
  package var name: String
  package var pages: Int
  package var entries: Double
  /// How many pages one inner page of a B-tree points at; nil for other methods.
  package var fanout: Double?
  /// Whether it has a condition. Pages and entries are those of all rows until the planner was asked how many fulfil it.
  package var isPartial = false
  /// How many keys a row gives to it.
  package var keysPerRow = 1.0
  /// What a row that is inserted writes to the log for it.
  package var logBytesPerRow = 0.0
  /// What is known of expressions among its columns, by their place from 1.
  package var expressions: [Int: PlannerColumn] = [:]

  package init(_ name: String, pages: Int, entries: Double, fanout: Double? = nil) {
    self.name = name
    self.pages = pages
    self.entries = entries
    self.fanout = fanout
  }

  /// Levels above the leaves of a B-tree.
  package var height: Int {
    guard let fanout else { return 0 }
    var level = Double(pages - 1)
    var height = 0
    while level > 1 {
      level = (level / max(2, fanout)).rounded(.up)
      height += 1
    }
    return height
  }

  /// The index of a part of the rows.
  package func part(_ share: Double) -> PlannerIndex {
    var part = self
    let share = min(1, max(0, share))
    // What every index has, an empty one too.
    let least = fanout == nil ? 2 : 1
    part.pages = max(min(pages, least), Int((Double(pages) * share).rounded(.up)))
    if entries * share >= 1 { part.pages = max(2, part.pages) }
    part.entries = (entries * share).rounded()
    return part
  }
}

/// What `pg_statistic` holds of a column.
package struct PlannerColumn: Sendable, Hashable {
  package struct Value: Sendable, Hashable {
    /// As PostgreSQL reads it.
    package var text: String
    /// The part of all rows that has it.
    package var frequency: Double

    package init(_ text: String, frequency: Double) {
      self.text = text
      self.frequency = frequency
    }
  }

  package var name: String
  package var nullFraction = 0.0
  /// Average bytes, the length word of a variable type included.
  package var width = 4
  /// As `pg_statistic.stadistinct`: a number of values, below zero a part of the rows, 0 when nobody knows.
  package var distinct = 0.0
  /// Most common first.
  package var commonValues: [Value] = []
  /// Bounds that part what is not among the common values into equal shares.
  package var histogram: [String] = []
  /// Of the order of values with the order of rows; nil when nobody knows.
  package var correlation: Double?
  /// Of an array: the part of the rows that hold the element.
  package var elements: [Value] = []

  package init(_ name: String) { self.name = name }

  /// How many values there are among that many rows; nil when nobody knows.
  package func distinctValues(amongRows rows: Double) -> Double? {
    distinct == 0 ? nil : distinct < 0 ? -distinct * rows : distinct
  }
}
