package import Diagnostics
package import SchemaModel

/// A key, exclusion constraint or index: something rows are found through.
package struct AccessPath: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case primaryKey
    case uniqueConstraint
    case exclusion
    case index
  }

  package var table: ObjectName
  package var name: String
  package var kind: Kind
  package var method: String
  package var elements: [IndexElement]
  package var includes: [String] = []
  package var predicate: SQLExpression?
  /// Whether it refuses a second row with the same values.
  package var isUnique: Bool
  package var nullsNotDistinct = false
  package var span: SourceSpan?

  /// The leading run of plain columns.
  package var columns: [String] {
    var columns: [String] = []
    for element in elements {
      guard let name = element.columnName else { break }
      columns.append(name)
    }
    return columns
  }

  /// `orders_shop_id_idx (shop_id) WHERE NOT is_deleted`
  package var display: String { "\(name) \(definition)" }

  /// `(shop_id) WHERE NOT is_deleted`
  package var definition: String {
    let list = elements.map(\.display).joined(separator: ", ")
    let tail = includes.isEmpty ? "" : " INCLUDE (\(includes.joined(separator: ", ")))"
    return "(\(list))\(tail)" + (method == "btree" ? "" : " using \(method)")
      + (predicate.map { " WHERE \($0.sql)" } ?? "")
  }

  /// Keys, exclusion constraints and indexes of a table, in this order.
  package static func all(of table: Table) -> [AccessPath] {
    let keys = table.keys.map { key in
      AccessPath(
        table: table.name, name: key.name, kind: key == table.primaryKey ? .primaryKey : .uniqueConstraint,
        method: "btree",
        elements: key.columns.map { IndexElement(column: $0) }, includes: key.includes, predicate: nil,
        isUnique: true, nullsNotDistinct: key.nullsNotDistinct, span: key.span)
    }
    let exclusions = table.exclusions.map { exclusion in
      AccessPath(
        table: table.name, name: exclusion.name, kind: .exclusion, method: exclusion.method,
        elements: exclusion.elements.map(\.element),
        includes: exclusion.includes, predicate: exclusion.predicate, isUnique: false, nullsNotDistinct: false,
        span: exclusion.span)
    }
    return keys + exclusions + table.indexes.map { AccessPath($0, of: table.name) }
  }

  /// The indexes of a materialised view.
  package static func all(of view: View) -> [AccessPath] { view.indexes.map { AccessPath($0, of: view.name) } }

  package init(_ index: Index, of table: ObjectName) {
    self.init(
      table: table, name: index.name, kind: .index, method: index.method, elements: index.elements,
      includes: index.includes, predicate: index.predicate, isUnique: index.isUnique,
      nullsNotDistinct: index.nullsNotDistinct, span: index.span)
  }

  private init(
    table: ObjectName, name: String, kind: Kind, method: String, elements: [IndexElement], includes: [String],
    predicate: SQLExpression?, isUnique: Bool, nullsNotDistinct: Bool, span: SourceSpan?
  ) {
    self.table = table
    self.name = name
    self.kind = kind
    self.method = method
    self.elements = elements
    self.includes = includes
    self.predicate = predicate
    self.isUnique = isUnique
    self.nullsNotDistinct = nullsNotDistinct
    self.span = span
  }

  /// Whether rows can be found by equality on all these columns: any permutation of them leads, every row is in the
  /// index or only those without a value for them are missing.
  package func covers(_ wanted: [String]) -> Bool {
    guard predicate == nil || RowConditions(notNull: wanted).imply(predicate) else { return false }
    let columns = columns
    // Some of the columns already tell one row from all others.
    if isUnique, predicate == nil, columns.count == elements.count, columns.allSatisfy(wanted.contains) { return true }
    switch method {
    case "btree", "gist":
      guard columns.count >= wanted.count else { return false }
      let lead = columns.prefix(wanted.count)
      return lead.allSatisfy(wanted.contains) && wanted.allSatisfy(lead.contains)
    case "hash": return wanted.count == 1 && columns.first == wanted.first
    default: return false
    }
  }

  /// Whether everything that `other` finds, this finds in the same order: same method, `other`'s elements lead here,
  /// same condition, and what it includes is here too.
  package func leads(with other: AccessPath) -> Bool {
    guard method == other.method, kind != .exclusion, other.kind != .exclusion else { return false }
    guard other.elements.count <= elements.count, other.elements.count == elements.count || method == "btree" else {
      return false
    }
    let lead = Array(elements.prefix(other.elements.count))
    guard lead == other.elements || (method == "btree" && lead.map(\.reversed) == other.elements) else { return false }
    guard SQLTokens.areEqual(predicate?.sql, other.predicate?.sql) else { return false }
    let offered = Set(includes + elements.compactMap(\.columnName))
    return other.includes.allSatisfy(offered.contains)
  }
}

extension IndexElement {
  /// The same element read backwards.
  fileprivate var reversed: IndexElement {
    var copy = self
    copy.order = order == .ascending ? .descending : .ascending
    copy.nulls = nulls == .first ? .last : .first
    return copy
  }
}
