import AccessControl
import DataProtection
import Diagnostics
import MarkdownWriting
import PlanModel
import SchemaModel
import Templating

/// `privacy.md`: every sensitive column with what it calls for, what forgetting a person does, and what log and law see.
enum PrivacyDocument {
  static func isNeeded(_ subject: PlanSubject) -> Bool {
    subject.addresses.hasSheets
      && (subject.plan.sensitive.contains { $0.dataClass != nil } || !SensitiveFacts.guesses(subject).isEmpty)
  }

  static func context(_ report: PlanReport) -> TemplateRecord {
    let subject = report.subject
    var page = Composition(part: .encryption, subject: subject, references: report.references, document: "plan.md")
    let columns = columns(subject, &page)
    let guesses = SensitiveFacts.guesses(subject).map { guess in
      page.row(
        "guess.\(guess.column.display)", .assumed, from: [guess.span.schema],
        [
          "column": .code(guess.column.display), "class": Prose(guess.dataClass.rawValue),
          "reason": Prose(guess.reason),
        ])
    }
    let views = views(subject, &page)
    let people = people(subject, &page)
    let retentions = subject.protection.retentions.map { retention($0, subject, &page) }
    let logs = logs(subject, &page)
    let lines = ComplianceLines.lines(subject).map { $0.row(&page) }
    let columnFields = ["column", "class", "rest", "readers", "kept", "erased", "logged"]
    return [
      "title": .text(subject.plan.title?.value ?? subject.plan.name), "columns": .rows(columnFields, columns),
      "hasColumns": .flag(!columns.isEmpty), "guesses": .rows(["column", "class", "reason"], guesses),
      "hasGuesses": .flag(!guesses.isEmpty), "views": .rows(["view", "masked", "roles"], views),
      "hasViews": .flag(!views.isEmpty), "people": people, "hasPeople": .flag(!subject.protection.erasures.isEmpty),
      "retentions": .rows(["table", "columns", "keep", "outcome"], retentions),
      "hasRetentions": .flag(!retentions.isEmpty), "logs": .sayings(logs), "hasLogs": .flag(!logs.isEmpty),
      "statements": statements(subject), "lines": .rows(["rule", "about", "state"], lines),
      "hasLines": .flag(!lines.isEmpty),
    ]
  }

  // MARK: Columns

  private static func columns(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.plan.sensitive.filter { $0.dataClass != nil }.map { item in
      let place = item.column.value
      return page.row(
        "column.\(place.display)", .derived,
        from: [item.column.span.plan, subject.catalog.tables[place.table]?.columns[place.column]?.span.schema],
        [
          "column": .code(place.display), "class": .written(item.dataClass), "rest": rest(item),
          "readers": readers(item, subject), "kept": kept(item, subject), "erased": erased(item, subject),
          "logged": logged(place, subject),
        ])
    }
  }

  private static func rest(_ item: SensitiveColumn) -> Prose {
    item.stored.map { Prose($0.value) } ?? (item.isSecret ? "**not stated**" : "as it is")
  }

  /// Roles that read it as it is; those of the plan that it is masked for go with the view.
  private static func readers(_ item: SensitiveColumn, _ subject: PlanSubject) -> Prose {
    let place = item.column.value
    return .codes(subject.access.grants.filter { $0.reads(place) }.map(\.role), limit: 5)
  }

  private static func kept(_ item: SensitiveColumn, _ subject: PlanSubject) -> Prose {
    guard let keep = item.keep else { return item.isSecret ? .none : "**not stated**" }
    return Prose(keep.value.shown)
  }

  private static func erased(_ item: SensitiveColumn, _ subject: PlanSubject) -> Prose {
    let place = item.column.value
    let names = PrivacyFiles.erasureNames(subject)
    for erasure in subject.protection.erasures {
      guard let step = erasure.steps.first(where: { $0.holding.columns.contains { $0.column.value == place } }),
        let file = names[erasure.subject.root]
      else { continue }
      let isLeft = erasure.leftovers.contains(.unblanked(place))
      let word: Prose = step.isDelete ? "deleted" : isLeft ? "left" : "blanked"
      return "\(word) with \(link: erasure.subject.root.display, to: file)"
    }
    return .none
  }

  private static func logged(_ place: ColumnReference, _ subject: PlanSubject) -> Prose {
    .codes(subject.protection.logs.carriers.filter { $0.columns.contains(place) }.map(\.query), limit: 3)
  }

