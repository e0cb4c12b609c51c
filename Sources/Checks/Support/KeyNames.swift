import SchemaModel

/// Finds the table whose key a column is named after.
struct KeyNames: Sendable {
  struct Match: Sendable {
    var table: Table
    var key: Column
    /// Words before the table's own: `author` in `author_user_id`.
    var role: [String]
  }

  private struct Target: Sendable {
    var table: Table
    var key: Column
  }

  /// By the stems of `order item id`.
  private var targets: [[String]: [Target]] = [:]
  private var longest = 0

  init(_ catalog: Catalog) {
    for table in catalog.tables where table.partitionOf == nil && table.model?.isImplicit != true {
      guard let columns = table.primaryKey?.columns, columns.count == 1, let key = table.columns[columns[0]] else {
        continue
      }
      let keyWords = NameWords(key.name).stems
      var names = [NameWords(table.name.name).stems]
      if let model = table.model?.name { names.append(NameWords(model).stems) }
      for name in Set(names) where !name.isEmpty {
        let isNamed = keyWords.count > name.count && Array(keyWords.prefix(name.count)) == name
        let words = isNamed ? keyWords : name + keyWords
        targets[words, default: []].append(Target(table: table, key: key))
        longest = max(longest, words.count)
      }
    }
  }

  /// The table that the column's name points at, the most specific name first; nil when none or several fit.
  func match(_ column: Column, in table: Table) -> Match? {
    let words = NameWords(column.name)
    let stems = words.stems
    guard stems.count >= 2, longest >= 2 else { return nil }
    for start in max(0, stems.count - longest)..<(stems.count - 1) {
      guard let found = targets[Array(stems[start...])] else { continue }
      let near = found.filter { $0.table.name.schema == table.name.schema }
      let candidates = near.isEmpty ? found : near
      guard candidates.count == 1 else { return nil }
      return Match(table: candidates[0].table, key: candidates[0].key, role: Array(words.words.prefix(start)))
    }
    return nil
  }
}
