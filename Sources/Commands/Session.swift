import ArgumentParser
import Compilation
import Diagnostics
import Foundation
import PlanModel
import PlanReading
import Workspace

/// A project and what was asked of it.
struct Session: Sendable {
  let root: String
  let project: ProjectFile?
  let requests: [Project.Request]
  let outputRoot: String
  let templatesFolder: String?
  let date: CalendarDate?
  let jobs: Int
  let tree: SourceTree
  let diagnostics: [Diagnostic]

  init(_ options: SharedOptions, plans: [String]) async throws(WorkspaceError) {
    let start = Self.absolute(options.project ?? ".")
    let folder = options.project == nil ? ProjectFolder.containing(start) : ProjectFolder.at(start)
    let isAlone = !options.schema.isEmpty
    let schema = NamedSources(options.schema, from: start)
    let base = isAlone && options.project == nil ? schema.base : folder?.root ?? start
    let reader = SourceReader(root: base)
    let tree = SourceTree(reader)
    let found =
      isAlone ? Reading(Self.implied(by: options, schema.paths)) : folder == nil ? Self.nowhere : Project.read(tree)
    let project = found.value.file
    self.project = project
    root = base
    let home = isAlone && options.project == nil ? start : base
    outputRoot = Self.absolute(options.output ?? "\(home)/\(project?.output?.value ?? "Output")")
    templatesFolder = options.templates.map(Self.absolute) ?? project?.templates.map { "\(base)/\($0.value)" }
    let requests = isAlone ? Reading(found.value.requests) : found.value.requests(named: found.hasErrors ? [] : plans)
    self.requests = requests.value
    date = options.date?.date ?? Self.sourceDate
    jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let named = isAlone ? options.name.flatMap { PlanName.problem(with: $0, at: nil) } : nil
    diagnostics = found.diagnostics + requests.diagnostics + [named].compactMap(\.self)
    self.tree = try await tree.preparing(requests.value, project: project, root: base, python: options.python)
  }

  static func implied(by options: SharedOptions, _ schema: [String]) -> Project {
    var project = Project()
    let name = options.name ?? PlanName.of(source: schema[0])
    project.requests = [Project.Request(name: name, schema: schema.map { Located($0) })]
    return project
  }

  static var nowhere: Reading<Project> {
    Reading(
      Project(),
      diagnostics: [
        Diagnostic(
          .error, code: "no-project", "there is no dbplan.yml and no Plans folder here or above",
          fix: "name a schema: dbplan generate --schema prisma/schema.prisma")
      ])
  }

  /// Compiles every plan that was asked for; the order of the requests is kept.
  func compile() async -> [Reading<CompiledPlan>] {
    let compiler = PlanCompiler(tree: tree, project: project)
    return await concurrentMap(requests, jobs: jobs) { request in
      if let path = request.path { return compiler.compile(path: path, name: request.name, date: date) }
      return compiler.compile(schema: request.schema, name: request.name, date: date)
    }
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  static var sourceDate: CalendarDate? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], let seconds = Int(text) else {
      return nil
    }
    return CalendarDate(daysSince1970: seconds / 86_400)
  }
}
