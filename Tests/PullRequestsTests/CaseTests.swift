import MarkdownWriting
import Compilation
import Diagnostics
import FindingReports
import Foundation
import PlanComparison
import PullRequests
import TestKit
import Testing

/// A project before and after, and the comment that tells what happened.
struct CaseTests {
  private static let folder = "\(Checkout.root)/Tests/PullRequestsTests/Cases"
  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
    !$0.hasPrefix(".")
  }.sorted()

  @Test(arguments: names)
  func comment(name: String) throws {
    let base = try side("base", of: name)
    let head = try side("head", of: name)
    let comparison = ProjectComparison(base: base, head: head)
    let places = ChangePlaces(base: base, head: head, paths: ReportPaths())
    let report = PullRequestReport(comparison, base: SampleReport.base, head: SampleReport.head, places: places)
    let comment = PullRequestComment(report).comment(PullRequestMarker(project: ""))
    #expect(try CaseFolder().difference(comment, from: "\(name)/comment.md") == nil)
    #expect(CommentTests.visible(comment).count <= 60)
    // The changed lines are all of them here: what is left are positions in the head.
    let remarks = ChangedLineAnnotations(places.remarks(on: comparison)) { lines, _ in lines.lowerBound }
    #expect(remarks.shown.allSatisfy { $0.location != nil })
  }

  @Test func casesAreThere() { #expect(Self.names.count >= 2) }

  private func side(_ side: String, of name: String) throws -> ProjectSide {
    let files = try tree(of: "\(Self.folder)/\(name)/\(side)").map { SourceFile(path: $0.key, text: $0.value) }
    let source = SourceTree(files: files.sorted { $0.path < $1.path })
    let project = Project.read(source)
    let compiler = PlanCompiler(tree: source, project: project.value.file)
    let plans = project.value.requests.map { request -> PlanSide in
      let reading = compiler.compile(path: request.path ?? "", name: request.name, date: nil)
      let errors = reading.diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(name)/\(side): \(errors.map(\.message))")
      return PlanSide(reading.value, date: nil)
    }
    return ProjectSide(label: side, commit: side, plans: plans, configuration: nil)
  }
}
