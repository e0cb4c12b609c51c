import Foundation
import JSONWriting
import PlanComparison
import TestKit
import Testing

/// What `dbplan diff --format json` prints is what its schema says.
struct SchemaTests {
  private static let path = "\(Checkout.root)/Plans/diff-output.schema.json"

  private static var schema: Any {
    get throws { try JSONSerialization.jsonObject(with: Data(JSONWriter().write(ComparisonJSONSchema.document).utf8)) }
  }

  private static func document(_ name: String) throws -> String {
    JSONWriter().write(ComparisonJSON.document(try Trees.comparison(of: name)))
  }

  @Test func checkedInSchemaIsWhatTheDefinitionGives() throws {
    let text = JSONWriter().write(ComparisonJSONSchema.document)
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1" {
      try text.write(toFile: Self.path, atomically: true, encoding: .utf8)
      Issue.record("the schema was rewritten")
    }
    #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == text)
  }

  @Test(arguments: CaseTests.cases)
  func everyComparisonIsValid(name: String) throws {
    let document = try JSONSerialization.jsonObject(with: Data(Self.document(name).utf8))
    #expect(JSONSchemaCheck.problems(document, try Self.schema, at: "diff") == [])
  }

  @Test func theCheckFindsWhatIsWrong() throws {
    let wrong: [String: Any] = ["schema_version": "1", "outcome": "perhaps", "base": ["label": "a", "commit": 1]]
    let problems = JSONSchemaCheck.problems(wrong, try Self.schema, at: "diff")
    #expect(problems.contains("diff.schema_version is no integer"))
    #expect(problems.contains { $0.hasPrefix("diff.outcome is none of") })
    #expect(problems.contains("diff.base.commit is no string"))
    #expect(problems.contains("diff.head is missing"))
  }

  /// The same with an independent validator, where Python has one.
  @Test func anIndependentValidatorAgrees() async throws {
    let documents = JSONWriter().write(JSONValue.strings(try CaseTests.cases.map { try Self.document($0) }))
    let complaint = try await IndependentValidator.complaint(
      about: documents, schemaPath: Self.path, subject: "the diff")
    #expect(complaint == nil)
  }
}
