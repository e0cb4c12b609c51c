import Compilation
import Diagnostics
import PrismaReading
import PrismaWriting
import SQLWriting
import SchemaModel
import TestKit
import Workspace

/// What came of one source that was written as a Prisma schema.
struct PrismaOutcome: Sendable {
  var source: CorpusSource
  /// Why nothing could be compared.
  var failure: (step: String, message: String)?
  var facts = 0
  /// Differences that no remark is about.
  var differences: [String] = []
}

/// Loads a source, and the SQL of the Prisma schema that is written of it, and compares what PostgreSQL has then.
struct PrismaMeasure: Sendable {
  let live: LiveMeasure

  func measure(_ source: CorpusSource, on server: ThrowawayPostgres) async throws -> PrismaOutcome {
    func failed(_ step: String, _ message: String) -> PrismaOutcome {
      PrismaOutcome(source: source, failure: (step, message))
    }
    let reading = SchemaSource(tree: SourceTree(SourceReader(root: live.root))).read([Located(source.path)])
    if let error = reading.diagnostics.first(where: { $0.severity == .error }) {
      return failed("reading", "\(error.span?.line ?? 0): \(error.message)")
    }
    let prelude = live.preludes.sql(for: source)
    var roles: Set<String> = []
    var itself: Catalog
    switch try await live.load([prelude] + reading.value.files.map(\.text), on: server, &roles) {
    case .success(let catalog): itself = catalog
    case .failure(let refusal): return failed("loading", refusal.text)
    }
    itself.forget(reading.value.catalog)
    let written = PrismaWriter().schema(of: reading.value.catalog)
    let prisma = PrismaReader().read([SourceFile(path: "written.prisma", text: written.text)])
    if let error = prisma.diagnostics.first(where: { $0.severity == .error }) {
      return failed("prisma", DiagnosticFormatter(usesColor: false).format([error]))
    }
    let whole = Self.completed(prisma.value, from: reading.value.catalog)
    let sql = SourceMeasure.without(prelude, SQLWriter().schema(of: whole))
    switch try await live.load([prelude, sql], on: server, &roles) {
    case .success(let catalog):
      let differences = RemarkedDifferences(
        Self.part(of: itself), Self.part(of: catalog), remarks: written.notExpressible, isWhole: false)
      return PrismaOutcome(source: source, facts: differences.facts, differences: differences.unremarked)
    case .failure(let refusal): return failed("prisma", refusal.text)
    }
  }

  /// The schema with what stands in its comments and its tables can not be made without: types, sequences, and the
  /// functions that defaults call.
  private static func completed(_ prisma: Catalog, from original: Catalog) -> Catalog {
    var result = prisma
    for schema in original.schemas where !result.schemas.contains(schema.name) { result.schemas.append(schema) }
    result.extensions = original.extensions
    result.collations = original.collations
    result.compositeTypes = original.compositeTypes
    result.rangeTypes = original.rangeTypes
    result.domains = original.domains
    for var sequence in original.sequences where !result.sequences.contains(sequence.name) {
      sequence.ownedBy = nil
      result.sequences.append(sequence)
    }
    for table in original.tables where table.columns.isEmpty && table.partitionOf == nil { result.tables.append(table) }
    let defaults = prisma.tables.flatMap { $0.columns.compactMap(\.defaultExpression?.sql) }
    let checks = original.domains.flatMap { $0.checks.map(\.expression.sql) }
    result.functions = original.functions.filter { function in
      (defaults + checks).contains { $0.contains("\(function.name.name)(") }
    }
    return result
  }

  /// What a Prisma schema makes.
  private static func part(of catalog: Catalog) -> Catalog {
    var part = Catalog()
    part.enums = catalog.enums
    part.tables = catalog.tables
    part.sequences = catalog.sequences
    return part
  }
}
