import Foundation

/// The plans that ship.
package enum ShippedPlans {
  /// The files of `Plans/`, by their path from the repository.
  package static let files: [String: String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Plans").path)) ?? []
    var files: [String: String] = [:]
    for path in paths where ["yml", "prisma", "sql", "csv"].contains((path as NSString).pathExtension) {
      files["Plans/\(path)"] = try? String(contentsOf: root.appending(path: "Plans/\(path)"), encoding: .utf8)
    }
    return files
  }()
}
