import Diagnostics
import Foundation
import PrismaReading
import PrismaWriting
import SQLWriting
import SchemaModel
import TestKit
import Testing
import Workspace

/// Every SQL source of the corpus as a Prisma schema: it is accepted, and read again it is the same catalog, but for what
/// the writer lists as not expressible.
@Suite struct SQLSourcesTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  private struct Outcome: Sendable {
    var source: CorpusSource
    var facts = 0
    var remarks: [String] = []
    var problem: String?
  }

  @Test(.enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set"))
  func sqlComesBackFromPrisma() throws {
    let root = try #require(CorpusSource.root)
    let all = CorpusSource.all(under: root)
    let sources = Self.isProof ? all : CorpusSource.sample(of: all, count: 60)
    let outcomes = sources.compactMap { Self.measure($0, under: root) }
    let remarks = Dictionary(outcomes.flatMap(\.remarks).map { ($0, 1) }, uniquingKeysWith: +)
    print("| SQL as Prisma | sources | facts |\n|---|---|---|")
    print("| written | \(outcomes.count) | \(outcomes.reduce(0) { $0 + $1.facts }) |")
    print("| accepted and the same when read again | \(outcomes.count { $0.problem == nil }) | |")
    for (kind, count) in remarks.sorted(by: { $0.key < $1.key }) { print("| not expressible: \(kind) | | \(count) |") }
    for outcome in outcomes {
      guard let problem = outcome.problem else { continue }
      print("\(outcome.source.path): \(problem)")
      Issue.record("\(outcome.source.path): \(problem)")
    }
    #expect(outcomes.count > (Self.isProof ? 200 : 20))
  }

  /// nil for a source that is no SQL, or is not read without an error.
  private static func measure(_ source: CorpusSource, under root: String) -> Outcome? {
    let original = source.read(under: root)
    guard !original.hasErrors, original.value.origin.language == .sql else { return nil }
    let written = PrismaWriter().schema(of: original.value)
    var outcome = Outcome(source: source, remarks: written.notExpressible.map(\.kind))
    let reading = PrismaReader().read([SourceFile(path: "written.prisma", text: written.text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      outcome.problem = DiagnosticFormatter(usesColor: false).format(Array(errors.prefix(2)))
      return outcome
    }
    let wanted = CatalogFacts.lines(of: PrismaReach.part(of: original.value))
    let found = CatalogFacts.lines(of: PrismaReach.part(of: reading.value))
    outcome.facts = wanted.count
    let excuses = Excuses(written.notExpressible, catalog: original.value)
    let lost = wanted.subtracting(found).filter { !excuses.cover($0) }.sorted()
    let gained = found.subtracting(wanted).filter { !excuses.cover($0) }.sorted()
    if !lost.isEmpty || !gained.isEmpty {
      outcome.problem =
        "\(lost.count) lost, \(gained.count) gained: "
        + (lost.prefix(4).map { "- \($0)" } + gained.prefix(4).map { "+ \($0)" }).joined(separator: "\n    ")
    }
    return outcome
  }
}

/// What a Prisma schema is about: the rest has no place in it and needs no list.
enum PrismaReach {
  static func part(of catalog: Catalog) -> Catalog {
    var part = Catalog()
    part.enums = catalog.enums
    part.tables = NamedList(
      catalog.tables.filter { $0.partitionOf == nil && !$0.columns.isEmpty }.map { table in
        var table = table
        table.columns = NamedList(table.columns.map(column))
        table.kind = .ordinary
        table.foreignKeys.removeAll { !$0.isEnforced }
        for number in table.indexes.indices { table.indexes[number].comment = nil }
        for number in table.foreignKeys.indices { table.foreignKeys[number].comment = nil }
        table.primaryKey?.comment = nil
        // A unique constraint and a unique index are one thing to Prisma.
        for key in table.uniqueConstraints {
          var index = Index(key.name, elements: key.columns.map { IndexElement(column: $0) })
          index.isUnique = true
          table.indexes.append(index)
        }
        table.uniqueConstraints = []
        return table
      })
    return part
  }
}

extension PrismaReach {
  private static func column(_ column: Column) -> Column {
    var column = column
    // Inheritance is listed as not expressible.
    column.isLocal = true
    guard let value = column.defaultExpression?.sql else { return column }
    column.defaultExpression = SQLExpression(plain(value, isTime: column.type.name.hasPrefix("time")))
    return column
  }

  /// A default as Prisma's words leave it: without the cast of a constant to the column's own type, and without a choice
  /// between the names of the time.
  private static func plain(_ sql: String, isTime: Bool) -> String {
    if sql.hasPrefix("nextval('public.") { return "nextval('" + sql.dropFirst("nextval('public.".count) }
    if isTime, ["now()", "current_timestamp"].contains(sql.lowercased()) { return "now()" }
    guard sql.hasPrefix("'"), let cast = sql.range(of: "'::", options: .backwards) else { return sql }
    let inner = sql[sql.index(after: sql.startIndex)..<cast.lowerBound]
    return inner.contains("'") ? sql : "'\(inner)'"
  }
}

/// Which facts the list of what is not expressible speaks of.
struct Excuses {
  private var remarks: [ObjectName?: [ModelRemark]] = [:]
  /// Prefixes of lines to the tables they are about.
  private var tables: [String: ObjectName] = [:]

  init(_ remarks: [ModelRemark], catalog: Catalog) {
    for remark in remarks { self.remarks[remark.object, default: []].append(remark) }
    for table in catalog.tables { tables[".tables[\(table.name)]"] = table.name }
  }

  func cover(_ line: String) -> Bool {
    guard let end = line.range(of: ")]")?.upperBound, let table = tables[String(line[..<end])] else {
      return remarks[nil, default: []].contains { line.contains("\"\($0.what.split(separator: " ")[1])\"") }
    }
    let rest = line[end...]
    let part = rest.dropFirst().prefix { $0.isLetter }
    return remarks[table, default: []].contains { remark in
      guard Self.parts[remark.kind, default: []].contains(String(part)) else { return false }
      guard let open = rest.firstIndex(of: "["), let close = rest.range(of: "]")?.lowerBound, part != "partitionKey"
      else {
        return true
      }
      let item = rest[rest.index(after: open)..<close]
      if item.isEmpty { return true }
      let name = part == "columns" ? item.drop { $0.isNumber }.dropFirst() : item
      return remark.what.contains(name)
    }
  }

  /// The parts of a table that each kind of remark is about.
  private static let parts: [String: Set<String>] = [
    "check": ["checks"], "exclusion": ["exclusions"], "partition": ["partitionKey"], "inheritance": ["inherits"],
    "table option": ["isUnlogged", "storageParameters", "replicaIdentity"], "row security": ["rowSecurity"],
    "policy": ["policies"], "trigger": ["triggers"], "rule": ["rules"], "index": ["indexes"],
    "index option": ["indexes"], "key": ["primaryKey", "indexes"], "foreign key": ["foreignKeys"],
    "foreign key option": ["foreignKeys"], "generated column": ["columns"], "identity": ["columns"],
    "domain": ["columns"], "collation": ["columns"], "list constraint": ["columns"], "default": ["columns"],
  ]
}
