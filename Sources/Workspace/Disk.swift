import Foundation

/// The changes an output makes to the file system, one call each, with one kind of error.
///
/// `fault` is asked before every change; tests let any of them fail with an `errno` code.
struct Disk: Sendable {
  enum Change: Sendable, Hashable {
    case write(String)
    case move(String, to: String)
    case makeFolder(String)
    case remove(String)
  }

  var fault: (@Sendable (Change) -> Int32?)?

  init(fault: (@Sendable (Change) -> Int32?)? = nil) { self.fault = fault }

  func write(_ text: String, to path: String) throws(WorkspaceError) {
    try check(.write(path), path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.error(Errno.last, path) }
    var text = text
    let code = text.withUTF8 { Self.writeAll($0, to: descriptor) }
    let closed = close(descriptor)
    if let code { throw Self.error(code, path) }
    if closed != 0 { throw Self.error(Errno.last, path) }
  }

  func move(_ path: String, to target: String) throws(WorkspaceError) {
    try check(.move(path, to: target), target)
    guard rename(path, target) == 0 else { throw Self.error(Errno.last, target) }
  }

  /// Makes a folder that is not there; true when it was made.
  @discardableResult
  func makeFolder(_ path: String) throws(WorkspaceError) -> Bool {
    try check(.makeFolder(path), path)
    if mkdir(path, 0o777) == 0 { return true }
    let code = Errno.last
    if code == EEXIST, FileStatus(following: path)?.kind == .folder { return false }
    throw Self.error(code, path)
  }

  func remove(_ path: String) throws(WorkspaceError) {
    try check(.remove(path), path)
    guard unlink(path) == 0 || Errno.last == ENOENT else { throw Self.error(Errno.last, path) }
  }

  /// Removes a folder when it is empty.
  func removeIfEmpty(_ path: String) { rmdir(path) }

  func text(at path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private func check(_ change: Change, _ path: String) throws(WorkspaceError) {
    if let code = fault?(change) { throw Self.error(code, path) }
  }

  static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32? {
    var offset = 0
    while offset < bytes.count {
      let written = Foundation.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if written > 0 {
        offset += written
      } else if Errno.last != EINTR {
        return Errno.last
      }
    }
    return nil
  }

  static func error(_ code: Int32, _ path: String) -> WorkspaceError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .notWritable(path: path, reason: Errno.message(of: code))
    }
  }
}
