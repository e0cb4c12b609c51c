import Foundation
import Workspace

/// A schema source of the corpus, by its path below the corpus.
package struct CorpusSource: Hashable, Sendable {
  package var path: String

  package static let root = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"]

  package init(path: String) { self.path = path }

  /// Every source: Prisma files, folders of several, folders of migrations, dumps and files of DDL.
  package static func all(under root: String) -> [CorpusSource] {
    var found: Set<String> = []
    for folder in ["prisma", "projects", "sql"] {
      for path in FileManager.default.subpaths(atPath: "\(root)/\(folder)") ?? [] {
        if let source = source(of: "\(folder)/\(path)") { found.insert(source) }
      }
    }
    return found.sorted { NaturalOrder.precedes($0, $1) }.map(CorpusSource.init(path:))
  }

  /// The source a file belongs to; nil for files that hold no schema: data, tests, views alone, expected differences.
  private static func source(of path: String) -> String? {
    let folders = path.split(separator: "/").dropLast().map(String.init)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".prisma") {
      return folders.starts(with: ["projects"]) ? folders.prefix(2).joined(separator: "/") : path
    }
    guard name.hasSuffix(".sql") else { return nil }
    if let position = folders.firstIndex(where: { $0 == "migrations" || $0 == "versioned" }) {
      return folders[...position].joined(separator: "/")
    }
    guard folders.first == "sql", !folders.contains("views"), !folders.contains("tests"), name != "seed.sql" else {
      return nil
    }
    guard folders.contains("diff-fixtures") else { return path }
    return folders.contains("dump") || ["a.sql", "b.sql", "old.sql", "new.sql"].contains(name) ? path : nil
  }

  /// The same few of a list every time, spread over it by a hash of their paths.
  package static func sample(of sources: [CorpusSource], count: Int) -> [CorpusSource] {
    let chosen = sources.sorted { (hash($0.path), $0.path) < (hash($1.path), $1.path) }.prefix(count)
    return sources.filter(Set(chosen).contains)
  }

  /// FNV-1a: the same on every machine, unlike the library's own.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
