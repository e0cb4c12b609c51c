import CatalogAlteration
import CatalogComparison
import DatabaseReading
import Diagnostics
import LiveDatabase
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit

/// What came of one pair of catalogs.
enum PairOutcome: Sendable {
  /// Both ways led where they should, with so many rows that came along; nil when only without rows because the new
  /// schema forbids such ones.
  case equal(rows: Int?)
  /// Nothing is different, and nothing is done.
  case unchanged
  /// The writer's SQL of one of the two does not load: there is nothing to compare.
  case unloadable(String)
  case different([String])
  /// It led there; the way back says that there is none.
  case oneWay(String)
}

/// Lets PostgreSQL go from one catalog to another, back and there again, and compares what it has then.
struct AlterationJudge {
  let server: ThrowawayPostgres
  /// The schema that the last pair led to, untouched: mostly the next pair begins with it.
  private var last: Loaded?
  private var count = 0

  init(server: ThrowawayPostgres) { self.server = server }

  private struct Loaded {
    var database: String
    var catalog: Catalog
    var prelude: String
    var facts: Set<String>
  }

  struct Failure: Error {
    var text: String
    var isData: Bool
    var isOneWay = false
    /// Whether the server lacks what the new schema asks for, so that nothing can be compared.
    var isMissingExtension: Bool { text.contains("extension \"") && text.contains("\" is not available") }
  }

  private struct Unloadable: Error { var text: String }

  mutating func judge(_ pair: CatalogPair) async throws -> PairOutcome {
    let names = CatalogRenames(pair.renames, from: pair.old, to: pair.new)
    let isSame =
      CatalogAlteration(from: pair.old, to: pair.new, renames: names).statements.isEmpty
      && CatalogDifference(from: pair.old, to: pair.new, depth: .everything).isEmpty
    if isSame { return .unchanged }
    do {
      let before = try await first(of: pair)
      do {
        let after = try await load(pair.new, pair.prelude)
        last = after
        let outcome = try await compare(pair, before, after)
        try await server.server.dropDatabase(before.database)
        return outcome
      } catch {
        try await server.server.dropDatabase(before.database)
        throw error
      }
    } catch let error as Unloadable {
      return .unloadable(error.text)
    }
  }

  private mutating func compare(_ pair: CatalogPair, _ before: Loaded, _ after: Loaded) async throws -> PairOutcome {
    do {
      return .equal(rows: try await run(pair, before, after, filled: true))
    } catch let failure as Failure {
      if failure.isOneWay { return .oneWay(failure.text) }
      if failure.isMissingExtension { return .unloadable(failure.text) }
      guard failure.isData else { return .different([failure.text]) }
    }
    let again = try await load(pair.old, pair.prelude)
    do {
      _ = try await run(pair, again, after, filled: false)
      try await server.server.dropDatabase(again.database)
      return .equal(rows: nil)
    } catch let failure as Failure {
      try await server.server.dropDatabase(again.database)
      return failure.isOneWay ? .oneWay(failure.text) : .different([failure.text])
    }
  }

  /// The old schema, in a database that may be changed.
  private mutating func first(of pair: CatalogPair) async throws -> Loaded {
    defer { last = nil }
    if let last {
      if last.prelude == pair.prelude, last.catalog == pair.old { return last }
      try await server.server.dropDatabase(last.database)
    }
    try await server.server.dropRoles()
    return try await load(pair.old, pair.prelude)
  }

  private mutating func load(_ catalog: Catalog, _ prelude: String) async throws -> Loaded {
    count += 1
    let database = "alteration_\(count)"
    try await server.createDatabase(database)
    for script in CorpusPrelude.scripts(prelude, catalog) where !script.isEmpty {
      if let complaint = try await server.complaint(loading: script, into: database) {
        try await server.server.dropDatabase(database)
        throw Unloadable(text: complaint)
      }
    }
    return Loaded(database: database, catalog: catalog, prelude: prelude, facts: try await facts(database))
  }

