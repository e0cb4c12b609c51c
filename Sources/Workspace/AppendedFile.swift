import Foundation

/// Files that others write too, such as the summary of a workflow's step.
package enum AppendedFile {
  /// Adds text at the end of a file, which is made when it is missing.
  package static func append(_ text: String, to path: String) throws(WorkspaceError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Disk.error(Errno.last, path) }
    var text = text
    let code = text.withUTF8 { Disk.writeAll($0, to: descriptor) }
    let closed = close(descriptor)
    if let code { throw Disk.error(code, path) }
    if closed != 0 { throw Disk.error(Errno.last, path) }
  }
}
