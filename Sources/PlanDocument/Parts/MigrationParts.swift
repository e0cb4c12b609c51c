import CatalogComparison
import Diagnostics
import MigrationPlanning
import PlanModel
import SchemaModel
import Templating

/// 7.1: the typed difference between what is there and what is planned.
enum ChangesPart: PlanPart {
  static let id = PartID.changes

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    guard let difference = subject.difference, let baseline = subject.baseline else {
      if subject.plan.volumes.contains(where: { ($0.rows?.value.value ?? 0) > 0 }) { page.ask(.baseline) }
      return content(fromNothing: subject, &page)
    }
    let byTable = Dictionary(grouping: difference.changes) { $0.table?.qualified ?? "" }
    let order = [""] + subject.scope.map(\.name.qualified)
    let known = Set(order)
    let tables = order.filter { byTable[$0] != nil } + byTable.keys.filter { !known.contains($0) }.sorted()
    let rows = tables.map { name -> TemplateRecord in
      let changes = byTable[name] ?? []
      let table = changes.first?.table
      return page.row(
        "change.\(name.isEmpty ? "schema" : name)", .derived, from: changes.prefix(3).map { $0.span.schema },
        [
          "object": table.map { subject.link($0) } ?? "types and roles", "change": Prose(verb(changes)),
          "what": what(changes.filter { $0.kind != .table }, isNew: table.map(subject.isNew) ?? false),
        ])
    }
    escalateRisks(subject, difference, &page)
    return [
      "baseline": .text(baseline.name), "hasDiagram": .flag(subject.diagrams.hasChange), "hasBaseline": .flag(true),
      "isEmpty": .flag(difference.isEmpty),
      "changes": .rows(["object", "change", "what"], rows), "hasChanges": .flag(!rows.isEmpty),
      "facts": .sayings(HistoryFacts.facts(subject, &page) + commands(subject, &page)), "missing": page.missing,
    ]
  }

  private static func content(fromNothing subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let order = CreationOrder(subject.catalog)
    var facts = commands(subject, &page)
    for key in order.closing.prefix(6) {
      facts.append(
        page.say(
          "cycle.\(key.identity)", .derived, from: [key.key.span.schema],
          "\(code: key.key.name) closes a circle: added after \(subject.link(key.key.target)) exists"))
    }
    if let first = order.last.first {
      let names = order.last.prefix(6).map { subject.link($0.name) }
      let more: Prose = order.last.count > 6 ? " and \(order.last.count - 6) more" : ""
      facts.append(
        page.say(
          "last", .derived, from: order.last.prefix(3).flatMap { $0.foreignKeys.prefix(2).map { $0.span.schema } },
          "Created last, \(Format.counted(order.depth(of: first.name), "level")) deep: \(Prose.joined(names))\(more)"))
    }
    return [
      "baseline": .text(""), "hasDiagram": .flag(false), "hasBaseline": .flag(false), "isEmpty": .flag(false),
      "changes": .rows(["object", "change", "what"], []), "hasChanges": .flag(false), "facts": .sayings(facts),
      "missing": page.missing,
    ]
  }

  private static func commands(_ subject: PlanSubject, _ page: inout Composition) -> [TemplateRecord] {
    guard let migrate = subject.plan.stack.migrate else {
      page.ask(.stack)
      return []
    }
    return [page.say("command", .plan, from: [migrate.span.plan], "Applied by \(code: migrate.value)")]
  }

  private static func escalateRisks(
    _ subject: PlanSubject, _ difference: CatalogDifference, _ page: inout Composition
  ) {
    for gap in subject.migration.gaps {
      page.escalate(
        "gap.\(gap.subject)", "The steps leave \(gap.subject) undone", because: gap.because,
        from: DataMigrationPart.spans(of: gap.subject, subject))
    }
    // What may be a rename is asked, and stays until then.
    let asked = Set(subject.migration.likelyRenames.map(\.old)).union(subject.migration.relocated)
    for change in difference.changes where change.losesData && !asked.contains(change.display) {
      let about = change.details.first { $0.property == "type" }
      page.escalate(
        "loses.\(change.display)",
        change.action == .drop ? "\(change.display) is dropped" : "\(change.display) changes its type",
        because: about.map { "from \($0.old) to \($0.new)" } ?? "its rows or values go with it",
        from: [change.span.schema])
    }
  }

  private static func verb(_ changes: [SchemaChange]) -> String {
    switch changes.first(where: { $0.kind == .table })?.action {
    case .add: "new"
    case .drop: "dropped"
    default: "changed"
    }
  }

  /// One or two of a kind by their names, more of them, and what a new table brings, by number.
  static func what(_ changes: [SchemaChange], isNew: Bool = false) -> Prose {
    var parts: [Prose] = []
    for kind in unique(changes.map(\.kind)) {
      for action in SchemaChange.Action.allCases {
        let alike = changes.filter { $0.kind == kind && $0.action == action }
        if alike.isEmpty { continue }
        if kind == .rowSecurity {
          parts += alike.map { Prose("row security \($0.details.first?.new ?? "changed")") }
        } else if !isNew, alike.count <= 2 || kind == .column {
          parts += alike.map(describe)
        } else if !isNew || kind != .primaryKey {
          parts.append("\(sign(action)) \(Format.counted(alike.count, kind.rawValue, SchemaChange.plural(of: kind)))")
        }
      }
    }
    return parts.isEmpty ? .none : .joined(parts, separator: "; ")
  }

  private static func sign(_ action: SchemaChange.Action) -> Prose {
    switch action {
    case .add: "\\+"
    case .drop: "−"
    case .change: "±"
    }
  }

  private static func describe(_ change: SchemaChange) -> Prose {
    let detail = change.details.filter { $0.old.count + $0.new.count <= 60 }
      .map { "\($0.property) \($0.old) → \($0.new)" }.joined(separator: ", ")
    let name: Prose = change.name.isEmpty ? "" : " \(code: change.name)"
    return "\(sign(change.action)) \(change.kind.rawValue)\(name)\(detail.isEmpty ? "" : " (\(detail))")"
  }
}

extension SchemaChange {
  static func plural(of kind: ObjectKind) -> String {
    switch kind {
    case .index: "indexes"
    case .policy: "policies"
    case .rowSecurity: "row security"
    case .statistics: "statistics"
    default: kind.rawValue + "s"
    }
  }
}
