import Diagnostics
import Foundation
import LiveDatabase
import MigrationPlanning
import PostgresClient
import Rehearsal
import SQLReading
import SchemaModel
import StatementLocks
import TestKit
import Testing

/// Two schemas, what a plan says, and the migration that was planned between them.
struct PlannedMigration {
  let name: String
  let old: String
  let new: String
  let facts: MigrationFacts
  let plan: MigrationPlan
  let problems: [String]
  /// Files of the folder by their names.
  let files: [String: String]

  static var folders: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases").path
  }

  /// The folders below one of `Cases/`.
  static func names(in group: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folders)/\(group)")) ?? []).sorted()
  }

  init(folder: String) {
    var files: [String: String] = [:]
    let path = "\(Self.folders)/\(folder)"
    for file in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      files[file] = try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
    }
    self.init(
      folder, old: files["old.sql"] ?? "", new: files["new.sql"] ?? "", plan: files["plan.yml"] ?? "", files: files)
  }

  init(_ name: String, old: String, new: String, plan text: String = "", files: [String: String] = [:]) {
    self.name = name
    self.old = old
    self.new = new
    self.files = files
    let before = SQLReader().read([SourceFile(path: "old.sql", text: old)])
    let after = SQLReader().read([SourceFile(path: "new.sql", text: new)])
    var facts = MigrationFacts()
    var problems = (before.diagnostics + after.diagnostics).filter { $0.severity == .error }.map(\.message)
    if !text.isEmpty {
      let project = SecuredProject(
        "case", schema: new, plan: text)
      problems += project.problems
      facts = MigrationFacts(project.plan, old: before.value)
    }
    facts.lockTimeout = 1000
    self.facts = facts
    self.problems = problems
    plan = MigrationPlanner(from: before.value, to: after.value, facts: facts).plan()
  }

  var scripts: [MigrationFiles.File] { MigrationFiles(lockTimeout: facts.lockTimeout).files(plan.steps) }
  var ups: [MigrationFiles.File] { scripts.filter { $0.path.hasSuffix("/up.sql") } }
  var downs: [MigrationFiles.File] { scripts.filter { $0.path.hasSuffix("/down.sql") } }

  /// The steps as people read them.
  var outline: String {
    var lines: [String] = []
    for (position, step) in plan.steps.enumerated() {
      for deploy in plan.deploys where deploy.after == position { lines += deploy.changes.map { "== deploy: \($0)" } }
      let locks = step.locks.map { "\($0.relation.display) \($0.mode.rawValue)" }.joined(separator: ", ")
      lines.append("\(position + 1) [\(step.phase.rawValue)] \(step.name): \(step.summary)")
      if !locks.isEmpty { lines.append("    locks \(locks)") }
      for (word, tables) in [("rewrites", step.rewrites), ("reads", step.scans), ("builds", step.builds)]
      where !tables.isEmpty {
        lines.append("    \(word) \(tables.map(\.display).joined(separator: ", "))")
      }
      if let duration = step.duration { lines.append("    takes \(duration.kind.rawValue): \(duration.because)") }
      lines += step.hazards.map { "    ! \($0)" }
      if let loses = step.loses { lines.append("    loses \(loses)") }
      lines += step.up.map { "    > \($0.replacing("\n", with: "\n      "))" }
      lines += step.down.map { "    < \($0.replacing("\n", with: "\n      "))" }
    }
    for deploy in plan.deploys where deploy.after == plan.steps.count {
      lines += deploy.changes.map { "== deploy: \($0)" }
    }
    lines += plan.likelyRenames.map { rename in
      "? \(rename.old) may go on as \(rename.new): \(rename.because); \(rename.isBeside ? "both stay" : "it keeps its name")"
    }
    lines += plan.gaps.map { "! not done: \($0.subject): \($0.because)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A database that a planned migration is run on.
struct MigratedDatabase {
  let server: ThrowawayServer
  let name: String

  static func make(_ name: String, _ scripts: [String], on server: ThrowawayServer) async throws -> MigratedDatabase {
    try await server.dropDatabase(name)
    try await server.createDatabase(name)
    let connection = try await server.connect(to: name)
    for script in scripts { try await connection.run(script: script) }
    await connection.close()
    return MigratedDatabase(server: server, name: name)
  }

  /// What its catalogs say, the places of columns aside.
  func facts() async throws -> Set<String> {
    let lines = CatalogFacts.lines(of: try await LiveDatabase(server.address(of: name)).schema().value)
    return lines.filter { !$0.contains(".position = ") }
  }

  /// Runs each file, first so that it breaks off, then whole.
  func run(_ files: [MigrationFiles.File], isInterrupted: Bool) async throws {
    let connection = try await server.connect(to: name)
    var clearing: String?
    for file in files {
      if file.path.contains("-clear-interrupted"), file.text.contains("DROP INDEX") { clearing = file.text }
      if isInterrupted {
        await interrupt(file)
        // As the step that clears says: again before a build is repeated.
        if let clearing, file.text.contains(" INDEX CONCURRENTLY IF NOT EXISTS ") {
          try await connection.run(script: clearing)
        }
      }
      try await apply(file, connection)
    }
    await connection.close()
  }

  /// Again when it did not get its locks.
  private func apply(_ file: MigrationFiles.File, _ connection: PostgresConnection) async throws {
    for attempt in 1...20 {
      do {
        return try await connection.run(script: file.text)
      } catch {
        try? await connection.run(script: "ROLLBACK")
        guard ["55P03", "40P01"].contains(error.sqlState), attempt < 20 else {
          throw MigrationFailure(text: "\(file.path): \(error)\n\(file.text)", state: error.sqlState ?? "")
        }
        try await Task.sleep(for: .milliseconds(40 * attempt))
      }
    }
  }

  private func interrupt(_ file: MigrationFiles.File) async {
    // On a connection of its own, whose settings go with it.
    guard let connection = try? await server.connect(to: name) else { return }
    let isOne = file.text.contains("\nBEGIN;\n") || file.text.hasPrefix("BEGIN;")
    if isOne {
      try? await connection.run(script: file.text.replacing("\nCOMMIT;", with: "\nSELECT 1 / 0;\nCOMMIT;"))
      try? await connection.run(script: "ROLLBACK")
    } else {
      // What commits as it goes is stopped by time; what is over by then runs twice.
      try? await connection.run(
        script: file.text.replacing("SET statement_timeout = '0'", with: "SET statement_timeout = '5ms'"))
    }
  }

  func value(_ sql: String) async throws -> String {
    let connection = try await server.connect(to: name)
    let rows = try await connection.query(sql).rows
    await connection.close()
    return rows.map { row in row.map { $0 ?? "" }.joined(separator: "|") }.joined(separator: "\n")
  }
}

struct MigrationFailure: Error, CustomStringConvertible {
  let text: String
  let state: String

  /// Whether rows are what it failed on.
  var isData: Bool { state.hasPrefix("22") || state.hasPrefix("23") }
  var description: String { text }
}

/// What is in one of two sets of facts and not in the other.
func differences(_ found: Set<String>, _ wanted: Set<String>) -> [String] {
  wanted.subtracting(found).sorted().prefix(12).map { "- \($0)" }
    + found.subtracting(wanted).sorted().prefix(12).map { "+ \($0)" }
}
