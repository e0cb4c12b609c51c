import Foundation

/// What the file system says about a path.
struct FileStatus {
  enum Kind {
    case file
    case folder
    case link
    case other
  }

  /// Tells one folder from another however it was reached.
  struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  let kind: Kind
  let size: Int
  let identity: Identity

  /// Follows a symbolic link; nil when there is nothing, `errno` says why.
  init?(following path: String) {
    var record = stat()
    guard stat(path, &record) == 0 else { return nil }
    self.init(record)
  }

  /// Looks at a symbolic link itself.
  init?(of path: String) {
    var record = stat()
    guard lstat(path, &record) == 0 else { return nil }
    self.init(record)
  }

  private init(_ record: stat) {
    kind =
      switch record.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(record.st_size)
    identity = Identity(device: UInt64(truncatingIfNeeded: record.st_dev), node: UInt64(record.st_ino))
  }
}

/// The last error of the C library.
enum Errno {
  static var last: Int32 { errno }
  static var lastMessage: String { message(of: errno) }

  static func message(of code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
