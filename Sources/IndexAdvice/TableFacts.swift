import IndexAnalysis
import PlannerStatistics
import SchemaModel

/// Shares of a table's rows, as PostgreSQL's planner would estimate them from the statistics of a shape (selfuncs.c).
struct TableFacts: Sendable {
  let shape: PlannerTable
  private let columns: [String: PlannerColumn]
  /// What PostgreSQL takes where it knows nothing (selfuncs.h).
  private static let unknownEquality = 0.005
  private static let unknownBound = 1.0 / 3
  private static let unknownWindow = 0.005
  private static let unknownDocument = 0.01
  private static let unknownWord = 0.001
  private static let leastPattern = 0.0001
  /// A query asks mostly for what is new: of a known spread one bound leaves about two of the histogram's buckets.
  private static let newest = 0.02

  init(_ shape: PlannerTable) {
    self.shape = shape
    columns = Dictionary(shape.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var rows: Double { max(1, shape.rows) }
  var pages: Double { max(1, Double(shape.pages)) }

  func hasColumn(_ name: String) -> Bool { columns[name] != nil }

  func width(of column: String) -> Int { columns[column]?.width ?? 8 }

  func correlation(of column: String) -> Double { columns[column]?.correlation ?? 0 }

  func distinct(_ column: String) -> Double {
    columns[column]?.distinctValues(amongRows: rows).map { max(1, $0) } ?? 200
  }

  /// The share of rows with one value; a parameter has one that is neither the rarest nor the most common.
  func share(equal column: String, constant: String?) -> Double {
    guard let known = columns[column] else { return Self.unknownEquality }
    let common = known.commonValues
    if let constant {
      let plain = constant.filter { $0 != "'" }
      if let value = common.first(where: { $0.text == plain }) { return value.frequency }
      if plain == "true" || plain == "false" { return common.isEmpty ? 0.5 : 1 / rows }
      let rest = max(0, 1 - known.nullFraction - common.reduce(0) { $0 + $1.frequency })
      let values = distinct(column) - Double(common.count)
      return values >= 1 ? rest / values : 1 / rows
    }
    let held = common.reduce(0) { $0 + $1.frequency }
    // Where a few values have most rows, it is one of them.
    if held > 0.5 { return common.reduce(0) { $0 + $1.frequency * $1.frequency } / held }
    return (1 - known.nullFraction) / distinct(column)
  }

  func share(ranged column: String, isWindow: Bool) -> Double {
    guard let known = columns[column], known.histogram.count > 3 else {
      return isWindow ? Self.unknownWindow : Self.unknownBound
    }
    return Self.newest
  }

  /// `lower(email)`, of which an index on it would know as much as the column's statistics say; of other functions nothing
  /// is known.
  func share(of wrapped: TableAccess.Wrapped) -> Double {
    wrapped.isCase ? share(equal: wrapped.column, constant: nil) : Self.unknownEquality
  }

  /// Of a part of a value: what is known of its elements, else what PostgreSQL takes (selfuncs.h, ts_selfuncs.c).
  func share(of search: ValueSearch) -> Double {
    switch search.kind {
    case .document: return Self.unknownDocument
    case .words: return Self.unknownWord
    case .elements:
      let elements = columns[search.column]?.elements ?? []
      let sum = elements.reduce(0) { $0 + $1.frequency }
      return sum > 0 ? elements.reduce(0) { $0 + $1.frequency * $1.frequency } / sum : Self.unknownEquality
    // Of a hundred values that bound a histogram none has the term in it; that is taken for one row in ten thousand.
    case .letters:
      return (columns[search.column]?.histogram.count ?? 0) > 99 ? Self.leastPattern : Self.unknownEquality
    }
  }

  func share(isNull column: String) -> Double { columns[column]?.nullFraction ?? 0 }

  /// The share of rows that a partial index holds; of a condition that is not understood a half.
  func share(of predicate: SQLExpression?) -> Double {
    guard let predicate else { return 1 }
    return SQLTokens(predicate.sql).conjuncts.reduce(1) { share, conjunct in
      guard let condition = ColumnCondition(conjunct) else { return share * 0.5 }
      switch condition.kind {
      case .isNull: return share * max(0.001, self.share(isNull: condition.column))
      case .notNull: return share * (1 - self.share(isNull: condition.column))
      case .among(let values):
        return share * min(1, values.reduce(0) { $0 + self.share(equal: condition.column, constant: $1) })
      case .not(let value): return share * (1 - self.share(equal: condition.column, constant: value))
      }
    }
  }
}
