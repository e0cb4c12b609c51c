import Foundation

/// Plan and project files that are no YAML, or too much of it.
enum BrokenPlans {
  private static let head = "plan: x\nschema: ../schema.sql\n"
  private static let schema = BrokenInput.Entry.file { Data("CREATE TABLE t (id int PRIMARY KEY);\n".utf8) }
  private static let many = 100_000
  private static let command = ["check", "--fail-on", "never"]

  private static func plan(
    _ name: String, _ expectation: BrokenInput.Expectation, heavy: Bool = false,
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    BrokenInput(
      name: "plan: \(name)", arguments: command,
      entries: ["schema.sql": schema, "Plans/p.yml": .file { Data((head + text()).utf8) }], expectation: expectation,
      isHeavy: heavy)
  }

  private static func project(
    _ name: String, _ expectation: BrokenInput.Expectation, _ bytes: @escaping @Sendable () -> Data
  ) -> BrokenInput {
    BrokenInput(
      name: "dbplan.yml: \(name)", arguments: command,
      entries: [
        "schema.sql": schema, "dbplan.yml": .file(bytes), "Plans/p.yml": .file { Data("plan: x\n".utf8) },
      ], expectation: expectation)
  }

  private static func times(_ text: String, _ count: Int = many) -> String { String(repeating: text, count: count) }

  private static let syntax = BrokenInput.Expectation.refused("yaml-syntax")
  private static let tooLarge = BrokenInput.Expectation.refused("yaml-too-large")
  private static let fine = BrokenInput.Expectation.read(keeping: "")

  static let all = deep + aliases + long + references + values + projects

  private static let deep: [BrokenInput] = [
    plan("100,000 nested lists", syntax) { "domain: \(times("["))\(times("]"))\n" },
    plan("100,000 lists that are not closed", syntax) { "domain: \(times("["))\n" },
    plan("100,000 nested maps", syntax) { "domain: \(times("{a: "))\(times("}"))\n" },
    plan("1,300 nested lines", syntax) {
      "domain:\n\((1..<1300).map { times(" ", $0) + "a:\n" }.joined())"
    },
    plan("100,000 dashes", syntax) { "domain:\n \(times("- "))a\n" },
    plan("100,000 keys of keys", syntax) { "domain:\n \(times("? "))a\n" },
  ]

  /// Values that unfold: each name is nine times the one before.
  private static func bomb(_ count: Int, _ value: (Int) -> String, times: (Int) -> String) -> String {
    "a0: &a0 \(value(0))\n" + (1...count).map { "a\($0): &a\($0) \(times($0 - 1))\n" }.joined()
  }

  private static let aliases: [BrokenInput] = [
    plan("lists that unfold", tooLarge) {
      bomb(8, { _ in "[x, x, x]" }, times: { number in "[\(times("*a\(number), ", 9))x]" })
    },
    plan("maps that unfold", tooLarge) {
      bomb(
        9, { _ in "{x: 1}" }, times: { number in "{\((0..<9).map { "k\($0): *a\(number)" }.joined(separator: ", "))}" })
    },
    plan("merges that unfold", tooLarge) {
      bomb(12, { _ in "{x: 1}" }, times: { number in "{<<: [\(times("*a\(number), ", 9))]}" })
    },
    plan("keys that unfold", tooLarge) {
      bomb(25, { _ in "[x, x]" }, times: { "[*a\($0), *a\($0)]" }) + "? *a25\n: 1\n"
    },
    plan("keys of five anchors", tooLarge) {
      bomb(4, { _ in "[\(times("x, ", 34))x]" }, times: { number in "[\(times("*a\(number), ", 39))*a\(number)]" })
        + "? *a4\n: 1\n"
    },
    plan("a list in itself", syntax) { "a: &a [*a]\n" },
    plan("a map in itself", syntax) { "a: &a {b: *a}\n" },
  ]

  private static let long: [BrokenInput] = [
    plan("50,000 keys", tooLarge, heavy: true) { "describe:\n\((0..<50_000).map { "  t.c\($0): x\n" }.joined())" },
    plan("50,000 times one key", .refused("yaml-duplicate-key"), heavy: true) {
      "describe:\n\(times("  t: x\n", 50_000))"
    },
    plan("50,000 times one key in a line", .refused("yaml-duplicate-key"), heavy: true) {
      "describe: {\(times("t: x, ", 50_000))}\n"
    },
    plan("500 times one key", .refused("yaml-duplicate-key")) { "describe:\n\(times("  t: x\n", 500))" },
    plan("a key of 900,000 signs", syntax, heavy: true) { "\(times("x", 900_000)): 1\n" },
    plan("a text of 900,000 signs", fine, heavy: true) { "domain: \"\(times("x", 900_000))\"\n" },
    plan("50 MB: text", tooLarge, heavy: true) { "domain: \"\(times("x", 50 << 20))\"\n" },
    plan("10,000 documents", syntax) { times("---\n", 10_000) },
    plan("a tag of 100,000 signs", fine) { "domain: !<\(times("x"))> a\n" },
  ]

  private static let references: [BrokenInput] = [
    plan("use: itself", .refused("plan-use-cycle")) { "use: p.yml\n" },
    plan("use: a folder", .refused("plan-file-missing")) { "use: .\n" },
    plan("use: a device", .refused("plan-file-missing")) { "use: /dev/zero\n" },
  ]

  private static let values: [BrokenInput] = [
    plan("a number of 100,000 digits", .refused("plan-wrong-unit")) { "volumes: {t: {rows: \(times("9"))}}\n" },
    plan("9e999 rows", .refused("plan-wrong-unit")) { "volumes: {t: {rows: 9e999, growth: 1e308/day}}\n" },
    plan("more rows than there are numbers", fine) { "volumes: {t: {rows: 9999999999999999999999B}}\n" },
    plan("growth beyond all numbers", fine) {
      "volumes: {t: {rows: 9000000000000000000, growth: 9000000000000000000/day}}\n"
    },
    plan("a day in the year 999999999999", .refused("plan-wrong-value")) { "as_of: 999999999999-99-99\n" },
    plan("the last day of 9999", fine) { "as_of: 9999-12-31\nvolumes: {t: {rows: 1M, growth: 1M/day}}\n" },
  ]

  private static let projects: [BrokenInput] = [
    project("100,000 lists that are not closed", syntax) { Data("a: \(times("["))\n".utf8) },
    project("lists that unfold", tooLarge) {
      Data(bomb(8, { _ in "[x, x, x]" }, times: { number in "[\(times("*a\(number), ", 9))x]" }).utf8)
    },
    project("UTF-16", .refused("not-utf8")) { "schema: schema.sql\n".data(using: .utf16) ?? Data() },
    project("a NUL", .refused("not-utf8")) { Data("schema: schema.sql\n\0".utf8) },
    project("plans in the project's own folder", .refused("plan-unknown-key")) {
      Data("schema: schema.sql\nplans: .\n".utf8)
    },
    project("templates in /dev", fine) { Data("schema: schema.sql\ntemplates: /dev\n".utf8) },
    project("output over the project", fine) { Data("schema: schema.sql\noutput: .\n".utf8) },
  ]
}
