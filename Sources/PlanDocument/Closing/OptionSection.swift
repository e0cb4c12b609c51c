import CatalogComparison
import Checks
import DesignPatterns
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Templating

/// The options: the plan's decisions, each with what is derived about the same thing beside it, and what else a schema
/// and its plan leave to be decided.
enum OptionSection {
  static let key = "options"
  private static let wayFields = ["way", "level", "pro", "con", "performance", "migration", "maintenance"]

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let decisions = subject.plan.decisions.map { decision(of: $0, subject, &page) }
    let choices = subject.choices.filter { $0.link == nil }.map { choice(of: $0, subject, &page) }
    let migrations = subject.migration.choices.enumerated().map { migration($0, of: $1, subject, &page) }
    return [
      "migrations": .rows(["change", "ways"], migrations), "hasMigrations": .flag(!migrations.isEmpty),
      "decisions": .rows(["id", "question", "verdict", "options", "derived"], decisions),
      "hasDecisions": .flag(!decisions.isEmpty),
      "choices": .rows(["question", "text", "count", "ways"], choices), "hasChoices": .flag(!choices.isEmpty),
      "isEmpty": .flag(decisions.isEmpty && choices.isEmpty && migrations.isEmpty),
    ]
  }

  private static func decision(
    of decision: Decision, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let options = decision.options.map { option -> TemplateRecord in
      [
        "name": .text(option.name.value), "level": .text(option.level?.value ?? "—"),
        "pros": (option.pros.isEmpty ? .none : Prose(prose: onOneLine(option.pros.joined(separator: "; ")))).cell,
        "cons": (option.cons.isEmpty ? .none : Prose(prose: onOneLine(option.cons.joined(separator: "; ")))).cell,
      ]
    }
    let derived = subject.choices.filter { $0.link?.decision.id.value == decision.id.value }.map { choice in
      page.say(
        "\(decision.id.value).\(choice.fingerprint)", .derived,
        from: subject.sources(of: [choice.question, choice.reason]) + [decision.chosen?.span.plan],
        verdict(of: choice, subject))
    }
    return [
      "id": .text(decision.id.value), "question": .text(decision.question.value),
      "verdict": Self.verdict(of: decision).flow,
      "options": .list(TemplateList(fields: ["name", "level", "pros", "cons"], rows: options)),
      "derived": .sayings(derived),
      "refs": page.references.markup([decision.id.span.plan].compactMap(\.self)),
    ]
  }

  /// What the numbers say of a thing that the plan decides: the same, something else, or all there is.
  private static func verdict(of choice: DesignChoice, _ subject: PlanSubject) -> Prose {
    let best = choice.ways[choice.recommended].name
    let about = Prose.joined(choice.tables.map { subject.link($0) })
    let reason = Prose(choice.reason, subject)
    guard let link = choice.link, let name = link.decision.chosen else {
      return "Derived for \(about): **\(best)**; \(reason)"
    }
    guard let chosen = link.chosen else {
      return "Derived for \(about): **\(best)**, which is not “\(name.value)”; \(reason)"
    }
    return chosen == choice.recommended
      ? "Derived for \(about): **\(best)** as chosen; \(reason)"
      : "Derived for \(about): **\(best)**, against “\(name.value)” as chosen; \(reason)"
  }

  private static func verdict(of decision: Decision) -> Prose {
    if let chosen = decision.chosen {
      let by = [decision.by?.value, decision.on.map { "\($0.value)" }].compactMap(\.self).joined(separator: ", ")
      return
        "**Chosen: \(chosen.value)**\(by.isEmpty ? "" : " (\(by))")\(decision.because.map { ": \($0.value)" } ?? "")"
    }
    if let recommended = decision.recommended { return "**Open.** Recommended: \(recommended.value)" }
    return "**Open.**"
  }

  /// The ways in which a risky change of the migration can be made.
  private static func migration(
    _ position: Int, of choice: MigrationPlan.Choice, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let change = choice.change
    let sources = [
      change.span.schema, change.table.flatMap { subject.volumes[$0]?.rows?.span.plan },
    ]
    let rows = choice.ways.enumerated().map { number, way in
      page.row(
        "migration.\(position + 1).\(number + 1)", .derived, from: sources,
        [
          "way": way.isRecommended ? "**\(way.name)**" : Prose(way.name), "locks": Prose(prose: way.locks),
          "effort": Prose(prose: way.effort), "risk": Prose(prose: way.risk),
        ])
    }
    let details = change.details.first.map { " (\($0.property) \($0.old) → \($0.new))" } ?? ""
    return [
      "change": .text("Ways to \(change.action.rawValue) the \(change.kind.rawValue) \(change.display)\(details)"),
      "ways": .rows(["way", "locks", "effort", "risk"], rows),
      "refs": page.references.markup(sources.compactMap(\.self)),
    ]
  }

  private static func choice(
    of choice: DesignChoice, _ subject: PlanSubject, _ page: inout Composition
  ) -> TemplateRecord {
    let ways = choice.ways.enumerated().map { number, way in
      page.row(
        "\(choice.fingerprint).\(number + 1)", .derived,
        from: subject.sources(of: [way.pro, way.con, way.performance, way.migration, way.maintenance])
          + [.rule(choice.topic.rawValue)],
        [
          "way": number == choice.recommended ? "**\(way.name)**" : Prose(way.name), "level": Prose(way.level.rawValue),
          "pro": Prose(way.pro, subject), "con": Prose(way.con, subject),
          "performance": Prose(way.performance, subject), "migration": Prose(way.migration, subject),
          "maintenance": Prose(way.maintenance, subject),
        ])
    }
    var record = page.say(
      choice.fingerprint, .derived,
      from: subject.sources(of: [choice.question, choice.reason]) + [.rule(choice.topic.rawValue)],
      "Recommended: **\(choice.ways[choice.recommended].name)**; \(Prose(choice.reason, subject))")
    record["question"] = .text(Prose(choice.question, subject).plain)
    record["count"] = .text(Format.counted(choice.ways.count, "way"))
    record["ways"] = .rows(wayFields, ways)
    return record
  }
}

extension RaisedFindings {
  /// What the checks have found that is to be decided, and nobody has waived.
  init(_ findings: [Finding]) {
    self.init()
    for finding in findings where finding.waiver == nil {
      guard let table = finding.table, let object = finding.object else { continue }
      switch finding.code {
      case "soft-delete-unique": deletedKeys.append((table, object))
      case "over-indexing": redundantIndexes.append((table, object))
      default: break
      }
    }
  }
}
