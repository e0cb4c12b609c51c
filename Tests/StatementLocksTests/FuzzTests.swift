import Diagnostics
import Foundation
import SQLReading
import StatementLocks
import TestKit
import Testing
import Workspace

/// Mutated scripts and schemas: they are judged or refused, and nothing ends the program.
struct FuzzTests {
  private static let isProving = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test func mutatedScriptsAreJudgedOrRefused() throws {
    var generator = SeededGenerator(seed: 23)
    var refused = 0
    let rounds = Self.isProving ? 20_000 : 400
    for name in ["shop", "clinic"] {
      let folder = OracleFolder(name)
      let catalog = SQLReader().read([SourceFile(path: "baseline.sql", text: try folder.text("baseline.sql"))]).value
      let cases = try folder.families().flatMap(folder.cases)
      for round in 0..<rounds / 2 {
        let text = Self.mutated(Self.any(cases, &generator), with: Self.any(cases, &generator), &generator)
        let file = SourceFile(path: "\(round).sql", text: text)
        let reading = LockReader(postgres: 15 + round % 4).read(file, onto: catalog)
        if reading.hasErrors { refused += 1 }
        for statement in reading.value { #expect(statement.range.upperBound <= text.utf8.count) }
      }
    }
    print("\(rounds) mutated scripts, \(refused) refused")
    #expect(refused > rounds / 10 && refused < rounds)
  }

  /// The program itself, on schemas of both languages.
  @Test func mutatedSchemasAndScriptsEndWithACodeOfTheirs() async throws {
    var generator = SeededGenerator(seed: 29)
    let folder = OracleFolder("shop")
    let cases = try folder.families().flatMap(folder.cases)
    let sql = try folder.text("baseline.sql")
    for round in 0..<(Self.isProving ? 300 : 12) {
      let isPrisma = round % 3 == 0
      let schema = Self.mutated(isPrisma ? Self.prisma : sql, with: Self.any(cases, &generator), &generator)
      let script = Self.mutated(Self.any(cases, &generator), with: "DROP", &generator)
      let name = isPrisma ? "schema.prisma" : "schema.sql"
      let place = FileManager.default.temporaryDirectory.appendingPathComponent("locks-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: place) }
      try schema.write(to: place.appendingPathComponent(name), atomically: true, encoding: .utf8)
      try script.write(to: place.appendingPathComponent("001_next.sql"), atomically: true, encoding: .utf8)
      let commands = [
        ["locks", "001_next.sql", "--baseline", name, "--format", "json"],
        ["check", "--migrations", "001_next.sql", "--baseline", name, "--format", "json"],
      ]
      for command in commands {
        let result = try await BuiltProgram().run(command, in: place.path)
        #expect([0, 1, 2].contains(result.status), "round \(round): \(command) ended with \(result.status)")
        let document = try? JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(document != nil, "round \(round): \(result.output.prefix(300))")
        guard result.status == 2 else { continue }
        #expect((document?["diagnostics"] as? [Any])?.isEmpty == false, "round \(round): nothing is said")
      }
    }
  }

  private static func any(_ texts: [String], _ generator: inout SeededGenerator) -> String {
    texts[Int.random(in: 0..<texts.count, using: &generator)]
  }

  private static func mutated(_ text: String, with other: String, _ generator: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(Array(";'\"($-\n{".utf8).randomElement(using: &generator) ?? 0x3B, at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 12))
      case 3: bytes.insert(contentsOf: Array(other.utf8.prefix(60)), at: place)
      case 4: bytes.insert(contentsOf: ";\n\(other)".utf8, at: bytes.count)
      default: bytes.removeSubrange(place...)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let prisma = """
    datasource db {
      provider = "postgresql"
    }

    enum Mood {
      sad
      happy
    }

    model customers {
      id    BigInt  @id @default(autoincrement())
      name  String  @db.VarChar(80)
      email String? @unique
      mood  Mood    @default(happy)
      orders orders[]
    }

    model orders {
      id          Int       @id @default(autoincrement())
      customer_id BigInt
      total       Int       @default(0)
      customer    customers @relation(fields: [customer_id], references: [id])

      @@index([customer_id])
    }
    """
}
