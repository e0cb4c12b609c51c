import SQLWriting
import SchemaModel
import StatementLocks

/// The change of names, what it does to other tables, and what is left of the old table after it.
extension Partitioning {
  /// Keys of others to columns that are no key any more.
  var goingKeys: [Move] {
    incoming.filter { !$0.stays }.flatMap { table, key, _ in
      Move.inverted(ConstraintMoves(table, context).foreignKey(key, phase: phase), phase: phase).map { move in
        guard !move.up.isEmpty else { return move }
        return move.with {
          $0.up = TableLocks.exclusive([table.name], hurry) + [hurry] + $0.up
          $0.hazards.append(
            "From here on nothing keeps \(table.name.display) (\(key.columns.joined(separator: ", "))) from pointing at no row of \(shown): a key of a partitioned table holds \(missing(key.targetColumns)), too."
          )
        }
      }
    }
  }

  private var hurry: String { TableLocks.hurry(context) }

  private func missing(_ columns: [String]) -> String {
    newKey.filter { !columns.contains($0) }.joined(separator: ", ")
  }

  private var stayingKeys: [(table: Table, key: ForeignKey, stays: Bool)] {
    incoming.filter { $0.stays && $0.key.isValidated }
  }

  var wayBack: [Move] {
    stayingKeys.map { table, key, _ in
      Move(
        MigrationStep.name("prove", key.name, "on", "the", "way", "back"),
        "On the way back: proves \(key.name) again.", phase: phase, on: table.name, up: [],
        down: [Altering(table.name).validate(key.name)]
      ).with { $0.isDownLong = true }
    }
  }

  var proven: [Move] {
    stayingKeys.map { table, key, _ in
      Move(
        MigrationStep.name("validate", key.name),
        "Proves \(key.name) for the rows of \(table.name.display) that are there, while they are written.",
        phase: phase, on: table.name, up: [Altering(table.name).validate(key.name)], down: []
      ).with { $0.isLong = true }
    }
  }

  var exchange: Move {
    let exchange = TableExchange(
      table: old.name, beside: beside, aside: aside, twins: twins, kept: kept, forth: forth, back: back,
      hurry: hurry)
    return Move(
      MigrationStep.name("exchange", shown),
      "\(shown) is partitioned from here on; the table of before goes on as \(aside.display).", phase: phase,
      on: old.name, up: []
    ).with { move in
      move.made = { state in
        let up = exchange.statements(on: state, isBack: false)
        return (up, exchange.statements(on: MigrationContext.schema(state, after: up), isBack: true))
      }
      move.hazards = hazards
      if !shape.repeatable.isEmpty {
        let columns = shape.repeatable.map { "(\($0.columns.joined(separator: ", ")))" }.joined(separator: " or ")
        move.loses = "Rows written after it that repeat \(columns) of another row: \(aside.display) takes one of them."
        move.keep = "SELECT of the rows of \(shown) that \(aside.display) does not have, before it runs"
      }
    }
  }

  private var hazards: [String] {
    var hazards: [String] = []
    for key in shape.repeatable {
      let columns = key.columns.joined(separator: ", ")
      hazards.append(
        "\(shown) (\(columns)) may repeat from here on, and ON CONFLICT (\(columns)) finds no key: \(missing(key.columns)) belongs to each key of it."
      )
    }
    let views = context.base.views.filter { $0.isMaterialized && $0.reads.contains(old.name) }
    hazards += views.map { "\($0.name.display) is filled anew while \(shown) is locked." }
    return hazards
  }

  // MARK: Afterwards

  private var gone: Table {
    var gone = old
    gone.name = aside
    func renamed(_ key: KeyConstraint) -> KeyConstraint {
      var key = key
      key.name = kept[key.name] ?? key.name
      return key
    }
    gone.primaryKey = old.primaryKey.map(renamed)
    gone.uniqueConstraints = old.uniqueConstraints.map(renamed)
    return gone
  }

  /// No row may go with the old table that is not in the new one.
  private var lastGate: Move {
    let other = RowMirror(
      source: aside, target: old.name, columns: back.columns, key: newKey, order: oldKey, conflict: newKey,
      leavesOut: [], name: keeper)
    return compare(
      MigrationStep.name("expect", "all", "of", aside.display, "in", shown),
      "Goes on only when \(shown) holds every row that \(aside.display) still has.", other.missing,
      hint: "Decide which of \(aside.display) and \(shown) is right for each of these rows, and write it to \(shown).",
      phase: .contract, locks: ([aside, old.name] + shape.partitions.map(\.name)).map { .init($0, .accessShare) },
      reads: [aside, old.name])
  }

  var retirement: [Move] {
    let refill = Move(
      MigrationStep.name("copy", shown, "to", aside.display), "Copies the rows of \(shown) to \(aside.display).",
      phase: .contract, on: old.name, up: [back.copy(pace)], down: []
    ).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.back = .statements([])
      $0.inverse = (
        MigrationStep.name("copy", shown, "to", aside.display, "back"),
        "On the way back: copies the rows of \(shown) to \(aside.display)."
      )
    }
    let keys = old.foreignKeys.filter(\.isEnforced).flatMap { key in
      Move.inverted(ConstraintMoves(gone, context).foreignKey(key, phase: .contract), phase: .contract).map {
        $0.locking(key.target, hurry)
      }
    }
    // Who writes a partition has locked the whole before; to drop a trigger is to lock them the other way around.
    let stop = Move(
      MigrationStep.name("stop", "keeping", aside.display, "in", "step"),
      "What is written to \(shown) is no longer written to \(aside.display).", phase: .contract, on: old.name,
      up: TableLocks.exclusive([old.name], hurry) + back.drop, down: back.create)
    let drop = Move(
      MigrationStep.name("drop", aside.display), "Drops \(shown) as it was before it was partitioned.",
      phase: .contract, on: aside, up: ["DROP TABLE IF EXISTS \(QuotedIdentifier.text(aside))"])
    return [lastGate] + Move.inverted([refill], phase: .contract).map { $0.onlyBack() } + [stop] + keys + [drop]
  }

  var releases: Releases {
    var releases = Releases()
    if phase == .migrate, Set(oldKey) != Set(newKey) {
      releases.first.append("knows rows of \(shown) by \(newKey.joined(separator: ", "))")
    }
    releases.last.append("nobody wants \(shown) back as one table")
    return releases
  }
}

extension Move {
  /// Who deletes what rows point at has locked it before these.
  fileprivate func locking(_ target: ObjectName, _ hurry: String) -> Move {
    guard !up.isEmpty, case .statements(let down) = back else { return self }
    return with {
      $0.up = TableLocks.exclusive([target], hurry) + [hurry] + up
      $0.back = .statements([TableLocks.shared(target), hurry] + down)
    }
  }
}
