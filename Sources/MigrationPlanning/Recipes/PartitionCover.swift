import SQLWriting
import SchemaModel

/// Which rows the partitions of a table take, by what their bounds say.
struct PartitionCover {
  let catalog: Catalog
  let tree: PartitionTree

  init(_ catalog: Catalog) {
    self.catalog = catalog
    tree = PartitionTree(catalog)
  }

  /// True of rows that a partition takes; nil when every row has one.
  func condition(_ table: ObjectName) -> String? {
    guard let key = catalog.tables[table]?.partitionKey else { return nil }
    var parts: [String] = []
    for child in tree.children(of: table) {
      guard let bound = catalog.tables[child]?.partitionOf?.bound else { continue }
      let own = Self.condition(bound, key)
      let within = condition(child)
      switch (own, within) {
      case (nil, nil): return nil
      case (let own?, nil): parts.append(own)
      case (nil, let within?): parts.append(within)
      case (let own?, let within?): parts.append("(\(own)) AND (\(within))")
      }
    }
    return parts.isEmpty ? "false" : parts.map { "(\($0))" }.joined(separator: " OR ")
  }

  /// Nil for the default partition, and for hashes, whose remainders are taken to be all there.
  private static func condition(_ bound: String, _ key: PartitionKey) -> String? {
    let columns = key.elements.map { element in
      element.columnName.map { QuotedIdentifier.text($0) } ?? "(\(element.display))"
    }
    switch key.strategy {
    case .hash: return nil
    case .list: return bound.firstIndex(of: "(").map { list(String(bound[$0...]), columns[0]) }
    case .range:
      guard let split = bound.firstRange(of: ") TO ("), let open = bound.firstIndex(of: "(") else { return nil }
      let low = arguments(String(bound[bound.index(after: open)..<split.lowerBound]))
      let high = arguments(String(bound[split.upperBound...].dropLast()))
      let limits = [limit(columns, low, isLow: true), limit(columns, high, isLow: false)].compactMap { $0 }
      return limits.isEmpty
        ? columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ") : limits.joined(separator: " AND ")
    }
  }

  private static func list(_ values: String, _ column: String) -> String {
    let all = arguments(String(values.dropFirst().dropLast()))
    let known = all.filter { $0.uppercased() != "NULL" }
    let some = known.isEmpty ? nil : "\(column) IN (\(known.joined(separator: ", ")))"
    let none = known.count < all.count ? "\(column) IS NULL" : nil
    return [some, none].compactMap { $0 }.joined(separator: " OR ")
  }

  /// The bound up to the first column of which it says nothing.
  private static func limit(_ columns: [String], _ values: [String], isLow: Bool) -> String? {
    let open = values.firstIndex { ["MINVALUE", "MAXVALUE"].contains($0.uppercased()) } ?? values.count
    guard open > 0, columns.count >= open else { return nil }
    let left = columns[..<open].joined(separator: ", ")
    let right = values[..<open].joined(separator: ", ")
    let isBeyond = open < values.count && values[open].uppercased() == "MAXVALUE"
    let comparison = isLow ? (isBeyond ? ">" : ">=") : (isBeyond ? "<=" : "<")
    return open == 1 ? "\(left) \(comparison) \(right)" : "(\(left)) \(comparison) (\(right))"
  }

  /// What stands between the commas that are in no quotes and no parentheses.
  private static func arguments(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    var isQuoted = false
    for character in text {
      if character == "'" { isQuoted.toggle() }
      if !isQuoted, "([".contains(character) { depth += 1 }
      if !isQuoted, ")]".contains(character) { depth -= 1 }
      if character == ",", !isQuoted, depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { String($0.drop { $0 == " " }) }
  }
}
