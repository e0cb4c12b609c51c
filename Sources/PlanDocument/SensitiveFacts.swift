import AccessControl
import DataProtection
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// What 6.3 says of sensitive columns beside the list of them; `privacy.md` says it column by column.
enum SensitiveFacts {
  static func facts(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    detected(subject, &page) + masking(subject, &page) + bare(subject, &page) + erasures(subject, &page)
      + retentions(subject, &page) + logs(subject, &page)
  }

  /// Guesses in scope.
  static func guesses(_ subject: PlanSubject) -> [DetectedColumn] {
    subject.protection.detected.filter {
      subject.isInScope($0.column.table) && subject.externalOwner(of: $0.column.table) == nil
    }
  }

  /// YAML that makes facts of guesses.
  static func confirmation(_ guesses: [DetectedColumn]) -> String {
    let lines = guesses.prefix(25).map { "  \($0.column.display): \($0.dataClass.rawValue)" }
    let rest = guesses.count > lines.count ? ["  # and \(guesses.count - lines.count) more: privacy.md"] : []
    return (["sensitive:   # or none"] + lines + rest).joined(separator: "\n")
  }

  private static func detected(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let guesses = guesses(subject)
    guard !guesses.isEmpty else { return [] }
    page.ask(.sensitive, about: guesses.map(\.column.display), answer: confirmation(guesses))
    let shown = guesses.prefix(3).map { guess -> Prose in "\(code: guess.column.display) (\(guess.reason))" }
    var text: Prose = "Not listed, yet by their looks sensitive: \(Prose.joined(shown, separator: "; "))"
    if guesses.count > shown.count { text.append(" and \(guesses.count - shown.count) more") }
    return [page.say("detected", .assumed, from: guesses.prefix(3).map { $0.span.schema }, text)]
  }

  private static func masking(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let views = subject.access.maskingViews.filter { subject.isInScope($0.table) }
    escalateMembers(subject, &page)
    guard !views.isEmpty else { return [] }
    let masked = Set(views.map(\.table))
    let spans = subject.plan.sensitive.filter { masked.contains($0.column.value.table) }
      .compactMap { $0.maskFor.first?.span }.prefix(3)
    return [
      page.say(
        "masking", .derived, from: spans.map { .plan($0) },
        "\(link: "grants.sql", to: "grants.sql") masks by \(codes: views.map(\.name.display), limit: 5)")
    ]
  }

  /// Roles that are to see a column masked and read it all the same, as members of others.
  private static func escalateMembers(_ subject: PlanSubject, _ page: inout Composition) {
    let roles = Dictionary(subject.plan.roles.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    for (name, role) in roles.sorted(by: { $0.key < $1.key }) where !role.memberships.isEmpty {
      let masked = subject.plan.sensitive.filter { item in item.maskFor.contains { $0.value == name } }
      let others = Set(role.memberships.map(\.name.value))
      let open = masked.filter { item in
        subject.access.grants.contains { others.contains($0.role) && $0.reads(item.column.value) }
      }
      guard !open.isEmpty else { continue }
      page.escalate(
        "masked.\(name)", "\(name) is to see columns masked that it reads as a member of others",
        because: Format.list(open.map(\.column.value.display)),
        from: role.inherits.prefix(1).map { $0.span.plan } + open.prefix(2).map { $0.maskFor.first?.span.plan })
    }
  }

  /// Columns of the graver classes of which the plan does not say that they are encrypted.
  private static func bare(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let open = subject.plan.sensitive.filter { item in
      subject.isInScope(item.column.value.table) && item.kind?.isGrave == true && item.kind != .secret
        && item.form.map { $0 == .plain } ?? true
    }
    guard !open.isEmpty else { return [] }
    return [
      page.say(
        "bare", .plan, from: open.prefix(3).map { ($0.stored?.span ?? $0.column.span).plan },
        "Neither encrypted nor hashed: \(codes: open.map(\.column.value.display))")
    ]
  }

  // MARK: Erasure, retention, logs

  private static func erasures(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let files = PrivacyFiles.erasureNames(subject)
    let stated = subject.protection.erasures.filter(\.subject.isStated)
    escalateKept(stated, &page)
    var facts = stated.prefix(3).compactMap { erasure -> TemplateRecord? in
      guard let file = files[erasure.subject.root] else { return nil }
      let text: Prose = "\(link: file, to: file): \(ErasureProse.outcome(erasure))"
      return page.say(
        "erasure.\(erasure.subject.root.qualified)", .derived, from: ErasureProse.sources(erasure, subject), text)
    }
    let rest = stated.dropFirst(facts.count)
    if let next = rest.first {
      facts.append(
        page.say(
          "erasure.more", .derived, from: ErasureProse.sources(next, subject),
          "Files as well for \(codes: rest.map(\.subject.root.display))"))
    }
    return facts
  }

  /// A wish to be forgotten against a time for which the plan keeps values.
  private static func escalateKept(_ erasures: [Erasure], _ page: inout Composition) {
    let kept = erasures.flatMap(\.subject.columns).filter { ($0.keep?.value.value ?? 0) > CalendarUnit.year }
    guard !kept.isEmpty else { return }
    page.escalate(
      "erasure.kept", "A wish to be forgotten ends what the plan keeps for years",
      because: Format.list(kept.map { "\($0.column.value.display) \($0.keep?.value.shown ?? "")" }, limit: 5),
      from: kept.prefix(3).map { $0.keep?.span.plan })
  }

  private static func retentions(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let all = subject.protection.retentions.filter { subject.isInScope($0.table) }
    var blanked: [Retention] = []
    var unstarted: [Retention] = []
    for retention in all {
      switch retention.outcome {
      case .blanked: blanked.append(retention)
      case .noStart, .noBlank: unstarted.append(retention)
      case .rowsGo: continue
      }
    }
    var facts: [TemplateRecord] = []
    if !blanked.isEmpty {
      facts.append(
        page.say(
          "retention.blanked", .derived, from: blanked.prefix(3).map { $0.columns.first?.keep?.span.plan },
          "\(link: "retention.sql", to: "retention.sql") blanks \(codes: unique(blanked.map(\.table.display)))"))
    }
    if !unstarted.isEmpty {
      facts.append(
        page.say(
          "retention.open", .derived, from: unstarted.prefix(3).map { $0.columns.first?.keep?.span.plan },
          "Kept, but no column says since when: \(codes: unique(unstarted.map(\.table.display)))"))
    }
    return facts
  }

  private static func logs(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let carriers = subject.protection.logs.carriers
    var facts: [TemplateRecord] = []
    if !carriers.isEmpty {
      facts.append(
        page.say(
          "logs.parameters", .derived, from: carriers.prefix(3).map { $0.span.plan },
          "\(code: "log_parameter_max_length = 0") hides parameters of \(codes: carriers.map(\.query), limit: 4)"))
    }
    let echoes = subject.protection.logs.echoes.filter { subject.isInScope($0.table) }
    if !echoes.isEmpty {
      facts.append(
        page.say(
          "logs.details", .derived, from: echoes.prefix(3).map { $0.span.schema },
          "\(code: "log_error_verbosity = terse") hides values that \(codes: echoes.map(\.name), limit: 4) would print")
      )
    }
    return facts
  }
}
