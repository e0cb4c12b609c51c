/// Prisma schemas that are too deep, too long or too large.
enum BrokenPrisma {
  private static let after = "CREATE TABLE public.\"After\""
  private static let head = "datasource db {\n provider = \"postgresql\"\n url = \"x\"\n}\n"
  private static let rest = "\nmodel After { id Int @id }\n"
  private static let many = 100_000
  private static let large = 50 << 20

  private static func prisma(
    _ name: String, _ expectation: BrokenInput.Expectation, heavy: Bool = false,
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    .schema(name, "schema.prisma", expectation, heavy: heavy) { head + text() + rest }
  }

  /// A model with one more line.
  private static func model(_ line: String) -> String { "model A { id Int @id\n \(line)\n}" }

  private static func times(_ text: String, _ count: Int = many) -> String { String(repeating: text, count: count) }

  private static let syntax = BrokenInput.Expectation.refused("prisma-syntax", keeping: after)

  static let all: [BrokenInput] = deep + many100 + large50

  private static let deep: [BrokenInput] = [
    prisma("100,000 nested lists", syntax, heavy: true) { model("a Int[] @default(\(times("["))1\(times("]")))") },
    prisma("100,000 nested calls", syntax, heavy: true) { model("a Int @default(\(times("f("))1\(times(")")))") },
    prisma("100,000 nested objects", .refused("prisma-index", keeping: after), heavy: true) {
      model("a Int\n@@index([a], where: \(times("{a:"))1\(times("}")))")
    },
    prisma("2,000 nested lists", syntax) { model("a Int[] @default(\(times("[", 2000))1\(times("]", 2000)))") },
    prisma("100,000 braces", .refused("prisma-missing-id", keeping: after), heavy: true) {
      "model A \(times("{"))\(times("}"))"
    },
    prisma("100,000 opened blocks", .refused("prisma-syntax"), heavy: true) { times("{\n") },
    prisma("100,000 models that are not closed", .refused("prisma-syntax", keeping: after), heavy: true) {
      times("model A {\n")
    },
    prisma("100,000 dimensions", syntax, heavy: true) { model("a Int\(times("[]"))") },
    prisma("100,000 question marks", syntax, heavy: true) { model("a Int\(times("?"))") },
    prisma("100,000 dots", .refused("prisma-native-type", keeping: after), heavy: true) {
      model("a Int @\(times("a."))b")
    },
    prisma("100,000 at signs", syntax, heavy: true) { model("a Int \(times("@"))") },
    prisma("a comment that is not closed", .readOrRefused) { times("/*") },
  ]

  private static let many100: [BrokenInput] = [
    prisma("100,000 times one attribute", .refused("prisma-attribute-argument", keeping: after), heavy: true) {
      model("a Int \(times("@unique "))")
    },
    prisma("2,000 times one attribute", .refused("prisma-attribute-argument", keeping: after)) {
      model("a Int \(times("@unique ", 2000))")
    },
    prisma("20,000 times one constraint", .refused("prisma-constraint-name"), heavy: true) {
      model(times("@@unique([id])\n", 20_000))
    },
    prisma("100,000 bad escapes", syntax, heavy: true) { model("a String @default(\"\(times("\\u12"))\")") },
    prisma("100,000 fields", .read(keeping: after), heavy: true) {
      model((0..<many).map { "f\($0) Int" }.joined(separator: "\n"))
    },
    prisma("20,000 fields of one name", .refused("prisma-duplicate-name", keeping: after), heavy: true) {
      model(times("f Int\n", 20_000))
    },
    prisma("20,000 models of one name", .refused("prisma-duplicate-name", keeping: after), heavy: true) {
      times("model A { id Int @id }\n", 20_000)
    },
    prisma("100,000 labels of an enumeration", .read(keeping: after), heavy: true) {
      "enum E {\n\((0..<many).map { "V\($0)" }.joined(separator: "\n"))\n}\nmodel A { id E @id }"
    },
    prisma("3,000 named relations to itself", .read(keeping: after), heavy: true) {
      model(
        (0..<3000).map {
          "a\($0) Int\n r\($0) A @relation(\"r\($0)\", fields: [a\($0)], references: [id])\n b\($0) A[] @relation(\"r\($0)\")"
        }.joined(separator: "\n"))
    },
    prisma("1,000 unnamed relations to itself", .refused("prisma-ambiguous-relation", keeping: after), heavy: true) {
      model(
        (0..<1000).map { "a\($0) Int\n r\($0) A @relation(fields: [a\($0)], references: [id])\n b\($0) A[]" }
          .joined(separator: "\n"))
    },
    prisma("a circle of 3,000 cascades", .read(keeping: after), heavy: true) {
      (0..<3000).map { number in
        """
        model M\(number) { id Int @id
         x Int
         r M\((number + 1) % 3000) @relation("q\(number)", fields: [x], references: [id], onDelete: Cascade)
         b M\((number + 2999) % 3000)[] @relation("q\((number + 2999) % 3000)")
        }

        """
      }.joined()
    },
    prisma("an index of 5,000 fields", .read(keeping: after), heavy: true) {
      let names = (0..<5000).map { "f\($0)" }
      return model("\(names.map { "\($0) Int" }.joined(separator: "\n"))\n@@index([\(names.joined(separator: ","))])")
    },
    prisma("10,000 lines of signs", .refused("prisma-syntax"), heavy: true) {
      times("@@@@@@((((]]]}}}::,,..??!!==\n", 10_000)
    },
    prisma("100,000 lines of documentation", .read(keeping: after), heavy: true) { times("/// x\n") },
  ]

  private static let large50: [BrokenInput] = [
    prisma("50 MB: default", .read(keeping: after), heavy: true) {
      model("a String @default(\"\(times("x", large))\")")
    },
    prisma("50 MB: comment", .read(keeping: after), heavy: true) { "// \(times("x", large))" },
    prisma("50 MB: name", .read(keeping: after), heavy: true) { "model \(times("x", large)) { id Int @id }" },
    prisma("50 MB: words", .refused("prisma-too-large"), heavy: true) { times("x ", large / 2) },
    prisma("50 MB: line breaks", .read(keeping: after), heavy: true) { times("\n", large) },
  ]
}
