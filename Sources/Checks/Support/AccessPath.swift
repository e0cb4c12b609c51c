import Diagnostics
import SchemaModel

/// A key, exclusion constraint or index: something rows are found through.
struct AccessPath: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case primaryKey
    case uniqueConstraint
    case exclusion
    case index
  }

  var name: String
  var kind: Kind
  var method: String
  var elements: [IndexElement]
  var includes: [String]
  var predicate: SQLExpression?
  var isUnique: Bool
  var nullsNotDistinct: Bool
  var span: SourceSpan?

  /// The leading run of plain columns.
  var columns: [String] { elements.map(\.columnName).prefix { $0 != nil }.compactMap(\.self) }

  /// `orders_shop_id_idx (shop_id)`
  var display: String {
    let list = elements.map(\.display).joined(separator: ", ")
    let tail = includes.isEmpty ? "" : " INCLUDE (\(includes.joined(separator: ", ")))"
    return "\(name) (\(list))\(tail)" + (method == "btree" ? "" : " using \(method)")
      + (predicate.map { " WHERE \($0.sql)" } ?? "")
  }

  static func all(of table: Table) -> [AccessPath] {
    let keys = table.keys.map { key in
      AccessPath(
        name: key.name, kind: key == table.primaryKey ? .primaryKey : .uniqueConstraint, method: "btree",
        elements: key.columns.map { IndexElement(column: $0) }, includes: key.includes, predicate: nil,
        isUnique: true, nullsNotDistinct: key.nullsNotDistinct, span: key.span)
    }
    let exclusions = table.exclusions.map { exclusion in
      AccessPath(
        name: exclusion.name, kind: .exclusion, method: exclusion.method, elements: exclusion.elements.map(\.element),
        includes: exclusion.includes, predicate: exclusion.predicate, isUnique: false, nullsNotDistinct: false,
        span: exclusion.span)
    }
    let indexes = table.indexes.map { index in
      AccessPath(
        name: index.name, kind: .index, method: index.method, elements: index.elements, includes: index.includes,
        predicate: index.predicate, isUnique: index.isUnique, nullsNotDistinct: index.nullsNotDistinct,
        span: index.span)
    }
    return keys + exclusions + indexes
  }

  /// Whether rows can be found by equality on all these columns: any permutation of them leads, every row is in the
  /// index or only those without a value for them are missing.
  func covers(_ wanted: [String]) -> Bool {
    guard holdsEveryRow(with: wanted) else { return false }
    // Some of the columns already tell one row from all others.
    if isUnique, predicate == nil, columns.count == elements.count, Set(columns).isSubset(of: wanted) { return true }
    switch method {
    case "btree", "gist": return columns.count >= wanted.count && Set(columns.prefix(wanted.count)) == Set(wanted)
    case "hash": return wanted.count == 1 && columns.first == wanted.first
    default: return false
    }
  }

  private func holdsEveryRow(with wanted: [String]) -> Bool {
    guard let predicate else { return true }
    return SQLTokens(predicate.sql).conjuncts.allSatisfy { conjunct in
      conjunct.count == 4 && conjunct.suffix(3) == ["is", "not", "null"] && wanted.contains(conjunct[0])
    }
  }

  /// Whether everything that `other` finds, this finds in the same order: same method, `other`'s elements lead here,
  /// same condition, and what it includes is here too.
  func leads(with other: AccessPath) -> Bool {
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
