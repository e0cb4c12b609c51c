import Compilation
import Diagnostics
import Foundation
import PlanComparison
import PlanModel
import PlanReading
import Workspace

/// Two versions of a project, read from git's objects and the working tree and compiled.
struct ComparedProjects: Sendable {
  /// Where the project is.
  let root: String
  let outputRoot: String
  let comparison: ProjectComparison?
  /// What was compared; nil when there is no comparison.
  let sides: (base: ProjectSide, head: ProjectSide)?
  /// Errors are in here when there is no comparison. Those of the base begin with its name.
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - base: a commit, or `BASE...HEAD` for what happened since the two parted.
  ///   - head: nil for the working tree.
  init(_ options: SharedOptions, base: String, head: String?) async throws(WorkspaceError) {
    let place = Place(options)
    root = place.root
    let repository = GitRepository(folder: root)
    let revisions: GitRevisions
    switch try await repository.revisions(base, head) {
    case .success(let found): revisions = found
    case .failure(let problem):
      comparison = nil
      sides = nil
      diagnostics = [problem.diagnostic]
      outputRoot = place.output(nil)
      return
    }
    let commits = [revisions.base] + (revisions.head.map { [$0] } ?? [])
    let read = try await repository.files(
      at: commits, extensions: SourceTree.sourceExtensions, migrations: SourceTree.migrationExtensions)
    var trees = read.map { SourceTree(files: $0.value, problems: $0.diagnostics) }
    if trees.count == 1 { trees.append(SourceTree(SourceReader(root: root))) }
    let date = options.date?.date ?? Session.sourceDate
    var sides: [Side] = []
    for (tree, names) in zip(
      trees, [(revisions.baseLabel, revisions.base.id), (revisions.headLabel, revisions.head?.id)])
    {
      let found = place.project(in: tree, options)
      sides.append(
        Side(
          label: names.0, commit: names.1, project: found,
          tree: try await tree.preparing(
            found.value.requests, project: found.value.file, root: root, python: options.python,
            isWorkingTree: names.1 == nil)))
    }
    outputRoot = place.output(sides[1].project.value.file)
    let compiled = await Self.compile(
      sides, date: date, jobs: options.jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    var diagnostics = compiled.flatMap(\.diagnostics)
    if sides.allSatisfy(\.project.value.requests.isEmpty), !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(Self.noProject(revisions))
    }
    self.diagnostics = unique(diagnostics)
    let isBad = diagnostics.contains { $0.severity == .error }
    self.sides = isBad ? nil : (compiled[0].value, compiled[1].value)
    comparison = isBad ? nil : ProjectComparison(base: compiled[0].value, head: compiled[1].value)
  }

  private static func noProject(_ revisions: GitRevisions) -> Diagnostic {
    Diagnostic(
      .error, code: "no-project",
      "there is no plan in \(revisions.baseLabel) nor in \(revisions.headLabel)",
      fix: "name a schema: dbplan diff \(revisions.baseLabel) --schema prisma/schema.prisma")
  }

  /// One side before it is compiled.
  private struct Side: Sendable {
    var label: String
    var commit: String?
    var project: Reading<Project>
    var tree: SourceTree
  }

  /// Compiles the plans of both sides at once; the same schema is parsed once.
  private static func compile(_ sides: [Side], date: CalendarDate?, jobs: Int) async -> [Reading<ProjectSide>] {
    let memory = SchemaMemory()
    let work = sides.indices.flatMap { side in sides[side].project.value.requests.map { (side: side, request: $0) } }
    let compiled = await concurrentMap(work, jobs: jobs) { work in
      let side = sides[work.side]
      let compiler = PlanCompiler(tree: side.tree, project: side.project.value.file, memory: memory)
      let request = work.request
      let compiled =
        if let path = request.path {
          compiler.compile(path: path, name: request.name, date: date)
        } else {
          compiler.compile(schema: request.schema, name: request.name, date: date)
        }
      return Reading(PlanSide(compiled.value, date: date), diagnostics: compiled.diagnostics)
    }
    let composed = await composing(zip(work, compiled).map { (side: $0.side, plan: $1.value) }, jobs: jobs)
    let plans = zip(compiled, composed).map { Reading($1, diagnostics: $0.diagnostics) }
    return sides.indices.map { position in
      let own = zip(work, plans).filter { $0.0.side == position }.map(\.1)
      let side = sides[position]
      let result = ProjectSide(
        label: side.label, commit: side.commit, plans: own.map(\.value),
        configuration: side.project.value.file?.source)
      // Of the base only what hinders is told: its warnings were told in its time.
      let problems = side.project.diagnostics + own.flatMap(\.diagnostics)
      let told = position == 0 ? problems.filter { $0.severity == .error }.map { $0.of(side.label) } : problems
      return Reading(result, diagnostics: told)
    }
  }
}

extension ComparedProjects {
  /// The documents of plans that were read from other files on the other side.
  private static func composing(_ plans: [(side: Int, plan: PlanSide)], jobs: Int) async -> [PlanSide] {
    await concurrentMap(plans, jobs: jobs) { entry in
      let other = plans.first { $0.side != entry.side && $0.plan.name == entry.plan.name }
      guard let other, !other.plan.isReadFrom(sameFilesAs: entry.plan) else { return entry.plan }
      return entry.plan.composing()
    }
  }
}

/// Where a comparison takes place.
private struct Place {
  let root: String
  private let home: String
  private let schema: [String]
  private let named: String?

  init(_ options: SharedOptions) {
    let start = Session.absolute(options.project ?? ".")
    let folder = options.project == nil ? ProjectFolder.containing(start) : ProjectFolder.at(start)
    let sources = NamedSources(options.schema, from: start)
    let isAlone = !options.schema.isEmpty && options.project == nil
    root = isAlone ? sources.base : folder?.root ?? start
    home = isAlone ? start : root
    schema = options.schema.isEmpty ? [] : sources.paths
    named = options.output
  }

  func output(_ project: ProjectFile?) -> String {
    Session.absolute(named ?? "\(home)/\(project?.output?.value ?? "Output")")
  }

  /// The project in a tree; an empty one where there is none yet or any more.
  func project(in tree: SourceTree, _ options: SharedOptions) -> Reading<Project> {
    guard schema.isEmpty else {
      let isThere = schema.contains { tree.kind($0) != .missing }
      return Reading(isThere ? Session.implied(by: options, schema) : Project())
    }
    var reading = Project.read(tree)
    reading.diagnostics.removeAll { $0.code == "no-plans" }
    return reading
  }
}

extension Diagnostic {
  /// The same of a file of a commit: `main:schema.sql:12`.
  func of(_ label: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.span = span.map {
      SourceSpan(path: "\(label):\($0.path)", offset: $0.offset, length: $0.length, line: $0.line, column: $0.column)
    }
    if span == nil { diagnostic.message = "\(label): \(message)" }
    return diagnostic
  }
}
