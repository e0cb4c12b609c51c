import Checks
import Compilation
import Diagnostics
import Foundation
import PlanDocument
import PlanModel
import Testing

/// Every part of every example rests on a fact of the schema or the plan: without it a statement is gone.
struct FactTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test(arguments: Example.all)
  func everyPartCitesASource(example: Example) {
    for part in PartID.allCases {
      let cited = example.report.statements.filter { $0.part == part && $0.sources.contains { $0.span != nil } }
      #expect(!cited.isEmpty, "\(part.heading) of \(example.name)")
    }
    #expect(example.report.incomplete == [])
  }

  @Test func noStatementClaimsVerification() {
    for example in Example.all {
      #expect(!example.report.statements.contains { $0.basis == .verified || $0.basis == .contradicted })
    }
  }

  /// Each part in one of the plans, with `DBPLAN_PROVE=1` in each: a trial composes a whole plan.
  @Test(arguments: Example.all.enumerated().map { Sampled(number: $0.offset, example: $0.element) })
  fileprivate func everyPartLosesAStatementWithItsFact(sampled: Sampled) async {
    let example = sampled.example
    var table = "\n\(example.name)\n"
    for (number, part) in PartID.allCases.enumerated()
    where Self.isProof || number % Example.all.count == sampled.number {
      let trial = FactTrial(example: example, part: part).run()
      table += "  \(part.rawValue)  \(trial.succeeded ? "" : "FAILED ")\(trial.summary)\n"
      #expect(trial.succeeded, "\(part.heading) of \(example.name): \(trial.summary)")
      // There are as many threads as cores, and others wait for them.
      await Task.yield()
    }
    print(table)
  }
}

/// A plan and which of the samples it has.
private struct Sampled: Sendable, CustomTestStringConvertible {
  let number: Int
  let example: Example

  var testDescription: String { example.testDescription }
}

/// Looks for a fact of a part whose loss shows as it should.
private struct FactTrial {
  let example: Example
  let part: PartID

  struct Outcome {
    var succeeded: Bool
    var summary: String
  }

  func run() -> Outcome {
    var tried: [String] = []
    for (statement, span, isPlan) in facts.prefix(16) {
      guard let attempt = compile(without: span, isPlan: isPlan) else { continue }
      let name = "\(span.reference) \(attempt.removed)"
      guard let report = attempt.report else {
        tried.append("\(name): does not compile (\(attempt.problem))")
        continue
      }
      let isGone = !report.statements.contains { $0.id == statement.id && $0.text == statement.text }
      let questions = newQuestions(report)
      let findings = newFindings(report)
      if isPlan, isGone, !questions.isEmpty {
        return Outcome(succeeded: true, summary: "\(name) -> asks \(questions.joined(separator: ", "))")
      }
      if !isPlan, isGone || !findings.isEmpty {
        return Outcome(
          succeeded: true, summary: "\(name) -> \(findings.first.map { "finds \($0)" } ?? "statement gone")")
      }
      tried.append("\(name): \(isGone ? "gone" : "stays"), asks \(questions.count)")
    }
    return Outcome(
      succeeded: false, summary: tried.isEmpty ? "no fact can be taken out" : tried.joined(separator: "; "))
  }

  /// Facts that few statements rest on come first.
  private var facts: [(Statement, SourceSpan, isPlan: Bool)] {
    var seen: Set<SourceSpan> = []
    let all = example.report.statements.filter { $0.part == part }.flatMap { statement in
      statement.sources.compactMap { source -> (Statement, SourceSpan, isPlan: Bool)? in
        switch source {
        case .plan(let span): (statement, span, true)
        case .schema(let span): (statement, span, false)
        case .database, .rule: nil
        }
      }
    }.filter { seen.insert($0.1).inserted }
    return all.filter(\.isPlan) + all.filter { !$0.isPlan }
  }

  private func newQuestions(_ report: PlanReport) -> [String] {
    let known = Dictionary(
      example.report.questions.map { ($0.id, Set($0.subjects)) }, uniquingKeysWith: { $0.union($1) })
    return report.questions.compactMap { question in
      guard let before = known[question.id] else { return question.id }
      return question.subjects.first { !before.contains($0) }.map { "\(question.id) \($0)" }
    }
  }

  private func newFindings(_ report: PlanReport) -> [String] {
    let before = Set(example.report.subject.findings.map(\.fingerprint))
    return report.subject.findings.filter { !before.contains($0.fingerprint) }.map { "\($0.code) \($0.object ?? "")" }
  }

  /// Without the fact and without the lines that can not stand without it: the other end of a relation, an index of the column.
  private func compile(without span: SourceSpan, isPlan: Bool) -> (
    report: PlanReport?, removed: String, problem: String
  )? {
    var project = Project.shipped
    guard let deletion = FactDeletion.deleting(span, from: project[span.path]) else { return nil }
    project[span.path] = deletion.text
    for _ in 0..<4 {
      let changed = Example(example.name, project.compile(example.name))
      let errors = changed.compiled.diagnostics.filter { $0.severity == .error }
      guard let error = errors.first else { return (changed.report, deletion.removed, "") }
      guard !isPlan || error.span?.path.hasSuffix(".yml") == true,
        let at = error.span, let next = FactDeletion.deleting(at, from: project[at.path])
      else { return (nil, deletion.removed, error.message) }
      project[at.path] = next.text
    }
    return (nil, deletion.removed, "too much hangs on it")
  }
}
