/// One step of putting an output in place; `number` names its files in the run's folder.
struct OutputMove: Sendable {
  enum Kind: String, Sendable {
    case remove
    case replace
    case add
    case folder
  }

  var kind: Kind
  var number: Int
  /// Relative to the output's root.
  var path: String
  var text = ""
}

/// What has to change on disk to get from the old output to the new one.
struct OutputPlan: Sendable {
  private(set) var moves: [OutputMove] = []
  private(set) var summary = OutputSummary()
  /// Folders that removals may leave empty, deepest first.
  var emptiedFolders: [String] {
    Set(removed.flatMap(OutputPath.parents)).sorted { ($1.utf8.count, $1) < ($0.utf8.count, $0) }
  }

  private let root: String
  private let disk: Disk
  private var removed: Set<String> = []
  /// Every folder that was looked at, and whether it is there.
  private var knownFolders: [String: Bool] = [:]

  init(
    files: [String: String], folders: Set<String>, kept: Set<String> = [], root: String, disk: Disk
  ) throws(WorkspaceError) {
    self.root = root
    self.disk = disk
    let earlier = earlierFiles(in: folders)
    let obsolete = earlier.subtracting(files.keys).subtracting(kept)
    let obsoleteNames = Set(obsolete.map(OutputPath.folded))
    // Removals come first: a renamed file may differ from its old name only by case.
    for path in obsolete.sorted() { try planRemoval(of: path) }
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      try planFolders(above: path)
      let isRenamed = obsoleteNames.contains(OutputPath.folded(path))
      try planFile(path, text, isOwn: earlier.contains(path), isRenamed: isRenamed)
    }
  }

  /// What earlier runs wrote to these folders, their manifests included.
  private func earlierFiles(in folders: Set<String>) -> Set<String> {
    var earlier: Set<String> = []
    for folder in folders {
      let manifest = "\(folder)/\(OutputManifest.fileName)"
      guard FileStatus(of: "\(root)/\(manifest)")?.kind == .file, let text = disk.text(at: "\(root)/\(manifest)") else {
        continue
      }
      earlier.insert(manifest)
      for path in OutputManifest(text: text).paths { earlier.insert("\(folder)/\(path)") }
    }
    return earlier
  }

  private mutating func planRemoval(of path: String) throws(WorkspaceError) {
    guard try parentsAreFolders(of: path), FileStatus(of: "\(root)/\(path)")?.kind == .file else { return }
    moves.append(OutputMove(kind: .remove, number: moves.count, path: path))
    if !path.hasSuffix(OutputManifest.fileName) { summary.removed += 1 }
    removed.insert(path)
  }

  private mutating func planFile(_ path: String, _ text: String, isOwn: Bool, isRenamed: Bool) throws(WorkspaceError) {
    let counts = !path.hasSuffix(OutputManifest.fileName)
    guard !isRenamed, let status = FileStatus(of: "\(root)/\(path)") else {
      moves.append(OutputMove(kind: .add, number: moves.count, path: path, text: text))
      summary.written += counts ? 1 : 0
      return
    }
    guard status.kind == .file else { throw .foreignFile(path: path) }
    if status.size == text.utf8.count, disk.text(at: "\(root)/\(path)") == text {
      summary.unchanged += counts ? 1 : 0
      return
    }
    guard isOwn else { throw .foreignFile(path: path) }
    moves.append(OutputMove(kind: .replace, number: moves.count, path: path, text: text))
    summary.written += counts ? 1 : 0
  }

  private mutating func planFolders(above path: String) throws(WorkspaceError) {
    for parent in OutputPath.parents(of: path) where knownFolders[parent] != true {
      if try !isFolder(parent, wanted: path) {
        moves.append(OutputMove(kind: .folder, number: moves.count, path: parent))
        knownFolders[parent] = true
      }
    }
  }

  private mutating func parentsAreFolders(of path: String) throws(WorkspaceError) -> Bool {
    for parent in OutputPath.parents(of: path) {
      if try !isFolder(parent, wanted: nil) { return false }
    }
    return true
  }

  /// Links are not followed: what they point to is not ours to change.
  private mutating func isFolder(_ folder: String, wanted path: String?) throws(WorkspaceError) -> Bool {
    if let known = knownFolders[folder] { return known }
    switch FileStatus(of: "\(root)/\(folder)")?.kind {
    case .folder:
      knownFolders[folder] = true
      return true
    case nil: return false
    default:
      if path != nil, !removed.contains(folder) { throw .foreignFile(path: folder) }
      return false
    }
  }
}
