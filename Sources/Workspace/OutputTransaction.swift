/// A file of an output folder.
package struct OutputFile: Sendable, Hashable {
  /// Relative to the folder, with `/`.
  package var path: String
  package var text: String

  package init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}

/// How many files a run wrote, left alone and removed.
package struct OutputSummary: Sendable, Hashable {
  package var written = 0
  package var unchanged = 0
  package var removed = 0

  package init() {}
}

/// All files of a run, put in place together or not at all.
///
/// Files are built in `.dbplan-run`, beside the plans' folders, and then moved; a journal there lets the next run undo
/// what a killed one began. A file whose content is the same is not touched. Only what an earlier run listed in a
/// folder's `.dbplan-manifest` is ever removed or replaced.
package struct OutputTransaction: Sendable {
  private let root: String
  private let disk: Disk
  private var files: [String: String] = [:]
  private var folders: Set<String> = []
  private var collision: WorkspaceError?
  private var names: [String: String] = [:]
  /// What earlier runs wrote and this one leaves alone.
  private var kept: Set<String> = []

  /// `root` is the output folder (`Output`); it is made when it is missing.
  package init(root: String) { self.init(root: root, disk: Disk()) }

  init(root: String, disk: Disk) {
    self.root = root
    self.disk = disk
  }

  /// The folders below `root` that earlier runs wrote to, sorted.
  package static func folders(in root: String) -> [String] {
    let names = FolderListing.names(in: root)
    return names.filter { FileStatus(of: "\(root)/\($0)/\(OutputManifest.fileName)")?.kind == .file }
  }

  /// Sets the whole content of a folder below the root; what an earlier run wrote there beside it will be removed.
  package mutating func place(_ files: [OutputFile], in folder: String) {
    folders.insert(folder)
    for file in files { add("\(folder)/\(file.path)", file.text) }
    let manifest = OutputManifest(paths: files.map(\.path))
    if !files.isEmpty { add("\(folder)/\(OutputManifest.fileName)", manifest.text) }
  }

  /// Sets the content of a part of a folder, which earlier runs may have written as a whole.
  /// - Parameter part: a folder in it; what stands beside it stays.
  package mutating func place(_ files: [OutputFile], in folder: String, only part: String) {
    let path = "\(folder)/\(OutputManifest.fileName)"
    let earlier = disk.text(at: "\(root)/\(path)").map { OutputManifest(text: $0).paths } ?? []
    let others = earlier.filter { !$0.hasPrefix("\(part)/") }
    kept.formUnion(others.map { "\(folder)/\($0)" })
    folders.insert(folder)
    for file in files { add("\(folder)/\(file.path)", file.text) }
    let paths = others + files.map(\.path)
    if !paths.isEmpty { add(path, OutputManifest(paths: paths).text) }
  }

  /// Removes what earlier runs wrote to a folder.
  package mutating func clear(_ folder: String) { place([], in: folder) }

  /// Puts everything in place. On an error everything is as it was before.
  @discardableResult
  package func commit() throws(WorkspaceError) -> OutputSummary {
    if let collision { throw collision }
    let run = try OutputRun(root: root, disk: disk)
    let plan: OutputPlan
    do {
      plan = try OutputPlan(files: files, folders: folders, kept: kept, root: root, disk: disk)
      try run.perform(plan.moves)
    } catch {
      run.abandon()
      throw error
    }
    run.finish(emptied: plan.emptiedFolders)
    return plan.summary
  }

  private mutating func add(_ path: String, _ text: String) {
    if !OutputPath.isValid(path) { collision = collision ?? .invalidPath(path) }
    if let other = names.updateValue(path, forKey: OutputPath.folded(path)) {
      collision = collision ?? .nameCollision(other, path)
    }
    for parent in OutputPath.parents(of: path) {
      let known = names[OutputPath.folded(parent)]
      if let known, known != parent + "/" { collision = collision ?? .nameCollision(known, path) }
      names[OutputPath.folded(parent)] = parent + "/"
    }
    files[path] = text
  }
}
