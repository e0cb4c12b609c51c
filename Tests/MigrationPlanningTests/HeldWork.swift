import Diagnostics
import MigrationPlanning
import SQLReading
import SchemaModel
import StatementLocks

/// A table that is in use and is read, written anew or indexed under a lock for which its writers wait.
struct HeldWork: Sendable {
  /// The statement without its names.
  let form: String
  let step: String
  let table: String
  let isUp: Bool
  /// Whether the step says who waits.
  let isSaid: Bool

  static func all(of plan: MigrationPlan, from old: Catalog, _ facts: MigrationFacts) -> [HeldWork] {
    var state = old
    var works: [HeldWork] = []
    for (step, after) in zip(plan.steps, plan.catalogs) {
      works += held(step, step.up, state, old, facts, isUp: true)
      state = after
    }
    // On the way back there is in between what only that way makes.
    for step in plan.steps.reversed() where !step.down.isEmpty && !step.isData {
      works += held(step, step.down, state, old, facts, isUp: false)
      state = SQLReader().read([file(step.down)], onto: state).value
    }
    return works
  }

  private static func file(_ statements: [String]) -> SourceFile {
    SourceFile(path: "step.sql", text: statements.map { "\($0);\n" }.joined())
  }

  private static func held(
    _ step: MigrationStep, _ statements: [String], _ before: Catalog, _ old: Catalog, _ facts: MigrationFacts,
    isUp: Bool
  ) -> [HeldWork] {
    let named = Set(facts.renames.map(\.new))
    let used = Set(
      before.tables.names.filter { old.tables.contains($0) || named.contains($0.display) })
    var modes: [ObjectName: LockMode] = [:]
    return LockReader(postgres: facts.postgres).read(file(statements), onto: before).value.flatMap {
      statement -> [HeldWork] in
      for lock in statement.effect.locks { modes[lock.relation] = max(modes[lock.relation] ?? lock.mode, lock.mode) }
      let locked = statement.effect.locks.filter { $0.mode >= .share }.map(\.relation)
      let worked = Set(
        statement.effect.scans + statement.effect.rewrites + (statement.effect.builds.isEmpty ? [] : locked))
      return worked.intersection(used).filter { (modes[$0] ?? .accessShare) >= .share }.sorted().map { table in
        HeldWork(
          form: form(statement.sql), step: step.name, table: table.display, isUp: isUp,
          isSaid: step.hazards.contains {
            $0.contains("\(table.display): ") && $0.hasPrefix("On the way back") == !isUp
          })
      }
    }
  }

  private static func form(_ sql: String) -> String {
    let words = sql.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" || $0 == "\"") }
    return words.filter { word in word.count > 1 && word.allSatisfy { $0.isLetter && $0.isUppercase } }.prefix(7)
      .joined(separator: " ")
  }
}
