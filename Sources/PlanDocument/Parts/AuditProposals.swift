import AuditTrail
import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// Tables in scope that the plan does not record: which of them might be, and why the others need not.
struct AuditProposals {
  private let subject: PlanSubject
  private var others: [(table: Table, verdict: AuditCandidate)] = []

  /// Nothing is proposed to a plan that neither records anything nor falls under any rule.
  init(_ subject: PlanSubject) {
    self.subject = subject
    guard subject.plan.audit != nil || !subject.plan.compliance.isEmpty else { return }
    let listed = Set(subject.plan.audit?.tables.map(\.value) ?? [])
    others = subject.scope.filter { !listed.contains($0.name) }.map { ($0, AuditCandidate.of($0, subject.plan)) }
  }

  func rows(_ page: inout Composition) -> [TemplateRecord] {
    others.compactMap { table, verdict in
      guard case .proposed(let reasons) = verdict else { return nil }
      let volume = subject.recordVolumes[table.name]
      let sensitive = subject.plan.sensitive.first { $0.column.value.table == table.name }
      return page.row(
        "proposed.\(table.name.qualified)", .derived,
        from: [sensitive?.column.span.plan, table.span.schema]
          + (volume?.rateSources.map { Optional($0) } ?? []).map(\.plan),
        [
          "table": subject.link(table.name), "because": .joined(reasons.map(words), separator: "; "),
          "records": volume.map { Prose(Format.count($0.changes * CalendarUnit.day)) } ?? .none,
          "size": volume.map { Prose(Format.bytes($0.bytesPerSecond * CalendarUnit.year)) } ?? .none,
        ])
    }
  }

  private func words(_ reason: AuditCandidate.Because) -> Prose {
    switch reason {
    case .sensitive(let columns):
      let rules = subject.plan.compliance.map { $0.value.uppercased() }
      return "sensitive \(codes: columns)\(rules.isEmpty ? "" : " under \(Format.list(rules))" as Prose)"
    case .money(let columns): return "money in \(codes: columns)"
    case .rights: return "says who may do what"
    }
  }

  /// A sentence for each cause.
  func left(_ page: inout Composition) -> [TemplateRecord] {
    AuditCandidate.Cause.allCases.compactMap { cause in
      let tables = others.filter { $0.verdict == .left(cause) }.map(\.table)
      guard !tables.isEmpty else { return nil }
      return page.say(
        "left.\(cause.rawValue)", .derived, from: tables.prefix(2).map { source(cause, $0) },
        "Not proposed, \(words(cause)): \(codes: tables.map(\.name.display))")
    }
  }

  private func source(_ cause: AuditCandidate.Cause, _ table: Table) -> Source? {
    switch cause {
    case .external: subject.externalOwner(of: table.name)?.table.span.plan
    case .reference: subject.plan.tenancy?.shared.first { $0.value == table.name }?.span.plan
    case .appendOnly: table.span.schema
    case .derived: subject.plan.derived.first { $0.column.value.table == table.name }?.column.span.plan
    }
  }

  private func words(_ cause: AuditCandidate.Cause) -> Prose {
    switch cause {
    case .external: "a library writes them"
    case .reference: "shared by all tenants"
    case .appendOnly: "no role changes their rows"
    case .derived: "computed from others"
    }
  }
}
