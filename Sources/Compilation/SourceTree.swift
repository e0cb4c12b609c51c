package import Diagnostics

/// Where files come from: the working tree or a commit. Paths are relative to the project.
package struct SourceTree: Sendable {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    case missing
  }

  package var kind: @Sendable (String) -> Kind
  /// The text of one file; nil with a diagnostic when there is none to be had.
  package var file: @Sendable (String) -> Reading<SourceFile?>
  /// Every file in a folder, at any depth, with one of the extensions, in natural order.
  package var folder: @Sendable (String, Set<String>) -> Reading<[SourceFile]>
  /// The tree of a commit, for sources such as `git:main`.
  package var commit: @Sendable (String) -> Reading<SourceTree?>

  package init(
    kind: @escaping @Sendable (String) -> Kind, file: @escaping @Sendable (String) -> Reading<SourceFile?>,
    folder: @escaping @Sendable (String, Set<String>) -> Reading<[SourceFile]>,
    commit: @escaping @Sendable (String) -> Reading<SourceTree?>
  ) {
    self.kind = kind
    self.file = file
    self.folder = folder
    self.commit = commit
  }
}

extension SourceTree {
  /// A tree of files held in memory, in natural order.
  package init(files: [SourceFile]) {
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(
      kind: { path in
        if byPath[path] != nil { return .file }
        return files.contains { $0.path.hasPrefix(path + "/") } ? .folder : .missing
      },
      file: { path in
        byPath[path].map { Reading($0) }
          ?? Reading(nil, diagnostics: [Diagnostic(.error, code: "unreadable-file", "there is no \(path)")])
      },
      folder: { path, extensions in
        Reading(
          files.filter { file in
            (path == "." || file.path.hasPrefix(path + "/")) && extensions.contains { file.path.hasSuffix(".\($0)") }
          })
      },
      commit: { Reading(nil, diagnostics: [Self.unknownCommit($0)]) })
  }

  package static func unknownCommit(_ reference: String) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-reference", "git knows no commit \(reference)", fix: "name a branch, tag or commit")
  }
}
