import Diagnostics
import Foundation
import SQLReading
import SQLWriting
import TestKit
import Testing

/// Scripts that hold every form of DDL there is: PostgreSQL runs each, we read it and write what we understood, and
/// PostgreSQL runs that; `pg_dump` must see the same objects in both databases.
///
/// Left out of what is compared: column position, owners, roles' logins, `DEPENDS ON EXTENSION`, the order of storage
/// parameters.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct DefinitionTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Definitions")

  /// Differences that stay, by script and object, with the reason.
  private static let exceptions: [String: String] = [:]

  @Test func everyDefinitionIsReadAsPostgresReadsIt() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names.count > 20)
    var rows: [String] = []
    var compared = 0
    var unused = Set(Self.exceptions.keys)
    try await ThrowawayPostgres.run { server in
      for name in names {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let reading = SQLReader().read([SourceFile(path: name, text: text)])
        let errors = reading.diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(name): \(errors.map(\.message))")
        let theirs = try await Self.objects(of: text, name, on: server)
        let written = SQLWriter().schema(of: reading.value)
        let ours = try await Self.objects(of: written, "\(name), written by us", on: server)
        let all = Set(theirs.keys).union(ours.keys)
        let different = all.filter { theirs[$0] != ours[$0] }.sorted()
        compared += all.count
        rows.append("\(name): \(all.count) objects, \(different.count) different")
        for object in different where unused.remove("\(name): \(object)") == nil {
          Issue.record(
            "\(name): \(object)\nPostgreSQL: \(theirs[object] ?? "none")\nread: \(ours[object] ?? "none")")
        }
      }
    }
    print(rows.joined(separator: "\n"))
    #expect(compared > 650)
    #expect(unused.isEmpty, "exceptions that are not needed: \(unused.sorted())")
  }

  /// The objects of a database that a script made, each as `pg_dump` writes it; nothing of the script before is left.
  private static func objects(
    of script: String, _ name: String, on server: ThrowawayPostgres
  ) async throws -> [String: String] {
    try await server.recreateDatabase("definitions")
    let complaint = try await server.complaint(loading: script, into: "definitions")
    #expect(complaint == nil, "\(name)")
    var objects = DumpedObjects.objects(in: try await server.dump("definitions"))
    let found = try await server.query(roles).split(separator: "\n").map(String.init)
    for role in found { objects["ROLE \(role.prefix { $0 != "|" })"] = role }
    return objects
  }

  private static let roles = """
    SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
      array(SELECT g.rolname || CASE WHEN admin_option THEN '*' ELSE '' END FROM pg_auth_members m
        JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY 1), shobj_description(oid, 'pg_authid')
    FROM pg_roles r WHERE rolname !~ '^(pg_|postgres$)' ORDER BY 1
    """
}

/// `pg_dump`'s output as objects.
enum DumpedObjects {
  static func objects(in dump: String) -> [String: String] {
    var objects: [String: [String]] = [:]
    var current: String?
    for line in dump.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
      if line.hasPrefix("-- Name: "), let owner = line.range(of: "; Owner:") {
        let title = String(line[line.index(line.startIndex, offsetBy: 9)..<owner.lowerBound])
        current = title
        objects[title, default: []] += []
      } else if line.hasPrefix("--") || line.hasPrefix("SET default_t") || line.hasPrefix("\\") {
        continue
      } else if let current {
        objects[current]?.append(withSortedParameters(line))
      }
    }
    // Privileges come in the order in which they were given.
    return objects.mapValues { lines in
      let isACL = lines.allSatisfy {
        $0.hasPrefix("GRANT ") || $0.hasPrefix("REVOKE ") || $0.hasPrefix("ALTER DEFAULT")
      }
      return (isACL ? lines.sorted() : lines).joined(separator: "\n")
    }
  }

  /// `WITH (b='1', a='2')` with its parameters in order.
  private static func withSortedParameters(_ line: String) -> String {
    guard let start = line.range(of: "WITH (") else { return line }
    guard let end = line[start.upperBound...].firstIndex(of: ")") else { return line }
    let parameters = line[start.upperBound..<end].split(separator: ", ").sorted().joined(separator: ", ")
    return String(line[..<start.upperBound]) + parameters + String(line[end...])
  }
}
