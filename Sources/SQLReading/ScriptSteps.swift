package import Diagnostics
package import SQLSyntax
package import SchemaModel

/// A script that is applied to a catalog one statement at a time, for those who ask what each statement meets.
package struct ScriptSteps {
  private var builder: CatalogBuilder
  package let script: SQLScript

  /// The file is a session of its own, as `SQLReader` has it.
  package init(_ file: SourceFile, onto catalog: Catalog, parser: SQLParser) {
    script = SQLScript(file.text)
    builder = CatalogBuilder(catalog, parser: parser)
    builder.begin(file, script)
  }

  package var catalog: Catalog { builder.catalog }
  package var relations: [ObjectName: CatalogRelation] { builder.names.relations }
  package var searchPath: [String] { builder.searchPath }
  package var temporaryRelations: Set<String> { builder.temporaryRelations }
  package var diagnostics: [Diagnostic] { builder.diagnostics }

  /// What the next statement does to the catalog.
  package mutating func apply(_ statement: SQLStatement) {
    builder.source = StatementSource(file: builder.source.file, statement: statement)
    if let error = builder.parseAndApply(statement) { builder.reportSyntax(error, in: statement) }
  }

  /// What a statement of guarded code does; nothing, and false, when it fails: the guard keeps it from running then.
  package mutating func applyGuarded(_ statement: SQLStatement) -> Bool {
    let known = builder.diagnostics.count
    apply(statement)
    let failed = builder.diagnostics[known...].contains { $0.severity == .error }
    builder.diagnostics.removeSubrange(known...)
    return !failed
  }

  /// The statements of a DO block that does nothing but run DDL; nil for any other code.
  package static func guardedStatements(of statement: SQLStatement) -> [SQLStatement]? {
    GuardedCode(statement)?.steps.map(\.statement)
  }
}
