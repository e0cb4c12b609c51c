import CatalogComparison
import Diagnostics
import SQLReading
import SQLWriting
import SchemaModel
import StatementLocks

/// What all recipes look at: both schemas, the facts, and the names that they have made up.
final class MigrationContext {
  /// Under the new names of tables.
  let base: Catalog
  let goal: Catalog
  let facts: MigrationFacts
  private let taken: [TakenNames]
  private var madeUp: Set<String> = []
  /// Triggers and functions that keep columns in step until the last phase.
  var keepers: Set<String> = []
  /// Tables that become partitioned under a lock, and why there is no other way.
  var blockingPartitionings: [ObjectName: String] = [:]

  init(from base: Catalog, to goal: Catalog, facts: MigrationFacts) {
    self.base = base
    self.goal = goal
    self.facts = facts
    taken = [TakenNames(base), TakenNames(goal)]
  }

  /// The same from a schema on that some steps have led to.
  func continued(from base: Catalog, to goal: Catalog) -> MigrationContext {
    let next = MigrationContext(from: base, to: goal, facts: facts)
    next.madeUp = madeUp
    next.keepers = keepers
    return next
  }

  /// A name that neither schema has for a relation, trigger, function or constraint.
  func free(_ wanted: String, in schema: String) -> String {
    let known = Set((base.functions + goal.functions).map(\.name.name))
    let first = taken[0].freeRelation(wanted, in: schema, orWith: "", besides: madeUp.union(known))
    let name = taken[1].freeRelation(first, in: schema, orWith: "", besides: madeUp.union(known))
    madeUp.insert(name)
    return name
  }

  func freeColumn(_ wanted: String, of table: ObjectName) -> String {
    let columns = Set([base, goal].compactMap { $0.tables[table]?.columns.names }.joined())
    let endings = [""] + (2...100).map { "_\($0)" }
    return endings.map { TakenNames.cut(wanted, to: TakenNames.longest - $0.utf8.count) + $0 }
      .first { !columns.contains($0) } ?? wanted
  }

  /// Rows while it runs: a table that it makes has none.
  func rows(of table: ObjectName) -> Double? { base.tables.contains(table) ? facts.rows[table] : 0 }

  func filling(of table: ObjectName, _ column: String) -> MigrationFacts.Filling? {
    facts.fillings.first { $0.column == ColumnReference(table, column) }
  }

  /// What a statement would do to a schema.
  func effect(of sql: String, on catalog: Catalog) -> StatementEffect? {
    LockReader(postgres: facts.postgres).read(SourceFile(path: "statement.sql", text: sql + ";"), onto: catalog).value
      .first?.effect
  }

  /// The schema after some statements.
  static func schema(_ catalog: Catalog, after statements: [String]) -> Catalog {
    guard !statements.isEmpty else { return catalog }
    let text = statements.map { $0 + ";" }.joined(separator: "\n")
    var result = SQLReader().read([SourceFile(path: "step.sql", text: text)], onto: catalog).value
    result.origin = catalog.origin
    return result
  }

  func backfill(
    _ table: Table, _ sets: [(column: String, value: String)], where condition: String, as column: String
  ) -> Backfill {
    let pace = filling(of: table.name, column)?.pace ?? facts.paces[table.name] ?? Pace()
    return Backfill(table: table, sets: sets, condition: condition, pace: pace)
  }
}
