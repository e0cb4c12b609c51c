import Diagnostics
import SchemaModel

/// Tables that keep attributes of something else as rows of name and value.
struct EntityAttributeValue: Check {
  let metadata = CheckMetadata(
    code: "entity-attribute-value", severity: .warning,
    summary: "A table stores the attributes of another one as rows of name and value.",
    why: """
      The database can check neither which attributes exist nor what type their values have, every attribute read costs a \
      join or a pivot, and no index serves a condition on two attributes at once.
      """,
    fix: """
      Give attributes that are known columns of their own; keep those that are really open in one jsonb column of the entity, \
      with a check on its shape and a GIN index where they are searched.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE products (id bigint PRIMARY KEY);
      CREATE TABLE product_attributes (
        id bigint PRIMARY KEY, product_id bigint NOT NULL REFERENCES products (id), key text NOT NULL, value text,
        UNIQUE (product_id, key));
      """),
    good: CheckExample(
      .sql, "CREATE TABLE products (id bigint PRIMARY KEY, attributes jsonb NOT NULL DEFAULT '{}');"),
    sources: ["PostgreSQL manual: 8.14 JSON Types"])

  func findings(in subject: CheckSubject) -> [Finding] { subject.tables.compactMap { finding($0, subject) } }

  private func finding(_ table: Table, _ subject: CheckSubject) -> Finding? {
    let keyed = Set(table.primaryKey?.columns.count == 1 ? table.primaryKey?.columns ?? [] : [])
    let open = table.columns.filter { column in
      !keyed.contains(column.name) && !isBookkeeping(column.name)
    }
    let values = open.filter { isValue($0, subject) }
    guard !values.isEmpty else { return nil }
    guard let name = open.first(where: { isAttributeName($0, of: table, subject) }) else { return nil }
    // A row for each entity is a part of it, not an attribute.
    let entities = table.foreignKeys.filter {
      $0.columns.count == 1 && $0.columns != [name.name] && !table.isUnique($0.columns)
    }
    guard let entity = entities.first(where: { isKeyed(table, by: [$0.columns[0], name.name]) }) ?? entities.first
    else {
      return nil
    }
    // What remains beside entity, attribute and value: a table with more to say is about something.
    let other = open.filter { column in
      column.name != name.name && !values.contains(column) && !entities.contains { $0.columns == [column.name] }
    }
    guard other.count <= 2 else { return nil }
    let valueNames = values.map(\.name).joined(separator: ", ")
    return finding(
      on: table.name, nil,
      "\(table.name.display) stores attributes of \(entity.target.display) as rows: \(name.name) and \(valueNames) for each "
        + entity.columns[0],
      evidence: [
        "\(values[0].name) is \(values[0].type.short), so no value is checked", subject.rowsText(of: table.name),
      ], fix: fix(entity, table, subject), at: table.span)
  }

  private func fix(_ entity: ForeignKey, _ table: Table, _ subject: CheckSubject) -> Fix {
    let stem = NameWords(entity.target.name).stems
    var words = NameWords(table.name.name).words
    while let first = words.first, stem.contains(NameWords.stem(first)), words.count > 1 { words.removeFirst() }
    let column = words.joined(separator: "_")
    if let target = subject.catalog.tables[entity.target], subject.isPrisma(target) {
      return .prisma(in: target, "\(column) Json @default(\"{}\")")
    }
    return .sql(
      "ALTER TABLE \(SQLText.name(entity.target)) ADD COLUMN \(SQLText.name(column)) jsonb NOT NULL DEFAULT '{}';")
  }

  private func isKeyed(_ table: Table, by columns: [String]) -> Bool { table.isUnique(columns) }

  private func isValue(_ column: Column, _ subject: CheckSubject) -> Bool {
    let words = NameWords(column.name).words
    guard words.count <= 2, words.contains(where: { ["value", "val"].contains($0) }) else { return false }
    if words.count == 2 {
      let typed: Set<String> = [
        "string", "text", "int", "integer", "number", "numeric", "float", "decimal", "bool", "boolean", "date", "json",
        "meta", "attribute", "attr", "property", "setting", "option", "field", "raw",
      ]
      guard words.contains(where: typed.contains) else { return false }
      return true
    }
    let base = subject.resolved(column.type)
    return subject.isText(column.type) || ["json", "jsonb"].contains(base.name)
  }

  private func isAttributeName(_ column: Column, of table: Table, _ subject: CheckSubject) -> Bool {
    let words = NameWords(column.name).words
    let nouns: Set<String> = [
      "key", "attribute", "attr", "property", "prop", "field", "setting", "option", "param", "parameter", "meta",
      "name",
    ]
    guard let noun = words.first(where: { nouns.contains($0) }) else { return false }
    if words.last == "id" {
      return words.count == 2 && noun != "key" && noun != "name"
        && table.foreignKeys.contains { $0.columns == [column.name] }
    }
    guard subject.isText(column.type) || subject.isEnum(column.type), words.count <= 2 else { return false }
    if words == ["name"] {
      return table.foreignKeys.contains { $0.columns.count == 1 && table.isUnique([$0.columns[0], column.name]) }
    }
    return words.count == 1 || ["key", "name", "code"].contains(words[1])
  }

  private func isBookkeeping(_ name: String) -> Bool {
    let words = NameWords(name).words
    if words == ["id"] || words == ["uuid"] || words == ["version"] { return true }
    guard words.count <= 2, let first = words.first else { return false }
    return ["created", "updated", "deleted", "modified", "inserted"].contains(first)
  }
}
