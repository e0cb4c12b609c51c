import CatalogComparison
import LiveDatabase
import MigrationPlanning
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit

/// What came of the plan between one pair of catalogs.
struct PlannedOutcome {
  enum Kind {
    case judged
    /// There is nothing to be done, and nothing is done.
    case unchanged
    /// The writer's SQL of one of the two does not load: there is nothing to compare.
    case unloadable
  }

  var kind = Kind.judged
  var plan = MigrationPlan()
  var problems: [String] = []
  /// Why it was done without rows: the new schema forbids those that there are.
  var rowsRefused: String?
  /// Tables whose rows and values were counted.
  var counted = 0
  var held: [HeldWork] = []
}

/// Lets PostgreSQL take the steps of a plan there, back and there again, with rows, and compares what it has then.
struct PlannedJudge {
  let server: ThrowawayServer
  private static let (before, goal, work) = ("planned_before", "planned_goal", "planned_work")

  func judge(_ pair: CatalogPair) async throws -> PlannedOutcome {
    let facts = Self.facts(pair)
    var outcome = PlannedOutcome()
    outcome.plan = MigrationPlanner(from: pair.old, to: pair.new, facts: facts).plan()
    if outcome.plan.steps.isEmpty, CatalogDifference(from: pair.old, to: pair.new, depth: .everything).isEmpty {
      outcome.kind = .unchanged
      return outcome
    }
    for database in [Self.work, Self.before, Self.goal] { try await server.dropDatabase(database) }
    try await server.dropRoles()
    guard let goal = await load(Self.goal, pair.new, pair), let before = await load(Self.before, pair.old, pair) else {
      outcome.kind = .unloadable
      return outcome
    }
    outcome.held = HeldWork.all(of: outcome.plan, from: pair.old, facts)
    let ends = (start: try await lines(before), end: try await lines(goal))
    do {
      try await run(pair, ends, filled: true, &outcome)
    } catch let failure as MigrationFailure {
      if failure.state == "0A000", failure.text.contains("\" is not available") {
        outcome.kind = .unloadable
        return outcome
      }
      // What a block of the schema's own raises is said of rows, too.
      let isOwn = failure.state == "P0001" && !failure.text.contains("-expect-")
      guard failure.isData || isOwn else {
        outcome.problems.append(failure.text)
        return outcome
      }
      outcome.rowsRefused = failure.text
      do {
        try await run(pair, ends, filled: false, &outcome)
      } catch let failure as MigrationFailure {
        outcome.problems.append(failure.text)
      }
    }
    return outcome
  }

  // MARK: What a plan would say

  private static func facts(_ pair: CatalogPair) -> MigrationFacts {
    var facts = MigrationFacts()
    facts.renames = pair.renames
    // Whatever looks like a rename is none, so that the new schema is reached.
    facts.denied = Set(
      pair.old.tables.flatMap { table in
        [table.name.display]
          + table.columns.flatMap { ["\(table.name.display).\($0.name)", "\(table.name.qualified).\($0.name)"] }
      } + pair.old.enums.flatMap { type in type.values.map { "\(type.name.display).\($0.label)" } })
    let old = CatalogRenames(pair.renames, from: pair.old, to: pair.new).applied(to: pair.old)
    for table in pair.new.tables { facts.paces[table.name] = Pace(pause: 0) }
    let values = TypicalValue(pair.new)
    for table in pair.new.tables {
      guard let before = old.tables[table.name] else { continue }
      for column in table.columns
      where !column.isNullable && column.generated == nil && column.identity == nil && column.defaultExpression == nil
        && before.columns[column.name]?.isNullable != false
      {
        guard let value = value(of: column, table, old, values) else { continue }
        facts.fillings.append(.init(ColumnReference(table.name, column.name), sql: value, pace: Pace(pause: 0)))
      }
    }
    return facts
  }

