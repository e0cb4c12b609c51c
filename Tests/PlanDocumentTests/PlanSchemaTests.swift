import Compilation
import Diagnostics
import Foundation
import JSONWriting
import PlanDocument
import TestKit
import Testing

/// `plan.json` is what its schema says.
struct PlanSchemaTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Plans/plan-output.schema.json")

  @Test func checkedInSchemaIsWhatTheDefinitionGives() throws {
    let text = JSONWriter().write(PlanJSONSchema.document)
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] == "1" {
      try text.write(to: Self.path, atomically: true, encoding: .utf8)
      Issue.record("the schema was rewritten")
    }
    #expect(try String(contentsOf: Self.path, encoding: .utf8) == text)
  }

  @Test(arguments: Example.all)
  func everyPlanIsValid(example: Example) throws {
    let schema = try JSONSerialization.jsonObject(with: Data(JSONWriter().write(PlanJSONSchema.document).utf8))
    let plan = try JSONSerialization.jsonObject(with: Data(example.document("plan.json").utf8))
    #expect(JSONSchemaCheck.problems(plan, schema, at: "plan") == [])
  }

  @Test func theCheckFindsWhatIsWrong() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(JSONWriter().write(PlanJSONSchema.document).utf8))
    let problems = JSONSchemaCheck.problems(
      ["schema_version": "1", "surprise": true] as [String: Any], schema, at: "plan")
    #expect(problems.contains("plan.schema_version is no integer"))
    #expect(problems.contains("plan.surprise is not known"))
    #expect(problems.contains("plan.tables is missing"))
  }

  /// The same with an independent validator, where Python has one.
  @Test func anIndependentValidatorAgrees() async throws {
    let documents = JSONWriter().write(JSONValue.strings(Example.all.map { $0.document("plan.json") }))
    let complaint = try await IndependentValidator.complaint(
      about: documents, schemaPath: Self.path.path, subject: "plan.json")
    #expect(complaint == nil)
  }
}
