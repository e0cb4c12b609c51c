import SQLWriting
import SchemaModel

/// Adds to a table what stands among its arguments: columns, constraints, indexes, options.
struct TableItems {
  let mapper: SchemaMapper
  let table: TableDraft

  init(_ mapper: SchemaMapper, _ table: TableDraft) {
    self.mapper = mapper
    self.table = table
  }

  private var expressions: ExpressionWriter { ExpressionWriter(mapper, table: table) }

  func addColumn(_ item: Value) {
    guard let call = item.call, Constructs.isColumn(call) else { return }
    let name = call.argument(0)?.text ?? call.keyword("name")?.text
    guard let name else {
      return unresolved("the name of a column of \(table.name)", item, at: call.place)
    }
    mapper.add(ColumnReader(mapper, annotationMaps: []).column(name, call, nil, at: call.place), to: table)
  }

  func unresolved(_ what: String, _ value: Value, at place: Place) {
    mapper.report.warning(
      "python-unresolved", "\(what) is not known: \(SchemaMapper.reason(value))", at: place,
      why: "it is left out")
  }

  // MARK: Constraints

  func addConstraint(_ item: Value) {
    guard let call = item.call else {
      if case .unknown(let unknown) = item {
        unresolved("an argument of the table \(table.name)", item, at: unknown.place)
      }
      return
    }
    switch call.name {
    case "PrimaryKeyConstraint": addKey(call, .primaryKey)
    case "UniqueConstraint": addKey(call, .unique)
    case "CheckConstraint": addCheck(call, column: nil)
    case "ForeignKeyConstraint": addForeignKey(call)
    case "ExcludeConstraint": addExclusion(call)
    case "Index":
      mapper.consume(call)
      addIndex(call)
    case _ where Constructs.isColumn(call): return
    case "ddl_if": addConditional(call, item)
    default: unresolved("an argument of the table \(table.name)", item, at: call.place)
    }
  }

  /// `Index(...).ddl_if(dialect="postgresql")`.
  private func addConditional(_ call: CallObject, _ item: Value) {
    guard let receiver = call.receiver else { return }
    let dialects = call.keyword("dialect")?.items ?? call.keyword("dialect").map { [$0] } ?? []
    if case .object(let inner) = receiver { mapper.consume(inner) }
    if call.keyword("callable_") != nil { return unresolved("whether this is made", item, at: call.place) }
    let names = dialects.compactMap(\.text)
    if names.isEmpty || names.contains("postgresql") { addConstraint(receiver) }
  }

  private func columns(_ values: [Value], of call: CallObject) -> [ColumnDraft]? {
    var result: [ColumnDraft] = []
    for value in values {
      let found = value.text.map { table.column($0) } ?? expressions.column(value)
      guard let found else {
        let shown = value.text.map { "`\($0)`" } ?? SchemaMapper.reason(value)
        mapper.report.warning(
          "python-unresolved", "a column of this \(call.name) is not known: \(shown)", at: call.place,
          why: "it is left out")
        return nil
      }
      result.append(found)
    }
    return result
  }

  private func addKey(_ call: CallObject, _ kind: ConstraintDraft.Kind) {
    guard let columns = columns(call.arguments, of: call) else { return }
    var draft = ConstraintDraft(kind: kind, name: call.keyword("name"), columns: columns, place: call.place)
    if columns.isEmpty {
      // PrimaryKeyConstraint(name=...) names the key that the columns make.
      guard kind == .primaryKey else { return }
      draft.columns = table.columns.filter(\.isPrimaryKey)
    }
    if let include = call.keyword("postgresql_include")?.items {
      draft.suffix = " INCLUDE (\(QuotedIdentifier.list((self.columns(include, of: call) ?? []).map(\.name))))"
    }
    draft.suffix += deferral(call)
    draft.nullsNotDistinct = call.keyword("postgresql_nulls_not_distinct")?.truth ?? false
    draft.comment = call.keyword("comment")?.text
    if kind == .primaryKey {
      for column in draft.columns {
        column.isPrimaryKey = true
        column.isNullable = false
      }
      table.constraints.removeAll { $0.kind == .primaryKey }
    }
    table.constraints.append(draft)
  }

  func deferral(_ call: CallObject) -> String {
    var text = ""
    if let flag = call.keyword("deferrable")?.truth { text += flag ? " DEFERRABLE" : " NOT DEFERRABLE" }
    if let word = call.keyword("initially")?.text?.uppercased(), ["DEFERRED", "IMMEDIATE"].contains(word) {
      text += " INITIALLY \(word)"
    }
    return text
  }

  private func addCheck(_ call: CallObject, column: ColumnDraft?) {
    guard let condition = call.argument(0) ?? call.keyword("sqltext") else { return }
    guard let text = expressions.condition(condition) else {
      return unresolvedSQL("the condition of this check", condition, at: call.place)
    }
    var draft = ConstraintDraft(kind: .check, name: call.keyword("name") ?? call.argument(1), place: call.place)
    draft.columns = column.map { [$0] } ?? []
    draft.sql = text
    draft.comment = call.keyword("comment")?.text
    table.constraints.append(draft)
  }

  func unresolvedSQL(_ what: String, _ value: Value, at place: Place) {
    if value.text != nil || value.call.map({ $0.name == "text" && $0.argument(0)?.text != nil }) ?? false {
      mapper.report.warning(
        "python-sql", "\(what) is not SQL that PostgreSQL reads", at: place, why: "it is left out")
    } else {
      unresolved(what, value, at: place)
    }
  }

