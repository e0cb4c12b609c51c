import SchemaModel

/// A foreign key whose target was found, or is known by name only.
struct ResolvedForeignKey {
  var draft: ForeignKeyDraft
  var table: TableDraft
  var target: ObjectName
  var targetTable: TableDraft?
  var targetColumns: [String]
  var targetDrafts: [ColumnDraft]
}

/// Finds what foreign keys refer to, and gives columns without a type that of the column they refer to.
struct ForeignKeyResolver {
  let mapper: SchemaMapper

  init(_ mapper: SchemaMapper) { self.mapper = mapper }

  func resolve(_ tables: [TableDraft]) -> [ResolvedForeignKey] {
    var result: [ResolvedForeignKey] = []
    for table in tables {
      for draft in table.foreignKeys { if let found = resolve(draft, of: table) { result.append(found) } }
    }
    var targets: [ObjectIdentifier: ColumnDraft] = [:]
    for key in result {
      for (column, target) in zip(key.draft.columns, key.targetDrafts) where targets[ObjectIdentifier(column)] == nil {
        targets[ObjectIdentifier(column)] = target
      }
    }
    for key in result { for column in key.draft.columns where column.type.sql == nil { borrow(column, targets) } }
    return result
  }

  /// The type at the end of a chain of keys; a circle has none.
  private func borrow(_ column: ColumnDraft, _ targets: [ObjectIdentifier: ColumnDraft]) {
    var current = column
    for _ in 0..<100 {
      guard current.type.sql == nil else { break }
      guard let next = targets[ObjectIdentifier(current)] else { break }
      current = next
    }
    column.type.sql = current.type.sql
    column.type.enumeration = current.type.enumeration
    column.type.family = current.type.family
  }

  private func resolve(_ draft: ForeignKeyDraft, of table: TableDraft) -> ResolvedForeignKey? {
    guard draft.targets.count == draft.columns.count, !draft.columns.isEmpty else {
      report("its columns and those it refers to are not as many", draft)
      return nil
    }
    var key = ResolvedForeignKey(
      draft: draft, table: table, target: ObjectName(""), targetTable: nil, targetColumns: [], targetDrafts: [])
    for value in draft.targets {
      if let text = value.text {
        guard add(text, to: &key) else { return nil }
      } else if let column = mapper.column(value), let target = column.table {
        key.target = target.objectName
        key.targetTable = target
        key.targetColumns.append(column.name)
        key.targetDrafts.append(column)
      } else {
        report(SchemaMapper.reason(value), draft)
        return nil
      }
    }
    return key
  }

  private func report(_ reason: String, _ draft: ForeignKeyDraft) {
    mapper.report.warning(
      "python-unresolved", "what this foreign key refers to is not known: \(reason)", at: draft.place,
      why: "it is left out")
  }

  /// `"table.column"` or `"schema.table.column"`.
  private func add(_ text: String, to key: inout ResolvedForeignKey) -> Bool {
    let parts = text.split(separator: ".").map(String.init)
    guard parts.count >= 2 else {
      report("`\(text)` names no table and column", key.draft)
      return false
    }
    let metadata = key.table.metadata
    let name = parts[parts.count - 2]
    let schema = parts.count > 2 ? parts.dropLast(2).joined(separator: ".") : metadata.schema
    let column = parts[parts.count - 1]
    key.target = ObjectName(name, schema: schema ?? "public")
    let known = mapper.table(name, schema, in: metadata) ?? mapper.tableAnywhere(name, schema)
    guard let known else {
      key.targetColumns.append(column)
      return true
    }
    guard let found = known.column(column) else {
      mapper.report.warning(
        "unknown-column", "the table \(name) has no column \(column)", at: key.draft.place,
        why: "the foreign key is left out")
      return false
    }
    key.targetTable = known
    key.targetColumns.append(found.name)
    key.targetDrafts.append(found)
    return true
  }
}