  /// There, back and there again; how many rows came along.
  private func run(_ pair: CatalogPair, _ before: Loaded, _ after: Loaded, filled: Bool) async throws -> Int {
    let rows = RowsBetween(pair.old, and: pair.new, in: before.database, of: server.server)
    if filled { try await rows.fill() }
    let renames = CatalogRenames(pair.renames, from: pair.old, to: pair.new)
    let back = CatalogRenames(pair.renames.map { ($0.new, $0.old) }, from: pair.new, to: pair.old)
    let counted = filled ? try await rows.sums(renames, isNew: false) : [:]
    let up = Way(name: "up", from: pair.old, to: pair.new, renames: renames, target: after.facts)
    try await go(up, in: before.database)
    let arrived = filled ? try await rows.sums(renames, isNew: true) : [:]
    for (what, sum) in arrived.sorted(by: { $0.key < $1.key }) where counted[what] != sum {
      throw Failure(text: "\(what): \(counted[what] ?? "") became \(sum)", isData: false)
    }
    let down = Way(name: "down", from: pair.new, to: pair.old, renames: back, target: before.facts)
    try await go(down, in: before.database)
    let again = Way(name: "up again", from: pair.old, to: pair.new, renames: renames, target: after.facts)
    try await go(again, in: before.database)
    return arrived.values.reduce(0) { $0 + (Int($1.prefix { $0 != " " }) ?? 0) }
  }

  private struct Way {
    var name: String
    var from: Catalog
    var to: Catalog
    var renames: CatalogRenames
    var target: Set<String>
  }

  private func go(_ way: Way, in database: String) async throws {
    let alteration = CatalogAlteration(from: way.from, to: way.to, renames: way.renames)
    if !alteration.obstacles.isEmpty {
      let text = "\(way.name): \(alteration.obstacles.joined(separator: "; "))"
      throw Failure(text: text, isData: false, isOneWay: way.name == "down")
    }
    if let failure = try await apply(alteration, way.to, in: database) {
      throw Failure(text: "\(way.name): \(failure.text)", isData: failure.isData)
    }
    let lines = Self.differences(try await facts(database), way.target)
    if !lines.isEmpty {
      let script = alteration.statements.map(\.sql).joined(separator: ";\n    ")
      throw Failure(
        text: "\(way.name): \(lines.prefix(12).joined(separator: "\n  "))\n    \(script.prefix(3000))", isData: false)
    }
  }

  /// What of the two only one has.
  private static func differences(_ found: Set<String>, _ wanted: Set<String>) -> [String] {
    found.subtracting(wanted).sorted().map { "only altered: \($0.prefix(300))" }
      + wanted.subtracting(found).sorted().map { "only new: \($0.prefix(300))" }
  }

  private func apply(
    _ alteration: CatalogAlteration, _ new: Catalog, in database: String
  ) async throws -> Failure? {
    let connection = try await server.server.connect(to: database)
    var isOpen = false
    for statement in alteration.statements {
      do throws(PostgresError) {
        if !statement.isTransactional, isOpen {
          try await connection.run(script: "COMMIT")
          isOpen = false
        } else if statement.isTransactional, !isOpen {
          try await connection.run(script: "BEGIN")
          isOpen = true
        }
        try await connection.run(script: AlterationRows.prepared(statement, new))
        if statement.endsTransaction, isOpen {
          try await connection.run(script: "COMMIT")
          isOpen = false
        }
      } catch {
        guard error.reason == .statement else { throw error }
        let code = error.sqlState ?? ""
        // What a block of the schema's own raises is said of rows, too.
        let isData = code.hasPrefix("23") || code.hasPrefix("22") || code == "P0001"
        return Failure(text: "\(error)\n    \(statement.sql.prefix(600))", isData: isData)
      }
    }
    if isOpen {
      do throws(PostgresError) {
        try await connection.run(script: "COMMIT")
      } catch {
        return Failure(text: "\(error) at COMMIT", isData: true)
      }
    }
    return nil
  }

  /// Everything PostgreSQL has, one line a fact: the catalog as it is read, and the texts of code.
  private func facts(_ database: String) async throws -> Set<String> {
    let connection = try await server.server.connect(to: database)
    let catalog = DatabaseReader().read(try await LiveDatabase.snapshot(connection), name: database).value
    let lines = CatalogFacts.lines(of: catalog).filter {
      // Roles belong to the server, which both share.
      !$0.contains(".position = ") && !$0.hasPrefix("roles[")
    }
    return lines.union(try await CodeTexts.lines(connection))
  }
}
