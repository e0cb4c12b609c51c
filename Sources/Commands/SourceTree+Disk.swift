import PlanModel
import Compilation
import Diagnostics
import PlanReading
import Workspace

extension SourceTree {
  /// Of the files that a project is made of.
  static let sourceExtensions: Set<String> = ["prisma", "sql", "yml", "py", "csv", "ini"]
  /// Of migrations that hold SQL in another language.
  static let migrationExtensions: Set<String> = ["ts", "js"]

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

  /// The same tree, with what its plans name beside its files: commits, databases, models of another language.
  func preparing(
    _ requests: [Project.Request], project: ProjectFile?, root: String, python: String?, isWorkingTree: Bool = true
  ) async throws(WorkspaceError) -> SourceTree {
    let needed = ForeignSources(requests, project: project, in: self)
    var tree = try await preparing(needed, root: root, python: python, isWorkingTree: isWorkingTree)
    tree.revisions = try await AlembicRunner().chains(in: tree)
    guard !needed.commits.isEmpty else { return tree }
    let repository = GitRepository(folder: root)
    var trees: [String: SourceTree] = [:]
    for reference in needed.commits {
      if case .success(let commit) = try await repository.commit(reference) {
        let files = try await repository.files(
          at: commit, extensions: Self.sourceExtensions, migrations: Self.migrationExtensions)
        var before = try await SourceTree(files: files.value, problems: files.diagnostics)
          .preparing(needed, root: root, python: python, isWorkingTree: false)
        before.revisions = try await AlembicRunner().chains(in: before)
        trees[reference] = before
      }
    }
    var prepared = tree
    let known = trees
    prepared.commit = { reference in
      known[reference].map { Reading($0) } ?? Reading(nil, diagnostics: [Self.unknownCommit(reference)])
    }
    return prepared
  }

  /// The same tree, with those sources read.
  /// - Parameters:
  ///   - python: The interpreter that was named on the command line.
  ///   - isWorkingTree: false for a commit's files.
  func preparing(
    _ needed: ForeignSources, root: String, python: String?, isWorkingTree: Bool = true
  ) async throws(WorkspaceError) -> SourceTree {
    var prepared = self
    let reader = ForeignSourceReader(tree: self, root: root, python: python, isWorkingTree: isWorkingTree)
    for source in needed.sources { prepared.prepared[source.value] = try await reader.read(source) }
    return prepared
  }
}
