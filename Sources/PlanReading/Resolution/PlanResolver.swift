package import Diagnostics
package import PlanModel
package import SchemaModel

/// Holds a plan against the schema it is for, and against itself: names, references, values that can not be.
package enum PlanResolver {
  /// The plan with every table and column name resolved and every pattern expanded.
  /// - Parameters:
  ///   - old: What is there before the plan is carried out, where that is known.
  ///   - knownChecks: The codes that `checks` and waivers may name; nil leaves them unchecked.
  ///   - knownLines: The checklist lines that `attest` may answer; nil leaves them unchecked.
  package static func resolve(
    _ plan: Plan, against catalog: Catalog, orOld old: Catalog? = nil, knownChecks: [String]? = nil,
    knownLines: [String]? = nil
  ) -> Reading<Plan> {
    var resolution = PlanResolution(plan: plan, catalog: catalog, old: old)
    resolution.resolveSchemaFacts()
    resolution.resolveSecurity()
    resolution.resolveOperations()
    resolution.checkReferences()
    resolution.checkCodes(knownChecks: knownChecks, knownLines: knownLines)
    resolution.checkVolumes()
    resolution.checkColumnStatistics()
    resolution.checkWorkload()
    resolution.checkOperations()
    return Reading(resolution.plan, diagnostics: resolution.diagnostics.sorted(by: precedes))
  }

  private static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    guard let first = left.span, let second = right.span else { return left.span == nil && right.span != nil }
    return (first.path, first.offset, left.code) < (second.path, second.offset, right.code)
  }
}

/// The plan under resolution.
struct PlanResolution {
  var plan: Plan
  let catalog: Catalog
  let old: Catalog?
  let names: CatalogNames
  private(set) var diagnostics: [Diagnostic] = []
  private let files: [String: SourceFile]

  init(plan: Plan, catalog: Catalog, old: Catalog?) {
    self.plan = plan
    self.catalog = catalog
    self.old = old
    names = CatalogNames(catalog)
    files = Dictionary(plan.sourceFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func report(
    _ severity: Severity, _ code: String, _ message: String, at span: SourceSpan?, why: String? = nil,
    fix: String? = nil
  ) {
    let line = span.flatMap { span in files[span.path]?.excerpt(at: span) }
    diagnostics.append(Diagnostic(severity, code: code, message, at: span, line: line, why: why, fix: fix))
  }

  mutating func error(_ code: String, _ message: String, at span: SourceSpan?, why: String? = nil, fix: String? = nil) {
    report(.error, code, message, at: span, why: why, fix: fix)
  }

  /// The table of that name; an unknown one is reported and taken to be in public.
  mutating func table(_ name: ObjectName, at span: SourceSpan?) -> ObjectName {
    switch names.lookUp(name) {
    case .found(let table): return table
    case .model(let table):
      error(
        "plan-unknown-table", "`\(name.name)` is the model's name; the table is `\(table.display)`", at: span,
        fix: "write `\(table.display)`")
      return table
    case .ambiguous(let tables):
      error(
        "plan-unknown-table", "`\(name.name)` could be \(tables.map(\.display).joined(separator: " or "))", at: span,
        fix: "write the schema with it")
      return tables[0]
    case .unknown:
      let nearest = names.nearestTable(to: name).map { "did you mean `\($0)`?" }
      let written = name.schema.isEmpty ? name.name : name.qualified
      error("plan-unknown-table", "there is no table `\(written.excerpt)`", at: span, fix: nearest)
      return ObjectName(name.name, schema: name.schema.isEmpty ? "public" : name.schema)
    }
  }

  mutating func table(_ name: Located<ObjectName>) -> Located<ObjectName> {
    Located(table(name.value, at: name.span), span: name.span)
  }

  /// The column of that name; an unknown table or column is reported.
  mutating func column(_ reference: ColumnReference, at span: SourceSpan?) -> ColumnReference {
    let table = table(reference.table, at: span)
    return ColumnReference(table, column(reference.column, of: table, at: span))
  }

  mutating func column(_ reference: Located<ColumnReference>) -> Located<ColumnReference> {
    Located(column(reference.value, at: reference.span), span: reference.span)
  }

  mutating func column(_ name: String, of table: ObjectName, at span: SourceSpan?) -> String {
    guard let relation = names.relations[table], relation.columns[name] == nil, !relation.columns.isEmpty else {
      return name
    }
    if let mapped = relation.fields[name] {
      error(
        "plan-unknown-column", "`\(name)` is the model's field; the column is `\(table.display).\(mapped)`", at: span,
        fix: "write `\(mapped)`")
      return mapped
    }
    let nearest = names.nearestColumn(to: name, of: table).map { "did you mean `\($0)`?" }
    let columns = relation.order.prefix(12).joined(separator: ", ") + (relation.order.count > 12 ? ", ..." : "")
    error(
      "plan-unknown-column", "table `\(table.display)` has no column `\(name.excerpt)`", at: span,
      fix: nearest ?? "its columns are \(columns)")
    return name
  }

  /// The tables that names and patterns stand for, each once.
  mutating func expanded(_ tables: [Located<ObjectName>]) -> [Located<ObjectName>] {
    var seen: Set<ObjectName> = []
    var result: [Located<ObjectName>] = []
    for table in tables {
      for name in expanded(table.value, at: table.span) where seen.insert(name).inserted {
        result.append(Located(name, span: table.span))
      }
    }
    return result
  }

  mutating func expanded(_ name: ObjectName, at span: SourceSpan?) -> [ObjectName] {
    guard Glob.isPattern(name.name) else { return [table(name, at: span)] }
    let tables = names.tables(matching: name)
    if tables.isEmpty {
      report(.warning, "plan-empty-pattern", "no table is called like `\(name.name.excerpt)`", at: span)
    }
    return tables
  }
}
