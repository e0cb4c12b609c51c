package import SchemaModel

/// Shapes of tables that say one thing several times, or several things in one place.
package enum Normalisation {
  /// Columns that are told apart by a number only.
  package struct RepeatingGroup: Sendable, Hashable {
    package var stem: String
    package var columns: [String]
  }

  /// A text that holds several values.
  package struct TextList: Sendable, Hashable {
    package enum Evidence: Sendable, Hashable {
      case name
      case comment
      case values
    }

    package var column: String
    package var evidence: Evidence
  }

  /// A column that its row's parent has, too.
  package struct Copy: Sendable, Hashable {
    package var column: String
    package var key: ForeignKey
    package var source: String
  }

  /// Columns that only rows of one kind fill.
  package struct Subtype: Sendable, Hashable {
    package var kindColumn: String
    package var label: String
    package var columns: [String]
  }

  private static func words(_ name: String) -> [String] { NameWords.split(name).map { $0.lowercased() } }

  /// Three or more of one type, numbered from 0 or 1 on; lines of an address are one thing.
  package static func repeatingGroups(in table: Table) -> [RepeatingGroup] {
    var order: [String] = []
    var groups: [String: [(number: Int, column: Column)]] = [:]
    for column in table.columns {
      let digits = String(column.name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
      let stem = column.name.dropLast(digits.count).trimming("_")
      guard let number = Int(digits), !stem.isEmpty, digits.count <= 2 else { continue }
      guard
        Set(words(stem)).isDisjoint(with: ["line", "address", "street", "md", "sha", "utf", "ipv", "level", "quarter"])
      else {
        continue
      }
      if groups[stem] == nil { order.append(stem) }
      groups[stem, default: []].append((number, column))
    }
    return order.compactMap { stem in
      let members = (groups[stem] ?? []).sorted { $0.number < $1.number }
      guard members.count >= 3, let first = members.first?.number, first <= 1,
        members.enumerated().allSatisfy({ $0.element.number == first + $0.offset }),
        Set(members.map(\.column.type)).count == 1
      else { return nil }
      return RepeatingGroup(stem: stem, columns: members.map(\.column.name))
    }
  }

  /// - Parameter values: what a plan says of a column's values.
  package static func textLists(
    in table: Table, of catalog: Catalog, values: (String) -> [String]
  ) -> [TextList] {
    table.columns.compactMap { column in
      let type = catalog.typeBeneathDomains(column.type)
      guard !type.isArray, ["text", "varchar", "bpchar", "citext"].contains(type.name) else { return nil }
      let words = words(column.name)
      if values(column.name).contains(where: { $0.contains(",") || $0.contains(";") }) {
        return TextList(column: column.name, evidence: .values)
      }
      if words.count > 1 && (words.last == "ids" || words.last == "csv") {
        return TextList(column: column.name, evidence: .name)
      }
      let comment = (column.comment ?? "").lowercased()
      return ["comma-separated", "comma separated", "separated by comma", "semicolon-separated", "pipe-separated"]
        .contains { comment.contains($0) } ? TextList(column: column.name, evidence: .comment) : nil
    }
  }

  /// `customer_name` beside `customer_id`, where the customer has a `name` of the same type.
  package static func copies(in table: Table, of catalog: Catalog) -> [Copy] {
    table.foreignKeys.flatMap { key -> [Copy] in
      guard key.target != table.name, let parent = catalog.tables[key.target], let name = key.columns.last else {
        return []
      }
      let stem = words(name)
      guard stem.count > 1, ["id", "uuid", "key", "code"].contains(stem.last) else { return [] }
      return table.columns.compactMap { column in
        let own = words(column.name)
        guard own.count > stem.count - 1, own.starts(with: stem.dropLast()), !key.columns.contains(column.name),
          !table.foreignKeys.contains(where: { $0.columns.contains(column.name) })
        else { return nil }
        let rest = own.dropFirst(stem.count - 1).joined(separator: "_")
        guard let source = parent.columns.first(where: { words($0.name).joined(separator: "_") == rest }),
          !key.targetColumns.contains(source.name), source.type.name == column.type.name,
          source.type.userType == column.type.userType,
          !["created_at", "updated_at", "deleted_at"].contains(source.name)
        else { return nil }
        return Copy(column: column.name, key: key, source: source.name)
      }
    }
  }

  /// Columns that begin with a label of the table's kind and may all be missing.
  package static func subtypes(in table: Table, of catalog: Catalog) -> [Subtype] {
    let kinds = table.columns.filter { column in
      ["type", "kind", "method", "category"].contains(words(column.name).last ?? "")
    }
    return kinds.flatMap { kind -> [Subtype] in
      guard let type = kind.type.userType.flatMap({ catalog.enums[$0] }) else { return [] }
      return type.values.compactMap { value in
        let label = words(value.label)
        let columns = table.columns.filter {
          $0.isNullable && words($0.name).count > label.count && words($0.name).starts(with: label)
        }
        return columns.count < 3
          ? nil : Subtype(kindColumn: kind.name, label: value.label, columns: columns.map(\.name))
      }
    }
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    var text = self
    while text.last == character { text = text.dropLast() }
    return String(text)
  }
}
