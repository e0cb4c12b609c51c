package import Diagnostics

package struct Index: Hashable, Sendable {
  /// In the schema of its table.
  package var name: String
  package var method: String = "btree"
  package var elements: [IndexElement]
  package var includes: [String] = []
  package var predicate: SQLExpression?
  package var isUnique = false
  package var nullsNotDistinct = false
  package var storageParameters: [String: String] = [:]
  /// `ALTER INDEX ... ALTER COLUMN n SET STATISTICS`, by the number of the column.
  package var statisticsTargets: [Int: Int] = [:]
  /// The ORM client's name for a unique criterion, when one was given.
  package var clientName: String?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, elements: [IndexElement], span: SourceSpan? = nil) {
    self.name = name
    self.elements = elements
    self.span = span
  }

  /// The key columns, or nil when an element is an expression.
  package var columnNames: [String]? {
    let names = elements.compactMap(\.columnName)
    return names.count == elements.count ? names : nil
  }
}

package struct IndexElement: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    case column(String)
    case expression(SQLExpression)
  }

  package enum Order: String, Hashable, Sendable {
    case ascending = "ASC"
    case descending = "DESC"
  }

  package enum Nulls: String, Hashable, Sendable {
    case first = "NULLS FIRST"
    case last = "NULLS LAST"
  }

  package var key: Key
  package var order = Order.ascending
  /// PostgreSQL's default follows the order: last when ascending, first when descending.
  package var nulls = Nulls.last
  package var operatorClass: String?
  package var operatorClassParameters: [String: String] = [:]
  package var collation: ObjectName?

  package init(_ key: Key) { self.key = key }

  package init(column: String) { self.init(.column(column)) }

  package var columnName: String? {
    if case .column(let name) = key { name } else { nil }
  }

  /// Column name or expression, as people read it.
  package var display: String {
    let base =
      switch key {
      case .column(let name): name
      case .expression(let expression): "(\(expression.sql))"
      }
    return base + (operatorClass.map { " \($0)" } ?? "") + (order == .descending ? " DESC" : "")
      + (nulls == (order == .descending ? .first : .last) ? "" : " \(nulls.rawValue)")
  }
}

package struct ExtendedStatistics: CatalogObject {
  package var name: ObjectName
  package var table: ObjectName
  package var kinds: [String]
  package var expressions: [IndexElement]
  /// `SET STATISTICS`; nil for the server's default.
  package var target: Int?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, on table: ObjectName, kinds: [String], expressions: [IndexElement]) {
    self.name = name
    self.table = table
    self.kinds = kinds
    self.expressions = expressions
  }
}
