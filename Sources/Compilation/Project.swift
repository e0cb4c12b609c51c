package import Diagnostics
package import PlanReading

/// A project's configuration and the plans it has, found in any tree.
package struct Project: Sendable {
  package static let configurationName = "dbplan.yml"
  private static let usualFolder = "Plans"

  /// One plan to compile: a plan file, or none when a schema alone was named.
  package struct Request: Sendable {
    /// What commands and the output folder call it.
    package var name: String
    /// The plan file, relative to the project.
    package var path: String?
    package var schema: [Located<String>]

    package init(name: String, path: String? = nil, schema: [Located<String>] = []) {
      self.name = name
      self.path = path
      self.schema = schema
    }
  }

  /// What `dbplan.yml` says; nil without one.
  package var file: ProjectFile?
  /// Every plan, sorted by name; the one that the schema implies when there is no plan file.
  package var requests: [Request] = []

  package init() {}

  /// The project whose folder is the tree's root.
  package static func read(_ tree: SourceTree) -> Reading<Project> {
    var reading = Reading(Project())
    // Also what is no file: a link that leads nowhere is not the same as none.
    if tree.kind(configurationName) == .file || tree.names(".").contains(configurationName) {
      let file = tree.file(configurationName)
      reading.diagnostics += file.diagnostics
      if let file = file.value {
        let parsed = ProjectFileReader.read(file)
        reading.diagnostics += parsed.diagnostics
        reading.value.file = parsed.value
      }
    }
    let folder = reading.value.file?.plans?.value ?? usualFolder
    let plans = plans(in: folder, of: tree)
    reading.diagnostics += plans.diagnostics
    reading.value.requests = plans.value
    if plans.value.isEmpty, let schema = reading.value.file?.schema, let first = schema.first {
      reading.value.requests = [Request(name: PlanName.of(source: first.value), schema: schema)]
    }
    if reading.value.requests.isEmpty {
      reading.diagnostics.append(
        Diagnostic(
          .error, code: "no-plans", "there is no plan in \(folder)", fix: "write \(folder)/<name>.yml"))
    }
    return reading
  }

  /// The requests with those names, in their order; all of them when none is named.
  package func requests(named names: [String]) -> Reading<[Request]> {
    guard !names.isEmpty else { return Reading(requests) }
    var reading = Reading<[Request]>([])
    for name in names {
      if let request = requests.first(where: { $0.name == name }) {
        reading.value.append(request)
        continue
      }
      let nearest = NearestName.of(name, among: requests.map(\.name))
      reading.diagnostics.append(
        Diagnostic(
          .error, code: "unknown-plan", "there is no plan \(name)",
          fix: nearest.map { "did you mean \($0)?" } ?? "the plans are \(requests.map(\.name).joined(separator: ", "))")
      )
    }
    return reading
  }

  /// The plans in a folder of the project: `<name>.yml` and `<name>/plan.yml`, sorted by name.
  private static func plans(in folder: String, of tree: SourceTree) -> Reading<[Request]> {
    var reading = Reading<[Request]>([])
    for entry in tree.names(folder).sorted() where !entry.hasPrefix("_") && !entry.hasPrefix(".") {
      let path = "\(folder)/\(entry)"
      if entry.hasSuffix(".yml"), tree.kind(path) != .folder {
        add(Request(name: String(entry.dropLast(4)), path: path), to: &reading)
      } else if tree.kind("\(path)/plan.yml") == .file {
        add(Request(name: entry, path: "\(path)/plan.yml"), to: &reading)
      } else if entry.hasSuffix(".yaml") {
        reading.diagnostics.append(
          Diagnostic(
            .warning, code: "plan-file-name", "\(path) is not read: a plan file ends in .yml", at: start(of: path),
            fix: "rename it to \(entry.dropLast(5)).yml"))
      }
    }
    reading.value.sort { $0.name < $1.name }
    return reading
  }

  private static func add(_ request: Request, to reading: inout Reading<[Request]>) {
    let path = request.path ?? request.name
    if let other = reading.value.first(where: { $0.name == request.name }) {
      reading.diagnostics.append(
        Diagnostic(
          .error, code: "plan-file-name", "\(path) and \(other.path ?? other.name) are both the plan \(request.name)",
          at: start(of: path), fix: "rename one of them"))
      return
    }
    if let problem = PlanName.problem(with: request.name, at: start(of: path)) {
      reading.diagnostics.append(problem)
      return
    }
    reading.value.append(request)
  }

  private static func start(of path: String) -> SourceSpan {
    SourceSpan(path: path, offset: 0, length: 0, line: 1, column: 1)
  }
}

/// Names of plans that no file names.
package enum PlanName {
  /// The folders of the output that are not a plan's, named like the commands that write them.
  private static let reserved: Set<String> = ["diff", "pr", "site"]

  /// What is wrong with a name that somebody gave.
  package static func problem(with name: String, at span: SourceSpan?) -> Diagnostic? {
    guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
      return Diagnostic(
        .error, code: "plan-file-name", "\(name) is no name for a plan", at: span,
        why: "the name is an argument and a folder", fix: "use only a-z, 0-9 and -")
    }
    guard reserved.contains(name) else { return nil }
    return Diagnostic(
      .error, code: "plan-file-name", "a plan can not be called \(name)", at: span,
      why: "dbplan \(name) writes to a folder of that name, beside those of the plans", fix: "name it otherwise")
  }

  /// The stem of a source as `[a-z0-9-]+`: `prisma/My_Schema.prisma` gives `my-schema`.
  package static func of(source: String) -> String {
    let last = SourceKind.shown(source).split(separator: "/").last.map(String.init) ?? "schema"
    let stem = last.lastIndex(of: ".").map { $0 > last.startIndex ? String(last[..<$0]) : last } ?? last
    var name = ""
    for byte in stem.lowercased().utf8 {
      if byte != UInt8(ascii: "-"), isNameByte(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
    }
    while name.last == "-" { name.removeLast() }
    if name.isEmpty { return "schema" }
    return reserved.contains(name) ? "\(name)-schema" : name
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
