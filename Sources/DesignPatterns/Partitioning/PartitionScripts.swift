import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// The SQL that partitions a table without copying it, that keeps the partitions, and that leads back.
struct PartitionScripts {
  private let layout: PartitionLayout
  private let new: PartitionedTable
  private let subject: PatternSubject
  private let names: Names

  /// Names that the scripts make up.
  private struct Names {
    var old: ObjectName
    var check: String
    /// Indexes that are made beforehand for the keys of the old rows, by the key's name.
    var keys: [String: String]
    /// The old rows' indexes, by the name that the partitioned table takes over.
    var moved: [String: String]
  }

  init(_ layout: PartitionLayout, in subject: PatternSubject) {
    self.layout = layout
    self.subject = subject
    new = PartitionedTable(layout)
    let table = layout.table
    let schema = table.name.schema
    let ending = "_before_" + layout.interval.suffix(layout.boundary)
    func old(_ name: String) -> String {
      subject.freeName(PatternSubject.cut(name, to: 60 - ending.utf8.count) + ending, in: schema)
    }
    names = Names(
      old: layout.oldName, check: layout.oldName.name,
      keys: Dictionary(
        (new.changedKeys.map(\.old.name) + new.changedIndexes.map(\.old.name)).map { ($0, old($0)) },
        uniquingKeysWith: { first, _ in first }),
      moved: Dictionary(
        (table.keys.map(\.name) + table.indexes.map(\.name)).map { ($0, old($0)) },
        uniquingKeysWith: { first, _ in first }))
  }

  var all: [PatternScript] {
    [PatternScript(.apply, apply), PatternScript(.keep, keep), PatternScript(.back, back)]
  }

  private var table: Table { layout.table }
  private var belongings: TableBelongings { TableBelongings(table: table, subject: subject) }
  private var column: String { QuotedIdentifier.text(layout.time.column.name) }
  private var incoming: [(table: ObjectName, key: ForeignKey)] {
    (subject.references[table.name] ?? []).filter { $0.key.isEnforced }
  }

  // MARK: There

  private var apply: String {
    var script = ScriptBuilder()
    script.note("1. While the application runs: keys and a proof for the rows that are there.")
    script.add(preparedKeys)
    script.add([
      "\(altering(table.name)) ADD CONSTRAINT \(QuotedIdentifier.text(names.check)) CHECK (\(column) < \(layout.literal(layout.boundary))) NOT VALID",
      "\(altering(table.name)) VALIDATE CONSTRAINT \(QuotedIdentifier.text(names.check))",
    ])
    script.note(
      "2. The swap, before \(layout.boundary): from then on the check above refuses rows. Nothing is copied or scanned."
    )
    script.transaction(lockTimeout: subject.lockTimeout, swap)
    return script.text
  }

  /// An index for each key with the time in it; a key becomes one by it without being checked again.
  private var preparedKeys: [String] {
    let keys = new.changedKeys.map { old, new, _ in
      var index = Index(names.keys[old.name] ?? old.name, elements: new.columns.map { IndexElement(column: $0) })
      index.isUnique = true
      index.includes = new.includes
      index.nullsNotDistinct = new.nullsNotDistinct
      return index
    }
    let indexes = new.changedIndexes.map { old, new in
      var index = new
      index.name = names.keys[old.name] ?? old.name
      return index
    }
    return (keys + indexes).map { subject.writer.createIndex($0, on: table.name, concurrently: true) }
  }

