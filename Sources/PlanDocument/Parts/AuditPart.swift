import AuditTrail
import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.4: whose changes are kept and by what, who reads them, and what else might be recorded.
enum AuditPart: PlanPart {
  static let id = PartID.audit

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rows: [TemplateRecord] = []
    var facts: [TemplateRecord] = []
    var queries: [TemplateRecord] = []
    if let audit = subject.plan.audit {
      rows = tables(audit, subject, &page)
      if let design = subject.audit, design.isNeeded {
        facts = AuditFacts(subject, audit, design).sayings(&page)
        queries = AuditFacts(subject, audit, design).queries(&page)
      }
      facts += stated(audit, subject, &page)
      if audit.keep == nil || audit.tables.isEmpty { page.ask(.audit) }
    } else {
      page.ask(.audit)
    }
    let others = AuditProposals(subject)
    let proposals = FoldedRows(others.rows(&page))
    let all = proposals.shown + proposals.folded
    let left = others.left(&page)
    return [
      "tables": .rows(["table", "recorded"], rows), "hasTables": .flag(!rows.isEmpty), "facts": .sayings(facts),
      "queries": .sayings(queries), "hasQueries": .flag(!queries.isEmpty),
      "proposals": .rows(["table", "because", "records", "size"], all), "hasProposals": .flag(!all.isEmpty),
      "proposalCount": .text("\(all.count)"), "left": .sayings(left), "missing": page.missing,
    ]
  }

  /// Tables whose trigger is told elsewhere in the part, with what it costs, are not told here.
  private static func tables(_ audit: Audit, _ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let priced = Set(subject.patterns.filter { $0.kind == .audit }.map(\.table))
    let recorded = Dictionary(
      (subject.audit?.recorded ?? []).map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
    let made = Set(subject.audit?.tables.map(\.name) ?? [])
    return audit.tables.filter { !priced.contains($0.value) }.map { name in
      let there = recorded[name.value]
      var by: Prose = made.contains(name.value) ? "\(link: "audit.sql", to: "audit.sql")" : "nothing"
      if let there {
        by = .codes(there.triggers.map(\.name))
        if !there.missed.isEmpty { by.append("; not \(Format.list(there.missed))") }
      }
      return page.row(
        name.value.qualified, .plan, from: [name.span.plan, there?.triggers.first?.span.schema],
        ["table": subject.link(name.value), "recorded": by])
    }
  }

  /// How long, of a log that the schema has; and what a server's own log has to take.
  private static func stated(_ audit: Audit, _ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    var facts: [TemplateRecord] = []
    if subject.audit?.tables.isEmpty != false, let keep = audit.keep {
      facts.append(
        page.say(
          "keep", .plan, from: [keep.span.plan, audit.actor?.span.plan],
          "Kept \(keep.value.shown)\(audit.actor.map { ", actor from \(Prose.code($0.value))" as Prose } ?? "")"))
    }
    return facts
  }
}
