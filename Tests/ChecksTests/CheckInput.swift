import Checks
import Diagnostics
import PlanModel
import PlanReading
import PrismaReading
import QueryReading
import SQLReading
import SchemaModel
import SchemaReconciliation

/// What a check is run on in a test, as texts.
struct CheckInput: Sendable {
  enum Language: String, Sendable, CaseIterable {
    case sql
    case prisma
  }

  var language: Language
  var schema: String
  var plan: String?
  var baseline: String?
  /// SQL of the same schema.
  var beside: String?

  init(_ language: Language, _ schema: String, plan: String? = nil, baseline: String? = nil, beside: String? = nil) {
    self.language = language
    self.schema = schema
    self.plan = plan
    self.baseline = baseline
    self.beside = beside
  }

  init(_ example: CheckExample) {
    self.init(
      example.language == .sql ? .sql : .prisma, example.schema,
      plan: example.plan.map { "plan: Example\n" + $0 + "\n" },
      baseline: example.baseline, beside: example.beside)
  }

  /// The subject, and what the readers have against the texts.
  func subject() -> Reading<CheckSubject> {
    let file = SourceFile(path: "schema.\(language.rawValue)", text: schema)
    let own = read([file])
    let other = beside.map { SQLReader().read([SourceFile(path: "beside.sql", text: $0)]) }
    let reconciliation = other.map { SchemaReconciliation([own.value, $0.value]) }
    let catalog = Reading(
      reconciliation?.catalog ?? own.value, diagnostics: own.diagnostics + (other?.diagnostics ?? []))
    let base = baseline.map { read([SourceFile(path: "baseline.\(language.rawValue)", text: $0)]) }
    let text = plan ?? "plan: Test\n"
    let reading = PlanFileReader.read(path: "plan.yml", name: "test", project: nil) { path in
      path == "plan.yml"
        ? .success(SourceFile(path: path, text: text))
        : .failure(LoadFailure(Diagnostic(.error, code: "unreadable-file", "\(path) does not exist")))
    }
    let resolved = PlanResolver.resolve(
      reading.value, against: catalog.value, knownChecks: CheckRegistry.all.map(\.metadata.code))
    let filled = QueryReader.fillShapes(of: resolved.value, against: catalog.value)
    return Reading(
      CheckSubject(
        catalog: catalog.value, plan: filled.value, baseline: base?.value, files: [file],
        disagreements: reconciliation?.disagreements ?? []),
      diagnostics: catalog.diagnostics + (base?.diagnostics ?? []) + reading.diagnostics + resolved.diagnostics
        + filled.diagnostics)
  }

  private func read(_ files: [SourceFile]) -> Reading<Catalog> {
    switch language {
    case .sql: SQLReader().read(files)
    case .prisma: PrismaReader().read(files)
    }
  }
}
