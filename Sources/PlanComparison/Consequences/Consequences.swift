import PlanModel
import CatalogComparison
import MarkdownWriting
import Checks
import Compilation
import Diagnostics
import PlanDocument

/// What follows from a change of schema or plan.
struct Consequences {
  private(set) var sizes = SizeComparison()
  private(set) var findings = Turnover<Finding>()
  private(set) var advisedIndexes = Turnover<AdvisedIndex>()
  private(set) var questions = Turnover<AskedQuestion>()
  private(set) var escalations = Turnover<Escalation>()
  private(set) var statements = Turnover<Statement>()
  private(set) var changes: [PlanChange] = []
  private let plan: String

  /// - Parameter renames: what has another name in the head: it did not go and come.
  init(base: PlanSide?, head: PlanSide?, name: String, renames: CatalogRenames?) {
    func renamed(_ text: String) -> String { renames?.renamed(text) ?? text }
    plan = name
    let reports = (base?.report(), head?.report())
    if let base, let head {
      sizes = SizeComparison(base: base.compiled, head: head.compiled, renames: renames)
    }
    if let old = reports.0, let new = reports.1 {
      statements = Turnover(from: old.statements, to: new.statements, by: \.id, before: { renamed($0.id) }) {
        $0.text == $1.text
      }
    }
    let before = Self.counting(base)
    let after = Self.counting(head)
    findings = Turnover(from: before, to: after, by: \.fingerprint, before: { renamed($0.fingerprint) }) {
      $0.severity == $1.severity
    }
    advisedIndexes = Turnover(
      from: Self.advised(before), to: Self.advised(after), by: \.finding.fingerprint,
      before: { renamed($0.finding.fingerprint) }
    ) {
      $0.definition == $1.definition
    }
    questions = Turnover(
      from: Self.asked(reports.0), to: Self.asked(reports.1), by: { [$0.id, $0.subject] },
      before: { [$0.id, renamed($0.subject)] })
    escalations = Turnover(
      from: reports.0?.escalations ?? [], to: reports.1?.escalations ?? [], by: { [$0.id, $0.title] },
      before: { [$0.id, renamed($0.title)] })
    addFindings()
    addAdvice()
    addEscalations()
    addSizes()
    // A plan that comes or goes brings or takes all of them.
    if base != nil, head != nil { addQuestions() }
  }

  /// Findings that no waiver covers.
  private static func counting(_ side: PlanSide?) -> [Finding] {
    side?.compiled.findings.filter { $0.waiver == nil } ?? []
  }

  private static func advised(_ findings: [Finding]) -> [AdvisedIndex] {
    findings.compactMap { finding in
      guard let fix = finding.fix, finding.fixLanguage != nil, fix.contains("CREATE INDEX") || fix.contains("@@index")
      else { return nil }
      return AdvisedIndex(finding: finding, definition: fix)
    }
  }

  private static func asked(_ report: PlanReport?) -> [AskedQuestion] {
    report?.questions.flatMap { question in
      (question.subjects.isEmpty ? [""] : question.subjects).map {
        AskedQuestion(id: question.id, text: question.text, subject: $0, answer: question.answer)
      }
    } ?? []
  }

  private mutating func add(
    _ consequence: PlanChange.Consequence, _ action: PlanChange.Action, _ title: MarkdownPhrase, _ verdict: Verdict,
    name: String, adjust: (inout PlanChange) -> Void = { _ in }
  ) {
    var change = PlanChange(.consequence(consequence), action, title, verdict, name: name, plan: plan)
    adjust(&change)
    changes.append(change)
  }

  /// A new error or warning is risky, a new note safe; one that is resolved is safe.
  private mutating func addFindings() {
    func verdict(_ finding: Finding) -> Verdict {
      finding.severity == .note ? .safe("a note of \(code: finding.code)") : .risky("\(code: finding.code) says so")
    }
    for finding in findings.new {
      add(
        .finding, .added, "New \(finding.severity.rawValue): \(finding.message)", verdict(finding), name: finding.code
      ) {
        $0.table = finding.table
        $0.after = finding.span
      }
    }
    for (before, after) in findings.changed {
      let isGraver = after.severity > before.severity
      add(
        .finding, .changed,
        "From \(before.severity.rawValue) to \(after.severity.rawValue): \(after.message)",
        isGraver ? verdict(after) : .safe("it weighs less"), name: after.code
      ) {
        $0.table = after.table
        $0.before = before.span
        $0.after = after.span
      }
    }
    for finding in findings.gone {
      add(.finding, .removed, "Resolved: \(finding.message)", .safe("it is not found any more"), name: finding.code) {
        $0.table = finding.table
        $0.before = finding.span
      }
    }
  }

  private mutating func addAdvice() {
    for advice in advisedIndexes.new {
      add(.advisedIndex, .added, "Build \(code: advice.definition)", .safe("advice"), name: advice.finding.fingerprint)
      {
        $0.table = advice.finding.table
        $0.after = advice.finding.span
      }
    }
    for advice in advisedIndexes.gone {
      add(
        .advisedIndex, .removed, "No longer advised: \(code: advice.definition)", .safe("advice"),
        name: advice.finding.fingerprint
      ) {
        $0.table = advice.finding.table
        $0.before = advice.finding.span
      }
    }
  }

  /// Something a person must decide is risky until it is decided.
  private mutating func addEscalations() {
    for escalation in escalations.new {
      add(
        .escalation, .added, "To decide: \(escalation.title)", .risky("\(escalation.reason)"), name: escalation.id
      ) { $0.after = escalation.sources.lazy.compactMap(\.span).first }
    }
    for escalation in escalations.gone {
      add(
        .escalation, .removed, "No longer to decide: \(escalation.title)", .safe("its reason is gone"),
        name: escalation.id
      ) { $0.before = escalation.sources.lazy.compactMap(\.span).first }
    }
  }

  /// A plan that doubles its bytes, now or within three years, is risky: disk, backup and cache were chosen for less.
  private mutating func addSizes() {
    guard !sizes.isEmpty else { return }
    let sizes = sizes
    let pairs = zip(sizes.before.values, sizes.after.values)
    let doubles = pairs.contains { before, after in before > 0 && after >= 2 * before }
    add(
      .size, .changed, "Estimated size of all tables with stated rows",
      doubles ? .risky("it at least doubles") : .safe("an estimate from the page layout"), name: plan
    ) { change in
      for (name, pair) in zip(["now", "in 12 months", "in 36 months"], zip(sizes.before.values, sizes.after.values)) {
        change.details.append(.init(property: name, before: Format.bytes(pair.0), after: Format.bytes(pair.1)))
      }
    }
  }

  private mutating func addQuestions() {
    func title(_ lead: String, _ question: AskedQuestion) -> MarkdownPhrase {
      question.subject.isEmpty
        ? "\(lead): \(question.text)" : "\(lead) on \(code: question.subject): \(question.text)"
    }
    for question in questions.new {
      add(
        .question, .added, title("New question", question), .documentation("the plan does not say"), name: question.id)
    }
    for question in questions.gone {
      add(
        .question, .removed, title("No longer asked", question),
        .documentation("the plan says so, or nothing asks any more"),
        name: question.id)
    }
  }
}
