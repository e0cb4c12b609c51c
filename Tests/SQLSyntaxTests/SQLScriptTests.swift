import SQLSyntax
import Testing

struct SQLScriptTests {
  private func texts(_ script: String) -> [String] { SQLScript(script).statements.map(\.text) }

  @Test func cutsAtSemicolonsOutsideQuotesAndComments() {
    let script = """
      -- first; not
      SELECT 'a;b', "c;d", $x$ ; $$ ; $x$, E'\\';' /* ; /* ; */ ; */; ;
      SELECT 2
      """
    #expect(texts(script) == ["SELECT 'a;b', \"c;d\", $x$ ; $$ ; $x$, E'\\';'", "SELECT 2"])
  }

  @Test func commentsEndAtEitherKindOfLineBreak() {
    #expect(texts("SELECT 1; -- one\rSELECT 2;\r-- two\r\nSELECT 3;") == ["SELECT 1", "SELECT 2", "SELECT 3"])
  }

  @Test func keepsPositions() throws {
    let script = "é;\n  SELECT 1 ;"
    let statement = try #require(SQLScript(script).statements.last)
    #expect(statement.range == 6..<14)
    #expect(statement.tokenCount == 2)
  }

  @Test func keepsRoutineBodiesAndRuleActionsWhole() {
    let function = """
      CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END
      """
    let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)"
    #expect(texts(function + ";\n" + rule + ";BEGIN;COMMIT") == [function, rule, "BEGIN", "COMMIT"])
  }

  @Test func losesOneStatementToAnOpenParenthesis() {
    #expect(texts("CREATE TABLE t (a int; SELECT 2; SELECT 3").count == 3)
  }

  @Test func skipsPsqlLinesAndCopyData() {
    let script = SQLScript(
      """
      \\restrict abc'def
      COPY public.t (a) FROM stdin;
      it's; data
      \\.
      SELECT 1 \\gset
      \\c other
      CREATE TABLE t (
      \\echo here
      a int);
      """)
    #expect(script.statements.map(\.text.first) == ["C", "S", "C"])
    #expect(
      script.skipped.map(\.kind) == [
        .metaCommand("restrict"), .copyData, .metaCommand("gset"), .metaCommand("c"), .metaCommand("echo"),
      ])
    #expect(script.statements[2].text.contains("echo") == false)
    #expect(script.statements[2].text.utf8.count == script.statements[2].range.count)
  }

  @Test func readsVariablesAsNamesAndLeavesCastsAndSlicesAlone() {
    let script = SQLScript("GRANT SELECT ON t TO :OWNER; SELECT a::int, b[1:n], f(c := 2), :'v';")
    #expect(script.skipped.map(\.kind) == [.variable("OWNER"), .variable("v")])
    #expect(script.statements.map(\.text) == ["GRANT SELECT ON t TO  OWNER", "SELECT a::int, b[1:n], f(c := 2),  'v'"])
  }

  @Test(arguments: ["", ";", "\\", ":", "$", "'", "COPY t FROM stdin;", "\u{FEFF}SELECT 1", "\u{0};\u{0}", "\\;\\g"])
  func neverFails(_ text: String) {
    for statement in SQLScript(text).statements { #expect(statement.range.upperBound <= text.utf8.count) }
  }
}