  private var swap: [String] {
    let old = names.old
    var statements = incoming.map {
      "\(altering($0.table)) DROP CONSTRAINT \(QuotedIdentifier.text($0.key.name))"
    }
    statements.append("\(altering(table.name)) RENAME TO \(QuotedIdentifier.text(old.name))")
    statements += table.triggers.map {
      "DROP TRIGGER \(QuotedIdentifier.text($0.name)) ON \(QuotedIdentifier.text(old))"
    }
    statements += oldKeys(on: old)
    statements += table.columns.filter { $0.identity != nil }.map {
      "\(altering(old)) ALTER COLUMN \(QuotedIdentifier.text($0.name)) DROP IDENTITY"
    }
    statements += subject.writer.statements(for: new.table)
    statements += belongings.identitySequences(from: old) + belongings.ownedSequences
    statements += belongings.grants
    statements.append(
      "\(altering(table.name)) ATTACH PARTITION \(QuotedIdentifier.text(old)) FOR VALUES FROM (MINVALUE) TO (\(layout.literal(layout.boundary)))"
    )
    statements += (0..<PartitionLayout.ahead).map { number in
      let (name, from, to) = layout.bounds(of: number)
      return
        "CREATE TABLE \(QuotedIdentifier.text(name)) PARTITION OF \(QuotedIdentifier.text(table.name)) FOR VALUES FROM (\(layout.literal(from))) TO (\(layout.literal(to)))"
        + belongings.storage
    }
    return statements + belongings.views
  }

  /// The old rows' keys give up their names and take the time in.
  private func oldKeys(on old: ObjectName) -> [String] {
    var statements: [String] = []
    for (key, _, isPrimary) in new.changedKeys {
      let index = QuotedIdentifier.text(names.keys[key.name] ?? key.name)
      statements.append("\(altering(old)) DROP CONSTRAINT \(QuotedIdentifier.text(key.name))")
      statements.append(
        "\(altering(old)) ADD CONSTRAINT \(index) \(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX \(index)")
    }
    let gone = Set(new.changedIndexes.map(\.old.name))
    let changed = Set(new.changedKeys.map(\.old.name))
    for index in table.indexes {
      let name = QuotedIdentifier.text(ObjectName(index.name, schema: table.name.schema))
      statements.append(
        gone.contains(index.name)
          ? "DROP INDEX \(name)"
          : "ALTER INDEX \(name) RENAME TO \(QuotedIdentifier.text(names.moved[index.name] ?? index.name))")
    }
    for key in table.keys where !changed.contains(key.name) {
      statements.append(
        "ALTER INDEX \(QuotedIdentifier.text(ObjectName(key.name, schema: table.name.schema))) RENAME TO \(QuotedIdentifier.text(names.moved[key.name] ?? key.name))"
      )
    }
    return statements
  }

  // MARK: Ever after

  private var keep: String {
    var script = ScriptBuilder()
    let (name, from, to) = layout.bounds(of: PartitionLayout.ahead)
    let first = layout.bounds(of: 0)
    let bounds = "FOR VALUES FROM (\(layout.literal(from))) TO (\(layout.literal(to)))"
    script.note(
      "Every \(layout.interval.rawValue), first on \(layout.boundary): the next partition. Made apart and attached, so that nobody waits."
    )
    script.add([
      "CREATE TABLE \(QuotedIdentifier.text(name)) (LIKE \(QuotedIdentifier.text(table.name)) INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE)"
        + belongings.storage,
      "\(altering(table.name)) ATTACH PARTITION \(QuotedIdentifier.text(name)) \(bounds)",
    ])
    guard layout.retention != nil else { return script.text }
    let due = layout.interval.advanced(first.to, by: layout.held)
    script.note("From \(due) on, once every \(layout.interval.rawValue): the one whose last row is too old.")
    script.add([
      "\(altering(table.name)) DETACH PARTITION \(QuotedIdentifier.text(first.name)) CONCURRENTLY",
      "DROP TABLE \(QuotedIdentifier.text(first.name))",
    ])
    return script.text
  }

  // MARK: Back

