import Checks
import Diagnostics
import MigrationChecks
import MigrationReading
import PlanModel
import PlanReading
import QueryReading
import SQLReading
import SchemaModel

/// What migrations are judged on in a test, as texts.
struct MigrationInput: Sendable {
  /// By path, in the order in which they are applied.
  var files: [SourceFile]
  var baseline: String?
  var plan: String?
  /// Those of a commit, where they are applied already.
  var applied: [SourceFile] = []

  init(_ files: [SourceFile], baseline: String? = nil, plan: String? = nil) {
    self.files = files
    self.baseline = baseline
    self.plan = plan
  }

  init(_ example: CheckExample) {
    self.init(
      [SourceFile(path: "migration_1.sql", text: example.schema)], baseline: example.baseline,
      plan: example.plan.map { "plan: Example\n" + $0 + "\n" })
  }

  struct Result: Sendable {
    var findings: [Finding]
    var diagnostics: [Diagnostic]
  }

  func run(rules: [any MigrationRule] = MigrationRules.all) -> Result {
    run(MigrationReader().read(files), rules)
  }

  /// - Parameter migrations: of the files, Alembic's by way of Python.
  func run(_ migrations: Reading<[WrittenMigration]>, _ rules: [any MigrationRule] = MigrationRules.all) -> Result {
    guard applied.isEmpty else { return runAfterApplied(migrations, rules) }
    let base = baseline.map { SQLReader().read([SourceFile(path: "baseline.sql", text: $0)]) }
    return run(migrations, rules, onto: base, [:])
  }

  private func runAfterApplied(
    _ migrations: Reading<[WrittenMigration]>, _ rules: [any MigrationRule]
  ) -> Result {
    let before = MigrationReader().read(applied)
    let comparison = HistoryComparison(migrations.value, applied: before.value, reference: "main")
    let pending = Reading(comparison.pending, diagnostics: migrations.diagnostics)
    return run(pending, rules, onto: SQLReader().read(before.value.map(\.script)), comparison.problems)
  }

  private func run(
    _ migrations: Reading<[WrittenMigration]>, _ rules: [any MigrationRule], onto base: Reading<Catalog>?,
    _ problems: [String: [String]]
  ) -> Result {
    let known = plan.map { self.resolved($0, base?.value ?? Catalog()) }
    let facts = MigrationFacts(plan: known, postgres: known?.stack.postgres?.value ?? 15)
    let judge = MigrationJudge(postgres: facts.postgres, knowsBaseline: base != nil)
    var judged = judge.judge(migrations.value, onto: base?.value ?? Catalog(), runsTogether: base != nil)
    for place in judged.value.indices {
      judged.value[place].historyProblems = problems[judged.value[place].migration.file.path] ?? []
    }
    let runner = MigrationRunner(rules: rules, facts: facts)
    return Result(
      findings: judged.value.flatMap(runner.findings),
      diagnostics: migrations.diagnostics + (base?.diagnostics ?? []) + judged.diagnostics)
  }

  private func resolved(_ text: String, _ catalog: Catalog) -> Plan {
    let reading = PlanFileReader.read(path: "plan.yml", name: "test", project: nil) { path in
      .success(SourceFile(path: path, text: text))
    }
    let resolved = PlanResolver.resolve(reading.value, against: catalog)
    return QueryReader.fillShapes(of: resolved.value, against: catalog).value
  }
}

/// Findings and what readers say, as text.
func rendered(_ result: MigrationInput.Result) -> String {
  let findings = result.findings.map { finding in
    var lines = ["\(finding.severity.rawValue): \(finding.message) [\(finding.fingerprint)]"]
    if let span = finding.span { lines.append("  at \(span.position)") }
    if let evidence = finding.evidence { lines.append("  evidence: \(evidence)") }
    if let waiver = finding.waiver { lines.append("  suppressed: \(waiver.because)") }
    if let fix = finding.fix {
      lines.append("  fix\(finding.fixLanguage.map { " (\($0.rawValue))" } ?? ""):")
      lines += fix.split(separator: "\n").map { "    \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
  let notes = result.diagnostics.map { DiagnosticFormatter(usesColor: false).format($0) }
  return (findings + notes).joined()
}
