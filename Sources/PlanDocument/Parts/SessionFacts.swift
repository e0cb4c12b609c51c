import AccessControl
import Diagnostics
import PlanModel
import SchemaModel
import SessionClients
import Templating

/// 3.3: what the application sets in a transaction so that policies let it see its rows, and what it only marks as deleted.
struct SessionFacts {
  private let subject: PlanSubject
  private let design: SessionDesign

  init(_ subject: PlanSubject) {
    self.subject = subject
    design = subject.sessions
  }

  func facts(_ page: inout Composition) -> [TemplateRecord] {
    guard let kind = SessionFiles.kind(subject) else { return [] }
    var facts = [file(kind, &page)]
    guard kind != .sql, let column = subject.plan.conventions.softDelete, !marked.isEmpty else { return facts }
    let names = marked.map(\.table.display)
    facts.append(
      page.say(
        "session.marked", .derived, from: [column.span.plan] + marked.prefix(2).map { $0.span.schema },
        "\(code: column.value) marks what is deleted: \(Prose.codes(names, limit: 8))"))
    let unmarked = unmarked(column.value)
    if !unmarked.isEmpty {
      facts.append(
        page.say(
          "session.raw", .derived, from: unmarked.prefix(3).map { $0.sql?.span.plan },
          "Raw SQL that does not ask for \(code: column.value): \(Format.list(unmarked.map(\.name.value), limit: 6))"))
    }
    escalateRefused(column, &page)
    return facts
  }

  /// What is set, a line each.
  func rows(_ page: inout Composition) -> [TemplateRecord] {
    guard SessionFiles.kind(subject) != nil else { return [] }
    var rows: [TemplateRecord] = []
    let taken = design.roles.filter(\.isTaken)
    if !taken.isEmpty {
      let logins = unique(taken.map(\.login))
      rows.append(
        page.row(
          "session.role", .plan, from: taken.prefix(2).map { $0.span.plan },
          [
            "set": .code("role"), "to": "one that \(Prose.codes(logins, limit: 4)) may take",
            "readers": .codes(taken.map(\.name), limit: 5),
          ]))
    }
    for setting in design.settings {
      rows.append(
        page.row(
          "session.\(setting.name)", .plan, from: [setting.span.plan],
          [
            "set": .code(setting.name), "to": Prose(meaning(setting)),
            "readers": setting.readers.isEmpty ? .none : .codes(setting.readers, limit: 5),
          ]))
    }
    return rows
  }

  private func meaning(_ setting: SessionDesign.Setting) -> String {
    let type = setting.type.map { " (\($0.short))" } ?? ""
    let tenant = setting.isTenant ? ["the tenant\(type)"] : []
    let owner = setting.owners.isEmpty ? [] : ["whose own rows are read\(tenant.isEmpty ? type : "")"]
    return (tenant + owner + (setting.isActor ? ["who acts, for the audit"] : [])).joined(separator: "; ")
  }

  private func file(_ kind: SessionFiles.Kind, _ page: inout Composition) -> TemplateRecord {
    let stack = subject.plan.stack
    let sources = [stack.prisma?.span.plan ?? stack.orm?.span.plan, stack.client?.span.plan]
    let link = Prose.link(kind.path, to: kind.path)
    switch kind {
    case .prisma:
      return page.say(
        "session.file", .derived, from: sources,
        "\(link): checked as text, not run")
    case .sqlalchemy: return page.say("session.file", .derived, from: sources, "\(link): a session with these events")
    case .sql: return page.say("session.file", .derived, from: design.settings.map(\.span.plan), "\(link): plain SQL")
    }
  }

  /// Marked tables that the client has models for.
  private var marked: [SessionDesign.MarkedTable] {
    SessionFiles.kind(subject) == .prisma ? SessionFiles.client(subject).models.map(\.table) : design.marked
  }

  /// Raw queries that read marked tables and say nothing of the mark.
  private func unmarked(_ column: String) -> [Query] {
    let tables = Set(marked.map(\.table))
    return subject.plan.queries.filter { query in
      guard let sql = query.sql?.value, let call = query.call?.value, call.contains("Raw") else { return false }
      let reads = query.shape?.relations.contains { !$0.isWritten && tables.contains($0.name) } ?? false
      return reads && !sql.contains(column)
    }
  }

  /// A role that may delete such a row and not update it can do neither with this client.
  private func escalateRefused(_ column: Located<String>, _ page: inout Composition) {
    for role in subject.plan.roles {
      let refused = marked.filter { marked in
        let commands = role.commands(on: marked.table)
        return commands.contains(.delete) && !commands.contains(.update)
      }
      guard !refused.isEmpty else { continue }
      page.escalate(
        "soft-delete.\(role.name.value)",
        "\(role.name.value) may delete and not mark \(Format.list(refused.map(\.table.display)))",
        because: "\(column.value) is set by UPDATE, and the plan grants it DELETE alone",
        from: [role.name.span.plan, column.span.plan])
    }
  }
}
