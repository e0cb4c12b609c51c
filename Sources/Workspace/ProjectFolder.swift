import Foundation

/// A project on disk: the folder that holds `dbplan.yml`, or else `Plans/`.
package struct ProjectFolder: Sendable, Hashable {
  package static let configurationName = "dbplan.yml"

  package var root: String
  /// Whether there is a `dbplan.yml`.
  package var hasConfiguration: Bool

  /// The project a folder belongs to: itself or the nearest one above.
  package static func containing(_ folder: String) -> ProjectFolder? {
    var folder = URL(fileURLWithPath: folder).standardizedFileURL.path
    while true {
      if let project = at(folder) { return project }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The project in exactly that folder.
  package static func at(_ folder: String) -> ProjectFolder? {
    let reader = SourceReader(root: folder)
    if reader.kind(of: configurationName) == .file { return ProjectFolder(root: folder, hasConfiguration: true) }
    return reader.kind(of: "Plans") == .folder ? ProjectFolder(root: folder, hasConfiguration: false) : nil
  }
}
