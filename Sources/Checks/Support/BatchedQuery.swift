import Diagnostics
import PlanModel
import SchemaModel

/// A query for one parent, rewritten to answer for many at once.
struct BatchedQuery {
  /// The whole statement.
  private(set) var sql: String
  /// The column that tells the parents apart.
  let column: String

  /// nil when the statement can not be rewritten by changing a few words. The tenant's column stays as it is: all
  /// parents are of one tenant.
  init?(_ query: Query, parent: Query?, catalog: Catalog, tenantKey: String?) {
    guard let text = query.sql?.value, let shape = query.shape, shape.isRead, !shape.hasOffset,
      shape.groupColumns.isEmpty, let target = shape.targetOffset,
      let pinned = Self.pinned(shape, parent: parent, catalog: catalog, tenantKey: tenantKey),
      let offset = pinned.parameterOffset
    else { return nil }
    let bytes = Array(text.utf8)
    guard let parameter = Self.parameter(at: offset, in: bytes), Self.count(parameter, in: text) == 1 else {
      return nil
    }
    column = pinned.column.column
    let isOnlyRelation = shape.relations.count == 1
    let name = (isOnlyRelation ? "" : pinned.alias.map { SQLText.name($0) + "." } ?? "") + SQLText.name(column)
    var edits: [(range: Range<Int>, text: String)] = [(offset..<offset + parameter.utf8.count, "ANY(\(parameter))")]
    let isShown = shape.selectsAll || shape.columnsReturned.contains(pinned.column) && !shape.isAggregateOnly
    if !isShown { edits.append((target..<target, "\(name), ")) }
    if shape.hasLimit {
      guard let number = shape.limitOffset, let range = Self.limit(at: number, in: bytes) else { return nil }
      edits.append((range, ""))
    }
    if shape.isAggregateOnly {
      guard shape.sort.isEmpty, !shape.hasLimit else { return nil }
      let end = bytes.lastIndex { !Self.isSpace($0) && $0 != UInt8(ascii: ";") }.map { $0 + 1 } ?? bytes.count
      edits.append((end..<bytes.count, "\nGROUP BY \(name)"))
    }
    sql = Self.edited(bytes, edits)
  }

  /// The column that names the parent: a foreign key to a table the parent reads, else any foreign key, else the first.
  private static func pinned(
    _ shape: QueryShape, parent: Query?, catalog: Catalog, tenantKey: String?
  ) -> QueryShape.Predicate? {
    let candidates = shape.predicates.filter {
      $0.comparison == .equality && $0.parameterOffset != nil && !$0.isAlternative && $0.column.column != tenantKey
    }
    let parents = Set(parent?.shape?.relations.map(\.name) ?? [])
    func rank(_ predicate: QueryShape.Predicate) -> Int {
      let column = predicate.column
      let keys = (catalog.tables[column.table]?.foreignKeys ?? []).filter { $0.columns.contains(column.column) }
      return keys.contains { parents.contains($0.target) } ? 2 : keys.isEmpty ? 0 : 1
    }
    return candidates.enumerated().max { (rank($0.element), -$0.offset) < (rank($1.element), -$1.offset) }?.element
  }

  /// `$12` at an offset.
  private static func parameter(at offset: Int, in bytes: [UInt8]) -> String? {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "$") else { return nil }
    let digits = bytes[(offset + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.isEmpty ? nil : "$" + String(decoding: digits, as: UTF8.self)
  }

  private static func count(_ parameter: String, in text: String) -> Int {
    let pieces = text.split(separator: parameter, omittingEmptySubsequences: false)
    return pieces.dropFirst().count { $0.first?.isNumber != true }
  }

  /// `LIMIT 4`, from the place of its number, with the blanks before it.
  private static func limit(at number: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard number <= bytes.count else { return nil }
    var start = number
    while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
    guard start >= 5, String(decoding: bytes[start - 5..<start], as: UTF8.self).lowercased() == "limit" else {
      return nil
    }
    start -= 5
    while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
    let end = bytes[number...].firstIndex { isSpace($0) || $0 == UInt8(ascii: ";") } ?? bytes.count
    return start..<end
  }

  private static func edited(_ bytes: [UInt8], _ edits: [(range: Range<Int>, text: String)]) -> String {
    var result = bytes
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(edit.range, with: edit.text.utf8)
    }
    while let last = result.last, isSpace(last) || last == UInt8(ascii: ";") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
