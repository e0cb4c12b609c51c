package import Diagnostics
package import MigrationReading
import SQLReading
import SQLSyntax
package import SchemaModel
import StatementLocks

/// Puts migrations, in order, onto what is there before them.
package struct MigrationJudge: Sendable {
  private let locks: LockReader
  /// Whether what the migrations start from is known whole, so that a table nobody made is a mistake.
  private let knowsBaseline: Bool

  package init(postgres: Int, knowsBaseline: Bool) {
    locks = LockReader(postgres: postgres)
    self.knowsBaseline = knowsBaseline
  }

  /// - Parameter runsTogether: whether all of them are pending: what one makes is new to those after it, too.
  package func judge(
    _ migrations: [WrittenMigration], onto baseline: Catalog, runsTogether: Bool
  ) -> Reading<[JudgedMigration]> {
    var catalog = baseline
    var new: Set<ObjectName> = []
    var judged: [JudgedMigration] = []
    var diagnostics: [Diagnostic] = []
    for migration in migrations {
      if !runsTogether { new = [] }
      let reading = judge(migration, onto: catalog, new: &new)
      diagnostics += reading.diagnostics
      catalog = reading.value.after
      judged.append(reading.value)
    }
    return Reading(judged, diagnostics: diagnostics)
  }

  private func judge(
    _ migration: WrittenMigration, onto catalog: Catalog, new: inout Set<ObjectName>
  ) -> Reading<JudgedMigration> {
    let script = migration.script
    let start = knowsBaseline ? catalog : AssumedTables.added(to: catalog, for: script)
    let walked = ScriptWalk(script, onto: start)
    let steps = walked.steps
    let effects = Dictionary(
      locks.read(script, onto: start).value.map { ($0.range.lowerBound, $0.effect) },
      uniquingKeysWith: { first, _ in first })
    var walk = TransactionWalk(migration, count: steps.count)
    var statements: [JudgedStatement] = []
    for (position, step) in steps.enumerated() {
      let action = step.action
      walk.step(action)
      let after = position + 1 < steps.count ? steps[position + 1].before : walked.after
      statements.append(
        JudgedStatement(
          sql: step.statement.text, range: step.statement.range, span: migration.span(of: step.statement.range),
          effect: effects[step.statement.range.lowerBound] ?? StatementEffect(), before: step.before, after: after,
          transaction: walk.current, transactionWords: walk.words, action: action, newTables: new,
          lockTimeout: walk.timeouts.lock, statementTimeout: walk.timeouts.statement,
          isGenerated: !migration.origins.isEmpty && walk.isBoundary))
      walk.finish(action)
      for table in after.tables where !step.before.tables.contains(table.name) { new.insert(table.name) }
      for view in after.views where !step.before.views.contains(view.name) { new.insert(view.name) }
      Self.follow(action, &new)
    }
    let value = JudgedMigration(migration: migration, statements: statements, before: start, after: walked.after)
    return Reading(value, diagnostics: told(walked.diagnostics, of: migration))
  }

  /// What is renamed stays what it is.
  private static func follow(_ action: MigrationAction, _ new: inout Set<ObjectName>) {
    if case .createTable(let table) = action { new.insert(table.name) }
    guard case .rename(_, let old, nil, let name) = action else { return }
    let renamed = ObjectName(name, schema: old.schema)
    if new.contains(old) { new.insert(renamed) } else { new.remove(renamed) }
  }

  /// What the reader says of a script, at the places that people wrote. What is unknown is not said where nobody said
  /// what is there.
  private func told(_ diagnostics: [Diagnostic], of migration: WrittenMigration) -> [Diagnostic] {
    diagnostics.compactMap { diagnostic in
      if !Self.aboutText.contains(diagnostic.code) {
        guard knowsBaseline, diagnostic.code != "not-modelled" else { return nil }
      }
      var told = diagnostic
      if !Self.aboutText.contains(diagnostic.code) { told.severity = min(told.severity, .warning) }
      guard !migration.origins.isEmpty, let span = diagnostic.span else { return told }
      let place = migration.span(of: span.offset..<span.offset + span.length)
      told.span = place
      told.sourceLine = migration.file.excerpt(at: place)
      return told
    }
  }

  /// Problems of the text itself, whatever is there before it.
  private static let aboutText: Set<String> = ["sql-syntax", "statement-too-long", "other-database", "psql-command"]
}
