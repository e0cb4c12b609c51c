package import Diagnostics

/// Reads files of commits from git's objects; the working tree is not touched.
package struct GitRepository: Sendable {
  private let folder: String
  private let runner = ProcessRunner()

  /// - Parameter folder: a folder within the repository; paths are relative to it.
  package init(folder: String) { self.folder = folder }

  /// The texts of the files with one of the extensions at a commit, or nil when git knows no such commit.
  package func files(
    at reference: String, extensions: Set<String>
  ) async throws(WorkspaceError) -> [SourceFile]? {
    let resolved = try await runner.run(
      .git, ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(reference)^{commit}"], in: folder)
    guard resolved.isSuccess, let commit = resolved.output.split(separator: "\n").first.map(String.init) else {
      return nil
    }
    let listing = try await runner.output(of: .git, ["ls-tree", "-r", "-z", "--name-only", commit, "."], in: folder)
    var files: [SourceFile] = []
    for path in listing.split(separator: "\0").map(String.init)
    where extensions.contains(where: { path.hasSuffix(".\($0)") }) {
      let text = try await runner.output(of: .git, ["show", "\(commit):./\(path)"], in: folder)
      files.append(SourceFile(path: path, text: text))
    }
    return files
  }
}
