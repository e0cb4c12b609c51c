package import Diagnostics
import Foundation

/// A project on disk: the folder that holds `dbplan.yml`, or else `Plans/`.
package struct ProjectFolder: Sendable, Hashable {
  package static let configurationName = "dbplan.yml"

  package var root: String
  /// Whether there is a `dbplan.yml`.
  package var hasConfiguration: Bool

  /// A plan file, by the name that commands know it by.
  package struct Plan: Sendable, Hashable {
    package var name: String
    /// Relative to the project.
    package var path: String
  }

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

  /// The plans in a folder of the project: `<name>.yml` and `<name>/plan.yml`, sorted by name.
  package func plans(in folder: String = "Plans") -> Reading<[Plan]> {
    let reader = SourceReader(root: root)
    var reading = Reading<[Plan]>([])
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    for entry in names.sorted() where !entry.hasPrefix("_") && !entry.hasPrefix(".") {
      let path = "\(folder)/\(entry)"
      if entry.hasSuffix(".yml"), reader.kind(of: path) == .file {
        add(Plan(name: String(entry.dropLast(4)), path: path), to: &reading)
      } else if reader.kind(of: "\(path)/plan.yml") == .file {
        add(Plan(name: entry, path: "\(path)/plan.yml"), to: &reading)
      } else if entry.hasSuffix(".yaml") {
        reading.diagnostics.append(
          Diagnostic(
            .warning, code: "plan-file-name", "\(path) is not read: a plan file ends in .yml", at: Self.start(of: path),
            fix: "rename it to \(entry.dropLast(5)).yml"))
      }
    }
    reading.value.sort { $0.name < $1.name }
    return reading
  }

  private func add(_ plan: Plan, to reading: inout Reading<[Plan]>) {
    if let other = reading.value.first(where: { $0.name == plan.name }) {
      reading.diagnostics.append(
        Diagnostic(
          .error, code: "plan-file-name", "\(plan.path) and \(other.path) are both the plan \(plan.name)",
          at: Self.start(of: plan.path), fix: "rename one of them"))
      return
    }
    guard !plan.name.isEmpty, plan.name.utf8.allSatisfy(Self.isNameByte) else {
      reading.diagnostics.append(
        Diagnostic(
          .error, code: "plan-file-name", "\(plan.name) is no name for a plan", at: Self.start(of: plan.path),
          why: "the name is an argument and a folder", fix: "use only a-z, 0-9 and -"))
      return
    }
    reading.value.append(plan)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func start(of path: String) -> SourceSpan {
    SourceSpan(path: path, offset: 0, length: 0, line: 1, column: 1)
  }
}
