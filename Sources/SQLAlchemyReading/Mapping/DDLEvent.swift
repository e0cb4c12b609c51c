import SQLWriting

/// `event.listen(target, "after_create", DDL("..."))`: SQL that SQLAlchemy sends when it makes a table, or all of them.
struct DDLEvent {
  let sql: String
  /// Whether it is sent before the target is made.
  let isBefore: Bool
  /// nil for all tables together.
  let table: TableDraft?
  let place: Place

  /// nil for other events, for functions, and for DDL of other databases.
  init?(_ call: CallObject, _ mapper: SchemaMapper) {
    guard let target = call.argument(0), let moment = call.argument(1)?.text,
      ["before_create", "after_create"].contains(moment), var made = call.argument(2)?.call
    else { return nil }
    while made.name == "execute_if", let inner = made.receiver?.call {
      guard Self.isForPostgreSQL(made) else { return nil }
      made = inner
    }
    guard made.name == "DDL", Constructs.isLibrary(made.callee), let text = made.argument(0)?.text else { return nil }
    table = mapper.table(of: target)
    isBefore = moment == "before_create"
    place = made.place
    sql = Self.formatted(text, for: table, context: made.keyword("context"))
  }

  /// What a callable decides is not known, and is taken to be sent.
  private static func isForPostgreSQL(_ condition: CallObject) -> Bool {
    guard let dialect = condition.keyword("dialect") ?? condition.argument(0), !dialect.isNone else { return true }
    return (dialect.items ?? [dialect]).contains { $0.text == "postgresql" }
  }

  /// `%(table)s`, `%(schema)s`, `%(fullname)s` and `%%`, which a DDL's text is formatted with.
  private static func formatted(_ text: String, for table: TableDraft?, context: Value?) -> String {
    var names: [String: String] = [:]
    if let table {
      names["table"] = QuotedIdentifier.text(table.name)
      names["schema"] = table.schema.map { QuotedIdentifier.text($0) } ?? ""
      names["fullname"] = QuotedIdentifier.text(table.objectName)
    }
    if case .dictionary(let box)? = context {
      for entry in box.entries { if let key = entry.key.text { names[key] = Interpreter.text(of: entry.value) } }
    }
    var sql = ""
    var rest = text[...]
    while let sign = rest.firstIndex(of: "%") {
      sql += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      if rest.first == "%" {
        rest = rest.dropFirst()
        sql += "%"
      } else if rest.first == "(", let end = rest.firstRange(of: ")s"),
        let value = names[String(rest[rest.index(after: rest.startIndex)..<end.lowerBound])]
      {
        rest = rest[end.upperBound...]
        sql += value
      } else {
        sql += "%"
      }
    }
    sql += rest
    while let last = sql.last, last.isWhitespace || last == ";" { sql.removeLast() }
    return sql
  }
}
