import Foundation
import CatalogComparison
import DesignPatterns
import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 2.1: the drawn relations; those that cross groups are listed, since they couple what is drawn apart.
enum DiagramPart: PlanPart {
  static let id = PartID.diagram

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let groups = Dictionary(
      subject.diagrams.groups.flatMap { group in group.tables.map { ($0, group.name) } },
      uniquingKeysWith: { first, _ in first })
    let shape = subject.shape
    let crossing = shape.references.filter { groups[$0.table.name] != groups[$0.key.target] }
    let inScope = crossing.filter { subject.isInScope($0.table.name) }
    let rows = inScope.prefix(12).map { reference in
      page.row(
        "relation.\(reference.table.name.qualified).\(reference.key.name)", .schema,
        from: [reference.key.span.schema],
        [
          "child": "\(subject.link(reference.table.name)) (\(codes: reference.key.columns))",
          "parent": subject.link(reference.key.target),
          "cardinality": Prose(subject.cardinality(of: reference)),
        ])
    }
    let diagrams = subject.diagrams.groups.map { group -> TemplateRecord in
      [
        "name": .text(group.name), "file": .text(subject.addresses.group(group.file)),
        "tables": .text(Format.counted(group.tables.count, "table")),
      ]
    }
    let size = page.say(
      "size", .schema, from: shape.references.map { $0.key.span.schema },
      "\(Format.counted(subject.mainTables.count, "table")), \(Format.counted(shape.references.count, "relation"))")
    return [
      "size": .sayings([size]), "crossing": .rows(["child", "parent", "cardinality"], Array(rows)),
      "hasCrossing": .flag(!rows.isEmpty),
      "more": .text("\(max(0, inScope.count - 12))"), "hasMore": .flag(inScope.count > 12),
      "overview": .text(subject.addresses.overview),
      "diagrams": .list(TemplateList(fields: ["name", "file", "tables"], rows: diagrams)),
      "hasDiagrams": .flag(!diagrams.isEmpty), "missing": page.missing,
    ]
  }
}

/// 2.2: a line for each table in scope, the others by name.
enum TablesPart: PlanPart {
  static let id = PartID.tables

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var undescribed: [String] = []
    let rows = subject.scope.map { table -> TemplateRecord in
      let purpose = subject.purpose(of: table)
      if purpose == nil { undescribed.append(table.name.display) }
      let findings = subject.findingsByTable[table.name]?.count ?? 0
      return page.row(
        table.name.qualified, .schema,
        from: [
          subject.descriptions[table.name]?.span.plan, table.span.schema, subject.volumes[table.name]?.rows?.span.plan,
        ],
        [
          "table": subject.link(table.name), "purpose": purpose.map { Prose(prose: firstSentence($0.value)) } ?? .none,
          "columns": Prose("\(table.columns.count)"),
          "rows": subject.rows(of: table.name).map { Prose(Format.count($0)) } ?? .none,
          "marks": Prose(marks(table, subject)), "findings": findings == 0 ? .none : Prose("\(findings)"),
        ])
    }
    if !undescribed.isEmpty { page.ask(.descriptions, about: undescribed) }
    let others = subject.mainTables.filter { !subject.isInScope($0.name) }
    let derived = subject.plan.derived.map { derived in
      let keeper = subject.keeper(of: derived)
      let cost = subject.normalisation.first { $0.stored == derived.column.value }?.claim
      return page.say(
        "derived.\(derived.column.value.display)", .plan,
        from: [derived.column.span.plan, derived.keptBy?.span.plan, keeper?.span.schema]
          + (cost.map { subject.sources(of: [$0]) } ?? []),
        "\(code: derived.column.value.display) is stored, not computed\(keeper.map { ": \($0.text)" as Prose } ?? "")\(cost.map { "; \(Prose($0, subject))" as Prose } ?? "")"
      )
    }
    let normal = subject.normalisation.filter { $0.stored == nil }.map { fact in
      page.say(
        "normal.\(fact.id)", .derived, from: subject.sources(of: [fact.claim]), Prose(fact.claim, subject))
    }
    return [
      "tables": .rows(["table", "purpose", "columns", "rows", "marks", "findings"], Array(rows.prefix(40))),
      "more": Prose.joined(subject.scope.dropFirst(40).map { subject.link($0.name) }).flow,
      "hasMore": .flag(rows.count > 40),
      "others": Prose.codes(others.map(\.name.display), limit: 12).flow, "hasOthers": .flag(!others.isEmpty),
      "derived": .sayings(derived + normal), "missing": page.missing,
    ]
  }

  private static func marks(_ table: Table, _ subject: PlanSubject) -> String {
    var marks: [String] = []
    if subject.isNew(table.name) {
      marks.append("new")
    } else if subject.changesByTable[table.name] != nil {
      marks.append("changed")
    }
    if let key = table.partitionKey { marks.append("partitioned by \(key.strategy.rawValue.lowercased())") }
    if table.rowSecurity.isEnabled { marks.append(table.rowSecurity.isForced ? "row security forced" : "row security") }
    if subject.externalOwner(of: table.name) != nil { marks.append("external") }
    if table.model?.isImplicit == true { marks.append("implicit") }
    return marks.isEmpty ? "—" : marks.joined(separator: ", ")
  }
}

