import Checks
import Diagnostics
import FindingReports
import Foundation
import JSONWriting
import SchemaModel
import Testing

struct SARIFReportTests {
  private let file = SourceFile(path: "db/a b.sql", text: "CREATE TABLE ä (\n  id bigint\n);\n")

  private func finding(_ object: String?, _ message: String = "no key", at range: Range<Int>? = 0..<29) -> Finding {
    Finding(
      .warning, code: "missing-primary-key", table: ObjectName("ä"), object: object, message, evidence: "evidence",
      fix: "fix", at: range.map { file.span($0) })
  }

  private func log(_ groups: [PlanFindings], prefix: String = "", problems: [Diagnostic] = []) throws -> [String: Any] {
    let text = JSONWriter().write(
      SARIFReport(paths: ReportPaths(prefix: prefix)).document(groups, problems: problems))
    let structure = SARIFStructure(text)
    #expect(structure.breaches.isEmpty, "\(structure.breaches.joined(separator: "\n"))")
    let log = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ run: [String: Any]) -> [[String: Any]] { run["results"] as? [[String: Any]] ?? [] }

  private func physical(_ result: [String: Any]) -> [String: Any]? {
    (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
  }

  @Test func everyCheckIsARule() throws {
    let run = try log([])
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = driver?["rules"] as? [[String: Any]] ?? []
    #expect(rules.map { $0["id"] as? String } == CheckRegistry.all.map(\.metadata.code))
    #expect(results(run).isEmpty)
  }

  @Test func regionsEndWhereTheSpanEnds() throws {
    let run = try log([PlanFindings(plan: "p", findings: [finding("id")], files: [file])], prefix: "app/")
    let result = try #require(results(run).first)
    let place = try #require(physical(result))
    #expect(place["artifactLocation"] as? [String: String] == ["uri": "app/db/a%20b.sql", "uriBaseId": "%SRCROOT%"])
    // The umlaut is two bytes and one column.
    #expect(
      place["region"] as? [String: Int] == ["startLine": 1, "startColumn": 1, "endLine": 2, "endColumn": 12])
    #expect(result["level"] as? String == "warning")
    #expect((run["automationDetails"] as? [String: String])?["id"] == "dbplan/app/")
  }

  @Test func oneFindingOfTwoPlansIsOneResult() throws {
    var waived = finding("id")
    waived.waiver = AppliedWaiver(because: "a log", until: "2027-01-01", span: file.span(0..<6))
    let once = try log([
      PlanFindings(plan: "a", findings: [waived], files: [file]),
      PlanFindings(plan: "b", findings: [finding("id")], files: [file]),
    ])
    #expect(results(once).count == 1)
    #expect((results(once)[0]["properties"] as? [String: Any])?["plans"] as? [String] == ["a", "b"])
    // It counts in one of them.
    #expect((results(once)[0]["suppressions"] as? [Any])?.isEmpty == true)
    let suppressed = try log([PlanFindings(plan: "a", findings: [waived, finding("other")], files: [file])])
    let suppressions = results(suppressed).map { $0["suppressions"] as? [[String: Any]] ?? [] }
    #expect(suppressions.map(\.count) == [1, 0])
    #expect(suppressions[0].first?["justification"] as? String == "a log")
  }

  @Test func statesAndFingerprints() throws {
    let run = try log([
      PlanFindings(plan: "a", findings: [finding("x"), finding("x", "again")], files: [file], state: .unchanged),
      PlanFindings(plan: "a", findings: [finding("y")], files: [file], state: .new),
      PlanFindings(plan: "a", findings: [finding("z", at: nil)], files: [file], state: .absent),
    ])
    #expect(results(run).map { $0["baselineState"] as? String } == ["unchanged", "unchanged", "new", "absent"])
    let prints = results(run).compactMap { ($0["partialFingerprints"] as? [String: String])?["finding/v1"] }
    #expect(prints[0] == "missing-primary-key/public.ä/x" && prints[1] == prints[0] + "#2")
    // What stands nowhere is shown at the plan's first file.
    #expect(physical(results(run)[3])?["region"] == nil)
    #expect(physical(results(run)[3])?["artifactLocation"] != nil)
  }

  @Test func messagesShowWhatTheySay() throws {
    let run = try log([
      PlanFindings(plan: "p", findings: [finding("a{0}b", "see [this](1) and {0}")], files: [file])
    ])
    let message = (results(run)[0]["message"] as? [String: String])?["text"]
    #expect(message?.hasPrefix("see [this] (1) and {{0}}.") == true)
  }

  @Test func problemsAreNotifications() throws {
    let problem = file.diagnostic(.error, code: "syntax", "near \"{\"", at: 3..<4)
    let run = try log([], problems: [problem])
    let invocation = (run["invocations"] as? [[String: Any]])?.first
    #expect(invocation?["executionSuccessful"] as? Bool == false)
    #expect((invocation?["toolExecutionNotifications"] as? [Any])?.count == 1)
  }

  @Test(arguments: [
    ("", "a.sql", "a.sql"), ("app/", "../db/a.sql", "db/a.sql"), ("a/b/", "../../x.sql", "x.sql"),
    ("a/", "./x.sql", "a/x.sql"), ("", "../x.sql", "../x.sql"),
  ])
  func pathsAreSeenFromTheTop(prefix: String, path: String, expected: String) {
    #expect(ReportPaths(prefix: prefix).fromTop(path) == expected)
  }

  @Test(arguments: [
    ("db/a b.sql", "db/a%20b.sql"), ("c:x.sql", "c%3Ax.sql"), ("ü%.sql", "%C3%BC%25.sql"), ("a?#b", "a%3F%23b"),
  ])
  func pathsBecomeAddresses(path: String, uri: String) {
    #expect(ReportPaths.uri(path) == uri)
  }
}
