/// The list of files an earlier run wrote into a folder, so that no other file is ever removed.
struct OutputManifest: Sendable {
  static let fileName = ".dbplan-manifest"

  /// Relative paths, sorted.
  var paths: [String]

  init(paths: some Sequence<String>) { self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// Lines that are no path inside the folder (a merge conflict's, say) are left out.
  init(text: String) {
    self.init(paths: Set(text.split(separator: "\n").map(String.init).filter { OutputPath.isValid($0) }))
  }

  var text: String { paths.map { "\($0)\n" }.joined() }
}

enum OutputPath {
  /// Whether a path is relative, stays inside its folder, and can be one line of a manifest.
  static func isValid(_ path: String) -> Bool {
    guard !path.isEmpty, !path.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
    }
  }

  /// What two names have in common that are one file where case does not count.
  static func folded(_ path: String) -> String { path.lowercased() }

  /// Every folder above the path: `a`, `a/b` for `a/b/c`.
  static func parents(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") }
  }
}
