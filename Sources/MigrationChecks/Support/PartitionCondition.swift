import SchemaModel

/// What the bound of a partition says of its rows, in the form in which PostgreSQL sees that a check says the same.
enum PartitionCondition {
  /// nil for hashes, keys of several columns and expressions, and the default partition.
  static func sql(_ bound: String, of parent: ObjectName, in catalog: Catalog) -> String? {
    guard let key = catalog.tables[parent]?.partitionKey, key.elements.count == 1,
      let column = key.elements[0].columnName.map({ Safe.name($0) })
    else { return nil }
    switch key.strategy {
    case .hash: return nil
    case .list:
      guard let values = inside(bound, "FOR VALUES IN (", ")") else { return nil }
      let isNull = values == "NULL" || values.hasPrefix("NULL, ") || values.contains(", NULL")
      return isNull ? nil : "\(column) IS NOT NULL AND \(column) IN (\(values))"
    case .range:
      guard let low = inside(bound, "FOR VALUES FROM (", ") TO ("), let split = bound.firstRange(of: ") TO ("),
        bound.hasSuffix(")")
      else { return nil }
      let high = String(bound[split.upperBound...].dropLast())
      var parts = ["\(column) IS NOT NULL"]
      if low.uppercased() != "MINVALUE" { parts.append("\(column) >= \(low)") }
      if high.uppercased() != "MAXVALUE" { parts.append("\(column) < \(high)") }
      return parts.joined(separator: " AND ")
    }
  }

  private static func inside(_ text: String, _ opening: String, _ closing: String) -> String? {
    guard text.hasPrefix(opening) else { return nil }
    let rest = text.dropFirst(opening.count)
    guard let end = closing == ")" ? rest.lastIndex(of: ")") : rest.firstRange(of: closing)?.lowerBound else {
      return nil
    }
    return String(rest[..<end])
  }
}

extension Catalog {
  /// A table and its partitions, theirs too.
  func catalogTree(of table: ObjectName) -> Set<ObjectName> {
    var found: Set<ObjectName> = [table]
    var grows = true
    while grows {
      let next = tables.filter { item in
        !found.contains(item.name) && item.partitionOf.map { found.contains($0.parent) } == true
      }
      grows = !next.isEmpty
      found.formUnion(next.map(\.name))
    }
    return found
  }
}
