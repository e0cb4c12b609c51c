import Foundation
import TestKit
import Testing
import Workspace

/// Versions of real schemas, committed one after the other: what `diff` lists is what PostgreSQL's catalogs of both versions
/// show. A fixed sample, or with `DBPLAN_PROVE=1` all.
struct HistoryTests {
  private static let corpus = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"]
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private let dbplan: BuiltProgram

  init() throws { dbplan = try BuiltProgram() }

  @Test(
    .enabled(if: corpus != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func everyPairIsWhatPostgresSees() async throws {
    let root = try #require(Self.corpus)
    let all = try VersionPair.all(under: root)
    #expect(all.count > 100)
    let pairs = Self.isProof ? all : VersionPair.sample(of: all)
    var outcomes: [(pair: VersionPair, outcome: PairOutcome)] = []
    try await withTemporaryFolder { folder in
      try await ThrowawayPostgres.run { server in
        let measure = try await PairMeasure(folder: folder, server: server, dbplan: dbplan)
        for pair in pairs { outcomes.append((pair, try await measure.measure(pair))) }
      }
    }
    print("| Versions of | pairs | equal | can not load |\n|---|--:|--:|--:|")
    for group in Set(pairs.map(\.group)).sorted() {
      let own = outcomes.filter { $0.pair.group == group }.map(\.outcome)
      let equal = own.count { $0.isEqual }
      let unloadable = own.count { $0.isUnloadable }
      print("| \(group) | \(own.count - unloadable) | \(equal) | \(unloadable) |")
    }
    for (pair, outcome) in outcomes {
      switch outcome {
      case .equal: break
      case .unloadable(let reason): if Self.isProof { print("not loaded: \(pair.name): \(reason)") }
      case .different(let lines):
        Issue.record("\(pair.name): \(lines.joined(separator: ", "))")
        print("\(pair.name): \(lines.joined(separator: ", "))")
      }
    }
    #expect(outcomes.count { $0.outcome.isEqual } * 10 >= outcomes.count * 8)
  }
}

enum PairOutcome: Sendable {
  case equal
  /// PostgreSQL or dbplan refuses one of the two: another database, a newer version, a missing extension.
  case unloadable(String)
  /// What only one of the two says; `dbplan` or `PostgreSQL` stands before it.
  case different([String])

  var isEqual: Bool { if case .equal = self { true } else { false } }
  var isUnloadable: Bool { if case .unloadable = self { true } else { false } }
}

/// Two neighbouring versions of one schema.
struct VersionPair: Sendable {
  var group: String
  var name: String
  var old: String
  var new: String
  var isPrisma: Bool

  /// The histories of Prisma schemas, and the pairs that tools for migrations test themselves with.
  static func all(under root: String) throws -> [VersionPair] {
    var pairs: [VersionPair] = []
    let paths = (FileManager.default.subpaths(atPath: root) ?? []).sorted()
    let histories = Dictionary(grouping: paths.filter { $0.contains("/history/") && $0.hasSuffix(".prisma") }) {
      $0.split(separator: "/")[1]
    }
    for (product, versions) in histories.sorted(by: { $0.key < $1.key }) {
      for (old, new) in zip(versions, versions.dropFirst()) {
        pairs.append(
          VersionPair(
            group: String(product), name: new, old: try text("\(root)/\(old)"), new: try text("\(root)/\(new)"),
            isPrisma: true))
      }
    }
    for path in paths where path.hasPrefix("sql/diff-fixtures/") {
      for (old, new) in [("/a.sql", "/b.sql"), ("/old.sql", "/new.sql")] where path.hasSuffix(old) {
        let folder = path.dropLast(old.count)
        guard let second = try? text("\(root)/\(folder)\(new)") else { continue }
        pairs.append(
          VersionPair(
            group: path.contains("migra") ? "fixtures of migra" : "fixtures of pgschema", name: String(folder),
            old: try text("\(root)/\(path)"), new: second, isPrisma: false))
      }
    }
    return pairs
  }

  /// One history and a tenth of the rest, spread evenly.
  static func sample(of pairs: [VersionPair]) -> [VersionPair] {
    let first = pairs.first?.group
    return pairs.enumerated().filter { $1.group == first || $0 % 10 == 3 }.map(\.element)
  }

  private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}

/// Commits a pair, asks dbplan and PostgreSQL what is different, and compares the answers.
struct PairMeasure {
  private let folder: String
  private let server: ThrowawayPostgres
  private let dbplan: BuiltProgram

  init(folder: String, server: ThrowawayPostgres, dbplan: BuiltProgram) async throws {
    self.folder = folder
    self.server = server
    self.dbplan = dbplan
    try await git(["init", "-q"])
  }

  func measure(_ pair: VersionPair) async throws -> PairOutcome {
    var states: [CatalogState] = []
    let file = pair.isPrisma ? "schema.prisma" : "schema.sql"
    for text in [pair.old, pair.new] {
      try write(text, to: "\(folder)/\(file)")
      try await git(["add", "-A"])
      try await git(["commit", "-q", "--allow-empty", "-m", pair.name])
      var sql = text
      if pair.isPrisma {
        let inspected = try await dbplan("inspect", "--quiet", file, in: folder)
        guard inspected.status == 0 else { return .unloadable(firstLine(inspected.errorOutput)) }
        sql = inspected.output
      }
      switch try await CatalogState.load(sql, on: server) {
      case .success(let state): states.append(state)
      case .failure(let refusal): return .unloadable(firstLine(refusal.text))
      }
    }
    let result = try await dbplan("diff", "HEAD~1", "HEAD", "--schema", file, "--format", "json", in: folder)
    guard result.status == 0 else { return .different(["dbplan: \(firstLine(result.errorOutput))"]) }
    let told = try DiffLines(json: result.output).lines
    let seen = states[1].lines(since: states[0])
    let lines =
      told.subtracting(seen).sorted().map { "only dbplan: \($0)" }
      + seen.subtracting(told).sorted().map { "only PostgreSQL: \($0)" }
    return lines.isEmpty ? .equal : .different(lines)
  }

  private func firstLine(_ text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? "" }

  private func git(_ arguments: [String]) async throws {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    _ = try await ProcessRunner().output(of: .git, identity + arguments, in: folder)
  }
}

/// Tables, columns and indexes as PostgreSQL's catalogs have them.
struct CatalogState: Sendable {
  struct Refusal: Error {
    var text: String
  }

  private var tables: Set<String> = []
  /// By `table column`.
  private var columns: [String: String] = [:]
  /// By `table index`.
  private var indexes: [String: String] = [:]

  /// Loads a script into an empty database and reads it back.
  static func load(_ sql: String, on server: ThrowawayPostgres) async throws -> Result<CatalogState, Refusal> {
    try await server.recreateDatabase("history")
    if let complaint = try await server.complaint(loading: sql, into: "history") {
      return .failure(Refusal(text: complaint))
    }
    var state = CatalogState()
    for row in try await rows(tableQuery, on: server) { state.tables.insert(row[0]) }
    for row in try await rows(columnQuery, on: server) { state.columns["\(row[0]) \(row[1])"] = row[2] }
    for row in try await rows(indexQuery, on: server) { state.indexes["\(row[0]) \(row[1])"] = row[2] }
    return .success(state)
  }

  /// What came (`+`), went (`-`) and changed (`~`). Of a new table its columns go without saying, of one that went
  /// its indexes too.
  func lines(since old: CatalogState) -> Set<String> {
    var lines = Set(tables.subtracting(old.tables).map { "+ table \($0)" })
    lines.formUnion(old.tables.subtracting(tables).map { "- table \($0)" })
    func isKept(_ name: String) -> Bool {
      let table = name.split(separator: " ")[0]
      return tables.contains(String(table)) && old.tables.contains(String(table))
    }
    for (name, text) in columns where isKept(name) {
      guard let before = old.columns[name] else { lines.insert("+ column \(name)"); continue }
      if before != text { lines.insert("~ column \(name)") }
    }
    for name in old.columns.keys where isKept(name) && columns[name] == nil { lines.insert("- column \(name)") }
    for (name, text) in indexes {
      guard let before = old.indexes[name] else { lines.insert("+ index \(name)"); continue }
      if before != text { lines.insert("~ index \(name)") }
    }
    for name in old.indexes.keys where isKept(name) && indexes[name] == nil { lines.insert("- index \(name)") }
    return lines
  }

  private static func rows(_ sql: String, on server: ThrowawayPostgres) async throws -> [[String]] {
    try await server.query(sql, in: "history").split(separator: "\n").map { line in
      line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let user = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"

  private static let tableQuery = """
    SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND \(user)
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    """

  private static let columnQuery = """
    SELECT n.nspname || '.' || c.relname, a.attname,
      translate(concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
        a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid)), E'\\n', ' ')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND \(user)
    """

  private static let indexQuery = """
    SELECT n.nspname || '.' || c.relname, i.relname, translate(pg_get_indexdef(i.oid), E'\\n', ' ')
    FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE \(user) AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.oid)
    """
}

/// What `diff --format json` says of tables, columns and indexes, in the words of `CatalogState`.
private struct DiffLines {
  private(set) var lines: Set<String> = []
  private static let indexKinds: Set<String> = ["index", "primary key", "unique constraint", "exclusion constraint"]
  /// What is no part of a definition.
  private static let besides: Set<String> = [
    "comment", "deferral", "storage", "compression", "identity sequence", "field", "client default",
    "updated by the client",
    "ignored by the client", "client attributes",
  ]

  init(json: String) throws {
    let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
    for change in document.changes where change.area == "schema" {
      guard let table = change.table else { continue }
      if change.action == "changed", Set(change.details.map(\.property)).isSubset(of: Self.besides) { continue }
      let sign = change.action == "added" ? "+" : change.action == "removed" ? "-" : "~"
      switch change.kind {
      case "table" where change.action != "changed": lines.insert("\(sign) table \(table)")
      case "column": lines.insert("\(sign) column \(table) \(change.name)")
      case let kind where Self.indexKinds.contains(kind): lines.insert("\(sign) index \(table) \(change.name)")
      default: break
      }
    }
  }

  private struct Document: Decodable {
    var changes: [Change]
  }

  private struct Change: Decodable {
    struct Detail: Decodable {
      var property: String
    }

    var area: String
    var kind: String
    var action: String
    var table: String?
    var name: String
    var details: [Detail]
  }
}
