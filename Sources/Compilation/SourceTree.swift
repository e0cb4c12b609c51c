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
