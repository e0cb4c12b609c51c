import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// A pair of columns that names a table and a row of it, which no foreign key can hold.
enum Polymorphic {
  private static let typeWords: Set<String> = ["type", "kind", "class", "table", "model"]
  /// What is recorded outlives the rows it names.
  private static let records: Set<String> = [
    "audit", "log", "logs", "event", "events", "history", "activity", "activities", "change", "changes", "version",
    "versions", "outbox", "trail", "entries", "revision", "revisions",
  ]

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    let tables = Dictionary(
      subject.catalog.tables.filter { $0.partitionOf == nil }.map { (words($0.name.name), $0) },
      uniquingKeysWith: { first, _ in first })
    return subject.tables.flatMap { table -> [DesignPattern] in
      guard Set(NameWords.split(table.name.name).map { $0.lowercased() }).isDisjoint(with: records) else { return [] }
      return table.columns.compactMap { type in
        guard let id = partner(of: type, in: table, subject) else { return nil }
        return pattern(table, type, id, tables, subject)
      }
    }
  }

  /// A name without number and style: `BlogPosts` and `blog_post` are one.
  private static func words(_ name: String) -> String {
    var words = NameWords.split(name).map { $0.lowercased() }
    if let last = words.popLast() { words.append(NameWords.singular(last)) }
    return words.joined(separator: "_")
  }

  /// `owner_id` beside `owner_type`, that no foreign key holds.
  private static func partner(of type: Column, in table: Table, _ subject: PatternSubject) -> Column? {
    let words = NameWords.split(type.name).map { $0.lowercased() }
    guard words.count >= 2, let last = words.last, typeWords.contains(last),
      subject.isText(type.type) || type.type.userType.map(subject.catalog.enums.contains) ?? false
    else { return nil }
    return table.columns.first { column in
      let other = NameWords.split(column.name).map { $0.lowercased() }
      return other.count == words.count && other.dropLast() == words.dropLast() && other.last == "id"
        && !table.foreignKeys.contains { $0.columns.contains(column.name) }
        // What tells the table's own rows apart points at no other.
        && !table.isUnique([column.name])
    }
  }

  private static func pattern(
    _ table: Table, _ type: Column, _ id: Column, _ tables: [String: Table], _ subject: PatternSubject
  ) -> DesignPattern {
    let (values, sources) = values(of: type, in: table, subject)
    let targets = values.compactMap { value in tables[words(value)].map { (value: value, table: $0) } }
    let isComplete = !targets.isEmpty && targets.count == values.count
    let rows = subject.rows(of: table.name)
    let count: Claim = rows.map { "\(rows: $0) rows" } ?? "rows"
    var pattern = DesignPattern(
      .polymorphic, on: table.name, id.name,
      title: isComplete
        ? "a foreign key for each of the \(targets.count) tables in place of \(codes: [type.name, id.name])"
        : "foreign keys in place of \(codes: [type.name, id.name])",
      because: Claim(
        "\(count) name a table in \(code: type.name) and its row in \(code: id.name), which nothing holds to be there"
      )
      .from([type.span, id.span, subject.volumes[table.name]?.rows?.span] + sources),
      gain: isComplete
        ? Claim(
          "\(names: targets.map(\.table.name.display)) keep their rows as long as \(table: table.name) names them"
        ).from(
          targets.map(\.table.span))
        : Claim("a row of \(table: table.name) can not name what is gone").from([table.span]),
      cost: cost(table, id, targets.map(\.table), rows, subject))
    guard isComplete else {
      pattern.unknown = ["\(table.name.display).\(type.name)"]
      return pattern
    }
    pattern.scripts = scripts(table, type, id, targets, subject)
    return pattern
  }

  private static func cost(
    _ table: Table, _ id: Column, _ targets: [Table], _ rows: Double?, _ subject: PatternSubject
  ) -> Claim {
    guard !targets.isEmpty else {
      return Claim("a nullable column and an index for each table that is named").from([id.span])
    }
    let width = subject.estimator.columnWidth(id, of: table)
    let added: Claim = rows.map { "; \(bytes: $0 * (width + 20)) of partial indexes" } ?? ""
    return Claim("\(targets.count) nullable columns, one of them filled in each row\(added)").from(
      [id.span, subject.volumes[table.name]?.rows?.span])
  }

  /// What the column may say: values of the plan, labels of its enum, or a check's list.
  private static func values(
    of column: Column, in table: Table, _ subject: PatternSubject
  ) -> ([String], [SourceSpan?]) {
    if let known = subject.statistics[ColumnReference(table.name, column.name)], !known.values.isEmpty {
      return (known.values.map(\.value), known.values.map(\.span))
    }
    if let type = column.type.userType.flatMap({ subject.catalog.enums[$0] }) {
      return (type.values.map(\.label), [type.span])
    }
    for check in table.checks where check.expression.sql.contains(column.name) {
      let parts = check.expression.sql.split(separator: "'", omittingEmptySubsequences: false)
      let literals = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
      if literals.count > 1 { return (literals, [check.span]) }
    }
    return ([], [])
  }

  private static func scripts(
    _ table: Table, _ type: Column, _ id: Column, _ targets: [(value: String, table: Table)], _ subject: PatternSubject
  ) -> [PatternScript] {
    var apply = ScriptBuilder()
    var back = ScriptBuilder()
    var columns: [String] = []
    let alter = altering(table.name)
    for (value, target) in targets {
      guard let key = target.primaryKey, key.columns.count == 1, let parent = target.columns[key.columns[0]] else {
        continue
      }
      let column = words(target.name.name) + "_id"
      guard !table.columns.contains(column) else { continue }
      columns.append(column)
      let quoted = QuotedIdentifier.text(column)
      let constraint = QuotedIdentifier.text(PatternSubject.cut("\(table.name.name)_\(column)_fkey", to: 63))
      let reference = "\(QuotedIdentifier.text(target.name)) (\(QuotedIdentifier.text(parent.name)))"
      apply.add("\(alter) ADD COLUMN \(quoted) \(parent.type.sql)")
      apply.add(
        "UPDATE \(QuotedIdentifier.text(table.name)) SET \(quoted) = \(QuotedIdentifier.text(id.name))::\(parent.type.sql) WHERE \(QuotedIdentifier.text(type.name)) = \(SQLLiteral.text(value))"
      )
      apply.add([
        "\(alter) ADD CONSTRAINT \(constraint) FOREIGN KEY (\(quoted)) REFERENCES \(reference) NOT VALID",
        "\(alter) VALIDATE CONSTRAINT \(constraint)",
      ])
      var index = Index(
        subject.freeName("\(table.name.name)_\(column)", in: table.name.schema),
        elements: [IndexElement(column: column)])
      index.predicate = SQLExpression("\(quoted) IS NOT NULL")
      apply.add(subject.writer.createIndex(index, on: table.name, concurrently: true))
    }
    let check = QuotedIdentifier.text(PatternSubject.cut("\(table.name.name)_\(id.name)_one", to: 63))
    apply.note("Every row names one; \(type.name) and \(id.name) go when nothing reads them any more.")
    apply.add([
      "\(alter) ADD CONSTRAINT \(check) CHECK (num_nonnulls(\(QuotedIdentifier.list(columns))) = 1) NOT VALID",
      "\(alter) VALIDATE CONSTRAINT \(check)",
    ])
    back.add("\(alter) DROP CONSTRAINT \(check)")
    back.add(columns.map { "\(alter) DROP COLUMN \(QuotedIdentifier.text($0))" })
    return [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
  }
}
