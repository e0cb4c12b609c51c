import CodeReading
package import Diagnostics
import PlanModel
package import PlanReading

/// What a source is, by its name and what stands there.
package enum SourceKind: Sendable, Hashable {
  /// Prisma or SQL files, which are read as they are.
  case files
  /// `postgres://...`: a live database.
  case database
  /// SQLAlchemy models, whose syntax Python knows.
  case models
  /// `import:module:Base`: what SQLAlchemy itself says when the module is run.
  case module

  private static let modulePrefix = "import:"

  package static func of(_ source: String, in tree: SourceTree) -> SourceKind {
    if source.hasPrefix("postgres://") || source.hasPrefix("postgresql://") { return .database }
    if source.hasPrefix(modulePrefix) { return .module }
    guard tree.kind(source) == .folder else { return source.hasSuffix(".py") ? .models : .files }
    // A folder is what its first language says: Prisma before SQL before Python.
    guard tree.folder(source, ["prisma", "sql"]).value.isEmpty else { return .files }
    let modules = tree.folder(source, ["py"]).value
    return modules.isEmpty || EmbeddedMigration.kind(of: modules) != nil ? .files : .models
  }

  /// The source as people may be shown it: of a database's URL no user, no password and no parameters.
  package static func shown(_ source: String) -> String {
    guard let scheme = source.firstRange(of: "://"), source.hasPrefix("postgres") else { return source }
    let rest = source[scheme.upperBound...]
    let start = rest.lastIndex(of: "@").map { rest.index(after: $0) } ?? rest.startIndex
    // An @ further on belongs to something else, and what stands before it may be a part of a password.
    guard !rest[..<start].contains(where: { $0 == "/" || $0 == "?" }) else { return "postgres://..." }
    let place = rest[start...].prefix { $0 != "?" }
    return "postgres://\(place)"
  }
}

/// What the plans of a run name that is not in the tree's files: it is fetched before anything is compiled, so that
/// compiling stays a function of values.
package struct ForeignSources: Sendable {
  /// The commits of `git:REF`, sorted.
  package private(set) var commits: [String] = []
  /// Sources that need a server or an interpreter, each once, in the order they are named.
  package private(set) var sources: [Located<String>] = []

  package init(_ requests: [Project.Request], project: ProjectFile?, in tree: SourceTree) {
    var references: Set<String> = []
    var known: Set<String> = []
    func note(_ source: Located<String>) {
      if source.value.hasPrefix("git:") {
        references.insert(String(source.value.dropFirst(4)))
      } else if known.insert(source.value).inserted, SourceKind.of(source.value, in: tree) != .files {
        sources.append(source)
      }
    }
    for request in requests {
      guard let path = request.path else {
        for source in request.schema + (project?.baseline.map { [$0] } ?? []) where source.value != "none" {
          note(source)
        }
        continue
      }
      let plan = PlanFileReader.read(path: path, name: request.name, project: project) { path in
        let missing = Diagnostic(.error, code: "unreadable-file", "\(path) can not be read")
        return tree.file(path).value.map { .success($0) } ?? .failure(LoadFailure(missing))
      }
      let named = plan.value.sources
      for source in named.schema + named.adds + (named.baseline.map { [$0] } ?? []) where source.value != "none" {
        note(source)
      }
    }
    commits = references.sorted()
  }

  /// What is named alone.
  package init(_ sources: [Located<String>], in tree: SourceTree) {
    self.sources = sources.filter { SourceKind.of($0.value, in: tree) != .files }
  }
}
