import Foundation

/// Sources named on the command line, as outputs name them: a path of this machine is in none.
struct NamedSources {
  /// The folder that the paths start from.
  private(set) var base: String
  private(set) var paths: [String]

  init(_ sources: [String], from start: String) {
    base = start
    paths = sources.map { $0.hasPrefix(start + "/") ? String($0.dropFirst(start.count + 1)) : $0 }
    guard let far = paths.first(where: { $0.hasPrefix("/") }) else { return }
    let folder = URL(fileURLWithPath: far).standardizedFileURL.deletingLastPathComponent().path
    base = folder
    paths = paths.map { path in
      guard Self.isPath(path) else { return path }
      return Self.relative(Session.absolute(path.hasPrefix("/") ? path : "\(start)/\(path)"), to: folder)
    }
  }

  /// A database's URL and a module's name are the same from anywhere.
  private static func isPath(_ source: String) -> Bool { !source.contains("://") && !source.hasPrefix("import:") }

  private static func relative(_ path: String, to folder: String) -> String {
    let (parts, base) = (path.split(separator: "/"), folder.split(separator: "/"))
    let common = zip(parts, base).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: base.count - common) + parts[common...].map(String.init)).joined(
      separator: "/")
  }
}
