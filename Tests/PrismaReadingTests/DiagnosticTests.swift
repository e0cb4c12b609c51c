import Diagnostics
import PrismaReading
import SchemaModel
import Testing

@Suite struct DiagnosticTests {
  /// `line: code` of every diagnostic but the note about the missing datasource.
  private func problems(_ text: String, overlay: String? = nil) -> [String] {
    let overlays = overlay.map { [SourceFile(path: "overlay.prisma", text: $0)] } ?? []
    let reading = PrismaReader().read([SourceFile(path: "schema.prisma", text: text)], overlay: overlays)
    return reading.diagnostics.filter { $0.severity != .note }.map { diagnostic in
      let file = diagnostic.span?.path == "overlay.prisma" ? "overlay " : ""
      return "\(file)\(diagnostic.span?.line ?? 0): \(diagnostic.code)"
    }
  }

  @Test func allProblemsAreShownInOneRun() {
    let found = problems(
      """
      model User {
        id Int @id
        name Strng
        posts Post[]
        posts Int
        age Int @default("x")
        mail String @uniqe
        key String @db.Varchar(10)
      }
      this line is nothing
      model Post {
        id Int @id(foo: 1)
        broken
        owner User @relation(fields: [nobody], references: [id])
      }
      model NoKey {
        a Int
      }
      enum Empty {
      }
      model User {
        id Int @id
      }
      """)
    #expect(
      found == [
        "3: prisma-unknown-type", "5: prisma-duplicate-name", "6: prisma-attribute-argument",
        "7: prisma-unknown-attribute", "8: prisma-native-type", "10: prisma-syntax", "12: prisma-attribute-argument",
        "13: prisma-syntax", "14: prisma-invalid-relation", "16: prisma-missing-id", "19: prisma-enum",
        "21: prisma-duplicate-name",
      ])
  }

  @Test func nearestNamesAreOffered() {
    let file = SourceFile(path: "a.prisma", text: "model A {\n  id Strng @id\n}\n")
    let reading = PrismaReader().read([file])
    #expect(reading.diagnostics.last?.fix == "did you mean `String`?")
  }

  @Test(arguments: [
    ("b B", "a A @relation(fields: [x], references: [id])\n  x Int @unique", "3: prisma-invalid-relation"),
    ("b B?", "a A @relation(fields: [x], references: [id])\n  x Int", "7: prisma-invalid-relation"),
    ("b B?", "a A?", "3: prisma-invalid-relation 7: prisma-invalid-relation"),
    ("b B[]", "x Int", "3: prisma-missing-opposite-field"),
    (
      "b B[]\n  c B[]", "a A @relation(fields: [x], references: [id])\n  x Int",
      "3: prisma-ambiguous-relation 4: prisma-ambiguous-relation"
    ),
    ("b B[]", "a A @relation(fields: [x], references: [id])\n  x String", "7: prisma-invalid-relation"),
    ("b B[]", "a A @relation(fields: [x], references: [id])\n  x Int?", "7: prisma-invalid-relation"),
    ("b B[]", "a A @relation(fields: [x], references: [id], onDelete: Drop)\n  x Int", "7: prisma-referential-action"),
    ("b B[]", "a A\n  x Int", "7: prisma-invalid-relation"),
  ])
  func relationsAreChecked(near: String, far: String, expected: String) {
    let text = "model A {\n  id Int @id\n  \(near)\n}\nmodel B {\n  bid Int @id\n  \(far)\n}\n"
    let found = problems(text)
    #expect(Set(found) == Set(Self.items(expected)), "\(text)\n\(found)")
  }

  /// `1: a 2: b` as its two parts.
  private static func items(_ text: String) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    return stride(from: 0, to: words.count, by: 2).map { "\(words[$0]) \(words[$0 + 1])" }
  }

  @Test func otherDatabasesAreRefused() {
    let text = "datasource db {\n  provider = \"mysql\"\n  url = \"x\"\n}\nmodel A {\n  id Int @id @db.UnsignedInt\n}\n"
    #expect(problems(text) == ["2: other-database"])
  }

  @Test func aMissingDatasourceIsANote() {
    let reading = PrismaReader().read([SourceFile(path: "a.prisma", text: "model A {\n  id Int @id\n}\n")])
    #expect(reading.diagnostics.map(\.severity) == [.note])
    #expect(reading.value.tables.count == 1)
  }

  @Test func overlaysExtendModels() throws {
    let base = SourceFile(
      path: "schema.prisma",
      text: "model User {\n  id Int @id\n  name String\n}\nenum Role {\n  USER\n}\n")
    let overlay = SourceFile(
      path: "overlay.prisma",
      text: """
        model User {
          name String? @db.VarChar(80)
          wishes Wish[]
          @@index([name])
        }
        model Wish {
          id Int @id
          userId Int
          user User @relation(fields: [userId], references: [id])
        }
        enum Role {
          ADMIN
        }
        """)
    let reading = PrismaReader().read([base], overlay: [overlay])
    #expect(!reading.hasErrors, "\(reading.diagnostics)")
    let user = try #require(reading.value.tables[ObjectName("User")])
    #expect(user.columns.map(\.name) == ["id", "name"])
    #expect(user.columns["name"]?.isNullable == true)
    #expect(user.columns["name"]?.span?.path == "overlay.prisma")
    #expect(user.indexes.map(\.name) == ["User_name_idx"])
    #expect(reading.value.tables[ObjectName("Wish")]?.foreignKeys.count == 1)
    #expect(reading.value.enums[ObjectName("Role")]?.values.map(\.label) == ["USER", "ADMIN"])
  }

  @Test func anOverlayWithoutItsOppositeFieldIsToldSo() {
    let found = problems(
      "model User {\n  id Int @id\n}\n",
      overlay:
        "model Wish {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n")
    #expect(found == ["overlay 4: prisma-missing-opposite-field"])
  }

  @Test func aThousandModelsAreReadQuickly() {
    var text = "model Hub {\n  id Int @id\n"
    for number in 0..<1_000 { text += "  leaves\(number) Leaf\(number)[]\n" }
    text += "}\n"
    for number in 0..<1_000 {
      text +=
        "model Leaf\(number) {\n  id Int @id\n  hubId Int\n  hub Hub @relation(fields: [hubId], references: [id])\n"
      for column in 0..<9 { text += "  field\(column) String? @db.VarChar(\(column + 1))\n" }
      text += "  @@index([hubId])\n}\n"
    }
    #expect(PrismaReader().read([SourceFile(path: "a.prisma", text: text)]).value.tables.count == 1_001)
  }
}