  private var back: String {
    var script = ScriptBuilder()
    let aside = ObjectName(
      subject.freeName(PatternSubject.cut(table.name.name, to: 50) + "_partitioned", in: table.name.schema),
      schema: table.name.schema)
    script.note("1. While the application runs: the keys without the time, for the rows that are there.")
    script.add(restoredKeys)
    script.note("2. The old table again; the rows that came since the swap are copied while writers wait.")
    script.transaction(lockTimeout: subject.lockTimeout, restore(from: aside))
    let open = incoming.map { child, key in
      var key = key
      key.isValidated = false
      return (child: child, name: key.name, add: subject.writer.addForeignKey(key, to: child))
    }
    if !open.isEmpty {
      script.note("3. The foreign keys that the swap took away.")
      script.add(open.compactMap(\.add))
      script.add(open.map { "\(altering($0.child)) VALIDATE CONSTRAINT \(QuotedIdentifier.text($0.name))" })
    }
    return script.text
  }

  private var restoredKeys: [String] {
    let keys = new.changedKeys.map { old, _, _ in
      var index = Index(restored(old.name), elements: old.columns.map { IndexElement(column: $0) })
      index.isUnique = true
      index.includes = old.includes
      index.nullsNotDistinct = old.nullsNotDistinct
      return index
    }
    let indexes = new.changedIndexes.map { old, _ in
      var index = old
      index.name = restored(old.name)
      return index
    }
    return (keys + indexes).map { subject.writer.createIndex($0, on: names.old, concurrently: true) }
  }

  private func restored(_ name: String) -> String {
    subject.freeName(PatternSubject.cut(name, to: 54) + "_whole", in: table.name.schema)
  }

  private func restore(from aside: ObjectName) -> [String] {
    let old = names.old
    let copied = QuotedIdentifier.list(table.columns.filter { $0.generated == nil }.map(\.name))
    var statements = [
      "\(altering(table.name)) DETACH PARTITION \(QuotedIdentifier.text(old))",
      "\(altering(table.name)) RENAME TO \(QuotedIdentifier.text(aside.name))",
      "\(altering(old)) RENAME TO \(QuotedIdentifier.text(table.name.name))",
      "\(altering(table.name)) DROP CONSTRAINT \(QuotedIdentifier.text(names.check))",
      "INSERT INTO \(QuotedIdentifier.text(table.name)) (\(copied)) SELECT \(copied) FROM \(QuotedIdentifier.text(aside))",
    ]
    statements += belongings.ownedSequences + belongings.views
    statements.append("DROP TABLE \(QuotedIdentifier.text(aside))")
    // The sequences of identities take their names again, which the dropped table had.
    statements +=
      table.columns.filter { $0.identity != nil }.map(belongings.identity)
      + belongings.identitySequences(from: table.name)
    return statements + keysBack + table.triggers.map { subject.writer.createTrigger($0, on: table.name) }
  }

  private var keysBack: [String] {
    let schema = table.name.schema
    var statements: [String] = []
    for (old, _, isPrimary) in new.changedKeys {
      let name = QuotedIdentifier.text(old.name)
      let made = QuotedIdentifier.text(names.keys[old.name] ?? old.name)
      statements.append("\(altering(table.name)) DROP CONSTRAINT \(made)")
      statements.append(
        "\(altering(table.name)) ADD CONSTRAINT \(name) \(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX \(QuotedIdentifier.text(restored(old.name)))"
      )
    }
    for (old, _) in new.changedIndexes {
      statements.append(
        "DROP INDEX \(QuotedIdentifier.text(ObjectName(names.keys[old.name] ?? old.name, schema: schema)))")
      statements.append(
        "ALTER INDEX \(QuotedIdentifier.text(ObjectName(restored(old.name), schema: schema))) RENAME TO \(QuotedIdentifier.text(old.name))"
      )
    }
    let changed = Set(new.changedKeys.map(\.old.name) + new.changedIndexes.map(\.old.name))
    for name in table.indexes.map(\.name) + table.keys.map(\.name) where !changed.contains(name) {
      statements.append(
        "ALTER INDEX \(QuotedIdentifier.text(ObjectName(names.moved[name] ?? name, schema: schema))) RENAME TO \(QuotedIdentifier.text(name))"
      )
    }
    return statements
  }
}