  /// What somebody would put into the rows that are there.
  private static func value(
    of column: Column, _ table: Table, _ old: Catalog, _ values: TypicalValue
  ) -> String? {
    if let key = table.foreignKeys.first(where: { $0.columns == [column.name] && old.tables.contains($0.target) }),
      let target = key.targetColumns.first, old.tables[key.target]?.columns.contains(target) == true
    {
      let name = "p.\(QuotedIdentifier.text(target))"
      let child = QuotedIdentifier.text(table.name)
      // Another one for each row, where there are enough of them.
      let before = "SELECT count(*) FROM \(child) AS b WHERE b.ctid < \(QuotedIdentifier.text(table.name.name)).ctid"
      let offset = table.isUnique([column.name]) ? " OFFSET (\(before))" : ""
      return "(SELECT \(name) FROM \(QuotedIdentifier.text(key.target)) AS p ORDER BY \(name)\(offset) LIMIT 1)"
    }
    if table.isUnique([column.name]), !column.type.isArray {
      switch column.type.name {
      case "int2", "int4", "int8", "numeric": return "(ctid::text::point)[0] * 300 + (ctid::text::point)[1]"
      case "text", "varchar": return "ctid::text"
      case "uuid": return "gen_random_uuid()"
      default: break
      }
    }
    return values.sql(column.type, number: 1)
  }

  // MARK: On the server

  private func load(_ name: String, _ catalog: Catalog, _ pair: CatalogPair) async -> MigratedDatabase? {
    try? await MigratedDatabase.make(
      name, CorpusPrelude.scripts(pair.prelude, catalog), on: server)
  }

  /// The database to be worked on, with the settings of the one that it is copied from: PostgreSQL leaves those behind.
  private func copy() async throws {
    try await server.createDatabase(Self.work, from: Self.before)
    let connection = try await server.connect(to: Self.work)
    let settings = try await connection.query(
      """
      SELECT format('ALTER DATABASE %I SET %I TO %s', $1::text, split_part(setting, '=', 1),
        substr(setting, strpos(setting, '=') + 1))
      FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase, unnest(setconfig) AS setting
      WHERE setrole = 0 AND datname = $2
      """, [Self.work, Self.before])
    for row in settings.rows { try await connection.run(script: (row.first ?? nil) ?? "") }
    await connection.close()
  }

  /// Everything that it has; roles belong to the server, which all share.
  private func lines(_ database: MigratedDatabase) async throws -> Set<String> {
    let connection = try await server.connect(to: database.name)
    let texts = try await CodeTexts.lines(connection)
    await connection.close()
    return try await database.facts().filter { !$0.hasPrefix("roles[") }.union(texts)
  }

  private func run(
    _ pair: CatalogPair, _ ends: (start: Set<String>, end: Set<String>), filled: Bool, _ outcome: inout PlannedOutcome
  ) async throws {
    try await server.dropDatabase(Self.work)
    try await copy()
    let database = MigratedDatabase(server: server, name: Self.work)
    let rows = RowsBetween(pair.old, and: pair.new, in: Self.work, of: server)
    let renames = CatalogRenames(pair.renames, from: pair.old, to: pair.new)
    if filled { try await rows.fill() }
    let counted = try await rows.sums(renames, isNew: false)
    outcome.counted = filled ? counted.count : 0
    let files = MigrationFiles(lockTimeout: 2000).files(outcome.plan.steps)
    let up = files.filter { $0.path.hasSuffix("/up.sql") }
    let down = Array(files.filter { $0.path.hasSuffix("/down.sql") }.reversed())
    for way in outcome.plan.irreversible.isEmpty ? ["up", "down", "up again"] : ["up"] {
      let isNew = way != "down"
      do {
        try await database.run(isNew ? up : down, isInterrupted: false)
      } catch let failure as MigrationFailure {
        throw MigrationFailure(text: "\(way): \(failure.text)", state: failure.state)
      }
      let different = differences(try await lines(database), isNew ? ends.end : ends.start)
      if !different.isEmpty { outcome.problems.append("\(way): \(different.joined(separator: "\n"))") }
      let sums = try await rows.sums(renames, isNew: isNew)
      outcome.problems += Self.lost(counted, sums, outcome.plan.steps).map { "\(way): \($0)" }
      if !outcome.problems.isEmpty { return }
    }
  }

  /// Tables whose rows or values are not what they were. A trigger that fills fire may write whatever it likes, as their
  /// steps say: of those tables the rows are counted.
  private static func lost(
    _ before: [String: String], _ after: [String: String], _ steps: [MigrationStep]
  ) -> [String] {
    let fired = Set(
      steps.filter { $0.hazards.contains { $0.contains(" fires ") } }.map {
        "rows of \($0.table.qualified)"
      })
    func known(_ sum: String?, _ what: String) -> Substring? {
      fired.contains(what) ? sum?.split(separator: " ").first : sum.map { $0[...] }
    }
    return after.sorted { $0.key < $1.key }.compactMap { what, sum in
      known(before[what], what) == known(sum, what) ? nil : "\(what): \(before[what] ?? "") became \(sum)"
    }
  }
}
