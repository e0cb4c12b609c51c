import Diagnostics
import Foundation
import PrismaReading
import SQLWriting
import TestKit
import Testing

/// The language, point by point: a folder of schema files each, and what the reader says and makes of them.
@Suite struct LanguageCaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  private static var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { !$0.hasPrefix(".") }.sorted() ?? []
  }

  private static func files(of name: String) throws -> [SourceFile] {
    let base = folder.appending(path: name)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".prisma") }
    return try paths.sorted().map { path in
      SourceFile(path: path, text: try String(contentsOf: base.appending(path: path), encoding: .utf8))
    }
  }

  /// Diagnostics, then the SQL of the catalog.
  private static func shown(_ files: [SourceFile]) -> String {
    let reading = PrismaReader().read(files)
    let said = reading.diagnostics.isEmpty ? "" : DiagnosticFormatter(usesColor: false).format(reading.diagnostics)
    return said + "\n--\n" + SQLWriter().schema(of: reading.value)
  }

  @Test func casesAreAsExpected() throws {
    let cases = CaseFolder()
    var known: Set<String> = []
    for name in Self.names {
      let files = try Self.files(of: name)
      #expect(try cases.difference(Self.shown(files), from: "\(name)/expected.txt") == nil)
      known.formUnion([name, "\(name)/expected.txt"] + files.map { "\(name)/\($0.path)" })
    }
    let orphans = try cases.orphans(except: known).filter { !["a", "b"].contains($0.split(separator: "/").last ?? "") }
    #expect(orphans.isEmpty)
    #expect(Self.names.count > 20)
  }

  @Test(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func postgresTakesThem() async throws {
    let names = Self.names.filter { !$0.hasPrefix("errors-") }
    try await ThrowawayPostgres.run { server in
      for name in names {
        let reading = PrismaReader().read(try Self.files(of: name))
        // What only CockroachDB has is not for PostgreSQL.
        guard name != "another-database", name != "cockroach" else { continue }
        #expect(!reading.hasErrors, "\(name)")
        try await server.createDatabase(name)
        let complaint = try await server.complaint(loading: SQLWriter().schema(of: reading.value), into: name)
        #expect(complaint == nil, "\(name): \(complaint ?? "")")
      }
    }
  }
}
