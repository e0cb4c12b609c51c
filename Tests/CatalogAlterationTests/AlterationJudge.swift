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
  /// Both ways led where they should; with rows, or only without because the new schema forbids such rows.
  case equal(withRows: Bool)
  /// Nothing is different, and nothing is done.
  case unchanged
  /// The writer's SQL of one of the two does not load: there is nothing to compare.
  case unloadable(String)
  case different([String])
}

/// Lets PostgreSQL go from one catalog to another, back and there again, and compares what it has then.
struct AlterationJudge {
  let server: ThrowawayPostgres
  private static let before = "alteration_before"
  private static let after = "alteration_after"
  private static let work = "alteration_work"

  struct Failure: Error {
    var text: String
    var isData: Bool
  }

  func judge(_ pair: CatalogPair) async throws -> PairOutcome {
    let names = CatalogRenames(pair.renames, from: pair.old, to: pair.new)
    let isSame =
      CatalogAlteration(from: pair.old, to: pair.new, renames: names).statements.isEmpty
      && CatalogDifference(from: pair.old, to: pair.new, depth: .everything).isEmpty
    if isSame { return .unchanged }
    for database in [Self.work, Self.before, Self.after] { try await server.server.dropDatabase(database) }
    try await server.server.dropRoles()
    for (database, catalog) in [(Self.before, pair.old), (Self.after, pair.new)] {
      try await server.createDatabase(database)
      let sql = CorpusPrelude.without(pair.prelude, SQLWriter().schema(of: catalog))
      if let complaint = try await load([pair.prelude, sql], into: database) { return .unloadable(complaint) }
    }
    let wanted = (try await facts(Self.before), try await facts(Self.after))
    var failure = try await run(pair, wanted, filled: true)
    if let first = failure, first.isData {
      failure = try await run(pair, wanted, filled: false)
      guard let failure else { return .equal(withRows: false) }
      return .different([failure.text])
    }
    return failure.map { .different([$0.text]) } ?? .equal(withRows: true)
  }

  private func load(_ scripts: [String], into database: String) async throws -> String? {
    for script in scripts where !script.isEmpty {
      if let complaint = try await server.complaint(loading: script, into: database) { return complaint }
    }
    return nil
  }

  private func run(_ pair: CatalogPair, _ wanted: (Set<String>, Set<String>), filled: Bool) async throws -> Failure? {
    try await server.server.dropDatabase(Self.work)
    try await server.server.createDatabase(Self.work, from: Self.before)
    let rows = RowsBetween(pair.old, and: pair.new, in: Self.work, of: server.server)
    if filled { try await rows.fill() }
    let renames = CatalogRenames(pair.renames, from: pair.old, to: pair.new)
    let back = CatalogRenames(pair.renames.map { ($0.new, $0.old) }, from: pair.new, to: pair.old)
    let counted = filled ? try await rows.sums(renames, isNew: false) : [:]
    let ways: [(String, Catalog, Catalog, CatalogRenames, Set<String>)] = [
      ("up", pair.old, pair.new, renames, wanted.1), ("down", pair.new, pair.old, back, wanted.0),
      ("up again", pair.old, pair.new, renames, wanted.1),
    ]
    for (way, from, to, names, target) in ways {
      let alteration = CatalogAlteration(from: from, to: to, renames: names)
      if !alteration.obstacles.isEmpty {
        return Failure(text: "\(way): \(alteration.obstacles.joined(separator: "; "))", isData: false)
      }
      if let failure = try await apply(alteration, to) {
        return Failure(text: "\(way): \(failure.text)", isData: failure.isData)
      }
      let lines = Self.differences(try await facts(Self.work), target)
      if !lines.isEmpty {
        let script = alteration.statements.map(\.sql).joined(separator: ";\n    ")
        return Failure(
          text: "\(way): \(lines.prefix(12).joined(separator: "\n  "))\n    \(script.prefix(3000))", isData: false)
      }
      if way == "up", filled {
        for (what, sum) in try await rows.sums(renames, isNew: true) where counted[what] != sum {
          return Failure(text: "\(what): \(counted[what] ?? "") became \(sum)", isData: false)
        }
      }
    }
    return nil
  }

  /// What of the two only one has.
  private static func differences(_ found: Set<String>, _ wanted: Set<String>) -> [String] {
    found.subtracting(wanted).sorted().map { "only altered: \($0.prefix(300))" }
      + wanted.subtracting(found).sorted().map { "only new: \($0.prefix(300))" }
  }

  private func apply(_ alteration: CatalogAlteration, _ new: Catalog) async throws -> Failure? {
    let connection = try await server.server.connect(to: Self.work)
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
        return Failure(
          text: "\(error)\n    \(statement.sql.prefix(600))", isData: code.hasPrefix("23") || code.hasPrefix("22"))
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
