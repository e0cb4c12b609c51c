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
    paths = paths.map { Self.relative(Session.absolute($0.hasPrefix("/") ? $0 : "\(start)/\($0)"), to: folder) }
  }

  private static func relative(_ path: String, to folder: String) -> String {
    let (parts, base) = (path.split(separator: "/"), folder.split(separator: "/"))
    let common = zip(parts, base).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: base.count - common) + parts[common...].map(String.init)).joined(
      separator: "/")
  }
}