  private static func views(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    subject.access.maskingViews.map { view in
      let spans = subject.plan.sensitive.filter { item in
        item.column.value.table == view.table && view.masked.contains(item.column.value.column)
      }.map { $0.maskFor.first?.span.plan }
      return page.row(
        "view.\(view.name.qualified)", .derived, from: spans,
        [
          "view": .code(view.name.display), "masked": .codes(view.masked, limit: .max),
          "roles": .codes(view.roles, limit: .max),
        ])
    }
  }

  // MARK: People

  private static func people(_ subject: PlanSubject, _ page: inout Composition) -> TemplateValue {
    let files = PrivacyFiles.erasureNames(subject)
    let rows = subject.protection.erasures.map { erasure -> TemplateRecord in
      let name = erasure.subject.root
      let file = files[name] ?? ""
      let export = PrivacyFiles.exportName(file)
      let tables = ErasureScript(erasure, subject.catalog).exportedTables
      var facts = [
        page.say(
          "person.\(name.qualified)", .derived, from: ErasureProse.sources(erasure, subject),
          "\(link: file, to: file): \(ErasureProse.outcome(erasure))"),
        page.say(
          "export.\(name.qualified)", .derived, from: ErasureProse.sources(erasure, subject),
          "\(link: export, to: export): \(codes: tables.map(\.display), limit: 8)"),
      ]
      facts += erasure.obstacles.enumerated().map { position, obstacle in
        page.say("obstacle.\(name.qualified).\(position)", .derived, from: [], ErasureProse.reason(obstacle))
      }
      facts += erasure.leftovers.enumerated().map { position, leftover in
        page.say(
          "left.\(name.qualified).\(position)", .derived, from: [],
          "Left: \(ErasureProse.leftover(leftover, subject))")
      }
      let effects = erasure.effects.enumerated().map { position, effect in
        page.row(
          "effect.\(name.qualified).\(position)", .schema, from: [effect.key.span.schema],
          [
            "table": .code(effect.table.display), "key": .code(effect.key.columns.joined(separator: ", ")),
            "depth": "\(effect.depth)", "effect": ErasureProse.effect(effect),
          ])
      }
      return [
        "name": .text(name.display), "facts": .sayings(facts), "hasEffects": .flag(!effects.isEmpty),
        "effects": .rows(["table", "key", "depth", "effect"], effects),
      ]
    }
    return .list(TemplateList(fields: ["name", "facts", "hasEffects", "effects"], rows: rows))
  }

  private static func retention(
    _ retention: Retention, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let outcome: Prose
    switch retention.outcome {
    case .rowsGo(let time, _): outcome = "rows go after \(time.shown)"
    case .blanked(let start, _): outcome = "\(link: "retention.sql", to: "retention.sql"), from \(code: start)"
    case .noStart: outcome = "**open**: no column says since when"
    case .noBlank: outcome = "**open**: a key, or of a type without an empty value"
    }
    return page.row(
      "retention.\(retention.table.qualified).\(retention.keep.written)", .derived,
      from: retention.columns.prefix(3).map { $0.keep?.span.plan },
      [
        "table": .code(retention.table.display), "columns": .codes(retention.columns.map(\.column.value.column)),
        "keep": Prose(retention.keep.shown), "outcome": outcome,
      ])
  }

  // MARK: Logs

  private static func logs(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    let exposure = subject.protection.logs
    var facts = exposure.carriers.map { carrier in
      page.say(
        "carrier.\(carrier.query)", .derived, from: [carrier.span.plan],
        "\(code: carrier.query) carries \(codes: carrier.columns.map(\.display))\(carrier.isSlow ? ", and is logged as slow" as Prose : "")"
      )
    }
    facts += exposure.echoes.map { echo in
      page.say(
        "echo.\(echo.table.qualified).\(echo.name)", .schema, from: [echo.span.schema],
        "\(code: echo.name) prints \(codes: echo.columns) of \(code: echo.table.display) when violated")
    }
    return facts
  }

  private static func statements(_ subject: PlanSubject) -> TemplateValue {
    let blocks = subject.plan.sensitive.filter { $0.dataClass != nil && $0.form == .pgcrypto }.map { item in
      TemplateRecord(fields: [
        (name: "column", value: Prose.code(item.column.value.display).flow),
        (
          name: "sql",
          value: .markup(
            MarkdownText.fenced(ProtectionDesign.pgcrypto(item.column.value, in: subject.catalog), language: "sql"))
        ),
      ])
    }
    return .list(TemplateList(fields: ["column", "sql"], rows: blocks))
  }
}
