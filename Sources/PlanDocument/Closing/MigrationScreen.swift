import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel

/// What the first screen says of the steps.
struct MigrationScreen {
  private let subject: PlanSubject

  init(_ subject: PlanSubject) { self.subject = subject }

  private var isPlanned: Bool { !subject.migration.steps.isEmpty }

  /// The step whose locks keep others waiting longest, and what limits the wait.
  var worstLock: (Prose, Prose) {
    guard isPlanned else { return (subject.steps.isEmpty ? "no step" : "not derived yet", .none) }
    let words = StepWords(subject)
    guard let worst = words.worst else { return (.none, .none) }
    let step = subject.migration.steps[worst]
    guard words.blocks(step.locks) != .none else { return ("no step keeps readers or writers waiting", .none) }
    let timeout = Format.duration(Double(RolloutRows.lockTimeout(subject.plan)) / 1000)
    return (
      "step \(words.link(worst)): \(words.locks(step.locks)), \(words.takes(step.duration))",
      "blocks \(words.blocks(step.locks)) meanwhile; \(code: "lock_timeout") \(timeout)"
    )
  }

  /// How far back the steps lead.
  var wayBack: Prose {
    guard isPlanned else { return subject.steps.isEmpty ? "no step" : "every step has a down" }
    let words = StepWords(subject)
    let steps = subject.migration.steps
    let lossy = steps.indices.filter { steps[$0].loses != nil && steps[$0].irreversible == nil }
    let none = subject.migration.irreversible
    var parts: [Prose] = [none.isEmpty ? "every step has a down" : "none of \(.joined(none.prefix(4).map(words.link)))"]
    if !lossy.isEmpty {
      let more: Prose = lossy.count > 4 ? " and \(lossy.count - 4) more" : ""
      parts.append("those of \(.joined(lossy.prefix(4).map(words.link)))\(more) lose values")
    }
    if let last = subject.migration.pointOfNoReturn {
      parts.append("from \(words.link(last)) on nothing leads all the way back")
    }
    return .joined(parts, separator: "; ")
  }

  var order: Prose {
    guard isPlanned else {
      return subject.steps.isEmpty ? "no step" : "\(Format.counted(subject.steps.count, "step")) of row security"
    }
    return StepWords(subject).order
  }
}
