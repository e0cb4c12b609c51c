import CPostgresQuery
import SQLSyntax
import Testing

struct SQLParserTests {
  private func failure(_ text: String) -> SQLSyntaxError? {
    SQLParser.run { parser in
      do throws(SQLSyntaxError) {
        try parser.withStatement(text) { _ in }
        return nil
      } catch {
        return error
      }
    }
  }

  @Test func lendsTheTree() {
    let name = SQLParser.run { parser in
      try? parser.withStatement("CREATE TABLE a.\"B\" (c int)") { node in
        node.pointee.create_stmt?.pointee.relation?.pointee.relname.text
      }
    }
    #expect(name == "B")
  }

  @Test func pointsAtTheErrorInBytes() {
    #expect(failure("SELECT 'é' FROM t WHERE")?.message == "syntax error at end of input")
    #expect(failure("SELECT 'é' FROM t WHERE")?.offset == 24)
    #expect(failure("SELECT 'é' , , 1")?.offset == 14)
    #expect(failure("SELECT \u{0}")?.offset == 7)
    #expect(failure("")?.message == "no statement")
  }

  @Test(arguments: [
    "SELECT 1" + String(repeating: "+1", count: 20_000),
    "SELECT 1" + String(repeating: "||1", count: 20_000),
    "SELECT 1" + String(repeating: " UNION ALL SELECT 1", count: 20_000),
    "SELECT " + String(repeating: "(", count: 50_000) + "1" + String(repeating: ")", count: 50_000),
    "SELECT " + String(repeating: "NOT ", count: 50_000) + "true",
    "SELECT " + String(repeating: "ARRAY[", count: 50_000),
    "SELECT " + String(repeating: "(SELECT ", count: 50_000),
  ])
  func survivesLongChainsAndDeepNesting(_ text: String) {
    if let failure = failure(text) { #expect(failure.message.contains("memory exhausted")) }
  }

  @Test func refusesVeryLongStatements() {
    let failure = failure("SELECT 1" + String(repeating: "+1", count: 100_000))
    #expect(failure?.reason == .tooLong)
    #expect(failure?.message == "the statement has 200002 tokens, more than the 200000 that are read")
  }

  @Test(arguments: [
    ("a+b*c", "a + (b * c)"), ("NOW()", "now()"), ("'x'::CHARACTER VARYING(3)", "'x'::varchar(3)"),
    ("lower( Name )", "lower(name)"), ("a IS NOT NULL and b in (1,2)", "a IS NOT NULL AND b IN (1, 2)"),
  ])
  func writesExpressions(_ source: String, _ expected: String) {
    let written = SQLParser.run { parser in
      try? parser.withStatement("SELECT \(source)") { node -> String? in
        guard let select = node.pointee.select_stmt else { return nil }
        let target = PostgresList(select.pointee.target_list, select.pointee.n_target_list)[0]
        return target.pointee.res_target?.pointee.val.flatMap { parser.sql(ofExpression: UnsafePointer($0)) }
      }
    }
    #expect(written == expected)
  }

  @Test func normalizesStatements() {
    SQLParser.run { parser in
      #expect(parser.normalized("select  1 -- c\n from T") == "SELECT 1 FROM t")
      #expect(parser.normalized("select from from") == nil)
    }
  }
}
