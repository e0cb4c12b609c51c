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
  /// The largest file that is read, in bytes.
  package var sizeLimit: Int

  package init(root: String, sizeLimit: Int = 256 << 20) {
    self.root = root
    self.sizeLimit = sizeLimit
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
  /// Hidden folders and `node_modules` are left out; a folder reached twice through links is read once.
  package func folder(_ path: String, extensions: Set<String>) -> Reading<[SourceFile]> {
    var walk = FolderWalk(extensions: extensions)
    walk.visit(absolute(path), shown: path == "." ? "" : path)
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
      return .failure(.unreadable(shown, Errno.lastMessage, fix: "write the path relative to the file that names it"))
    }
    guard status.kind == .file else { return .failure(.unreadable(shown, "it is not a file", fix: nil)) }
    guard status.size <= sizeLimit else {
      let limit = "it has \(status.size) bytes, more than the \(sizeLimit) that are read"
      return .failure(.unreadable(shown, limit, fix: "leave data out of it: only the schema is needed"))
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return .failure(.unreadable(shown, Errno.lastMessage, fix: "check its permissions"))
    }
    return TextDecoding.file(data, path: shown)
  }
}

/// A walk through folders that does not follow a circle of links.
private struct FolderWalk {
  let extensions: Set<String>
  var found: [(path: String, shown: String)] = []
  var diagnostics: [Diagnostic] = []
  private var visited: Set<FileStatus.Identity> = []

  init(extensions: Set<String>) { self.extensions = extensions }

  mutating func visit(_ path: String, shown: String) {
    var pending = [(path: path, shown: shown)]
    while let folder = pending.popLast() {
      guard let status = FileStatus(following: folder.path) else {
        report(folder.shown)
        continue
      }
      guard status.kind == .folder, visited.insert(status.identity).inserted else { continue }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
        report(folder.shown)
        continue
      }
      for name in names.sorted() where !name.hasPrefix(".") && name != "node_modules" {
        let entry = (path: "\(folder.path)/\(name)", shown: folder.shown.isEmpty ? name : "\(folder.shown)/\(name)")
        switch FileStatus(following: entry.path)?.kind {
        case .folder: pending.append(entry)
        case _ where isWanted(name): found.append(entry)
        default: continue
        }
      }
    }
  }

  private mutating func report(_ shown: String) {
    diagnostics.append(ReadingProblem.unreadable(shown, Errno.lastMessage, fix: "check its permissions").diagnostic)
  }

  private func isWanted(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
    return extensions.contains(String(name[name.index(after: dot)...]))
  }
}
