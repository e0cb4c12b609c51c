import SQLWriting
import SchemaModel

/// Values of an enum that come, and those that go.
struct EnumMoves {
  let old: EnumType
  let new: EnumType
  let context: MigrationContext
  /// Whether a row with a value that goes stops it; else the plan says what becomes of it.
  var isStrict = false

  private var labels: [String] { old.values.map(\.label) }
  private var wanted: [String] { new.values.map(\.label) }

  /// Whether nothing but additions lies between them.
  var onlyAdds: Bool { wanted.filter(labels.contains) == labels }

  var moves: [Move] { onlyAdds ? additions : replacement }

  private var gone: [String] { labels.filter { !wanted.contains($0) } }

  /// What rows with a value that goes become: a rename to a value that was there before, too.
  private var mapped: [(old: String, new: String)] {
    func label(_ name: String) -> String? {
      [old.name.display, old.name.qualified].lazy.compactMap { owner in
        name.hasPrefix(owner + ".") ? String(name.dropFirst(owner.count + 1)) : nil
      }.first
    }
    return context.facts.renames.compactMap { rename in
      guard let from = label(rename.old), let to = label(rename.new), gone.contains(from), wanted.contains(to),
        labels.contains(to)
      else { return nil }
      return (from, to)
    }
  }

  var releases: Releases {
    var releases = Releases()
    if !gone.isEmpty, !onlyAdds {
      let values = gone.map { "'\($0)'" }.joined(separator: ", ")
      releases.first.append("writes no \(values) as \(old.name.display), and reads it only where it is still there")
    }
    return releases
  }

  private var additions: [Move] {
    var present = labels
    var moves: [Move] = []
    for (position, label) in wanted.enumerated() where !labels.contains(label) {
      let place: String
      if let next = wanted[(position + 1)...].first(where: present.contains) {
        place = " BEFORE \(SQLLiteral.text(next))"
        present.insert(label, at: present.firstIndex(of: next) ?? 0)
      } else {
        place = ""
        present.append(label)
      }
      moves.append(
        Move(
          MigrationStep.name("add", label, "to", old.name.display),
          "\(old.name.display) takes \(label); it can be written once this step has committed.", phase: .expand,
          on: old.name,
          up: [
            "ALTER TYPE \(QuotedIdentifier.text(old.name)) ADD VALUE IF NOT EXISTS \(SQLLiteral.text(label))\(place)"
          ]
        ).with {
          $0.isDownLong = true
          $0.hazards = [
            "Its way back writes every table with a column of \(old.name.display) anew, and stops while a row has \(label)."
          ]
        })
    }
    return moves
  }

  /// Where the type is used by columns that can be made beside the old ones.
  private var users: [(table: Table, column: Column)]? {
    var users: [(table: Table, column: Column)] = []
    for table in context.base.tables {
      for column in table.columns where column.type.userType == old.name {
        guard context.goal.tables[table.name]?.columns[column.name] != nil else { continue }
        guard !column.type.isArray, TypeChange.obstacle(table, column.name, context) == nil else { return nil }
        users.append((table, column))
      }
    }
    return users
  }

  private var replacement: [Move] {
    guard let users, let name = Optional(context.free("\(old.name.name)_new", in: old.name.schema)) else { return [] }
    let beside = ObjectName(name, schema: old.name.schema)
    let aside = ObjectName(context.free("\(old.name.name)_old", in: old.name.schema), schema: old.name.schema)
    var type = new
    type.name = beside
    let create = Move(
      MigrationStep.name("create", beside.display),
      isStrict
        ? "Makes \(old.name.display) without \(gone.joined(separator: ", ")), under the name \(beside.display)."
        : "Makes \(old.name.display) as it will be, under the name \(beside.display).",
      phase: .expand, on: old.name, up: [SQLWriter().createEnum(type)],
      down: ["DROP TYPE IF EXISTS \(QuotedIdentifier.text(beside))"])
    let each = users.map { table, column in change(table, column, to: beside, aside) }
    // Code of before may write a value that goes until it is replaced.
    let turn: MigrationStep.Phase = gone.isEmpty ? .expand : .migrate
    let changes = each.flatMap { $0.moves.map(said) }.map { move in
      move.made == nil ? move : move.with { $0.phase = turn }
    }
    let expanding = changes.filter { $0.phase == .expand }
    let exchanging = turn == .expand ? [] : changes.filter { $0.phase == .migrate }
    let contracting = changes.filter { $0.phase == .contract }
    func renaming(_ from: ObjectName, _ to: ObjectName) -> String {
      "ALTER TYPE \(QuotedIdentifier.text(from)) RENAME TO \(QuotedIdentifier.text(to.name))"
    }
    let swap = Move(
      MigrationStep.name("swap", old.name.display), "\(beside.display) takes the name \(old.name.display).",
      phase: turn,
      on: old.name, up: [renaming(old.name, aside), renaming(beside, old.name)] + each.map(\.functions.after),
      down: [renaming(old.name, beside), renaming(aside, old.name)] + each.map(\.functions.before))
    var before = old
    before.name = aside
    let drop = Move(
      MigrationStep.name("drop", aside.display),
      isStrict ? "Drops \(aside.display), which no column has any more." : "Drops \(old.name.display) as it was.",
      phase: .contract, on: old.name,
      up: ["DROP TYPE IF EXISTS \(QuotedIdentifier.text(aside))"], down: [SQLWriter().createEnum(before)])
    return [create] + expanding + exchanging + [swap] + contracting + [drop]
  }

