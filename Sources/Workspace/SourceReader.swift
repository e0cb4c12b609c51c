package import Diagnostics
import Foundation

/// Reads texts from disk under the paths people know them by. What can not be read is a diagnostic.
package struct SourceReader: Sendable {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    case missing
  }

  /// The folder that relative paths start from, and that shown paths are relative to.
  package let root: String
  /// The most that is read of a file, and of the files of a folder together, in bytes.
  package var sizeLimit: Int
  /// The most files and folders that are looked at below a folder.
  package var entryLimit: Int

  package init(root: String, sizeLimit: Int = 256 << 20, entryLimit: Int = 200_000) {
    self.root = root
    self.sizeLimit = sizeLimit
    self.entryLimit = entryLimit
  }

  package func kind(of path: String) -> Kind {
    switch FileStatus(following: absolute(path))?.kind {
    case .folder: .folder
    case nil: .missing
    default: .file
    }
  }

  /// The names in a folder, sorted; none when there is no such folder.
  package func names(in path: String) -> [String] { FolderListing.names(in: absolute(path)) }

  /// The text of one file; nil with a diagnostic when there is none to be had.
  package func file(_ path: String) -> Reading<SourceFile?> {
    switch text(at: absolute(path), shown: path) {
    case .success(let file): Reading(file)
    case .failure(let problem): Reading(nil, diagnostics: [problem.diagnostic])
    }
  }

  /// Every file in a folder, at any depth, whose name ends in one of the extensions, in natural order.
  ///
  /// Hidden folders and `node_modules` are left out; a folder reached twice through links is read once. Of a folder with
  /// more than the limits allow nothing is read.
  package func folder(_ path: String, extensions: Set<String>) -> Reading<[SourceFile]> {
    var walk = FolderWalk(extensions: extensions, entryLimit: entryLimit, sizeLimit: sizeLimit)
    walk.visit(absolute(path), shown: path == "." ? "" : path)
    if let excess = walk.excess { return Reading([], diagnostics: [ReadingProblem.tooLarge(path, excess).diagnostic]) }
    var reading = Reading<[SourceFile]>([], diagnostics: walk.diagnostics)
    for entry in walk.found.sorted(by: { NaturalOrder.precedes($0.shown, $1.shown) }) {
      switch text(at: entry.path, shown: entry.shown) {
      case .success(let file): reading.value.append(file)
      case .failure(let problem): reading.diagnostics.append(problem.diagnostic)
      }
    }
    return reading
  }

  private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(root)/\(path)" }

  private func text(at path: String, shown: String) -> Result<SourceFile, ReadingProblem> {
    guard let status = FileStatus(following: path) else {
      let code = Errno.last
      if FileStatus(of: path)?.kind == .link {
        let reason = code == ENOENT ? "it is a link to a file that is not there" : Errno.message(of: code)
        return .failure(.unreadable(shown, reason, fix: "mend or remove the link"))
      }
      let fix = "write the path relative to the file that names it"
      return .failure(.unreadable(shown, Errno.message(of: code), fix: fix))
    }
    guard status.kind == .file else { return .failure(.unreadable(shown, "it is not a file", fix: nil)) }
    guard status.size <= sizeLimit else {
      let limit = "it has \(status.size) bytes, more than the \(sizeLimit) that are read"
      return .failure(.unreadable(shown, limit, fix: "leave data out of it: only the schema is needed"))
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return .failure(.unreadable(shown, Errno.lastMessage, fix: "check its permissions"))
    }
    return TextDecoding.file([UInt8](data)[...], path: shown)
  }
}

/// A walk through folders that does not follow a circle of links, and ends also at the root of a machine.
private struct FolderWalk {
  let extensions: Set<String>
  let entryLimit: Int
  let sizeLimit: Int
  private var entries = 0
  private var size = 0
  /// What there is too much of, in words.
  private(set) var excess: String?
  var found: [(path: String, shown: String)] = []
  var diagnostics: [Diagnostic] = []
  private var visited: Set<FileStatus.Identity> = []

  init(extensions: Set<String>, entryLimit: Int, sizeLimit: Int) {
    self.extensions = extensions
    self.entryLimit = entryLimit
    self.sizeLimit = sizeLimit
  }

  mutating func visit(_ path: String, shown: String) {
    var pending = [(path: path, shown: shown)]
    while excess == nil, let folder = pending.popLast() {
      guard let status = FileStatus(following: folder.path) else {
        report(folder.shown)
        continue
      }
      guard status.kind == .folder, visited.insert(status.identity).inserted else { continue }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
        report(folder.shown)
        continue
      }
      entries += names.count
      if entries > entryLimit { excess = "more than \(entryLimit) files and folders" }
      for name in names.sorted() where excess == nil && !name.hasPrefix(".") && name != "node_modules" {
        let entry = (path: "\(folder.path)/\(name)", shown: folder.shown.isEmpty ? name : "\(folder.shown)/\(name)")
        let status = FileStatus(following: entry.path)
        switch status?.kind {
        case .folder: pending.append(entry)
        case _ where isWanted(name): add(entry, size: status?.kind == .file ? status?.size ?? 0 : 0)
        default: continue
        }
      }
    }
  }

  private mutating func add(_ entry: (path: String, shown: String), size: Int) {
    found.append(entry)
    // A single file that is too large is told by its own name.
    if size <= sizeLimit { self.size += size }
    if self.size > sizeLimit { excess = "more than \(sizeLimit) bytes in files that would be read" }
  }

  private mutating func report(_ shown: String) {
    diagnostics.append(ReadingProblem.unreadable(shown, Errno.lastMessage, fix: "check its permissions").diagnostic)
  }

  private func isWanted(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
    return extensions.contains(String(name[name.index(after: dot)...]))
  }
}
