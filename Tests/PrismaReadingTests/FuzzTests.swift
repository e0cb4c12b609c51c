import Diagnostics
import PrismaReading
import Testing

/// The same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

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
}
