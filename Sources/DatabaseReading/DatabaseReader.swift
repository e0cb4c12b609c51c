package import Diagnostics
import SQLSyntax
package import SchemaModel

/// Reads the rows of a database's catalogs into a catalog: what PostgreSQL itself knows of a schema.
package struct DatabaseReader: Sendable {
  package init() {}

  /// - Parameter name: how people are told which database it is; never with a password.
  package func read(_ snapshot: DatabaseSnapshot, name: String) -> Reading<Catalog> {
    SQLParser.run { parser in
      var assembly = CatalogAssembly(snapshot, parser: parser, database: name)
      assembly.readAll()
      return assembly.finish()
    }
  }
}

/// A catalog that is put together from rows.
struct CatalogAssembly {
  let snapshot: DatabaseSnapshot
  let syntax: DeparsedText
  let types: TypeTable
  let database: String
  var catalog = Catalog()
  var diagnostics: [Diagnostic] = []
  /// Tables and views by their number in `pg_class`.
  var relations: [String: ObjectName] = [:]

  init(_ snapshot: DatabaseSnapshot, parser: SQLParser, database: String) {
    self.snapshot = snapshot
    self.database = database
    syntax = DeparsedText(parser)
    types = TypeTable(snapshot)
  }

  mutating func readAll() {
    checkVersion()
    readSchemas()
    readExtensions()
    readRoles()
    readEnums()
    readDomains()
    readRangeTypes()
    readCollations()
    readRelations()
    readCompositeTypes()
    readColumns()
    readSequences()
    readIndexes()
    readViewReads()
    readTriggers()
    readRules()
    readPolicies()
    readFunctions()
    readStatistics()
    readEventTriggers()
    readPrivileges()
    readDefaultPrivileges()
    readForeignServers()
    readUnmodelled()
    citeDatabase()
  }

  consuming func finish() -> Reading<Catalog> {
    catalog.origin.language = .database
    catalog.origin.files = [database]
    return Reading(catalog, diagnostics: diagnostics)
  }

  func rows(_ query: CatalogQuery) -> [Row] { snapshot.rows(query) }

  mutating func warn(_ code: String, _ message: String, why: String? = nil, fix: String? = nil) {
    diagnostics.append(Diagnostic(.warning, code: code, message, why: why, fix: fix))
  }

  private mutating func checkVersion() {
    let major = snapshot.version / 10000
    guard !DatabaseSnapshot.testedVersions.contains(major) else { return }
    diagnostics.append(
      Diagnostic(
        .note, code: "untested-server", "PostgreSQL \(major) is read by its documentation",
        why: "tests read \(DatabaseSnapshot.testedVersions.map(String.init).joined(separator: ", "))"))
  }
}

extension Row {
  /// The name of an object that has a schema.
  var objectName: ObjectName { ObjectName(text("name"), schema: text("schema")) }

  var collation: ObjectName? {
    self["collation_schema"].map { ObjectName(text("collation"), schema: $0) }
  }

  func deferral() -> Deferral {
    isTrue("is_deferred") ? .initiallyDeferred : isTrue("is_deferrable") ? .initiallyImmediate : .notDeferrable
  }
}