  private func addForeignKey(_ call: CallObject) {
    guard let own = (call.argument(0) ?? call.keyword("columns"))?.items,
      let targets = (call.argument(1) ?? call.keyword("refcolumns"))?.items
    else { return unresolved("the columns of a foreign key", call.argument(0) ?? .none, at: call.place) }
    guard let columns = columns(own, of: call) else { return }
    table.foreignKeys.append(
      ForeignKeyDraft(
        name: call.keyword("name") ?? call.argument(2), columns: columns, targets: targets, call: call,
        place: call.place))
  }

  private func addExclusion(_ call: CallObject) {
    var elements: [String] = []
    let operators = Self.operatorClasses(call.keyword("ops"))
    for argument in call.arguments {
      guard let pair = argument.items, pair.count == 2, let sign = pair[1].text else {
        return unresolved("an element of this constraint", argument, at: call.place)
      }
      let column = pair[0].text.flatMap { table.column($0) } ?? expressions.column(pair[0])
      guard
        let text = column.map({ QuotedIdentifier.text($0.name) }) ?? expressions.condition(pair[0]).map({ "(\($0)\n)" })
      else { return unresolvedSQL("an element of this constraint", pair[0], at: call.place) }
      elements.append("\(text)\(column.flatMap { operators[$0.key] }.map { " \($0)" } ?? "") WITH \(sign)")
    }
    guard !elements.isEmpty else { return }
    var draft = ConstraintDraft(kind: .exclusion, name: call.keyword("name"), place: call.place)
    let method = Self.word(call.keyword("using")?.text) ?? "gist"
    draft.sql = "EXCLUDE USING \(method) (\(elements.joined(separator: ", ")))"
    if let predicate = call.keyword("where"), !predicate.isNone {
      guard let text = expressions.condition(predicate) else {
        return unresolvedSQL("the condition of this constraint", predicate, at: call.place)
      }
      draft.sql += " WHERE (\(text)\n)"
    }
    draft.suffix = deferral(call)
    draft.comment = call.keyword("comment")?.text
    table.constraints.append(draft)
  }

  /// A plain word, as index methods and operator classes are.
  static func word(_ text: String?) -> String? {
    guard let text, !text.isEmpty,
      text.utf8.allSatisfy({
        $0 == 0x5F || $0 == 0x2E || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
      })
    else { return nil }
    return text.lowercased()
  }

  static func operatorClasses(_ value: Value?) -> [String: String] {
    guard case .dictionary(let box)? = value else { return [:] }
    var result: [String: String] = [:]
    for entry in box.entries {
      if let key = entry.key.text, let text = entry.value.text { result[key] = text }
    }
    return result
  }

  // MARK: Indexes

  private func addIndex(_ call: CallObject) {
    guard let first = call.arguments.first else { return }
    let name: Value? = first.isNone ? nil : first
    IndexReader(self).add(call, name: name, elements: Array(call.arguments.dropFirst()))
  }

  // MARK: What columns bring along

  /// Adds the keys, checks and indexes that columns declare themselves, each once.
  func finishColumns() {
    for column in table.columns[table.finished...] { finish(column) }
    table.finished = table.columns.count
  }

  private func finish(_ column: ColumnDraft) {
    for call in column.foreignKeys {
      guard let target = call.argument(0) ?? call.keyword("column") else { continue }
      table.foreignKeys.append(
        ForeignKeyDraft(name: call.keyword("name"), columns: [column], targets: [target], call: call, place: call.place)
      )
    }
    for call in column.constraints { addCheck(call, column: column) }
    if column.isIndexed {
      var index = IndexDraft(
        name: nil, elements: [.init(column: column, sql: QuotedIdentifier.text(column.name))], place: column.place)
      index.isUnique = column.isUnique
      table.indexes.append(index)
    } else if column.isUnique {
      table.constraints.append(ConstraintDraft(kind: .unique, name: nil, columns: [column], place: column.place))
    }
    if let values = column.type.checkedValues {
      var draft = ConstraintDraft(kind: .check, name: column.type.checkName, columns: [column], place: column.place)
      draft.sql = "\(QuotedIdentifier.text(column.name)) IN (\(SQLLiteral.list(values)))"
      draft.isOfType = true
      table.constraints.append(draft)
    }
  }

  // MARK: Options

  func addOptions(_ keywords: [(name: String, value: Value)]) {
    for (name, value) in keywords {
      switch name {
      case "comment": table.comment = Interpreter.text(of: value).flatMap { value.isNone ? nil : $0 }
      case "prefixes":
        table.isUnlogged = value.items?.contains { $0.text?.uppercased() == "UNLOGGED" } ?? false
      case "postgresql_partition_by":
        if let text = value.text { addSuffix("PARTITION BY \(text)", value) }
      case "postgresql_with":
        if case .dictionary(let box) = value {
          table.storage = box.entries.compactMap(Self.parameter)
        }
      case "postgresql_inherits":
        let parents = value.text.map { [$0] } ?? value.items?.compactMap(\.text) ?? []
        if !parents.isEmpty { addSuffix("INHERITS (\(QuotedIdentifier.list(parents)))", value) }
      default: break
      }
    }
  }

  /// `fillfactor=70`, as `postgresql_with` has it.
  static func parameter(_ entry: (key: Value, value: Value)) -> (name: String, value: String)? {
    guard let name = word(entry.key.text), let text = Interpreter.text(of: entry.value) else { return nil }
    if case .bool(let flag) = entry.value { return (name, flag ? "true" : "false") }
    return (name, text)
  }

  private func addSuffix(_ text: String, _ value: Value) {
    guard mapper.syntax.isTableOption(text) else {
      return unresolvedSQL("an option of the table \(table.name)", value, at: table.place)
    }
    table.suffix = table.suffix.map { "\($0) \(text)" } ?? text
  }
}
