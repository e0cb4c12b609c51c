import Foundation

/// The folder a run builds its files in, and the moves from there to their places.
struct OutputRun: Sendable {
  private static let folderName = ".dbplan-run"

  private let root: String
  private let folder: String
  private let disk: Disk
  private let madeRoot: Bool
  private let lock: Int32

  /// Takes the output for itself and undoes what a killed run left half done.
  init(root: String, disk: Disk) throws(WorkspaceError) {
    self.root = root
    self.disk = disk
    folder = "\(root)/\(Self.folderName)"
    madeRoot = try Self.makeRoot(root, disk)
    try disk.makeFolder(folder)
    lock = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard lock >= 0 else { throw .notWritable(path: folder, reason: Errno.lastMessage) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .busy(path: root)
    }
    do {
      try undo()
      for name in ["new", "old"] { try disk.makeFolder("\(folder)/\(name)") }
    } catch {
      abandon()
      throw error
    }
  }

  /// Writes all new files aside, then moves everything; on an error nothing has changed.
  func perform(_ moves: [OutputMove]) throws(WorkspaceError) {
    for move in moves where move.kind == .add || move.kind == .replace {
      try disk.write(move.text, to: staged(move.number))
    }
    try disk.write(Self.journal(of: moves), to: journalPath)
    do {
      for move in moves { try perform(move) }
      // From here on the new output counts.
      try disk.remove(journalPath)
    } catch {
      try undo()
      throw error
    }
  }

  /// Cleans up after a success.
  func finish(emptied folders: [String]) {
    removeFolder()
    for folder in folders { disk.removeIfEmpty("\(root)/\(folder)") }
  }

  /// Cleans up after a failure; the old output is in place.
  func abandon() {
    removeFolder()
    if madeRoot { disk.removeIfEmpty(root) }
  }

  private func perform(_ move: OutputMove) throws(WorkspaceError) {
    let target = "\(root)/\(move.path)"
    switch move.kind {
    case .folder: try disk.makeFolder(target)
    case .add: try disk.move(staged(move.number), to: target)
    case .remove: try disk.move(target, to: kept(move.number))
    case .replace:
      try disk.move(target, to: kept(move.number))
      try disk.move(staged(move.number), to: target)
    }
  }

  /// Brings the output back to what it was before the moves of the journal, however far they got.
  private func undo() throws(WorkspaceError) {
    guard let journal = disk.text(at: journalPath) else { return }
    for line in journal.split(separator: "\n").reversed() {
      let fields = line.split(separator: "\t", maxSplits: 2)
      guard fields.count == 3, let kind = OutputMove.Kind(rawValue: String(fields[0])), let number = Int(fields[1])
      else { continue }
      let target = "\(root)/\(fields[2])"
      switch kind {
      case .folder: disk.removeIfEmpty(target)
      case .add where FileStatus(of: staged(number)) == nil: unlink(target)
      case .add: break
      case .remove, .replace:
        guard FileStatus(of: kept(number)) != nil else { continue }
        guard rename(kept(number), target) == 0 else {
          throw .notWritable(path: target, reason: "\(Errno.lastMessage); its old content is in \(kept(number))")
        }
      }
    }
    unlink(journalPath)
  }

  private static func journal(of moves: [OutputMove]) -> String {
    moves.map { "\($0.kind.rawValue)\t\($0.number)\t\($0.path)\n" }.joined()
  }

  private var journalPath: String { "\(folder)/journal" }
  private func staged(_ number: Int) -> String { "\(folder)/new/\(number)" }
  private func kept(_ number: Int) -> String { "\(folder)/old/\(number)" }

  private func removeFolder() {
    // A journal still there means that undoing failed: then the old files in this folder are the only copy.
    if FileStatus(of: journalPath) == nil { try? FileManager.default.removeItem(atPath: folder) }
    close(lock)
  }

  private static func makeRoot(_ root: String, _ disk: Disk) throws(WorkspaceError) -> Bool {
    if FileStatus(following: root)?.kind == .folder { return false }
    var made = false
    var path = root.hasPrefix("/") ? "" : "."
    for part in root.split(separator: "/") {
      path += "/\(part)"
      made = try disk.makeFolder(path)
    }
    return made
  }
}

enum FolderListing {
  /// The names in a folder, sorted; none when it can not be read.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
