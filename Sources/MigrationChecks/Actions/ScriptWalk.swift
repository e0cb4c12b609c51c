import Diagnostics
import SQLReading
import SQLSyntax
import SchemaModel

/// A script statement by statement: what each meets, and what it asks for.
struct ScriptWalk {
  struct Step: Sendable {
    var statement: SQLStatement
    var before: Catalog
    var action: MigrationAction
    /// Relations of the session alone, made so far.
    var temporary: Set<String>
  }

  private(set) var steps: [Step] = []
  private(set) var after: Catalog
  private(set) var diagnostics: [Diagnostic]

  init(_ file: SourceFile, onto catalog: Catalog) {
    (steps, after, diagnostics) = SQLParser.run { parser in
      var walk = ScriptSteps(file, onto: catalog, parser: parser)
      var steps: [Step] = []
      for statement in walk.script.statements {
        let names = NameResolution(catalog: walk.catalog, searchPath: walk.searchPath)
        let action = Self.action(statement, ActionReader(names: names), parser)
        steps.append(
          Step(statement: statement, before: walk.catalog, action: action, temporary: walk.temporaryRelations))
        walk.apply(statement)
      }
      return (steps, walk.catalog, walk.diagnostics)
    }
    // A script of another database is told in one sentence, not statement by statement.
    if diagnostics.contains(where: { $0.code == "sql-syntax" }) {
      diagnostics = SQLReader().read([file], onto: catalog).diagnostics
    }
  }

  private static func action(_ statement: SQLStatement, _ reader: ActionReader, _ parser: SQLParser) -> MigrationAction
  {
    do throws(SQLSyntaxError) {
      return try parser.withStatement(statement.text, tokenCount: statement.tokenCount) { reader.action($0) }
    } catch {
      return .other("")
    }
  }
}
