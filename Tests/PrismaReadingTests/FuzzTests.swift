import Diagnostics
import PrismaReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Broken input is answered with diagnostics, never with a crash or a hang.
@Suite struct FuzzTests {
  static let schema = """
    datasource db {
      provider = "postgresql"
      schemas  = ["public", "app"]
      extensions = [uuid_ossp(map: "uuid-ossp")]
    }
    generator client { provider = "prisma-client", previewFeatures = ["views"] }
    /// People.
    model User {
      id    Int     @id @default(autoincrement())
      email String  @unique(map: "email_key") @db.VarChar(255) /// unique
      role  Role    @default(ADMIN)
      tags  String[] @default(["a", "b"])
      posts Post[]
      friends User[] @relation("Friends")
      friendOf User[] @relation("Friends")
      @@index([role(sort: Desc), email(ops: raw("text_pattern_ops"))], map: "by_role", type: BTree)
      @@schema("public")
    }
    model Post {
      id       String @id @default(uuid(7)) @db.Uuid
      authorId Int?
      author   User?  @relation(fields: [authorId], references: [id], onDelete: SetNull)
      shape    Unsupported("circle")?
      data     Json   @default("{\\"a\\": [1]}")
      @@unique([authorId, id], where: { authorId: { not: null } })
      @@schema("app")
    }
    enum Role { USER
      ADMIN @map("admin")
      @@schema("public")
    }
    /* the end */
    """

  @Test func everyTruncationIsRead() {
    let bytes = Array(Self.schema.utf8)
    for length in bytes.indices {
      let text = String(decoding: bytes.prefix(length), as: UTF8.self)
      _ = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
    }
  }

  @Test func flippedBytesAreRead() {
    var generator = SeededGenerator(seed: 20_260_302)
    let bytes = Array(Self.schema.utf8)
    for _ in 0..<1_500 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let position = Int.random(in: broken.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: broken[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: broken.remove(at: position)
        default: broken.insert(broken[Int.random(in: broken.indices, using: &generator)], at: position)
        }
      }
      let text = String(decoding: broken, as: UTF8.self)
      let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
      for diagnostic in reading.diagnostics { #expect(diagnostic.span != nil) }
    }
  }

  @Test(arguments: ["[", "(", "{", "f(", "a: [", "@@index(["])
  func deepNestingIsRefused(opening: String) {
    let text = "model A {\n  id Int @id @default(" + String(repeating: opening, count: 100_000) + "\n}\n"
    let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
    #expect(reading.hasErrors)
  }

  @Test func manyErrorsStayLinear() {
    let text = String(repeating: "model A { x y z }\n}\n) @@ /// \"\n", count: 20_000)
    let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
    #expect(reading.hasErrors)
  }

  /// Real schemas, cut anywhere and with pieces of others in them.
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func brokenRealSchemasAreRead() {
    var generator = SeededGenerator(seed: 20_261_121)
    let files = Corpus.files(below: "prisma", ending: ".prisma").filter { $0.text.utf8.count < 20_000 }
    let bytes = files.map { Array($0.text.utf8) }
    for round in 0..<600 {
      let base = bytes[Int.random(in: bytes.indices, using: &generator)]
      let other = bytes[Int.random(in: bytes.indices, using: &generator)]
      guard !base.isEmpty, !other.isEmpty else { continue }
      let cut = Int.random(in: base.indices, using: &generator)
      let from = Int.random(in: other.indices, using: &generator)
      let length = Int.random(in: 0...400, using: &generator)
      var broken = base[..<cut] + other[from...].prefix(length)
      if round % 2 == 0 { broken += base[cut...].dropFirst(Int.random(in: 0...40, using: &generator)) }
      let text = String(decoding: broken, as: UTF8.self)
      let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
      for diagnostic in reading.diagnostics { #expect(diagnostic.span != nil, "round \(round)") }
    }
    #expect(files.count > 50)
  }

  /// Whatever a name in quotes holds, the SQL of the catalog is one that PostgreSQL takes, and the name is kept.
  @Test(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func hostileNamesAreNames() async throws {
    let names = [
      "it's", "a \"quoted\" name", "semi;colon", "-- comment", "/* comment */", "$$", "back\\slash", "new\nline",
      "tab\t",
      "|pipe|", "<b>", "emoji 🐘", "עברית", "select", "Ünï", "a.b", "%I", "'; DROP TABLE x; --",
    ]
    var text = "datasource db {\n  provider = \"postgresql\"\n}\n"
    for (number, name) in names.enumerated() {
      let quoted = PrismaText.quoted(name)
      text += """
        model M\(number) {
          id   Int    @id(map: \(PrismaText.quoted("\(name) pk"))) @default(autoincrement()) @map(\(quoted))
          kind E\(number) @default(A)
          next Int?
          list String[] @default([\(quoted)])
          one  M\(number)?  @relation("r\(number)", fields: [next], references: [id], map: \(PrismaText.quoted("\(name) fk")))
          many M\(number)[] @relation("r\(number)")
          @@index([next], map: \(PrismaText.quoted("\(name) idx")))
          @@map(\(quoted))
        }
        enum E\(number) {
          A @map(\(quoted))
          @@map(\(PrismaText.quoted("\(name) type")))
        }

        """
    }
    let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: text)])
    #expect(!reading.hasErrors, "\(DiagnosticFormatter(usesColor: false).format(reading.diagnostics))")
    #expect(reading.value.tables.map(\.name.name) == names)
    let sql = SQLWriter().schema(of: reading.value)
    let tables = try await ThrowawayPostgres.run { server in
      let complaint = try await server.complaint(loading: sql)
      #expect(complaint == nil, "\(complaint ?? "")")
      return try await server.query(
        "SELECT encode(convert_to(relname, 'UTF8'), 'hex') FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
      )
    }
    let expected = names.map { name in
      name.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(Set(tables.split(separator: "\n").map(String.init)) == Set(expected))
  }
}

/// A text as a Prisma schema quotes it.
private enum PrismaText {
  static func quoted(_ text: String) -> String {
    let escapes: [Character: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t"]
    return "\"" + text.map { escapes[$0] ?? String($0) }.joined() + "\""
  }
}
