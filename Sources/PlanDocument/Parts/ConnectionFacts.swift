import AccessControl
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 6.1: how logins connect, and where their passwords are kept.
enum ConnectionFacts {
  static let fields = ["login", "roles", "url", "secret"]

  /// A row for each login of the plan, with what its client writes.
  static func rows(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let design = ConnectionDesign(subject.plan), let connection = subject.plan.connection else { return [] }
    return design.logins.map { login in
      let secret = connection.secrets.first { $0.login.value == login.name }
      return page.row(
        "login.\(login.name)", .plan, from: [secret?.place.span.plan, connection.sslmode?.span.plan],
        [
          "login": .code(login.name), "roles": .codes(login.roles),
          "url": design.parameters(isEngine: design.isEngine).map { Prose.code($0) } ?? .none,
          "secret": secret.map { Prose($0.place.value) } ?? "**not said**",
        ])
    }
  }

  static func sayings(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let hasLogins = subject.plan.roles.contains { $0.login != nil }
    guard let connection = subject.plan.connection, let design = ConnectionDesign(subject.plan) else {
      if hasLogins { page.ask(.connection) }
      return []
    }
    var facts: [TemplateRecord] = []
    if connection.sslmode == nil || connection.tls == nil || connection.passwords == nil { page.ask(.connection) }
    if let mode = connection.sslmode, design.isPrisma, let engine = design.parameters(isEngine: true),
      mode.value.hasPrefix("verify")
    {
      facts.append(
        page.say(
          "connection.engine", .derived, from: [mode.span.plan, subject.plan.stack.prisma?.span.plan],
          "\(design.isEngine ? "Prisma's engine" : "Prisma Migrate") takes \(code: mode.value) for prefer, so its URL says \(code: engine)"
        ))
    }
    facts += server(subject, connection, design, &page)
    if let rotation = connection.rotation, let login = design.logins.first {
      facts.append(
        page.say(
          "connection.rotation", .derived, from: [rotation.span.plan],
          "Every \(rotation.value.shown) another login takes over, without a gap: \(code: design.successor(of: login)) gets \(codes: login.roles) and a password, instances restart with it, then \(code: "ALTER ROLE \(login.name) PASSWORD NULL")"
        ))
    } else {
      page.ask(.rotation)
    }
    let open = design.logins.map(\.name).filter { name in !connection.secrets.contains { $0.login.value == name } }
    if !open.isEmpty { page.ask(.loginSecret, about: open) }
    return facts
  }

  private static func server(
    _ subject: PlanSubject, _ connection: Connection, _ design: ConnectionDesign, _ page: inout Composition
  ) -> [TemplateRecord] {
    var parts: [Prose] = []
    if design.hostRules != nil {
      parts.append("\(link: "pg_hba.conf", to: "pg_hba.conf") lets in who is above and rejects the rest")
    }
    if let tls = connection.tls { parts.append("TLS from \(code: tls.value) on") }
    if let passwords = connection.passwords {
      parts.append(
        passwords.value == "md5"
          ? "passwords by **md5**, which a reader of them can use" : "passwords by \(passwords.value)")
    }
    guard !parts.isEmpty else { return [] }
    return [
      page.say(
        "connection.server", .plan,
        from: [connection.tls?.span.plan, connection.passwords?.span.plan, connection.from.first?.span.plan],
        .joined(parts, separator: "; "))
    ]
  }
}
