import Compilation
import PlanDocument
import PlanModel
import Testing

/// What stands before section 1 agrees with what stands behind it.
struct FirstScreenTests {
  private static func number(_ text: some StringProtocol) -> Int { Int(text.prefix { $0.isNumber }) ?? 0 }

  @Test(arguments: Example.all)
  func everythingForAPersonIsShownOrCounted(example: Example) {
    let screen = example.part("first screen")
    let more = screen.split(separator: "\n").first { $0.hasPrefix("More: ") } ?? ""
    let hidden = more.split(separator: "[").dropFirst().reduce(0) { $0 + Self.number($1) }
    let open = example.report.subject.plan.decisions.count { $0.chosen == nil }
    let all = open + example.report.escalations.count + example.report.questions.count
    #expect(example.rows(of: "first screen").count + hidden == all)
  }

  @Test(arguments: Example.all)
  func partsWithOpenQuestionsAreCounted(example: Example) {
    let asking = Set(example.report.questions.flatMap(\.blocks))
    #expect(!asking.isEmpty)
    let count = PartID.allCases.count - asking.count
    #expect(example.part("first screen").contains("32 parts, \(count) without open questions"))
  }

  @Test func everyQuestionSaysWhatHangsOnIt() {
    let questions = Example.all.flatMap(\.report.questions)
    #expect(questions.allSatisfy { !$0.consequence.isEmpty })
    #expect(Set(questions.map(\.id)).count == Set(questions.map(\.consequence)).count)
  }

  @Test func aDecisionShowsBothSides() {
    let example = Example.small(
      schema: "CREATE TABLE a (id bigint PRIMARY KEY);",
      """
      decisions:
        - { id: D1, question: One?, options: [ { name: x, pros: [fast, small], cons: [stale] }, { name: y } ], recommended: x }
        - { id: D2, question: Two?, options: [ { name: "no, or yes", cons: [slow] }, { name: z, cons: [large] } ] }

      """)
    let rows = example.rows(of: "first screen")
    #expect(rows[0][2] == "for it: fast, small; against it: stale")
    #expect(rows[1][2] == "“no, or yes” costs: slow; “z” costs: large")
  }

  /// The summary's number of constraints is that of 8.1.
  @Test(arguments: Example.all)
  func theSummaryCountsAsTheTestsDo(example: Example) {
    let count = example.rows(of: "8.1 Schema validation tests").reduce(0) { $0 + Self.number($1[1]) }
    #expect(count > 0)
    let summary = example.document("summary.md")
    #expect(summary.contains("\(count) constraints to cover"))
    #expect(!summary.contains("Not ready"))
  }
}
