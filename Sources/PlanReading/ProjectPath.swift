/// Paths as plan files write them, made relative to the project.
enum ProjectPath {
  /// `text`, which stands in the file `file`, as a normalised path from the project's folder. URLs, `git:` references,
  /// `import:` of modules, absolute paths and the word `none` stay as they are.
  static func resolve(_ text: String, from file: String) -> String {
    guard !text.contains("://"), !text.hasPrefix("git:"), !text.hasPrefix("import:"), !text.hasPrefix("/"),
      text != "none"
    else { return text }
    let folder = folder(of: file)
    return normalised(folder.isEmpty ? text : "\(folder)/\(text)")
  }

  /// Everything before the last slash, empty for a file of the project's folder itself.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }
}
