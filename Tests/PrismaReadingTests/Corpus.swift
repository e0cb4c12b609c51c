import Diagnostics
import Foundation

/// The real schemas tests are run on, where they are there.
enum Corpus {
  static let root: URL? = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"].map { URL(fileURLWithPath: $0) }

  /// Files below a folder of the corpus, in order of their paths.
  static func files(below folder: String, ending: String) -> [SourceFile] {
    guard let base = root?.appending(path: folder) else { return [] }
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(ending) }.sorted().compactMap { path in
      guard let data = try? Data(contentsOf: base.appending(path: path)) else { return nil }
      return SourceFile(path: "\(folder)/\(path)", text: String(decoding: data, as: UTF8.self))
    }
  }
}
