import Foundation
import Rehearsal

/// The file of a relation, made as long as its pages would be. It occupies no room on the disk: nothing is written.
struct SparseFile {
  private static let pageSize = 8192
  /// Pages of 1 GiB, where PostgreSQL goes on in `FILE.1`, `FILE.2`, ... (RELSEG_SIZE).
  private static let segmentPages = 131_072

  let path: String

  func extend(toPages pages: Int) throws(PlanningError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure() }
    let current = Int(status.st_size) / Self.pageSize
    guard pages > current else { return }
    for segment in 0...((pages - 1) / Self.segmentPages) {
      let name = segment == 0 ? path : "\(path).\(segment)"
      let length = min(Self.segmentPages, pages - segment * Self.segmentPages) * Self.pageSize
      if segment > 0 { try create(name, like: status) }
      guard truncate(name, off_t(length)) == 0 else { throw failure() }
    }
  }

  /// The server may run as another user than this process.
  private func create(_ name: String, like first: stat) throws(PlanningError) {
    let file = open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    guard geteuid() != 0 || fchown(file, first.st_uid, first.st_gid) == 0 else { throw failure() }
  }

  /// Writes at a page; the file is long enough.
  func write(_ bytes: [UInt8], page: Int, offset: Int = 0) throws(PlanningError) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(page * Self.pageSize + offset)) }
    guard count == bytes.count else { throw failure() }
  }

  private func failure() -> PlanningError { .file(path: path, reason: String(cString: strerror(errno))) }
}
