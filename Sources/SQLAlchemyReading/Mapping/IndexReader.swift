import SQLWriting

/// Understands `Index(...)`.
struct IndexReader {
  let items: TableItems

  init(_ items: TableItems) { self.items = items }

  private var table: TableDraft { items.table }
  private var expressions: ExpressionWriter { ExpressionWriter(items.mapper, table: items.table) }

  func add(_ call: CallObject, name: Value?, elements: [Value]) {
    if case .unknown(let unknown)? = name {
      return items.unresolved("the name of an index of \(table.name)", .unknown(unknown), at: call.place)
    }
    let operators = TableItems.operatorClasses(call.keyword("postgresql_ops"))
    var draft = IndexDraft(name: name, elements: [], place: call.place)
    for value in elements {
      guard let element = element(value, operators) else {
        return items.unresolvedSQL("an element of this index", value, at: call.place)
      }
      draft.elements.append(element)
    }
    guard !draft.elements.isEmpty else { return }
    draft.isUnique = call.keyword("unique")?.truth ?? false
    draft.method = TableItems.word(call.keyword("postgresql_using")?.text)
    draft.nullsNotDistinct = call.keyword("postgresql_nulls_not_distinct")?.truth ?? false
    draft.comment = call.keyword("comment")?.text
    if let predicate = call.keyword("postgresql_where"), !predicate.isNone {
      guard let text = expressions.condition(predicate) else {
        return items.unresolvedSQL("the condition of this index", predicate, at: call.place)
      }
      draft.predicate = text
    }
    addParts(call, to: &draft)
    table.indexes.append(draft)
  }

  private func addParts(_ call: CallObject, to draft: inout IndexDraft) {
    for value in call.keyword("postgresql_include")?.items ?? [] {
      if let column = value.text.flatMap({ table.column($0) }) ?? expressions.column(value) {
        draft.includes.append(column.name)
      }
    }
    if case .dictionary(let box)? = call.keyword("postgresql_with") {
      draft.storage = box.entries.compactMap(TableItems.parameter)
    }
  }

  private func element(_ value: Value, _ operators: [String: String]) -> IndexDraft.Element? {
    var inner = value
    var order = ""
    var nulls = ""
    var key: String?
    while let call = inner.call {
      switch call.name {
      case "desc": order = " DESC"
      case "asc": order = " ASC"
      case "nulls_first", "nullsfirst": nulls = " NULLS FIRST"
      case "nulls_last", "nullslast": nulls = " NULLS LAST"
      case "label": key = call.argument(0)?.text
      default:
        return element(of: inner, key: key, suffix: order + nulls, operators)
      }
      guard let next = call.receiver ?? call.argument(0) else { return nil }
      inner = next
    }
    return element(of: inner, key: key, suffix: order + nulls, operators)
  }

  private func element(
    of value: Value, key: String?, suffix: String, _ operators: [String: String]
  ) -> IndexDraft.Element? {
    if let column = value.text.map({ table.column($0) }) ?? expressions.column(value) {
      let operatorClass = (operators[key ?? column.key]).map { " \($0)" } ?? ""
      return checked(.init(column: column, sql: QuotedIdentifier.text(column.name), suffix: operatorClass + suffix))
    }
    if let call = value.call, call.name == "text" || call.name == "literal_column", let text = call.argument(0)?.text {
      let sql = text.replacing("\\:", with: ":")
      return checked(.init(column: nil, sql: sql, suffix: suffix))
    }
    guard let text = expressions.write(value) else { return nil }
    let operatorClass = key.flatMap { operators[$0] }.map { " \($0)" } ?? ""
    return checked(.init(column: nil, sql: "(\(text)\n)", suffix: operatorClass + suffix))
  }

  private func checked(_ element: IndexDraft.Element) -> IndexDraft.Element? {
    items.mapper.syntax.isIndexElement(element.sql + element.suffix) ? element : nil
  }
}
