import Compilation
import Diagnostics

/// The folders and files of a project that can matter.
struct ProjectSurvey {
  private static let depthLimit = 6
  private static let folderLimit = 5_000
  /// What other people wrote, what is made, and what only shows how something is used.
  private static let ignored: Set<String> = [
    "node_modules", "bower_components", "vendor", "venv", "env", "site-packages", "__pycache__", "dist", "build", "out",
    "target", "coverage", "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs", "test", "tests",
    "__tests__", "e2e", "spec", "fixtures", "__fixtures__", "__mocks__", "Output",
  ]

  /// Every file, folder by folder, the nearest first.
  private(set) var files: [String] = []
  private(set) var folders: Set<String> = [""]
  private let tree: SourceTree

  init(_ tree: SourceTree) {
    self.tree = tree
    var pending = [""]
    for _ in 0...Self.depthLimit {
      var next: [String] = []
      for folder in pending {
        for name in tree.names(folder.isEmpty ? "." : folder).sorted() where !name.hasPrefix(".") || name == ".config" {
          let path = Self.path(name, in: folder)
          switch tree.kind(path) {
          case .folder where !Self.ignored.contains(name) && folders.count < Self.folderLimit:
            folders.insert(path)
            next.append(path)
          case .file: files.append(path)
          default: continue
          }
        }
      }
      pending = next
    }
  }

  func text(_ path: String) -> SourceFile? { reading(path).value }

  func reading(_ path: String) -> Reading<SourceFile?> { tree.file(path) }

  func texts(ending: String..., where isWanted: (String) -> Bool = { _ in true }) -> [SourceFile] {
    files.filter { path in ending.contains { path.hasSuffix($0) } && isWanted(path) }.compactMap(text)
  }

  func hasFile(_ path: String) -> Bool { tree.kind(path) == .file }

  /// The files in a folder, at any depth.
  func files(in folder: String) -> [String] {
    folder.isEmpty || folder == "." ? files : files.filter { $0.hasPrefix(folder + "/") }
  }

  static func path(_ name: String, in folder: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

  static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// A path as a file of `folder` writes it, from the project's own folder.
  static func resolve(_ path: String, from folder: String) -> String {
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(String(part)) }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The folder that holds all of them.
  static func commonFolder(_ paths: [String]) -> String {
    var common = paths.first.map { folder(of: $0).split(separator: "/") } ?? []
    for path in paths {
      let parts = folder(of: path).split(separator: "/")
      common = Array(zip(common, parts).prefix { $0 == $1 }.map(\.0))
    }
    return common.joined(separator: "/")
  }
}

extension SourceFile {
  /// A whole line, without the blanks around it.
  func span(ofLine number: Int) -> SourceSpan {
    let start = offset(line: number, column: 1)
    let text = line(number) ?? ""
    let lead = text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return span(start + lead..<start + text.utf8.count)
  }

  /// Lines with their numbers.
  var numberedLines: [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
  }
}
