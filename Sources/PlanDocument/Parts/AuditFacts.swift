import AuditTrail
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// What `audit.sql` makes, in sentences.
struct AuditFacts {
  private let subject: PlanSubject
  private let audit: Audit
  private let design: AuditDesign

  init(_ subject: PlanSubject, _ audit: Audit, _ design: AuditDesign) {
    self.subject = subject
    self.audit = audit
    self.design = design
  }

  func sayings(_ page: inout Composition) -> [TemplateRecord] {
    [log(&page), statements(&page), hidden(&page), held(&page), lookups(&page), upkeep(&page), readers(&page)]
      .compactMap(\.self) + events(&page)
  }

  private func log(_ page: inout Composition) -> TemplateRecord? {
    guard let first = audit.tables.first(where: { item in design.tables.contains { $0.name == item.value } }) else {
      return nil
    }
    var text: Prose =
      "\(link: "audit.sql", to: "audit.sql") writes \(code: design.log.display), which \(code: design.owner) owns and nobody may change: time, transaction, role"
    if let actor = design.actor { text.append(", actor from \(code: actor)") }
    text.append("; a new or deleted row whole, of a changed one what changed")
    if subject.plan.tenancy != nil { text.append("; its tenant") }
    text.append(". By \(code: "id") it replays")
    return page.say("log", .derived, from: [first.span.plan, audit.actor?.span.plan], text)
  }

  /// Statements hold values as their author wrote them.
  private func statements(_ page: inout Composition) -> TemplateRecord? {
    let without = design.tables.filter { !$0.keepsStatement }
    guard !without.isEmpty else { return nil }
    let columns = subject.plan.sensitive.filter { item in without.contains { $0.name == item.column.value.table } }
    return page.say(
      "statements", .derived, from: columns.prefix(2).map { $0.column.span.plan },
      "No statement is kept of \(codes: without.map(\.name.display)): it would show their sensitive columns")
  }

  private func hidden(_ page: inout Composition) -> TemplateRecord? {
    let columns = design.tables.flatMap { table in table.hidden.map { (table.name, $0) } }
    guard !columns.isEmpty else { return nil }
    let words = columns.map { table, column -> Prose in
      let why: Prose =
        switch column.reason {
        case .secret: "secret"
        case .stored(let how): "\(how)"
        case .shorter: "kept for less time than the log"
        }
      return "\(code: ColumnReference(table, column.name).display) (\(why))"
    }
    let spans = subject.plan.sensitive.filter { item in
      columns.contains { $0 == item.column.value.table && $1.name == item.column.value.column }
    }
    return page.say(
      "hidden", .derived, from: spans.prefix(3).map { $0.column.span.plan },
      "That they changed is recorded, their values are not: \(Prose.joined(words))")
  }

  /// Erasing a row does not erase what the log holds of it.
  private func held(_ page: inout Composition) -> TemplateRecord? {
    let columns = design.tables.flatMap { table in
      table.sensitive.map { ColumnReference(table.name, $0).display }
    }
    guard !columns.isEmpty, let keep = audit.keep else { return nil }
    return page.say(
      "held", .derived, from: [keep.span.plan],
      "What \(codes: columns) held stays in the log for \(keep.value.shown), erased or not")
  }

  private func lookups(_ page: inout Composition) -> TemplateRecord? {
    let ways = design.tables.compactMap { table -> (ObjectName, ForeignKey)? in
      if case .parent(let keys, _, _) = table.tenant, let key = keys.first { (table.name, key) } else { nil }
    }
    guard !ways.isEmpty else { return nil }
    let words = ways.map { table, key -> Prose in "of \(code: table.display) at \(code: key.target.display)" }
    return page.say(
      "lookups", .derived, from: ways.map { $0.1.span.schema },
      "The trigger looks up the tenant \(Prose.joined(words)), each time")
  }

  private func upkeep(_ page: inout Composition) -> TemplateRecord? {
    var text: Prose = "A partition a month"
    if let start = design.start { text.append(" from \("\(start)".prefix(7).description) on") }
    text.append("; \(code: LogQueries.upkeep(design)) makes the next")
    if let keep = audit.keep { text.append(" and drops those older than \(keep.value.shown)") }
    if let job = audit.job { text.append(": \(code: job.value) may run it") } else { page.ask(.auditJob) }
    return page.say("upkeep", .derived, from: [audit.keep?.span.plan, audit.job?.span.plan], text)
  }

  private func readers(_ page: inout Composition) -> TemplateRecord? {
    guard !audit.readers.isEmpty else {
      page.ask(.auditReaders)
      return nil
    }
    let words = design.readers.map { reader -> Prose in
      var text: Prose = "\(code: reader.role) reads "
      text.append(
        reader.actorSetting != nil
          ? "its own doings" : reader.tenantSetting != nil ? "the records of its tenant" : "all records")
      if !reader.closed.isEmpty {
        text.append(", not of \(codes: reader.closed.map(\.display)): not its own, or masked for it")
      }
      return text
    }
    let lost = audit.readers.filter { name in !design.readers.contains { $0.role == name.value } }
    var text = Prose.joined(words, separator: "; ")
    if !lost.isEmpty {
      text.append("; none for \(codes: lost.map(\.value)), whose own records nothing tells")
    }
    return page.say("readers", .derived, from: audit.readers.map { $0.span.plan }, text)
  }

  private func events(_ page: inout Composition) -> [TemplateRecord] {
    guard let first = audit.securityEvents.first else { return [] }
    var facts: [TemplateRecord] = []
    let triggered = ["ddl", "grant"].filter(design.events.contains) + (design.recordsLogins ? ["login"] : [])
    if !triggered.isEmpty {
      facts.append(
        page.say(
          "events", .derived, from: [first.span.plan],
          "Event triggers record \(Format.list(triggered)); a superuser makes them in \(link: "audit.sql", to: "audit.sql"); roles and memberships only \(code: "log_statement") sees, in \(link: "settings.sql", to: "settings.sql")"
        ))
    }
    if design.events.contains("login"), !design.recordsLogins {
      facts.append(
        page.say(
          "logins", .derived, from: [first.span.plan, subject.plan.stack.postgres?.span.plan],
          "login: PostgreSQL \(design.postgres) tells no trigger; \(code: "log_connections") writes the server's log"))
    }
    return facts
  }

  func queries(_ page: inout Composition) -> [TemplateRecord] {
    guard let table = design.tables.first(where: { !$0.key.isEmpty }) else { return [] }
    var queries = [
      page.say(
        "query.history", .derived, from: [audit.tables.first?.span.plan],
        "A row of \(subject.link(table.name)): \(code: LogQueries.history(design, of: table))")
    ]
    if let doings = LogQueries.doings(design) {
      queries.append(page.say("query.doings", .derived, from: [audit.actor?.span.plan], "An actor: \(code: doings)"))
    }
    return queries
  }
}
