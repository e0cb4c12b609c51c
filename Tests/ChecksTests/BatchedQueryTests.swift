import Checks
import Diagnostics
import PlanModel
import QueryReading
import SQLReading
import SchemaModel
import Testing

/// What n-plus-one proposes is a statement of the schema it is proposed for.
struct BatchedQueryTests {
  @Test(arguments: CaseFolder.all.filter { $0.code == "n-plus-one" && $0.name.hasPrefix("flags-") })
  func proposalsParseAndBind(folder: CaseFolder) throws {
    let subject = try #require(folder.input).subject().value
    let check = try #require(CheckRegistry.check(named: "n-plus-one"))
    let findings = check.findings(in: subject)
    #expect(findings.contains { $0.fixLanguage == .sql })
    for finding in findings where finding.fixLanguage == .sql {
      let reading = QueryReader(catalog: subject.catalog).read(Located(finding.fix ?? ""), in: nil)
      #expect(reading.diagnostics.isEmpty, "\(finding.fix ?? "")")
      #expect(reading.value?.predicates.contains { $0.comparison == .membership } == true)
    }
  }
}
