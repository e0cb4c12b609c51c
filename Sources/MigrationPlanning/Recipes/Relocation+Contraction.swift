import SQLWriting
import SchemaModel

/// What goes once no code knows the columns where they were, and how it comes back.
extension Relocation {
  var contraction: [Move] {
    let refill = copying(
      MigrationStep.name("copy", to, columns[0].new, "to", from), "Copies \(words) of \(to) to \(from).",
      push(!isForth),
      .contract)
    let back = Move.inverted([refill], phase: .contract).map { $0.onlyBack() }
    // The parent lets go first: until then a row of the child may come with its own.
    let stops = [stop(pair.parent, pair.dropOnParent, pair.createOnParent)]
    return [lastGate] + going(back, stops)
  }

  private func going(_ back: [Move], _ stops: [Move]) -> [Move] {
    if isWhole { return back + goingKeys + stops + [dropTable] }
    let all = stops + [stop(pair.child, pair.dropOnChild, pair.createOnChild)]
    if isSourceGone { return back + goingKeys + all }
    return columns.flatMap { ColumnMoves(source, context).taking(ColumnUse(source, $0.old, in: context.base)) }
      + requiredBack + back + all + [dropColumns]
  }

  private func stop(_ table: ObjectName, _ drop: [String], _ create: [String]) -> Move {
    let other = table == pair.parent ? pair.child : pair.parent
    return Move(
      MigrationStep.name("stop", "keeping", other.display, "in", "step"),
      "What is written to \(table.display) is no longer written to \(other.display).", phase: .contract, on: table,
      up: drop, down: create)
  }

  private var requiredBack: [Move] {
    guard !isForth else { return [] }
    return columns.filter { source.columns[$0.old]?.isNullable == false }.flatMap {
      ConstraintMoves(source, context).dropNotNull($0.old, phase: .contract)
    }
  }

  private var goingKeys: [Move] {
    source.foreignKeys.filter(\.isEnforced).flatMap {
      Move.inverted(ConstraintMoves(source, context).foreignKey($0, phase: .contract), phase: .contract)
    }
  }

  private var dropTable: Move {
    Move(
      MigrationStep.name("drop", from), "Drops \(from), whose values are all in \(to).", phase: .contract,
      on: source.name,
      up: pair.dropOnChild + ["DROP TABLE IF EXISTS \(QuotedIdentifier.text(source.name))"])
  }

  private var dropColumns: Move {
    let alter = Altering(source.name)
    let gone = columns.compactMap { source.columns[$0.old] }
    return Move(
      MigrationStep.name("drop", "column", from, gone.map(\.name).joined(separator: "-")),
      "Drops \(words) of \(from), which no code reads any more.", phase: .contract, on: source.name,
      up: gone.map { alter.dropColumn($0.name) },
      down: gone.map { column in
        var back = column
        back.isNullable = true
        back.comment = nil
        return alter.addColumn(back)
      })
  }
}
