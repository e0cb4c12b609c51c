package import Diagnostics

/// Where files come from: the working tree or a commit. Paths are relative to the project.
package struct SourceTree: Sendable {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    case missing
  }

  package var kind: @Sendable (String) -> Kind
  /// The names in a folder, in any order; none when there is no such folder.
  package var names: @Sendable (String) -> [String]
  /// The text of one file; nil with a diagnostic when there is none to be had.
  package var file: @Sendable (String) -> Reading<SourceFile?>
  /// Every file in a folder, at any depth, with one of the extensions, in natural order.
  package var folder: @Sendable (String, Set<String>) -> Reading<[SourceFile]>
  /// The tree of a commit, for sources such as `git:main`.
  package var commit: @Sendable (String) -> Reading<SourceTree?>
  /// What was read beforehand of the sources that need a server or an interpreter, by their names.
  package var prepared: [String: Reading<ReadSchema>] = [:]
  /// The revisions that Alembic's folders hold, by the folders.
  package var revisions: [String: RevisionChain] = [:]

  package init(
    kind: @escaping @Sendable (String) -> Kind, names: @escaping @Sendable (String) -> [String],
    file: @escaping @Sendable (String) -> Reading<SourceFile?>,
    folder: @escaping @Sendable (String, Set<String>) -> Reading<[SourceFile]>,
    commit: @escaping @Sendable (String) -> Reading<SourceTree?>
  ) {
    self.kind = kind
    self.names = names
    self.file = file
    self.folder = folder
    self.commit = commit
  }
}

extension SourceTree {
  /// A tree of files held in memory, in natural order.
  /// - Parameter problems: What is wrong with the files that are there and can not be read, at their paths.
  package init(files: [SourceFile], problems: [Diagnostic] = []) {
    let index = FileIndex(files, problems)
    self.init(
      kind: { path in
        let path = path == "." ? "" : path
        return index.files[path] != nil || index.problems[path] != nil
          ? .file : index.folders[path] != nil ? .folder : .missing
      },
      names: { Array(index.folders[$0 == "." ? "" : $0] ?? []) },
      file: { path in
        if let file = index.files[path] { return Reading(file) }
        let problem = index.problems[path]
        return Reading(
          nil, diagnostics: [problem ?? Diagnostic(.error, code: "unreadable-file", "there is no \(path)")])
      },
      folder: { path, extensions in
        let endings = extensions.map { ".\($0)" }
        func isWanted(_ file: String) -> Bool {
          (path == "." && !file.hasPrefix("../") || file.hasPrefix(path + "/"))
            && endings.contains { file.hasSuffix($0) }
        }
        return Reading(
          files.filter { isWanted($0.path) },
          diagnostics: problems.filter { $0.span.map { isWanted($0.path) } ?? false })
      },
      commit: { Reading(nil, diagnostics: [Self.unknownCommit($0)]) })
  }

  package static func unknownCommit(_ reference: String) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-reference", "git knows no commit \(reference)", fix: "name a branch, tag or commit")
  }
}

/// Files by their path, and the names in every folder above them.
private struct FileIndex: Sendable {
  private(set) var files: [String: SourceFile] = [:]
  private(set) var problems: [String: Diagnostic] = [:]
  private(set) var folders: [String: Set<String>] = ["": []]

  init(_ all: [SourceFile], _ diagnostics: [Diagnostic]) {
    files = Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for problem in diagnostics { if let path = problem.span?.path { problems[path] = problem } }
    for file in Array(files.keys) + Array(problems.keys) {
      var path = file[...]
      while true {
        let slash = path.lastIndex(of: "/")
        let name = slash.map { path[path.index(after: $0)...] } ?? path
        let parent = slash.map { path[..<$0] } ?? ""
        // A folder that knows the name is known to its own parents already.
        guard folders[String(parent), default: []].insert(String(name)).inserted, !parent.isEmpty else { break }
        path = parent
      }
    }
  }
}
