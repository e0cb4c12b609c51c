import Foundation
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing
import TypeConversion

/// What is known of types, held against the server: its casts, and ALTER COLUMN TYPE from each type to each other.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct TypeConversionTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test func castsAreThoseOfTheServer() async throws {
    let rows = try await ThrowawayPostgres.run { server in
      try await server.query(
        """
        SELECT s.typname, t.typname, castcontext::text || castmethod::text FROM pg_cast
          JOIN pg_type s ON s.oid = castsource JOIN pg_type t ON t.oid = casttarget
          WHERE castsource <> casttarget AND s.typname !~ '^pg_(node|ndis|dep|mcv|ddl|brin)'
        """)
    }
    let ours = CastTable.casts.flatMap { source, targets in
      targets.map { "\(source)|\($0)|\($1.context.rawValue)\($1.method.rawValue)" }
    }
    #expect(Set(rows.split(separator: "\n").map(String.init)) == Set(ours))
  }

  /// A change: what the server made of it, in words that the room's answer is put in too.
  private struct Change {
    var old: ColumnType
    var new: ColumnType
  }

  @Test(arguments: ["UTC", "Asia/Tokyo"])
  func changesAreJudgedAsTheServerDoes(zone: String) async throws {
    let types = Self.types
    let pairs = types.flatMap { old in types.filter { $0 != old }.map { Change(old: old, new: $0) } }.enumerated()
      .filter {
        (zone == "UTC" || $0.element.old.name.hasPrefix("timestamp")) && (Self.isProof || $0.offset % 29 == 4)
      }.map(\.element)
    let catalog = Self.catalog
    let storage = TypeStorage(catalog, isUTC: zone == "UTC")
    let expected = pairs.map { change -> String in
      switch ColumnConversion.of(change.old, to: change.new, in: catalog, catalog) {
      case .assignment: storage.isShared(change.old, change.new) ? "kept" : "rewritten"
      case .using: "using"
      case .impossible: "impossible"
      }
    }
    let found = try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect()
      try await connection.run(script: "SET timezone = '\(zone)'; \(Self.objects)")
      var answers: [String] = []
      for (change, ours) in zip(pairs, expected) {
        answers.append(try await Self.answer(change, ours == "using", connection))
      }
      return answers
    }
    var counts: [String: Int] = [:]
    for (pair, (ours, theirs)) in zip(pairs, zip(expected, found)) {
      counts[theirs, default: 0] += 1
      #expect(ours == theirs, "\(pair.old.display) to \(pair.new.display) in \(zone)")
    }
    print("type changes in \(zone): \(pairs.count), \(counts.sorted { $0.key < $1.key }.map { "\($0) \($1)" })")
  }

  /// Where the server has no cast, the way by the text that we write for USING counts.
  private static func answer(
    _ change: Change, _ isByText: Bool, _ connection: PostgresConnection
  ) async throws -> String {
    try await connection.run(script: "CREATE TABLE t (a \(change.old.sql)); INSERT INTO t VALUES (NULL)")
    let before = try await connection.query("SELECT pg_relation_filenode('t')").rows
    let alter = "ALTER TABLE t ALTER COLUMN a TYPE \(change.new.sql)"
    var answer = "impossible"
    let cast = "\(alter) USING a::\(change.new.sql)"
    let using = "\(alter) USING \(ColumnConversion.expression("a", change.old, to: change.new))"
    for (text, isUsing) in [(alter, false), (isByText ? using : cast, true)] {
      do throws(PostgresError) {
        try await connection.run(script: text)
        let after = try await connection.query("SELECT pg_relation_filenode('t')").rows
        answer = isUsing ? "using" : before == after ? "kept" : "rewritten"
        break
      } catch {
        guard error.reason == .statement else { throw error }
      }
    }
    try await connection.run(script: "DROP TABLE t")
    return answer
  }

  private static let objects = """
    CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TYPE other_mood AS ENUM ('good');
    CREATE DOMAIN free_text AS text; CREATE DOMAIN short_text AS varchar(10); CREATE DOMAIN number AS integer;
    CREATE DOMAIN checked AS text CHECK (VALUE <> ''); CREATE TYPE pair AS (a integer, b text);
    """

  private static var catalog: Catalog {
    var catalog = Catalog()
    catalog.enums.append(EnumType(ObjectName("mood", schema: "public"), values: [.init("good"), .init("bad")]))
    catalog.enums.append(EnumType(ObjectName("other_mood", schema: "public"), values: [.init("good")]))
    let domains: [(String, ColumnType)] = [
      ("free_text", ColumnType("text")), ("short_text", ColumnType("varchar", modifiers: ["10"])),
      ("number", ColumnType("int4")), ("checked", ColumnType("text")),
    ]
    for (name, base) in domains { catalog.domains.append(DomainType(ObjectName(name, schema: "public"), base: base)) }
    catalog.domains.update(ObjectName("checked", schema: "public")) {
      $0.checks.append(CheckConstraint("checked_check", SQLExpression("VALUE <> ''")))
    }
    catalog.compositeTypes.append(
      CompositeType(
        ObjectName("pair", schema: "public"),
        attributes: [.init("a", ColumnType("int4")), .init("b", ColumnType("text"))])
    )
    return catalog
  }

  private static let types: [ColumnType] = {
    let plain = """
      int2 int4 int8 float4 float8 numeric money bool text varchar bpchar name char uuid date time timetz timestamp
      timestamptz interval json jsonb xml bytea inet cidr macaddr macaddr8 varbit oid regclass regtype point box circle
      polygon path int4range int8range int4multirange tsvector
      """.split(whereSeparator: \.isWhitespace).map { ColumnType(String($0)) }
    let limited: [(String, [String])] = [
      ("numeric", ["8", "2"]), ("numeric", ["10", "2"]), ("numeric", ["10", "4"]), ("varchar", ["10"]),
      ("varchar", ["20"]), ("bpchar", ["5"]), ("bpchar", ["8"]), ("bit", ["3"]), ("bit", ["5"]), ("varbit", ["5"]),
      ("varbit", ["9"]), ("time", ["3"]), ("timetz", ["2"]), ("timestamp", ["3"]), ("timestamp", ["6"]),
      ("timestamptz", ["0"]), ("timestamptz", ["6"]), ("interval", ["3"]), ("interval", ["year to month"]),
      ("interval", ["day to second", "2"]),
    ]
    let own = ["mood", "other_mood", "free_text", "short_text", "number", "checked", "pair"].map {
      ColumnType($0, schema: "public")
    }
    let lists = [
      ColumnType("int4", arrayDimensions: 1), ColumnType("int8", arrayDimensions: 1),
      ColumnType("text", arrayDimensions: 1), ColumnType("varchar", modifiers: ["10"], arrayDimensions: 1),
      ColumnType("mood", schema: "public", arrayDimensions: 1),
    ]
    return plain + limited.map { ColumnType($0, modifiers: $1) } + own + lists
  }()
}
