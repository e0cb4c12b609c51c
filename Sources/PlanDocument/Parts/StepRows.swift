import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Templating

/// 7.2: the steps from the baseline to the plan with the deploys between them, and what is looked at on the way.
enum StepRows {
  static let fields = ["step", "phase", "what", "locks", "blocks", "takes"]
  static let checkFields = ["step", "when", "what", "sql", "expected"]
  static let hazardFields = ["step", "hazard"]

  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    var rows: [TemplateRecord] = []
    let deploys = subject.migration.deploys
    for position in 0...subject.migration.steps.count {
      for deploy in deploys where deploy.after == position { rows.append(row(deploy, deploys, subject, &page)) }
      guard position < subject.migration.steps.count else { break }
      let step = subject.migration.steps[position]
      guard !step.isOnlyBack else { continue }
      let isLast = subject.migration.pointOfNoReturn == position
      rows.append(
        page.row(
          "step.\(position + 1)", .derived, from: sources(of: step, subject),
          [
            "step": words.link(position), "phase": Prose(step.phase.rawValue),
            "what": isLast ? "\(step.summary) **No way back from here on.**" : Prose(step.summary),
            "locks": words.locks(step.locks), "blocks": words.blocks(step.locks), "takes": words.takes(step.duration),
          ]))
    }
    return rows
  }

  /// Steps with nothing to be done on the way there, in the order in which the way back meets them.
  static func back(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    return subject.migration.steps.enumerated().reversed().filter(\.element.isOnlyBack).map { position, step in
      page.row(
        "step.\(position + 1)", .derived, from: sources(of: step, subject),
        [
          "step": words.linkBack(position), "phase": Prose(step.phase.rawValue), "what": Prose(bare(step)),
          "locks": words.locks(step.downLocks), "blocks": words.blocks(step.downLocks),
          "takes": words.takes(step.downDuration),
        ])
    }
  }

  /// Without what the table says of all of them; names are left as they are.
  private static func bare(_ step: MigrationStep) -> String {
    let start = "On the way back: "
    guard step.summary.hasPrefix(start) else { return step.summary }
    let rest = step.summary.dropFirst(start.count)
    return rest.hasPrefix(step.table.display) ? String(rest) : rest.prefix(1).uppercased() + rest.dropFirst()
  }

  private static func row(
    _ deploy: MigrationPlan.Deploy, _ deploys: [MigrationPlan.Deploy], _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    page.row(
      "deploy.\(deploy.after)", .derived, from: [subject.plan.deployment?.release?.span.plan],
      [
        "step": StepWords.name(deploy, deploys), "phase": .none,
        "what": .joined(deploy.changes.map { Prose(prose: $0) }, separator: "; "), "locks": .none, "blocks": .none,
        "takes": .none,
      ])
  }

  /// Where a step's table is declared, and how many rows it has.
  static func sources(of step: MigrationStep, _ subject: PlanSubject) -> [Source?] {
    let declared =
      subject.catalog.tables[step.table]?.span ?? subject.baseline?.catalog.tables[step.table]?.span
      ?? subject.catalog.enums[step.table]?.span ?? subject.baseline?.catalog.enums[step.table]?.span
    return [declared.schema, subject.volumes[step.table]?.rows?.span.plan]
  }

  /// What is asked of the database before a step, and before the one after it.
  static func checks(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    return subject.migration.steps.enumerated().flatMap { position, step -> [TemplateRecord] in
      let all = step.before.map { ($0, "before") } + step.after.map { ($0, "after") }
      return all.enumerated().map { number, entry in
        page.row(
          "check.\(position + 1).\(number + 1)", .derived, from: sources(of: step, subject),
          [
            "step": words.link(position), "when": Prose(entry.1), "what": Prose(prose: entry.0.what),
            "sql": .code(onOneLine(entry.0.sql)), "expected": Prose(prose: entry.0.expected),
          ])
      }
    }
  }

  /// What can go wrong; one line for the steps that share it.
  static func hazards(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    let all = subject.migration.steps.indices.flatMap { position in
      subject.migration.steps[position].hazards.map { (position, $0) }
    }
    return unique(all.map(\.1)).enumerated().map { number, hazard in
      let positions = all.filter { $0.1 == hazard }.map(\.0)
      let shown = positions.prefix(4).map(words.link)
      let more: Prose = positions.count > 4 ? " and \(positions.count - 4) more" : ""
      return page.row(
        "hazard.\(number + 1)", .derived,
        from: positions.prefix(2).flatMap { sources(of: subject.migration.steps[$0], subject) },
        ["step": "\(Prose.joined(shown))\(more)", "hazard": Prose(prose: hazard)])
    }
  }

  /// Statements that are still sent and no longer run.
  static func statements(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let words = StepWords(subject)
    for broken in subject.brokenStatements {
      let step = subject.migration.steps[broken.step]
      page.escalate(
        "breaks.\(broken.query)", "Step \(words.number(broken.step)) breaks the query “\(broken.query)”",
        because: "\(broken.problem) after \(step.name), while its application still runs",
        from: [broken.span.plan] + sources(of: step, subject))
    }
    let sent = subject.plan.queries.filter { $0.sql != nil }
    guard !sent.isEmpty, !subject.migration.catalogs.isEmpty else { return [] }
    let names = subject.brokenStatements.map(\.query)
    let held = sent.count - names.count
    let count = Format.counted(subject.migration.steps.count, "step")
    return [
      page.say(
        "statements", .derived, from: sent.prefix(3).map { $0.origin.plan },
        names.isEmpty
          ? "\(held == 1 ? "1 statement runs" : "\(held) statements run") against the schema of each of the \(count) in which \(held == 1 ? "it is" : "they are") sent"
          : "\(held) of \(sent.count) statements run in all of the \(count) in which they are sent; not \(codes: names)"
      )
    ]
  }
}