/// A fix on one line, whole: what is no comment.
func shortFix(_ fix: String) -> String {
  let lines = fix.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }
  let telling = lines.filter { !$0.hasPrefix("//") && !$0.hasPrefix("--") && !$0.hasPrefix("#") }
  return onOneLine((telling.isEmpty ? lines : telling).joined(separator: " "))
}

/// The first sentence or line of a text, for a table cell.
func firstSentence(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
  guard let end = line.range(of: ". ") else { return line.hasSuffix(".") ? String(line.dropLast()) : line }
  return String(line[..<end.lowerBound])
}

/// 2.3: the indexes that matter most here; all of them stand in indexes.md.
enum IndexesPart: PlanPart {
  static let id = PartID.indexes

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let entries = IndexRationale.entries(of: subject.scope, subject)
    // What the plan adds comes first, then what the busiest queries need.
    let shown = entries.filter { $0.path.kind != "primary key" }.map { (isNew: isNew($0, subject), entry: $0) }.sorted {
      ($0.isNew ? 0 : 1, $1.entry.peak, $0.entry.path.table, $0.entry.path.name)
        < ($1.isNew ? 0 : 1, $0.entry.peak, $1.entry.path.table, $1.entry.path.name)
    }.map(\.entry)
    let rows = shown.prefix(12).map { IndexRationale.row($0, subject, &page) }
    let idle = entries.filter { $0.justification.isEmpty && !subject.indexUses.isToBeDropped($0.path) }
    return [
      "count": .text(Format.counted(entries.count, "way")), "list": .text(subject.addresses.indexes),
      "queries": .text(Format.counted(subject.plan.queries.count, "declared query", "declared queries")),
      "indexes": .rows(IndexRationale.fields, Array(rows)), "hasIndexes": .flag(!rows.isEmpty),
      "more": .text("\(max(0, entries.count - rows.count))"), "hasMore": .flag(entries.count > rows.count),
      "idle": Prose.codes(idle.map(\.path.name), limit: 8).flow,
      "hasIdle": .flag(!idle.isEmpty && !subject.plan.queries.isEmpty),
      "missing": page.missing,
    ]
  }
}

extension IndexesPart {
  private static func isNew(_ entry: IndexRationale.Entry, _ subject: PlanSubject) -> Bool {
    subject.isNew(entry.path.table)
      || (subject.changesByTable[entry.path.table] ?? []).contains { $0.action == .add && $0.name == entry.path.name }
  }
}

/// 2.4: what the database refuses, and which of the team's rules it does not refuse.
enum ConstraintsPart: PlanPart {
  static let id = PartID.constraints

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var rules: [TemplateRecord] = []
    for rule in subject.plan.rules {
      let enforcement = RuleEnforcement.of(rule, in: subject.catalog)
      rules.append(
        page.row(
          "rule.\(rule.text.value)", .derived, from: [rule.text.span.plan, enforcement.span.schema],
          ["rule": Prose(rule.text.value), "enforced": enforcement.text]))
    }
    if subject.plan.rules.isEmpty { page.ask(.rules) }
    let keys = subject.scopeReferences
    let actions = ReferentialAction.allCases.compactMap { action -> TemplateRecord? in
      let matching = keys.filter { $0.key.onDelete == action }
      guard !matching.isEmpty else { return nil }
      return page.row(
        "on-delete.\(action.rawValue)", .schema, from: matching.prefix(3).map { $0.key.span.schema },
        [
          "action": Prose("ON DELETE \(action.rawValue)"), "count": Prose("\(matching.count)"),
          "keys": .codes(
            matching.map { "\($0.table.name.display).\($0.key.columns.joined(separator: ", "))" }, limit: 5),
        ])
    }
    let checks = subject.scope.flatMap { table in table.checks.map { (table, $0) } }
    let checkRows = checks.prefix(8).map { table, check in
      page.row(
        "check.\(table.name.qualified).\(check.name)", .schema, from: [check.span.schema],
        [
          "table": subject.link(table.name), "name": .code(check.name),
          "expression": .code(onOneLine(check.expression.sql)),
        ])
    }
    return [
      "rules": .rows(["rule", "enforced"], rules), "hasRules": .flag(!rules.isEmpty),
      "actions": .rows(["action", "count", "keys"], actions), "hasActions": .flag(!actions.isEmpty),
      "checks": .rows(["table", "name", "expression"], Array(checkRows)), "hasChecks": .flag(!checkRows.isEmpty),
      "moreChecks": .text(Format.counted(max(0, checks.count - 8), "more check")),
      "hasMoreChecks": .flag(checks.count > 8),
      "missing": page.missing,
    ]
  }
}
