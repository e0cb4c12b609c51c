import CatalogComparison
import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// What a reviewer sees before section 1.
struct FirstScreen {
  private let report: PlanReport
  private var subject: PlanSubject { report.subject }
  private var plan: Plan { report.subject.plan }

  init(_ report: PlanReport) { self.report = report }

  var context: TemplateRecord {
    let people = PeopleTable(report)
    return [
      "title": .text(plan.title?.value ?? plan.name), "verdict": .text(verdict), "line": line.flow,
      "basis": .text(basis), "parts": .text("\(PartID.allCases.count)"),
      "complete": .text("\(PartID.allCases.count - report.open.count)"),
      "hasIncomplete": .flag(!report.incomplete.isEmpty),
      "incomplete": .text(report.incomplete.map(\.rawValue).joined(separator: ", ")),
      "people": .list(TemplateList(fields: ["what", "recommended", "why"], rows: people.shown)),
      "hasPeople": .flag(!people.shown.isEmpty), "hasMorePeople": .flag(people.more != nil),
      "morePeople": (people.more ?? .none).flow,
      "rows": .list(TemplateList(fields: ["name", "change", "watch"], rows: rows)),
    ]
  }

  /// Questions that keep a plan from being ready: the heavy ones without whose answer a part is empty.
  private var blocking: [OpenQuestion] {
    report.questions.filter { question in
      question.weight >= 85 && (question.subjects.isEmpty || !Set(question.blocks).isDisjoint(with: report.incomplete))
    }
  }

  var isReady: Bool { blockers.isEmpty }

  var verdict: String {
    guard !blockers.isEmpty else { return "Ready for review." }
    let isOne = blockers.count == 1 && blockers[0].hasPrefix("1 ")
    return "Not ready: \(Format.list(blockers)) \(isOne ? "blocks" : "block") it."
  }

  /// What keeps it from being ready: `2 decisions`, `1 error`.
  var blockers: [String] {
    var reasons: [String] = []
    if !report.openDecisions.isEmpty { reasons.append(Format.counted(report.openDecisions.count, "decision")) }
    if !blocking.isEmpty { reasons.append(Format.counted(blocking.count, "question")) }
    if !report.escalations.isEmpty { reasons.append(Format.counted(report.escalations.count, "escalation")) }
    let errors = report.scopedFindings.count { $0.severity == .error }
    if errors > 0 { reasons.append(Format.counted(errors, "error")) }
    return reasons
  }

  private var line: Prose {
    var parts: [Prose] = []
    if let status = plan.status { parts.append(Prose(status.value.rawValue)) }
    if let owner = plan.owner { parts.append(Prose(owner.value)) }
    var stack: [String] = []
    if let postgres = plan.stack.postgres { stack.append("PostgreSQL \(postgres.value)") }
    if let prisma = plan.stack.prisma { stack.append("Prisma \(prisma.value)") }
    if !stack.isEmpty { parts.append(Prose(stack.joined(separator: ", "))) }
    parts.append(subject.baseline.map { "against \(code: $0.name)" } ?? "no baseline")
    if let date = subject.date { parts.append(Prose("as of " + date.description)) }
    return .joined(parts, separator: " · ")
  }

  private var basis: String {
    let counts = Basis.allCases.compactMap { basis in
      report.count(basis) > 0 ? "\(report.count(basis)) \(word(basis))" : nil
    }
    return counts.isEmpty ? "none" : counts.joined(separator: ", ")
  }

  private func word(_ basis: Basis) -> String {
    switch basis {
    case .schema: "from the schema"
    case .plan: "from the plan"
    default: basis.rawValue
    }
  }

  private var rows: [TemplateRecord] {
    [
      row(
        "Schema", schemaChange,
        subject.difference == nil
          ? "\(link: "diagram", to: "#21-entity-relationship-diagram")"
          : "\(link: "change", to: "#71-schema-change-strategy")"),
      row("Size", SizeRow(subject).change, SizeRow(subject).watch), row("Hottest query", hottest.0, hottest.1),
      row("Findings", findings, "\(link: "list", to: "#findings")"),
      row("Worst lock", migration.worstLock.0, migration.worstLock.1), row("Isolation", "not derived yet", .none),
      row("Way back", migration.wayBack, "\(link: "what it would cost", to: "#73-rollback-procedures")"),
      row("Order", migration.order, "\(link: "steps", to: "#72-zero-downtime-approach")"),
    ]
  }

  private var migration: MigrationScreen { MigrationScreen(subject) }

  private func row(_ name: String, _ change: Prose, _ watch: Prose) -> TemplateRecord {
    ["name": .text(name), "change": change.cell, "watch": watch.cell]
  }

  private var schemaChange: Prose {
    guard let difference = subject.difference else {
      let shape = subject.mainTables
      return Prose(
        "\(Format.counted(shape.count, "table")), \(Format.counted(subject.catalog.enums.count, "enum")), \(Format.counted(shape.reduce(0) { $0 + $1.foreignKeys.count }, "foreign key"))"
      )
    }
    var parts: [String] = []
    for kind in SchemaChange.ObjectKind.allCases {
      let counts = SchemaChange.Action.allCases.map { action in (action, difference.count(action, kind)) }
      for (action, count) in counts where count > 0 {
        if kind == .rowSecurity {
          parts.append("row security of \(Format.counted(count, "table"))")
        } else {
          let sign = action == .add ? "+" : action == .drop ? "−" : "±"
          parts.append("\(sign)\(Format.counted(count, kind.rawValue, SchemaChange.plural(of: kind)))")
        }
      }
    }
    return Prose(parts.isEmpty ? "no difference" : parts.joined(separator: ", "))
  }

  private var hottest: (Prose, Prose) {
    guard let query = plan.queries.max(by: { ($0.busiest?.value.value ?? -1) < ($1.busiest?.value.value ?? -1) }),
      let rate = query.busiest
    else { return ("unknown", "\(link: "Which queries matter?", to: "#q-queries")") }
    let level = query.p95.map { ", p95 \($0.value.shown)" } ?? ""
    let entry = query.shape.flatMap { subject.indexUses.entry(of: $0) }
    let entered = entry?.table
    let path = entry?.path
    let watch: Prose =
      path.map { "enters \(entered.map { subject.link($0) } ?? .none) by \(code: $0.name); not measured" }
      ?? "not measured"
    return ("\(query.name.value), \(rate.value.shown)\(level)", watch)
  }

  private var findings: Prose {
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = report.scopedFindings.count { $0.severity == severity }
      return count == 0 ? nil : Format.counted(count, severity.rawValue)
    }
    let waived = subject.findings.count - report.activeFindings.count
    let elsewhere = report.activeFindings.count - report.scopedFindings.count
    return Prose(
      (counts.isEmpty ? "none" : counts.joined(separator: ", ")) + (elsewhere > 0 ? "; \(elsewhere) out of scope" : "")
        + (waived > 0 ? "; \(waived) waived" : ""))
  }
}
