import Foundation
import JSONWriting
import PlanComparison
import TestKit
import Testing
import Workspace

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
    let runner = ProcessRunner()
    guard let probe = try? await runner.run(.python3, ["-c", "import jsonschema"]), probe.isSuccess else {
      print("python3 has no jsonschema: its check of the diff is skipped")
      return
    }
    let script = """
      json, sys, jsonschema = map(__import__, ("json", "sys", "jsonschema"))
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for text in json.load(sys.stdin):
          jsonschema.Draft202012Validator(schema).validate(json.loads(text))
      """
    let documents = JSONValue.strings(try CaseTests.cases.map { try Self.document($0) })
    let result = try await runner.run(.python3, ["-c", script, Self.path], input: JSONWriter().write(documents))
    #expect(result.isSuccess, "\(result.errorOutput.suffix(2000))")
  }
}
