import CatalogComparison
package import Checks
package import Diagnostics
import PlanDocument
package import IndexAdvice
import MigrationChecks
package import MigrationPlanning
package import PlanModel
package import PlanReading
import QueryReading
package import SchemaModel
package import Seeding
package import Sizing

/// A plan file and everything it names, read and checked.
package struct CompiledPlan: Sendable {
  package var plan: Plan
  package var catalog: Catalog
  /// nil when the plan starts from nothing.
  package var baseline: (name: String, catalog: Catalog)?
  package var findings: [Finding]
  package var schemaFiles: [SourceFile]
  /// What the databases among its sources have counted, those of the schema first.
  package var statistics: [DatabaseStatistics] = []
  /// Indexes that the declared queries would pay for.
  package var advice: [IndexProposal] = []
  /// What its tables take, of a plan without errors.
  package var sizes: SizeEstimator?
  /// The rows that it brings.
  package var seeds: [SeedTable] = []
  /// The way from the baseline, where somebody has planned it already.
  package var migration: MigrationPlan?
  /// The migrations that the project has already.
  package var histories: [MigrationHistory] = []
}

/// Reads a plan, its schema, overlays and baseline from a tree of files.
package struct PlanCompiler: Sendable {
  private let tree: SourceTree
  private let project: ProjectFile?
  private let memory: SchemaMemory?

  /// - Parameter memory: shared by the compilers of a run, it lets the same schema be parsed once.
  package init(tree: SourceTree, project: ProjectFile?, memory: SchemaMemory? = nil) {
    self.tree = tree
    self.project = project
    self.memory = memory
  }

  /// Compiles the plan file at a path.
  package func compile(path: String, name: String, date: CalendarDate?) -> Reading<CompiledPlan> {
    let reading = PlanFileReader.read(path: path, name: name, project: project) { path in
      let reading = tree.file(path)
      if let file = reading.value { return .success(file) }
      let missing = Diagnostic(.error, code: "unreadable-file", "\(path) can not be read")
      return .failure(LoadFailure(reading.diagnostics.first ?? missing))
    }
    return finish(reading.value, diagnostics: reading.diagnostics, date: date)
  }

  /// The plan that a schema alone implies.
  package func compile(schema: [Located<String>], name: String, date: CalendarDate?) -> Reading<CompiledPlan> {
    var plan = Plan(name: name)
    if let project {
      plan.project = project.project
      plan.stack = project.stack
      plan.conventions = project.conventions
      plan.checks = project.checks
      plan.sources.baseline = project.baseline
    }
    plan.sources.schema = schema
    return finish(plan, diagnostics: [], date: date)
  }

  private func finish(_ plan: Plan, diagnostics: [Diagnostic], date: CalendarDate?) -> Reading<CompiledPlan> {
    var diagnostics = diagnostics
    if plan.sources.schema.isEmpty, !diagnostics.contains(where: { PlanFileReader.fatalCodes.contains($0.code) }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "missing-schema", "the plan \(plan.name) names no schema", at: plan.title?.span,
          fix: "schema: prisma/schema.prisma"))
    }
    let target = SchemaSource(tree: tree, memory: memory).read(plan.sources.schema, adds: plan.sources.adds)
    diagnostics += target.diagnostics
    var counted: [DatabaseStatistics] = []
    let baseline = baseline(of: plan, &counted, &diagnostics)
    let statistics = target.value.statistics + counted.filter { !target.value.statistics.contains($0) }
    let catalog = target.value.catalog
    guard !target.hasErrors else {
      diagnostics += target.value.disagreementDiagnostics
      return Reading(
        CompiledPlan(
          plan: plan, catalog: catalog, baseline: baseline, findings: [], schemaFiles: target.value.files),
        diagnostics: diagnostics)
    }
    let resolved = PlanResolver.resolve(
      plan, against: catalog, orOld: baseline?.catalog,
      knownChecks: CheckRegistry.all.map(\.metadata.code) + MigrationRules.codes,
      knownLines: ChecklistLines.keys)
    diagnostics += resolved.diagnostics
    // No finding is shown beside an error: what explains an unknown name is told here.
    if resolved.hasErrors { diagnostics += target.value.disagreementDiagnostics }
    let measured = MeasuredVolumes.fill(resolved.value, from: statistics)
    let called = CalledQueries.fill(measured, against: catalog)
    diagnostics += called.diagnostics
    let understood = QueryReader.fillShapes(of: called.value, against: catalog, orOld: baseline?.catalog)
    diagnostics += understood.diagnostics
    let subject = CheckSubject(
      catalog: catalog, plan: understood.value, baseline: baseline?.catalog,
      scope: Self.judged(understood.value, catalog: catalog, baseline: baseline?.catalog),
      files: target.value.files + plan.sourceFiles, disagreements: target.value.disagreements)
    let checked = CheckRunner().run(subject, today: date ?? understood.value.asOf?.value)
    var compiled = CompiledPlan(
      plan: understood.value, catalog: catalog, baseline: baseline, findings: checked.findings,
      schemaFiles: target.value.files)
    compiled.statistics = statistics
    compiled.advice = subject.advice
    compiled.sizes = subject.estimator
    compiled.seeds = seeds(of: understood.value, catalog, &diagnostics)
    compiled.histories = MigrationHistories(tree: tree).read(understood.value, commit: commit(of: plan))
    return Reading(compiled, diagnostics: diagnostics + checked.diagnostics)
  }

  private func seeds(of plan: Plan, _ catalog: Catalog, _ diagnostics: inout [Diagnostic]) -> [SeedTable] {
    let seeds = plan.seeds.compactMap { seed -> SeedTable? in
      guard let path = seed.file else { return nil }
      let file = tree.file(path.value)
      diagnostics += file.diagnostics.map { problem in
        var problem = problem
        problem.span = problem.span ?? path.span
        return problem
      }
      guard let file = file.value else { return nil }
      let rows = SeedReader.read(seed, file, into: catalog)
      diagnostics += rows.diagnostics
      return rows.value
    }
    return SeedOrder.ordered(seeds, by: catalog)
  }

  /// The tree of the baseline, where that is a commit.
  private func commit(of plan: Plan) -> SourceTree? {
    guard let source = plan.sources.baseline, source.value.hasPrefix("git:") else { return nil }
    return tree.commit(String(source.value.dropFirst(4))).value
  }

  /// `git:REF` is the plan's own schema as it was at that commit; anything else is a source like the schema's.
  private func baseline(
    of plan: Plan, _ statistics: inout [DatabaseStatistics], _ diagnostics: inout [Diagnostic]
  ) -> (name: String, catalog: Catalog)? {
    guard let source = plan.sources.baseline, source.value != "none" else { return nil }
    let reading: Reading<ReadSchema>
    if source.value.hasPrefix("git:") {
      let commit = tree.commit(String(source.value.dropFirst(4)))
      diagnostics += commit.diagnostics.map { problem in
        var problem = problem
        problem.span = problem.span ?? source.span
        return problem
      }
      guard let tree = commit.value else { return nil }
      reading = SchemaSource(tree: tree, memory: memory).read(plan.sources.schema)
    } else {
      reading = SchemaSource(tree: tree, memory: memory).read([source])
    }
    diagnostics += reading.diagnostics.filter { !diagnostics.contains($0) }
    statistics = reading.value.statistics
    return (SourceKind.shown(source.value), reading.value.catalog)
  }

  /// The tables that a plan answers for: those it names and those it changes; all of them without a baseline.
  private static func judged(_ plan: Plan, catalog: Catalog, baseline: Catalog?) -> Set<ObjectName>? {
    let named = plan.scope.map { Set($0.map(\.value)) }
    guard let baseline else { return named }
    let changed = Set(CatalogDifference(from: baseline, to: catalog).changes.compactMap(\.table))
    return changed.union(named ?? [])
  }
}
