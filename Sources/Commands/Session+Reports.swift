import FindingReports
import Workspace

extension Session {
  /// How reports name the project's files: from the top of its repository, as forges do; without one from the project.
  func reportPaths() async -> ReportPaths {
    let prefix = try? await GitRepository(folder: root).prefix()
    return ReportPaths(prefix: prefix.flatMap(\.self) ?? "")
  }
}
