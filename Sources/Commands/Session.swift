import ArgumentParser
import Compilation
import Diagnostics
import Foundation
import PlanModel
import PlanReading
import Workspace

/// A project and what was asked of it.
struct Session: Sendable {
  /// One plan to compile: a plan file, or none when a schema alone was named.
  struct Request: Sendable {
    var name: String
    var path: String?
    var schema: [Located<String>] = []
  }

  let root: String
  let project: ProjectFile?
  let requests: [Request]
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
    let base = isAlone && options.project == nil ? start : folder?.root ?? start
    let reader = SourceReader(root: base)
    var diagnostics: [Diagnostic] = []
    var project: ProjectFile?
    if !isAlone, folder?.hasConfiguration == true {
      let reading = reader.file(ProjectFolder.configurationName)
      diagnostics += reading.diagnostics
      if let file = reading.value {
        let parsed = ProjectFileReader.read(file)
        diagnostics += parsed.diagnostics
        project = parsed.value
      }
    }
    self.project = project
    root = base
    outputRoot = Self.absolute(options.output ?? "\(base)/\(project?.output?.value ?? "Output")")
    templatesFolder = options.templates.map(Self.absolute) ?? project?.templates.map { "\(base)/\($0.value)" }
    let requests = Self.requests(options, plans, folder, project, &diagnostics)
    self.requests = requests
    date = options.date?.date ?? Self.sourceDate
    jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    self.diagnostics = diagnostics
    tree = try await SourceTree(reader).withCommits(of: requests, project: project, root: base)
  }

  private static func requests(
    _ options: SharedOptions, _ names: [String], _ folder: ProjectFolder?, _ project: ProjectFile?,
    _ diagnostics: inout [Diagnostic]
  ) -> [Request] {
    if !options.schema.isEmpty {
      let name = options.name ?? PlanName.of(source: options.schema[0])
      return [Request(name: name, schema: options.schema.map { Located($0) })]
    }
    guard let folder else {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-project", "there is no dbplan.yml and no Plans folder here or above",
          fix: "name a schema: dbplan generate --schema prisma/schema.prisma"))
      return []
    }
    let found = folder.plans(in: project?.plans?.value ?? "Plans")
    diagnostics += found.diagnostics
    var requests = found.value.map { Request(name: $0.name, path: $0.path) }
    if requests.isEmpty, let schema = project?.schema, let first = schema.first {
      requests = [Request(name: PlanName.of(source: first.value), schema: schema)]
    }
    if requests.isEmpty {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-plans", "there is no plan in \(project?.plans?.value ?? "Plans")",
          fix: "write Plans/<name>.yml"))
    }
    guard !names.isEmpty else { return requests }
    return names.compactMap { name in
      if let request = requests.first(where: { $0.name == name }) { return request }
      let nearest = NearestName.of(name, among: requests.map(\.name))
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-plan", "there is no plan \(name)",
          fix: nearest.map { "did you mean \($0)?" } ?? "the plans are \(requests.map(\.name).joined(separator: ", "))")
      )
      return nil
    }
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

  private static var sourceDate: CalendarDate? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], let seconds = Int(text) else {
      return nil
    }
    return CalendarDate(daysSince1970: seconds / 86_400)
  }
}

/// Names of plans that no file names.
enum PlanName {
  /// The stem of a source as `[a-z0-9-]+`: `prisma/My_Schema.prisma` gives `my-schema`.
  static func of(source: String) -> String {
    let last = source.split(separator: "/").last.map(String.init) ?? "schema"
    let stem = last.lastIndex(of: ".").map { $0 > last.startIndex ? String(last[..<$0]) : last } ?? last
    var name = ""
    for scalar in stem.lowercased().unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
    }
    while name.last == "-" { name.removeLast() }
    return name.isEmpty ? "schema" : name
  }
}
