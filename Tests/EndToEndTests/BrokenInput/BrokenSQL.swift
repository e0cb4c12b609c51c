/// SQL that is too deep, too long, too large or cut off in a quote.
enum BrokenSQL {
  private static let after = "CREATE TABLE public.after_it"
  private static let rest = "\nCREATE TABLE after_it (id int PRIMARY KEY);\n"
  private static let many = 100_000
  private static let large = 50 << 20

  private static func sql(
    _ name: String, _ expectation: BrokenInput.Expectation, heavy: Bool = false,
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    .schema(name, "schema.sql", expectation, heavy: heavy) { text() + rest }
  }

  static let all = nested + chains + long + large50 + open

  /// `open` so often, `core`, `close` as often.
  private static func nest(_ open: String, _ core: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + core + String(repeating: close, count: count)
  }

  private static func chain(_ term: String, _ sign: String, _ count: Int) -> String {
    String(repeating: term + sign, count: count - 1) + term
  }

  private static let tooLong = BrokenInput.Expectation.refused("statement-too-long", keeping: after)
  private static let tooDeep = BrokenInput.Expectation.refused("sql-syntax", keeping: after)

  private static let nested: [BrokenInput] = [
    sql("100,000 nested parentheses in a default", tooLong, heavy: true) {
      "CREATE TABLE t (a int DEFAULT \(nest("(", "1", ")", many)));"
    },
    sql("100,000 nested parentheses in a view", tooLong, heavy: true) {
      "CREATE VIEW v AS SELECT \(nest("(", "1", ")", many)) AS a;"
    },
    sql("30,000 nested parentheses", tooDeep) { "CREATE VIEW v AS SELECT \(nest("(", "1", ")", 30_000)) AS a;" },
    sql("3,000 nested parentheses", .read(keeping: after)) {
      "CREATE VIEW v AS SELECT \(nest("(", "1", ")", 3000)) AS a;"
    },
    sql("50,000 parentheses that are not closed", tooDeep) {
      "CREATE TABLE t (a int DEFAULT \(String(repeating: "(", count: 50_000));"
    },
    sql("100,000 nested arrays", tooLong, heavy: true) {
      "CREATE VIEW v AS SELECT \(nest("ARRAY[", "1", "]", many)) AS a;"
    },
    sql("100,000 dimensions", tooLong, heavy: true) {
      "CREATE TABLE t (a int\(String(repeating: "[]", count: many)));"
    },
    sql("100,000 nested CASE", tooLong, heavy: true) {
      "CREATE VIEW v AS SELECT \(nest("CASE WHEN true THEN ", "1", " END", many)) AS a;"
    },
    sql("50,000 nested SELECT", tooDeep, heavy: true) {
      "CREATE VIEW v AS SELECT \(nest("(SELECT ", "1", ")", 50_000)) AS a;"
    },
    sql("20,000 nested FROM", tooDeep, heavy: true) {
      "CREATE VIEW v AS \(nest("SELECT * FROM (", "SELECT 1 AS a", ") x", 20_000));"
    },
    sql("15,000 nested WITH", tooDeep, heavy: true) {
      "CREATE VIEW v AS \(nest("WITH x AS (", "SELECT 1 AS a", ") SELECT * FROM x", 15_000));"
    },
    sql("20,000 nested JOIN", tooDeep, heavy: true) {
      "CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS a FROM \(nest("(", "t", " JOIN t t1 ON true)", 20_000));"
    },
    sql("100,000 NOT", tooDeep, heavy: true) {
      "CREATE VIEW v AS SELECT \(String(repeating: "NOT ", count: many))true AS a;"
    },
    sql("100,000 signs", tooDeep, heavy: true) {
      "CREATE VIEW v AS SELECT \(String(repeating: "- ", count: many))1 AS a;"
    },
    sql("50,000 casts", .read(keeping: after), heavy: true) {
      "CREATE VIEW v AS SELECT 1\(String(repeating: "::int", count: 50_000)) AS a;"
    },
    sql("100,000 nested comments", .read(keeping: after)) { nest("/*", "x", "*/", many) },
  ]

  private static func chains(of term: String, by sign: String, upTo90k: BrokenInput.Expectation) -> [BrokenInput] {
    let name = sign.filter { $0 != " " }
    let fine = BrokenInput.Expectation.read(keeping: after)
    return [
      sql("100,000 terms of \(name)", tooLong, heavy: true) {
        "CREATE VIEW v AS SELECT \(chain(term, sign, many)) AS a;"
      },
      sql("90,000 terms of \(name)", upTo90k, heavy: true) {
        "CREATE VIEW v AS SELECT \(chain(term, sign, 90_000)) AS a;"
      },
      sql("30,000 terms of \(name) in a table and an index", fine, heavy: true) {
        let terms = chain(term, sign, 30_000)
        return """
          CREATE TABLE t (a int, b text GENERATED ALWAYS AS (\(terms)) STORED, CHECK (\(terms)));
          CREATE INDEX ON t ((\(terms))) WHERE \(terms);
          """
      },
      sql("2,000 terms of \(name)", fine) { "CREATE VIEW v AS SELECT \(chain(term, sign, 2000)) AS a;" },
    ]
  }

  private static let chains: [BrokenInput] = [
    chains(of: "1", by: "+", upTo90k: .read(keeping: after)),
    chains(of: "'a'", by: "||", upTo90k: tooLong),
    chains(of: "true", by: " AND ", upTo90k: .read(keeping: after)),
    chains(of: "true", by: " OR ", upTo90k: .read(keeping: after)),
    rows,
  ].flatMap(\.self)

  private static let rows: [BrokenInput] = [
    sql("100,000 terms of UNION ALL", tooLong, heavy: true) {
      "CREATE VIEW v AS \(chain("SELECT 1 AS a", " UNION ALL ", many));"
    },
    sql("30,000 terms of UNION ALL", .read(keeping: after), heavy: true) {
      "CREATE VIEW v AS \(chain("SELECT 1 AS a", " UNION ALL ", 30_000));"
    },
    sql("1,000 terms of UNION ALL", .read(keeping: after)) {
      "CREATE VIEW v AS \(chain("SELECT 1 AS a", " UNION ALL ", 1000));"
    },
    sql("25,000 joined tables", .read(keeping: after), heavy: true) {
      "CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS a FROM t"
        + (0..<25_000).map { " JOIN t t\($0) USING (a)" }.joined() + ";"
    },
  ]

  private static let long: [BrokenInput] = [
    sql("95,000 values of IN", .read(keeping: after), heavy: true) {
      "CREATE TABLE t (a int CHECK (a IN (\((0..<95_000).map(String.init).joined(separator: ",")))));"
    },
    sql("95,000 labels of an enumeration", .read(keeping: after), heavy: true) {
      "CREATE TYPE e AS ENUM (\((0..<95_000).map { "'v\($0)'" }.joined(separator: ",")));"
    },
    sql("30,000 columns", .read(keeping: after), heavy: true) {
      "CREATE TABLE t (\((0..<30_000).map { "c\($0) int" }.joined(separator: ",")));"
    },
    sql("100,000 columns", tooLong, heavy: true) {
      "CREATE TABLE t (\((0..<many).map { "c\($0) int" }.joined(separator: ",")));"
    },
    sql("10,000 tables in one line", .read(keeping: after), heavy: true) {
      (0..<10_000).map { "CREATE TABLE t\($0) (id int PRIMARY KEY, r int REFERENCES t0 (id));" }.joined()
    },
    sql("3,000,000 semicolons", .read(keeping: after), heavy: true) { String(repeating: ";", count: 3_000_000) },
    sql("10,000 statements that are none", .refused("sql-syntax", keeping: after), heavy: true) {
      String(repeating: "CREATE TABEL t;\n", count: 10_000)
    },
  ]

  private static func x(_ count: Int) -> String { String(repeating: "x", count: count) }
  private static let copied = String(repeating: "12345\tsome text here\n", count: large / 21)

  /// A statement of 50 MB, of every kind that a file may hold.
  private static let large50: [BrokenInput] = [
    giant("comment") { "/* \(x(large)) */" },
    giant("line") { "-- \(x(large))" },
    giant("COMMENT") { "COMMENT ON SCHEMA public IS '\(x(large))';" },
    giant("default") { "CREATE TABLE t (a text DEFAULT '\(x(large))');" },
    giant("INSERT") {
      "CREATE TABLE t (a int, b text); INSERT INTO t VALUES \(chain("(12345,'some text here')", ",", large / 24));"
    },
    giant("COPY") { "CREATE TABLE t (a int, b text);\nCOPY t FROM stdin;\n\(copied)\\.\n" },
    giant("COPY without an end", .read(keeping: "CREATE TABLE public.t ")) {
      "CREATE TABLE t (a int, b text);\nCOPY t FROM stdin;\n\(copied)"
    },
    giant("SELECT", tooLong) { "SELECT \(chain("1", ",", large / 2));" },
    giant("name") { "CREATE TABLE \(x(large)) (a int);" },
    giant("quoted name") { "CREATE TABLE \"\(x(large))\" (a int);" },
    giant("number") { "CREATE TABLE t (a numeric DEFAULT \(String(repeating: "1", count: large)));" },
    giant("function") {
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\(String(repeating: "SELECT 1;\n", count: large / 10))$$;"
    },
    giant("DO block") { "DO $$ BEGIN \(String(repeating: "PERFORM 1;\n", count: large / 11)) END $$;" },
    giant("line breaks") { String(repeating: "\n", count: large) },
    giant("white space") { String(repeating: " ", count: large) },
    giant("words", .refused("statement-too-long")) { String(repeating: "x ", count: large / 2) },
    giant("open parentheses", .refused("statement-too-long")) { "SELECT \(String(repeating: "(", count: large / 2))" },
  ]

  private static func giant(
    _ name: String, _ expectation: BrokenInput.Expectation = .read(keeping: after),
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    sql("50 MB: \(name)", expectation, heavy: true, text)
  }

  private static let open: [BrokenInput] = [
    sql("a quote that is not closed", .refused("sql-syntax")) { "CREATE TABLE t (a text DEFAULT 'abc);" },
    sql("a dollar quote that is not closed", .refused("sql-syntax")) { "DO $x$ BEGIN " },
    sql("a comment that is not closed", .readOrRefused) { String(repeating: "/*", count: many) },
    sql("200,000 opening dollar quotes", .refused("sql-syntax"), heavy: true) {
      "SELECT " + (0..<200_000).map { "$a\($0)$" }.joined()
    },
    sql("1,000,000 dollars", .refused("statement-too-long"), heavy: true) { String(repeating: "$$", count: 1_000_001) },
  ]
}
