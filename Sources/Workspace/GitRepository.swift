package import Diagnostics

/// A commit that git knows.
package struct GitCommit: Sendable, Hashable {
  /// What it was asked for by: a branch, a tag, an abbreviated id.
  package var reference: String
  /// 40 hexadecimal digits (64 in a SHA-256 repository).
  package var id: String
}

/// A reference that names no commit, or not only one.
package struct GitReferenceProblem: Error, Sendable, Hashable {
  package var diagnostic: Diagnostic
}

/// Reads files of commits from git's objects; the working tree is not touched.
package struct GitRepository: Sendable {
  private let folder: String
  private let runner = ProcessRunner()

  /// - Parameter folder: a folder within the repository; paths are relative to it.
  package init(folder: String) { self.folder = folder }

  /// The commit that a reference names.
  package func commit(
    _ reference: String
  ) async throws(WorkspaceError) -> Result<GitCommit, GitReferenceProblem> {
    guard !reference.hasPrefix("-"), !reference.isEmpty else {
      return .failure(.problem("\"\(reference)\" is no name of a commit", fix: Self.usage))
    }
    let resolved = try await git(["rev-parse", "--verify", "--end-of-options", "\(reference)^{commit}"])
    if resolved.errorOutput.contains("ambiguous") {
      return .failure(
        .problem(
          "\(reference) is ambiguous: more than one thing has that name",
          fix: "write refs/heads/\(reference), refs/tags/\(reference) or more digits of the commit"))
    }
    if resolved.errorOutput.contains("not a git repository") {
      return .failure(.problem("\(reference) can not be looked up: there is no git repository here", fix: nil))
    }
    guard resolved.isSuccess, let id = resolved.output.split(separator: "\n").first.map(String.init) else {
      return .failure(.problem("git knows no commit \(reference)", fix: Self.usage))
    }
    return .success(GitCommit(reference: reference, id: id))
  }

  /// The best common ancestor of two commits; nil when their histories share nothing.
  package func mergeBase(of first: GitCommit, and second: GitCommit) async throws(WorkspaceError) -> GitCommit? {
    let found = try await git(["merge-base", first.id, second.id])
    guard found.isSuccess, let id = found.output.split(separator: "\n").first.map(String.init) else { return nil }
    return GitCommit(reference: "\(first.reference)...\(second.reference)", id: id)
  }

  /// The texts of the files with one of the extensions at a commit, in natural order; diagnostics for those that are none.
  ///
  /// Symbolic links are left out. Files beside the folder are there too, as `../`.
  /// - Parameter migrations: further extensions, of files whose path speaks of migrations.
  package func files(
    at commit: GitCommit, extensions: Set<String>, migrations: Set<String> = []
  ) async throws(WorkspaceError) -> Reading<[SourceFile]> {
    let trees = try await files(at: [commit], extensions: extensions, migrations: migrations)
    return trees.first ?? Reading([])
  }

  /// The same for several commits. What is the same at all of them is read once: a listing of each, and one process for
  /// all contents.
  package func files(
    at commits: [GitCommit], extensions: Set<String>, migrations: Set<String> = []
  ) async throws(WorkspaceError) -> [Reading<[SourceFile]>] {
    let prefix =
      try await git(["rev-parse", "--show-prefix"]).successful(.git).output.split(separator: "\n").first ?? ""
    let base = prefix.split(separator: "/").map(String.init)
    var listings: [GitTreeListing] = []
    for commit in commits {
      let listing = try await git(["ls-tree", "-r", "-z", "--full-tree", commit.id]).successful(.git)
      listings.append(GitTreeListing(listing.output, extensions: extensions, migrations: migrations))
    }
    let entries = listings.map(\.entries)
    var distinct: [GitTreeListing.Entry] = []
    var positions: [GitTreeListing.Entry: Int] = [:]
    for entry in entries.joined() where positions[entry] == nil {
      positions[entry] = distinct.count
      distinct.append(entry)
    }
    let files = zip(distinct, try await contents(of: distinct.map(\.id))).map { entry, blob in
      TextDecoding.file(blob, path: Self.path(entry.path, from: base))
    }
    return entries.map { entries in
      var reading = Reading<[SourceFile]>([])
      for entry in entries {
        switch positions[entry].map({ files[$0] }) {
        case .success(let file): reading.value.append(file)
        case .failure(let problem): reading.diagnostics.append(problem.diagnostic)
        case nil: break
        }
      }
      reading.value.sort { NaturalOrder.precedes($0.path, $1.path) }
      return reading
    }
  }

  /// The contents of objects, all through one process, in the order asked for.
  private func contents(of ids: [String]) async throws(WorkspaceError) -> [ArraySlice<UInt8>] {
    guard !ids.isEmpty else { return [] }
    let request = ids.map { "\($0)\n" }.joined()
    let answer = try await git(["cat-file", "--batch"], input: request).successful(.git).bytes
    var contents: [ArraySlice<UInt8>] = []
    var rest = answer[...]
    // Each: `<id> <type> <size>`, a newline, the content, a newline.
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard let last = words.last, let size = Int(last), rest.endIndex - end > size else { break }
      contents.append(rest[(end + 1)..<(end + 1 + size)])
      rest = rest[(end + 2 + size)...]
    }
    guard contents.count == ids.count else {
      throw .programFailed(program: "git", status: 0, message: "cat-file left out an object")
    }
    return contents
  }

  func git(_ arguments: [String], input: String = "") async throws(WorkspaceError) -> ProcessResult {
    try await runner.run(.git, arguments, input: input, in: folder, variables: ["LC_ALL": "C"])
  }

  /// A path of the repository as it is seen from one of its folders.
  private static func path(_ path: String, from folder: [String]) -> String {
    guard !folder.isEmpty else { return path }
    let parts = path.split(separator: "/").map(String.init)
    let common = zip(parts, folder).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: folder.count - common) + parts[common...]).joined(separator: "/")
  }

  private static let usage = "name a branch, a tag or a commit"
}

extension GitReferenceProblem {
  fileprivate static func problem(_ message: String, fix: String?) -> GitReferenceProblem {
    GitReferenceProblem(diagnostic: Diagnostic(.error, code: "unknown-reference", message, fix: fix))
  }
}

/// What `git ls-tree -r -z` prints: files, by path and object.
struct GitTreeListing {
  struct Entry: Hashable {
    var path: String
    var id: String
  }

  private(set) var entries: [Entry] = []

  init(_ listing: String, extensions: Set<String>, migrations: Set<String>) {
    let endings = extensions.map { ".\($0)" }
    let codeEndings = migrations.map { ".\($0)" }
    for line in listing.split(separator: "\0") {
      // `<mode> <type> <id>`, a tab, the path. A submodule is a commit, a link's content is no text of ours.
      guard let tab = line.firstIndex(of: "\t") else { continue }
      let words = line[..<tab].split(separator: " ")
      let path = line[line.index(after: tab)...]
      guard words.count == 3, words[1] == "blob", words[0] != "120000" else { continue }
      let isMigration = codeEndings.contains(where: path.hasSuffix) && path.lowercased().contains("migration")
      guard isMigration || endings.contains(where: path.hasSuffix) else { continue }
      entries.append(Entry(path: String(path), id: String(words[2])))
    }
  }
}
