import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

/// A catalog that grows statement by statement, with what is needed to resolve names as PostgreSQL does.
struct CatalogBuilder {
  let parser: SQLParser
  var catalog: Catalog
  var names: NameRegistry
  var diagnostics: [Diagnostic] = []
  var grantIndex: [GrantKey: Int] = [:]
  /// Positions in `catalog.functions` by signature.
  var functionPositions: [String: Int] = [:]
  /// Positions in `catalog.functions` by name.
  var functionNames: [ObjectName: [Int]] = [:]
  /// Child tables (partitions and heirs) by parent.
  var children: [ObjectName: [ObjectName]] = [:]
  /// Whether the statement at hand says ONLY: children are left alone.
  var isOnly = false
  /// The schemas unqualified names are looked up in; the first one gets new objects.
  var searchPath = ["public"]
  var transaction = TransactionState()
  /// How many views lie above the one whose columns are asked for.
  var viewDepth = 0
  /// Names of the session's temporary relations, which are no part of the schema.
  var temporaryRelations: Set<String> = []
  /// Schemas somebody else owns, already warned about.
  var reportedSchemas: Set<String> = []
  /// Words of code that is not executed here: what they name may exist all the same.
  var opaqueWords: Set<String> = []
  var source: StatementSource

  init(_ catalog: Catalog, parser: SQLParser) {
    self.catalog = catalog
    self.parser = parser
    names = NameRegistry(catalog)
    source = StatementSource(file: SourceFile(path: "", text: ""), statement: nil)
    for table in catalog.tables {
      for parent in table.inherits + [table.partitionOf?.parent].compactMap({ $0 }) {
        children[parent, default: []].append(table.name)
      }
    }
    for (position, grant) in catalog.grants.enumerated() { grantIndex[GrantKey(grant)] = position }
    indexFunctions()
  }

  consuming func finish(_ paths: [String]) -> Reading<Catalog> {
    catalog.grants.removeAll { $0.privileges.isEmpty }
    catalog.origin.language = .sql
    catalog.origin.files += paths
    return Reading(catalog, diagnostics: diagnostics)
  }
}

/// Where the statement at hand stands.
struct StatementSource {
  let file: SourceFile
  let statement: SQLStatement?

  var range: Range<Int> { statement?.range ?? 0..<0 }
  var text: String { statement?.text ?? "" }
  var span: SourceSpan { file.span(range) }

  /// The span of a name at a location of the parse tree.
  func span(at location: Int32, _ name: String = "") -> SourceSpan { file.span(self.range(at: location, name)) }

  func range(at location: Int32, _ name: String = "") -> Range<Int> {
    let start = range.lowerBound + max(0, Int(location))
    return start..<min(max(start, range.upperBound), start + max(1, name.utf8.count))
  }
}

extension CatalogBuilder {
  mutating func report(
    _ severity: Severity, _ code: String, _ message: String, at range: Range<Int>? = nil, why: String? = nil,
    fix: String? = nil
  ) {
    diagnostics.append(
      source.file.diagnostic(severity, code: code, message, at: range ?? source.range, why: why, fix: fix))
  }

  /// Keeps the statement as it is written, and says so.
  mutating func keepRaw(_ kind: String) {
    catalog.unmodelled.append(RawObject(kind: kind, sql: source.text, span: source.span))
    report(
      .warning, "not-modelled", "\(kind) is kept as raw SQL, its effect is not part of the model", at: headline)
  }

  /// The first words of the statement, for diagnostics about the whole of it.
  var headline: Range<Int> {
    let length = source.text.utf8.prefix { $0 != UInt8(ascii: "\n") }.count
    return source.range.lowerBound..<min(source.range.upperBound, source.range.lowerBound + min(length, 60))
  }

  /// An expression as SQL text.
  /// - Parameter table: The one table whose columns it is made of: as in PostgreSQL's own texts they stand without its name.
  mutating func expression(
    _ node: UnsafeMutablePointer<PgQuery__Node>?, of table: ObjectName? = nil
  ) -> SQLExpression? {
    guard let node else { return nil }
    if let table { PostgresTree.dropQualifiers([table.schema, table.name], in: UnsafePointer(node)) }
    if let text = parser.sql(ofExpression: UnsafePointer(node)) {
      return SQLExpression(qualified(expression: text, UnsafePointer(node)))
    }
    report(.warning, "not-modelled", "an expression of this statement can not be written back as SQL")
    return nil
  }
}
