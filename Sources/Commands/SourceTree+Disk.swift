import PlanModel
import Compilation
import Diagnostics
import PlanReading
import Workspace

extension SourceTree {
  /// Of the files that a project is made of.
  static let sourceExtensions: Set<String> = ["prisma", "sql", "yml"]

  /// The working tree.
  init(_ reader: SourceReader) {
    self.init(
      kind: { path in
        switch reader.kind(of: path) {
        case .file: .file
        case .folder: .folder
        case .missing: .missing
        }
      },
      names: { reader.names(in: $0) }, file: { reader.file($0) }, folder: { reader.folder($0, extensions: $1) },
      commit: { Reading(nil, diagnostics: [Self.unknownCommit($0)]) })
  }

  /// The same tree, with the commits that the plans' baselines name read beforehand.
  func withCommits(
    of requests: [Project.Request], project: ProjectFile?, root: String
  ) async throws(WorkspaceError) -> SourceTree {
    var references: Set<String> = []
    func note(_ baseline: Located<String>?) {
      if let text = baseline?.value, text.hasPrefix("git:") { references.insert(String(text.dropFirst(4))) }
    }
    note(project?.baseline)
    for request in requests {
      guard let path = request.path else { continue }
      let plan = PlanFileReader.read(path: path, name: request.name, project: project) { path in
        file(path).value.map { .success($0) } ?? .failure(LoadFailure("it can not be read"))
      }
      note(plan.value.sources.baseline)
    }
    guard !references.isEmpty else { return self }
    let repository = GitRepository(folder: root)
    var trees: [String: SourceTree] = [:]
    for reference in references.sorted() {
      if case .success(let commit) = try await repository.commit(reference) {
        let files = try await repository.files(at: commit, extensions: Self.sourceExtensions)
        trees[reference] = SourceTree(files: files.value, problems: files.diagnostics)
      }
    }
    var tree = self
    let known = trees
    tree.commit = { reference in
      known[reference].map { Reading($0) } ?? Reading(nil, diagnostics: [Self.unknownCommit(reference)])
    }
    return tree
  }
}
