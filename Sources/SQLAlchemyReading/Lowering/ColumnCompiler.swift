import SQLWriting

/// Writes one column's definition.
struct ColumnCompiler {
  let mapper: SchemaMapper
  let table: TableDraft
  /// The integer key that PostgreSQL counts up by itself.
  private let counted: ColumnDraft?

  init(_ mapper: SchemaMapper, _ table: TableDraft) {
    self.mapper = mapper
    self.table = table
    counted = Self.counted(in: table)
  }

  func definition(_ column: ColumnDraft, type: String) -> String {
    var sql = QuotedIdentifier.text(column.name)
    let isOptionalSequence = column.sequence?.keyword("optional")?.truth ?? false
    if column === counted, column.identity == nil, !column.hasClientDefault,
      column.sequence == nil || isOptionalSequence
    {
      sql += " \(Self.serial(type))"
    } else {
      sql += " \(type)"
      if let value = column.serverDefault { sql += defaultClause(value, column) }
    }
    if let computed = column.computed { sql += generated(computed, column) }
    if let identity = column.identity {
      let isAlways = identity.keyword("always")?.truth ?? identity.argument(1)?.truth ?? false
      sql += " GENERATED \(isAlways ? "ALWAYS" : "BY DEFAULT") AS IDENTITY"
      let options = SequenceClauses.text(identity, skipping: 0)
      if !options.isEmpty { sql += " (\(options.dropFirst()))" }
    } else if !column.isNullable {
      sql += " NOT NULL"
    }
    return sql
  }

  private static func serial(_ type: String) -> String {
    switch type {
    case "BIGINT": "BIGSERIAL"
    case "SMALLINT": "SMALLSERIAL"
    default: "SERIAL"
    }
  }

  private func defaultClause(_ value: Value, _ column: ColumnDraft) -> String {
    if let text = ExpressionWriter(mapper, table: table).serverDefault(value) { return " DEFAULT \(text)\n" }
    TableItems(mapper, table).unresolvedSQL("the default of \(table.name).\(column.name)", value, at: column.place)
    return ""
  }

  private func generated(_ call: CallObject, _ column: ColumnDraft) -> String {
    guard let value = call.argument(0) ?? call.keyword("sqltext"),
      let text = ExpressionWriter(mapper, table: table).condition(value)
    else {
      TableItems(mapper, table).unresolvedSQL(
        "what \(table.name).\(column.name) is computed of", call.argument(0) ?? .none, at: column.place)
      return ""
    }
    return " GENERATED ALWAYS AS (\(text)\n) STORED"
  }

  /// The key column that counts: the one that says so, else the only one when it is an integer without a default and
  /// refers to nothing.
  private static func counted(in table: TableDraft) -> ColumnDraft? {
    let explicit = table.constraints.first { $0.kind == .primaryKey }?.columns
    let columns = explicit ?? table.columns.filter(\.isPrimaryKey)
    guard columns.count == 1, let column = columns.first else {
      return columns.first { $0.autoincrement?.truth == true && $0.autoincrement?.text == nil }
    }
    guard column.type.family == .integer, column.computed == nil else { return nil }
    switch column.autoincrement {
    case .bool(let flag)?: return flag ? column : nil
    case .string("ignore_fk")?: return isFree(column) ? column : nil
    default: return isFree(column) && !hasForeignKey(column, table) ? column : nil
    }
  }

  private static func isFree(_ column: ColumnDraft) -> Bool { !column.hasClientDefault && column.serverDefault == nil }

  private static func hasForeignKey(_ column: ColumnDraft, _ table: TableDraft) -> Bool {
    table.foreignKeys.contains { $0.columns.contains { $0 === column } }
  }
}

/// The options of `Sequence` and `Identity`.
enum SequenceClauses {
  /// - Parameter first: where `start` stands among the arguments.
  static func text(_ call: CallObject, skipping first: Int = 1) -> String {
    let start = call.keyword("start") ?? (first == 1 ? call.argument(1) : nil)
    let increment = call.keyword("increment") ?? (first == 1 ? call.argument(2) : nil)
    var text = first == 1 ? call.keyword("data_type").flatMap(type).map { " AS \($0)" } ?? "" : ""
    for (words, value) in [
      ("INCREMENT BY", increment), ("START WITH", start), ("MINVALUE", call.keyword("minvalue")),
      ("MAXVALUE", call.keyword("maxvalue")), ("CACHE", call.keyword("cache")),
    ] {
      if let number = value?.number { text += " \(words) \(number)" }
    }
    if call.keyword("cycle")?.truth == true { text += " CYCLE" }
    return text
  }

  private static func type(_ value: Value) -> String? {
    switch value {
    case .external(let path): PlainTypes.named(path.lastPart)?.sql
    case .object(let call): PlainTypes.named(call.name)?.sql
    default: nil
    }
  }
}
