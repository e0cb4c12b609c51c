import CatalogComparison
import Diagnostics
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
    escalateRisks(difference, &page)
    return [
      "baseline": .text(baseline.name), "hasDiagram": .flag(subject.diagrams.hasChange), "hasBaseline": .flag(true),
      "isEmpty": .flag(difference.isEmpty),
      "changes": .rows(["object", "change", "what"], rows), "hasChanges": .flag(!rows.isEmpty),
      "facts": .sayings(commands(subject, &page)), "missing": page.missing,
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
    for table in order.last.prefix(3) {
      facts.append(
        page.say(
          "last.\(table.name.qualified)", .derived, from: table.foreignKeys.prefix(2).map { $0.span.schema },
          "\(subject.link(table.name)) comes last, \(Format.counted(order.depth(of: table.name), "level")) deep"))
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

  private static func escalateRisks(_ difference: CatalogDifference, _ page: inout Composition) {
    for change in difference.changes where change.losesData {
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
    default: kind.rawValue + "s"
    }
  }
}

/// 7.3: what going back would cost.
enum RollbackPart: PlanPart {
  static let id = PartID.rollback

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts: [TemplateRecord] = []
    if let window = subject.plan.deployment?.rollbackWindow {
      facts.append(page.say("window", .plan, from: [window.span.plan], "The way back stays open \(window.value.shown)"))
      facts += losses(subject, window: window, &page)
    } else {
      page.ask(.rollbackWindow)
    }
    for change in subject.difference?.changes ?? [] where change.losesData {
      facts.append(
        page.say(
          "loses.\(change.display)", .derived, from: [change.span.schema],
          "No way back for the values of \(code: change.display)"))
    }
    for rename in subject.plan.renames {
      facts.append(
        page.say(
          "rename.\(rename.old.value)", .plan, from: [rename.old.span.plan],
          rename.new.map { "\(code: rename.old.value) is renamed to \(code: $0.value)" as Prose }
            ?? "\(code: rename.old.value) is not renamed"))
    }
    if let backup = subject.plan.backup, let rpo = backup.rpo {
      facts.append(
        page.say(
          "restore", .plan, from: [rpo.span.plan, backup.rto?.span.plan],
          "Last resort, a restore: up to \(rpo.value.shown) lost\(backup.rto.map { ", \($0.value.shown) to run" } ?? "")\(backup.restoreTested.map { ", tried \($0.value)" } ?? "")"
        ))
    }
    return ["facts": .sayings(facts), "missing": page.missing]
  }

  /// Rows that arrive in new tables and columns while the way back is open.
  private static func losses(
    _ subject: PlanSubject, window: Located<Duration>, _ page: inout Composition
  ) -> [TemplateRecord] {
    let added = subject.difference?.changes.filter { $0.action == .add && $0.kind == .table } ?? []
    return added.compactMap { change -> TemplateRecord? in
      guard let name = change.table, let volume = subject.volumes[name], case .rows(let rate)? = volume.growth?.value
      else { return nil }
      return page.say(
        "loses.\(name.qualified)", .derived, from: [volume.growth?.span.plan, window.span.plan],
        "Going back drops \(subject.link(name)) with up to \(Format.count(rate.value * window.value.value)) rows")
    }
  }
}

/// 7.4: what goes into rows that are there, and which rows come along.
enum DataMigrationPart: PlanPart {
  static let id = PartID.dataMigration

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = subject.plan.backfills.map { backfill -> TemplateRecord in
      let table = backfill.column.value.table
      let count = subject.rows(of: table)
      let batches = count.flatMap { rows in backfill.batch.map { (rows / max(1, $0.value.value)).rounded(.up) } }
      return page.row(
        backfill.column.value.display, .plan,
        from: [
          backfill.column.span.plan, subject.volumes[table]?.rows?.span.plan, backfill.batch?.span.plan,
          backfill.pause?.span.plan,
        ],
        [
          "column": .code(backfill.column.value.display),
          "value": backfill.sql.map { .code(shortened($0.value, to: 90)) } ?? .none,
          "rows": count.map { Prose(Format.count($0)) } ?? .none, "batch": .written(backfill.batch),
          "batches": batches.map { Prose(Format.count($0)) } ?? .none, "pause": .written(backfill.pause),
          "stop": backfill.stopIf.map { Prose(Format.spaced($0.value)) } ?? .none,
        ])
    }
    var facts: [TemplateRecord] = []
    for seed in subject.plan.seeds {
      facts.append(
        page.say(
          "seed.\(seed.table.value.qualified)", .plan, from: [seed.table.span.plan],
          "\(subject.link(seed.table.value)) comes with rows\(seed.file.map { " from \(Prose.code($0.value))" as Prose } ?? "")"
        ))
    }
    let bare = SchemaShape(subject).unseeded(subject)
    if !bare.isEmpty || subject.plan.seeds.isEmpty && subject.plan.backfills.isEmpty {
      page.ask(.seeds, about: bare.map(\.name.display))
    }
    let filled = Set(subject.plan.backfills.map(\.column.value))
    let open = unfilled(subject).filter { !filled.contains($0) }
    if !open.isEmpty { page.ask(.backfill, about: open.map(\.display)) }
    return [
      "backfills": .rows(["column", "value", "rows", "batch", "batches", "pause", "stop"], rows),
      "hasBackfills": .flag(!rows.isEmpty),
      "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// New columns without a default on tables that hold rows.
  private static func unfilled(_ subject: PlanSubject) -> [ColumnReference] {
    (subject.difference?.changes ?? []).compactMap { change in
      guard change.action == .add, change.kind == .column, let name = change.table,
        subject.baseline?.catalog.tables.contains(name) == true,
        let column = subject.catalog.tables[name]?.columns[change.name],
        (subject.rows(of: name) ?? 1) > 0, column.defaultExpression == nil, column.identity == nil,
        column.generated == nil
      else { return nil }
      return ColumnReference(name, column.name)
    }
  }
}
