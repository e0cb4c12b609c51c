package import Diagnostics
import SQLReading
import SQLSyntax
package import SchemaModel

/// Reads SQLAlchemy models, also those of SQLModel and Flask-SQLAlchemy, without running them.
package struct SQLAlchemyReader: Sendable {
  package init() {}

  /// The catalog of the tables that SQLAlchemy would make for PostgreSQL of the models in these modules.
  ///
  /// What can not be known without running the code is a warning with its place, and the object is kept as far as it
  /// is known.
  package func read(_ modules: Reading<PythonModules>) -> Reading<Catalog> {
    let report = Report(files: modules.value.files)
    for diagnostic in modules.diagnostics { report.add(diagnostic) }
    let catalog = SQLParser.run { parser in
      let interpreter = Interpreter(modules.value, report: report)
      interpreter.runAll()
      let mapper = SchemaMapper(interpreter, report: report, syntax: SQLFragments(parser: parser))
      mapper.map()
      return CatalogAssembler(mapper, report: report).catalog()
    }
    return Reading(catalog, diagnostics: report.sorted)
  }
}
