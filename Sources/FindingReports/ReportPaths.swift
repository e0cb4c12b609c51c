/// How a forge names the files of a project: by their path from the top of the repository.
package struct ReportPaths: Sendable, Hashable {
  /// The project's folder in its repository, as `services/billing/`; empty at the top and outside a repository.
  package let prefix: String

  package init(prefix: String = "") { self.prefix = prefix }

  /// A path that is relative to the project, seen from the top: `../db/a.sql` of `app/` is `db/a.sql`.
  package func fromTop(_ path: String) -> String {
    var parts: [Substring] = []
    for part in (prefix + path).split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// A path as a relative URI: everything but letters, digits, `-._~` and the slashes is percent-encoded.
  package static func uri(_ path: String) -> String {
    var uri = String.UnicodeScalarView()
    for byte in path.utf8 {
      if isPlain(byte) {
        uri.append(Unicode.Scalar(byte))
      } else {
        uri.append("%")
        for digit in [byte >> 4, byte & 15] { uri.append(digits[Int(digit)]) }
      }
    }
    return String(uri)
  }

  private static let digits = Array("0123456789ABCDEF".unicodeScalars)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._~/".utf8.contains(byte)
    }
  }
}
