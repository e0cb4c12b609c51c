import Foundation

/// Files of a project that people go on with: they are made once and never written over.
package enum NewFiles {
  /// Makes every file or none. A file that is there already is an error, and stays as it is.
  /// - Parameter root: the folder that the paths start from.
  package static func make(_ files: [OutputFile], in root: String) throws(WorkspaceError) {
    var made: [String] = []
    do {
      for file in files {
        let path = "\(root)/\(file.path)"
        try makeFolder(of: path)
        try make(file.text, at: path)
        made.append(path)
      }
    } catch {
      for path in made { unlink(path) }
      throw error
    }
  }

  private static func makeFolder(of path: String) throws(WorkspaceError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    guard FileStatus(following: folder) == nil else { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o777) == 0 || Errno.last == EEXIST else { throw Disk.error(Errno.last, folder) }
  }

  private static func make(_ text: String, at path: String) throws(WorkspaceError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Errno.last == EEXIST ? .foreignFile(path: path) : Disk.error(Errno.last, path)
    }
    var text = text
    let code = text.withUTF8 { Disk.writeAll($0, to: descriptor) }
    let closed = close(descriptor)
    guard code == nil, closed == 0 else {
      unlink(path)
      throw Disk.error(code ?? Errno.last, path)
    }
  }
}