  private func change(_ table: Table, _ column: Column, to type: ObjectName, _ aside: ObjectName) -> TypeChange {
    var after = column
    after.type = ColumnType(type.name, schema: type.schema)
    let stated = context.filling(of: table.name, column.name)
    let text = QuotedIdentifier.text(type)
    let cases =
      ["WHEN %::text = ANY (ARRAY[\(SQLLiteral.list(wanted))]) THEN %::text"]
      + mapped.map { "WHEN %::text = \(SQLLiteral.text($0.old)) THEN \(SQLLiteral.text($0.new))" }
    let rest = stated.map { " ELSE (\(IdentifierReplacing.value($0.sql, column.name)))::text" } ?? ""
    let forth =
      isStrict || gone.isEmpty && stated == nil
      ? "%::text::\(text)" : "CASE \(cases.joined(separator: " "))\(rest) END::\(text)"
    if let value = column.defaultExpression {
      after.defaultExpression =
        context.goal.tables[table.name]?.columns[column.name]?.defaultExpression.map { value in
          SQLExpression(IdentifierReplacing.cast(to: old.name, with: text, in: value.sql))
        } ?? value
    }
    var change = TypeChange(table, from: column, to: after, forth: forth, context)
    let before = ColumnType(aside.name, schema: aside.schema)
    change.final = (
      before, forth.replacing("::\(text)", with: "::\(QuotedIdentifier.text(old.name))"), "%::text::\(before.sql)"
    )
    return change
  }

  /// What becomes of rows with a value that goes.
  private func said(_ move: Move) -> Move {
    let shown = move.table.display
    let left = gone.filter { label in !mapped.contains { $0.old == label } }
    return move.with {
      if move.isData, move.phase == .expand {
        $0.hazards += mapped.map { "Rows of \(shown) with '\($0.old)' become '\($0.new)'." }
        if !left.isEmpty {
          let values = left.map { "'\($0)'" }.joined(separator: ", ")
          $0.hazards.append("Rows of \(shown) with \(values) get what the plan's backfill says, else NULL.")
        }
      }
      if !gone.isEmpty, move.phase == .contract, move.name.hasPrefix("drop-column-") {
        $0.loses = "Which rows of \(shown) had \(gone.map { "'\($0)'" }.joined(separator: ", "))."
      }
    }
  }
}

enum IdentifierReplacing {
  /// Casts to one type as casts to another, however the type is written.
  static func cast(to type: ObjectName, with text: String, in sql: String) -> String {
    let spelled = [QuotedIdentifier.text(type), QuotedIdentifier.text(type.name), type.qualified, type.display]
    let parts = sql.split(separator: "::", omittingEmptySubsequences: false).map(String.init)
    return parts[0]
      + parts.dropFirst().map { part in
        let name = spelled.first { part.hasPrefix($0) && !continues(part.dropFirst($0.count)) }
        return "::" + (name.map { text + part.dropFirst($0.count) } ?? part)
      }.joined()
  }

  /// Whether a name goes on.
  private static func continues(_ rest: Substring) -> Bool {
    rest.first.map { $0.isLetter || $0.isNumber || "_$.".contains($0) } ?? false
  }

  static func value(_ sql: String, _ column: String) -> String {
    sql.split(omittingEmptySubsequences: false) { $0 == " " }.map { $0 == column ? "%" : String($0) }.joined(
      separator: " ")
  }
}
