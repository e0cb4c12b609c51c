import MigrationPlanning
import PlanModel
import SchemaModel
import StatementLocks

extension LockMode {
  /// As manuals write it: `SHARE ROW EXCLUSIVE`.
  var words: String {
    var words = ""
    for letter in rawValue.dropLast("Lock".count) {
      if letter.isUppercase, !words.isEmpty { words += " " }
      words.append(letter)
    }
    return words.uppercased()
  }

  /// What other sessions can not do meanwhile; nil where they notice nothing.
  var blocks: String? {
    switch self {
    case .accessExclusive: "reads and writes"
    case .exclusive, .shareRowExclusive, .share: "writes"
    case .shareUpdateExclusive: "other DDL, VACUUM"
    case .rowExclusive, .rowShare, .accessShare: nil
    }
  }
}

/// What a step is called and what it does to others, in words.
struct StepWords {
  let subject: PlanSubject
  /// The folder of each step's files, numbered.
  let folders: [String]

  init(_ subject: PlanSubject) {
    self.subject = subject
    folders = MigrationDocuments.files(subject, as: .sql).map(\.path).filter { $0.hasSuffix("/up.sql") }
  }

  func number(_ position: Int) -> String {
    let digits = max(3, String(subject.steps.count).count)
    let text = String(position + 1)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The number as a way to the file.
  func link(_ position: Int) -> Prose { "\(link: number(position), to: folders[position])" }

  /// The number as a way to what is run on the way back.
  func linkBack(_ position: Int) -> Prose {
    "\(link: number(position), to: folders[position].replacing("/up.sql", with: "/down.sql"))"
  }

  /// Relations by mode, the strongest first; those that block nobody are left out.
  func locks(_ all: [StatementEffect.Lock]) -> Prose {
    let modes = LockMode.allCases.reversed().filter { $0.blocks != nil }
    var taken: Set<ObjectName> = []
    let parts = modes.compactMap { mode -> Prose? in
      let relations = all.filter { $0.mode == mode }.map(\.relation).filter { taken.insert($0).inserted }
      guard !relations.isEmpty else { return nil }
      let names = relations.prefix(3).map { subject.link($0) }
      let more: Prose = relations.count > 3 ? " and \(relations.count - 3) more" : ""
      return "\(mode.words) on \(Prose.joined(names))\(more)"
    }
    return parts.isEmpty ? .none : .joined(parts, separator: "; ")
  }

  /// Whom the strongest of its locks keeps waiting.
  func blocks(_ locks: [StatementEffect.Lock]) -> Prose {
    let strongest = locks.map(\.mode).max()
    return strongest?.blocks.map { Prose($0) } ?? .none
  }

  func takes(_ duration: StepDuration?) -> Prose {
    guard let duration else { return .none }
    guard duration.kind != .instant, let seconds = duration.seconds else {
      return Prose("\(duration.kind.rawValue)\(duration.kind == .instant ? "" : ": \(duration.because)")")
    }
    let range = "\(Format.duration(seconds.lowerBound)) to \(Format.duration(seconds.upperBound))"
    return Prose("\(range): \(duration.because)")
  }

  /// The step that keeps others waiting longest, the strongest lock among those.
  var worst: Int? {
    func rank(_ step: MigrationStep) -> (Int, Int, Double) {
      let mode = step.locks.map(\.mode).max() ?? .accessShare
      let isNoticed = mode >= .share
      let work = isNoticed ? StepDuration.Class.allCases.firstIndex(of: step.duration?.kind ?? .instant) ?? 0 : -1
      return (work, LockMode.allCases.firstIndex(of: mode) ?? 0, step.duration?.seconds?.upperBound ?? 0)
    }
    let steps = subject.migration.steps
    return steps.indices.max { left, right in
      let (former, latter) = (rank(steps[left]), rank(steps[right]))
      // Of equal ones the first.
      return former == latter ? left > right : former < latter
    }
  }

  /// `001 to 004 → deploy: ... → 005`
  var order: Prose {
    var parts: [Prose] = []
    var start = 0
    func add(until end: Int) {
      guard start < end else { return }
      let phase = subject.steps[start].phase.rawValue
      let range: Prose = end - start == 1 ? link(start) : "\(link(start)) to \(link(end - 1))"
      parts.append("\(range) \(phase)")
      start = end
    }
    let deploys = subject.migration.deploys
    for position in subject.steps.indices {
      for deploy in deploys where deploy.after == position {
        add(until: position); parts.append(Self.name(deploy, deploys))
      }
      if position > start, subject.steps[position].phase != subject.steps[start].phase { add(until: position) }
    }
    add(until: subject.steps.count)
    for deploy in deploys where deploy.after >= subject.steps.count { parts.append(Self.name(deploy, deploys)) }
    return .joined(parts, separator: " → ")
  }

  static func name(_ deploy: MigrationPlan.Deploy, _ all: [MigrationPlan.Deploy]) -> Prose {
    let position = all.firstIndex { $0.after == deploy.after } ?? 0
    return all.count == 1 ? "**deploy**" : "**deploy \(position + 1)**"
  }
}
