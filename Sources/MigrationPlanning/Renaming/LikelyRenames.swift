package import SchemaModel

/// Tables, columns and values of enums that went where others of the same shape came.
package struct LikelyRenames {
  package struct Found: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case table
      case column
      case value
    }

    package var kind: Kind
    /// The table of a column, under the name that it has in both schemas; the enum of a value.
    package var owner: ObjectName
    package var old: String
    package var new: String
    /// The schema of a table's new name.
    package var newSchema = ""
    package var because: String

    package var oldDisplay: String { kind == .table ? oldTable.display : "\(owner.display).\(old)" }
    package var newDisplay: String { kind == .table ? newTable.display : "\(owner.display).\(new)" }
    package var oldTable: ObjectName { ObjectName(old, schema: owner.schema) }
    package var newTable: ObjectName { ObjectName(new, schema: newSchema) }
  }

  package private(set) var found: [Found] = []

  /// - Parameter denied: names of which somebody said what they are.
  package init(from old: Catalog, to new: Catalog, denied: Set<String>) {
    let tables = LikelyTables(old, new).found.filter {
      !denied.contains($0.oldDisplay) && !denied.contains($0.newDisplay) && !denied.contains($0.oldTable.qualified)
    }
    let columns = new.tables.flatMap { table in
      old.tables[table.name].map { before in
        LikelyColumns(before, table, old: old, new: new) { name in
          denied.contains("\(table.name.display).\(name)") || denied.contains("\(table.name.qualified).\(name)")
        }.found
      } ?? []
    }
    let values = new.enums.flatMap { type in old.enums[type.name].map { Self.values(of: $0, type) } ?? [] }
    found =
      tables + columns
      + values.filter { !denied.contains($0.oldDisplay) && !denied.contains($0.newDisplay) }
  }

  /// One label went, and one came, between the same two others.
  private static func values(of before: EnumType, _ after: EnumType) -> [Found] {
    let (old, new) = (before.values.map(\.label), after.values.map(\.label))
    let come = Self.places(new, beside: Set(old))
    return places(old, beside: Set(new)).compactMap { gone in
      guard let match = come.first(where: { $0.previous == gone.previous && $0.next == gone.next }) else { return nil }
      let place =
        gone.previous.map { "after '\($0)'" } ?? gone.next.map { "before '\($0)'" } ?? "as its only value"
      return Found(
        kind: .value, owner: before.name, old: gone.label, new: match.label,
        because: "both stand \(place), and no other value of \(before.name.display) went or came there")
    }
  }

  /// Labels that the other side does not have, each alone between two that it has.
  private static func places(
    _ labels: [String], beside others: Set<String>
  ) -> [(label: String, previous: String?, next: String?)] {
    labels.indices.compactMap { position in
      let previous = position > 0 ? labels[position - 1] : nil
      let next = position + 1 < labels.count ? labels[position + 1] : nil
      guard !others.contains(labels[position]), previous.map(others.contains) ?? true, next.map(others.contains) ?? true
      else { return nil }
      return (labels[position], previous, next)
    }
  }
}

/// How much two names say the same.
enum NameLikeness {
  /// From 0 to 1, by words that both have and by letters.
  static func of(_ left: String, _ right: String) -> Double {
    let (first, second) = (words(left), words(right))
    let shared = Double(first.intersection(second).count)
    let all = Double(first.union(second).count)
    let letters = Array(left.lowercased()), others = Array(right.lowercased())
    let start = zip(letters, others).prefix { $0 == $1 }.count
    let end = zip(letters.reversed(), others.reversed()).prefix { $0 == $1 }.count
    let longest = max(letters.count, others.count, 1)
    return max(all == 0 ? 0 : shared / all, Double(min(max(start, end), longest)) / Double(longest))
  }

  private static func words(_ name: String) -> Set<String> {
    var words: [String] = [""]
    for character in name {
      if !character.isLetter && !character.isNumber {
        words.append("")
      } else if character.isUppercase, words[words.count - 1].last?.isLowercase == true {
        words.append(String(character))
      } else {
        words[words.count - 1].append(character)
      }
    }
    return Set(words.map { $0.lowercased() }.filter { !$0.isEmpty })
  }
}
