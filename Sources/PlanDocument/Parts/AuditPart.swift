import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.4: whose changes are kept, and whether a trigger is there to keep them.
enum AuditPart: PlanPart {
  static let id = PartID.audit

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    guard let audit = subject.plan.audit else {
      page.ask(.audit)
      return [
        "tables": .rows(["table", "recorded"], []), "hasTables": .flag(false), "facts": .sayings([]),
        "missing": page.missing,
      ]
    }
    let rows = audit.tables.map { name -> TemplateRecord in
      let triggers =
        subject.catalog.tables[name.value]?.triggers.filter { $0.timing == .after && $0.isForEachRow } ?? []
      return page.row(
        name.value.qualified, .plan, from: [name.span.plan, triggers.first?.span.schema],
        [
          "table": subject.link(name.value),
          "recorded": triggers.isEmpty ? "**no trigger yet**" : "\(codes: triggers.map(\.name))",
        ])
    }
    let silent = audit.tables.filter { name in
      !(subject.catalog.tables[name.value]?.triggers.contains { $0.timing == .after && $0.isForEachRow } ?? false)
    }
    if !silent.isEmpty, !subject.plan.compliance.isEmpty {
      page.escalate(
        "audit", "Changes must be recorded, and no trigger of the schema records them",
        because:
          "\(Format.list(subject.plan.compliance.map { $0.value.uppercased() })); without: \(Format.list(silent.map(\.value.display), limit: 5))",
        from: silent.prefix(2).map { $0.span.plan })
    }
    var facts: [TemplateRecord] = []
    if let keep = audit.keep {
      facts.append(
        page.say(
          "keep", .plan, from: [keep.span.plan, audit.actor?.span.plan],
          "Kept \(keep.value.shown)\(audit.actor.map { ", actor from \(Prose.code($0.value))" as Prose } ?? "")"))
    }
    if !audit.securityEvents.isEmpty {
      facts.append(
        page.say(
          "events", .plan, from: [audit.securityEvents.first?.span.plan],
          "Security events: \(Format.list(audit.securityEvents.map(\.value)))"))
    }
    if audit.keep == nil || audit.tables.isEmpty { page.ask(.audit) }
    return [
      "tables": .rows(["table", "recorded"], rows), "hasTables": .flag(!rows.isEmpty), "facts": .sayings(facts),
      "missing": page.missing,
    ]
  }
}
