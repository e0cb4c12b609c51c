/// The hidden line that a comment is known by, so that a later run replaces it: one for each project of a repository.
package struct PullRequestMarker: Sendable, Hashable {
  private static let start = "<!-- dbplan:pull-request "

  /// An HTML comment on one line.
  package let text: String

  /// - Parameter project: the project's folder in the repository, empty at its top, or another stable name.
  package init(project: String) { text = "\(Self.start)\(Self.escaped(project)) -->" }

  /// Whether a text is a comment of ours, of whichever project.
  package static func begins(_ text: String) -> Bool { text.hasPrefix(start) }

  /// Two hyphens or a `>` would end the HTML comment.
  private static func escaped(_ name: String) -> String {
    var escaped = "/"
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "-") where escaped.last != "-": escaped += "-"
      default: escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    // The hyphens that end the comment follow a space.
    return escaped
  }
}
