import Foundation
import JSONWriting
import PlanReading
import Testing

struct SchemaFileTests {
  @Test(arguments: ["plan", "dbplan"])
  func checkedInSchemaIsWhatTheDefinitionGives(name: String) throws {
    let schema = name == "plan" ? PlanSchemas.plan : PlanSchemas.project
    let text = JSONWriter().write(schema)
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "Plans/\(name).schema.json")
    if ProcessInfo.processInfo.environment["DBPLAN_UPDATE_CASES"] != nil {
      try text.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("the schema was rewritten")
    }
    #expect(try String(contentsOf: path, encoding: .utf8) == text)
  }
}
