import CPostgresQuery
import SQLSyntax
import Testing

/// Common expressions are spelt without the library: in the spelling that it has for them.
@Suite struct ExpressionSpellingTests {
  private static let names = [
    "a", "b2", "_c", "\"Mixed\"", "\"two words\"", "\"select\"", "name", "value", "\"user\"", "\"é\"", "\"9\"",
    "\"\"\"\"",
    "abs", "date", "\"current_date\"", "row_number", "version", "\"between\"",
  ]
  private static let constants = [
    "NULL", "true", "FALSE", "0", "-1", "2147483647", "2147483648", "1.50", "-1.5", "1e10", "''", "'a'", "'it''s'",
    "'back\\slash'", "E'a\\nb'", "B'101'", "X'1F'", "$x$dollar$x$", "U&'\\0061'", "'é'",
  ]
  private static let types = [
    "text", "int", "date", "timestamptz", "varchar(3)", "\"char\"", "numeric(10,2)", "text[]", "pg_catalog.text",
    "interval", "bit", "json", "uuid", "\"Mine\"", "s.mine", "character varying", "time with time zone",
  ]
  private static let calls = [
    "now()", "count(*)", "f(VARIADIC a)", "f(DISTINCT a)", "f(a ORDER BY b)", "f(a) FILTER (WHERE b)", "f(a) OVER ()",
    "nextval('s')", "nextval('s'::regclass)", "pg_catalog.now()", "f(g(a))", "f(-1)",
    "f(a, b)", "overlay('a' placing 'b' from 1)", "position('a' in 'b')", "trim('a')", "coalesce(a)",
    "extract(year from a)", "gen_random_uuid()", "\"F\"()", "left(a)", "\"coalesce\"(a)", "a COLLATE \"C\"", "(a)",
  ]

  private static var expressions: [String] {
    let casts = constants.flatMap { value in types.flatMap { ["\(value)::\($0)", "CAST(\(value) AS \($0))"] } }
    let called = names.flatMap { name in ["\(name)()"] + (constants + names).map { "\(name)(\($0))" } }
    return names + constants + casts + called + calls
  }

  @Test func theSpellingIsTheLibrarys() {
    var compared = 0
    for expression in Self.expressions {
      let texts: (own: String?, library: String?)? = SQLParser.run { parser in
        try? parser.withStatement("SELECT \(expression)") { node in
          let target = node.pointee.select_stmt?.pointee.target_list?.pointee?.pointee.res_target?.pointee.val
          return (target.flatMap { parser.sql(ofExpression: UnsafePointer($0)) }, parser.sql(ofStatement: node))
        }
      }
      guard let texts, let own = texts.own, let library = texts.library else { continue }
      compared += 1
      #expect("SELECT \(own)" == library, "\(expression)")
    }
    #expect(compared > 900)
  }
}
