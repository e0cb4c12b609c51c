import Compilation
import FindingReports
import JSONWriting
import PlanDocument
import PlanModel
import Workspace

extension Session {
  /// How reports name the project's files: from the top of its repository, as forges do; without one from the project.
  func reportPaths() async -> ReportPaths {
    let prefix = try? await GitRepository(folder: root).prefix()
    return ReportPaths(prefix: prefix.flatMap(\.self) ?? "")
  }

  /// The findings of each plan for code scanning services and editors.
  func findingFiles(of plans: [CompiledPlan]) async -> [PlanFile] {
    let paths = await reportPaths()
    return await concurrentMap(plans, jobs: jobs) { plan in
      let report = SARIFReport(paths: paths, plan: plan.plan.name)
      return PlanFile("findings.sarif", JSONWriter().write(report.document([plan.reported])))
    }
  }
}
