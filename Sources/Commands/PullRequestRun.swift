import Compilation
import Diagnostics
import FindingReports
import JSONWriting
import PlanComparison
import PlanModel
import PullRequests
import Workspace

/// Writes the report of one pull request.
struct PullRequestRun: Sendable {
  let options: SharedOptions
  let base: String
  let comparison: ProjectComparison
  let sides: (base: ProjectSide, head: ProjectSide)
  /// The project's folder.
  let root: String
  /// Where the report goes.
  let folder: String
  let forge: ForgeEnvironment

  /// - Returns: What is told on stdout: remarks where a forge reads them, then the comment's path; or that nothing moved.
  func write() async throws(WorkspaceError) -> String {
    let place = OutputPlace(folder)
    guard comparison.outcome == .changed else {
      if place.isOurs { try place.write([]) }
      return "\(silence)\n"
    }
    let repository = GitRepository(folder: root)
    let prefix = try await repository.prefix() ?? ""
    let places = ChangePlaces(base: sides.base, head: sides.head, paths: ReportPaths(prefix: prefix))
    let lines = try await repository.changedLines(
      from: commits.base, to: commits.head,
      extensions: SourceTree.sourceExtensions.union(SourceTree.migrationExtensions))
    let annotations = ChangedLineAnnotations(places.remarks(on: comparison)) { lines.first(in: $0, of: $1) }
    let report = PullRequestReport(
      comparison, base: .init(reference: base, commit: commits.base),
      head: .init(reference: "HEAD", commit: commits.head),
      places: places)
    let comment = PullRequestComment(report, links: forge.links)
    let summary = comment.summary(leftOut: annotations.leftOut)
    let sarif = SARIFReport(paths: ReportPaths(prefix: prefix)).document(places.findings)
    try place.write([
      OutputFile("comment.md", comment.comment(marker(prefix))), OutputFile("summary.md", summary),
      OutputFile("findings.sarif", JSONWriter().write(sarif)),
      OutputFile("annotations.json", JSONWriter().write(annotations.json)),
    ])
    if let file = forge.stepSummary { try AppendedFile.append(summary, to: file) }
    let remarks = forge.readsCommands ? annotations.shown.map { "\($0.command)\n" }.joined() : ""
    return "\(remarks)\(folder)/comment.md\n"
  }

  private var commits: (base: String, head: String) { (comparison.baseCommit ?? "", comparison.headCommit ?? "") }

  /// One for each project of a repository, and for each schema that is named instead of one.
  private func marker(_ prefix: String) -> PullRequestMarker {
    PullRequestMarker(
      project: options.schema.isEmpty ? prefix : prefix + (comparison.plans.first?.name ?? ""))
  }

  private var silence: String {
    let sides = "\(commits.base.prefix(10)), where HEAD left \(base), and \(commits.head.prefix(10))"
    let files = comparison.files.count
    return files == 0
      ? "no plan moved between \(sides)"
      : "no plan moved between \(sides): \(files) file\(files == 1 ? "" : "s") changed and say\(files == 1 ? "s" : "") the same"
  }
}

/// A folder anywhere that a run writes as a whole.
struct OutputPlace: Sendable {
  private let parent: String
  private let name: String

  /// - Parameter folder: an absolute path.
  init(_ folder: String) {
    let slash = folder.lastIndex(of: "/") ?? folder.startIndex
    parent = slash == folder.startIndex ? "/" : String(folder[..<slash])
    name = String(folder[slash...].dropFirst())
  }

  /// Whether an earlier run wrote to it.
  var isOurs: Bool { OutputTransaction.folders(in: parent).contains(name) }

  /// Puts the files in place; those of an earlier run that are not among them are removed.
  func write(_ files: [OutputFile]) throws(WorkspaceError) {
    var transaction = OutputTransaction(root: parent)
    transaction.place(files, in: name)
    try transaction.commit()
  }
}
