internal import SchemaModel

/// Names are read as they are written; which schema an unqualified one is in, the catalog says later. Until then its
/// schema is empty.
extension ValueFormat where Value == ObjectName {
  /// `orders` or `sales.orders`.
  static var table: Self {
    .scalar(
      .described("A table: `orders` or `sales.orders`"),
      expectation: Expectation(noun: "a table name", fix: "write `table` or `schema.table`"),
      parse: { text in
        guard let parts = IdentifierPath.parse(text), parts.count <= 2 else { return nil }
        return ObjectName(parts[parts.count - 1], schema: parts.count == 2 ? parts[0] : "")
      })
  }
}

extension ValueFormat where Value == ColumnReference {
  /// `orders.total` or `sales.orders.total`.
  static var column: Self {
    .scalar(
      .described("A column: `orders.total` or `sales.orders.total`"),
      expectation: Expectation(noun: "a column name", fix: "write `table.column` or `schema.table.column`"),
      parse: { text in
        guard let parts = IdentifierPath.parse(text), parts.count == 2 || parts.count == 3 else { return nil }
        return ColumnReference(
          ObjectName(parts[parts.count - 2], schema: parts.count == 3 ? parts[0] : ""), parts[parts.count - 1])
      })
  }
}

/// The parts of a dotted name; a part may stand in double quotes when it holds a dot. Within them two quotes are one.
enum IdentifierPath {
  static func parse(_ text: String) -> [String]? {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var wasQuoted = false
    var closedHere = false
    for character in text {
      switch character {
      case "\"":
        if !isQuoted, closedHere { part.append(character) }
        isQuoted.toggle()
        wasQuoted = true
        closedHere = !isQuoted
        continue
      case "." where !isQuoted:
        parts.append(part)
        part = ""
      default: part.append(character)
      }
      closedHere = false
    }
    parts.append(part)
    guard !isQuoted, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard wasQuoted || !parts.contains(where: { $0.contains { $0.isWhitespace || "()".contains($0) } }) else {
      return nil
    }
    return parts
  }
}
