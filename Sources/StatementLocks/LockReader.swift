package import Diagnostics
import SQLReading
import SQLSyntax
package import SchemaModel

/// A statement of a script, and what it does when it runs after those before it.
package struct ReadStatement: Sendable {
  package var sql: String
  /// Bytes of the file.
  package var range: Range<Int>
  package var effect: StatementEffect

  package init(_ sql: String, at range: Range<Int>, _ effect: StatementEffect) {
    self.sql = sql
    self.range = range
    self.effect = effect
  }
}

/// Says what each statement of a script locks, rewrites, scans and builds, by the catalog that it meets.
package struct LockReader: Sendable {
  /// The major version of the server that runs the script.
  package let postgres: Int

  package init(postgres: Int = 15) { self.postgres = postgres }

  /// - Parameter catalog: what is there before the first statement.
  package func read(_ file: SourceFile, onto catalog: Catalog) -> Reading<[ReadStatement]> {
    SQLParser.run { parser in
      var steps = ScriptSteps(file, onto: catalog, parser: parser)
      var session = SessionSettings()
      var statements: [ReadStatement] = []
      var diagnostics: [Diagnostic] = []
      for statement in steps.script.statements {
        let reading = read(statement, file, &steps, &session, parser)
        statements.append(ReadStatement(statement.text, at: statement.range, reading.value))
        diagnostics += reading.diagnostics
      }
      return Reading(statements, diagnostics: steps.diagnostics + diagnostics)
    }
  }

  private func read(
    _ statement: SQLStatement, _ file: SourceFile, _ steps: inout ScriptSteps, _ session: inout SessionSettings,
    _ parser: SQLParser
  ) -> Reading<StatementEffect> {
    if let inner = ScriptSteps.guardedStatements(of: statement), inner.allSatisfy({ parses($0, parser) }) {
      return readBlock(inner, file, &steps, &session, parser)
    }
    let before = CatalogState(steps)
    steps.apply(statement)
    return judge(statement, file, before, CatalogState(steps), &session, parser)
  }

  /// Code that does nothing but run statements, guarded or not, does what these do, in one.
  private func readBlock(
    _ inner: [SQLStatement], _ file: SourceFile, _ steps: inout ScriptSteps, _ session: inout SessionSettings,
    _ parser: SQLParser
  ) -> Reading<StatementEffect> {
    var whole = EffectDraft()
    var diagnostics: [Diagnostic] = []
    for statement in inner {
      let before = CatalogState(steps)
      guard steps.applyGuarded(statement) else { continue }
      let reading = judge(statement, file, before, CatalogState(steps), &session, parser)
      whole.add(reading.value)
      diagnostics += reading.diagnostics
    }
    return Reading(whole.effect, diagnostics: diagnostics)
  }

  private func parses(_ statement: SQLStatement, _ parser: SQLParser) -> Bool {
    (try? parser.withStatement(statement.text, tokenCount: statement.tokenCount) { _ in true }) == true
  }

  private func judge(
    _ statement: SQLStatement, _ file: SourceFile, _ before: CatalogState, _ after: CatalogState,
    _ session: inout SessionSettings, _ parser: SQLParser
  ) -> Reading<StatementEffect> {
    let remark = { (words: String) in
      file.diagnostic(.warning, code: "lock-unknown", words, at: statement.range)
    }
    do throws(SQLSyntaxError) {
      return try parser.withStatement(statement.text, tokenCount: statement.tokenCount) { node in
        var judge = StatementJudge(
          before: before, after: after, postgres: postgres, session: session, parser: parser,
          text: statement.text)
        judge.judge(node)
        session = judge.session
        session.note(node, statement.text)
        return Reading(judge.draft.effect, diagnostics: judge.remarks.map(remark))
      }
    } catch {
      // The steps have said what is wrong with it.
      return Reading(StatementEffect(), diagnostics: [])
    }
  }
}
