import Checks
import Diagnostics
import MarkdownWriting
import PlanDocument
import SQLWriting
import SchemaModel

/// The reference page of one table.
struct TablePage {
  private let table: Table
  private let part: SitePart
  private let links: PartLinks
  private let facts: ReferenceFacts
  private let plan: SitePage.Link?
  private let mentions: [SitePage.Link]
  private let writer = SQLWriter()

  /// - Parameters:
  ///   - plan: the plan that the page stands for, from the part's folder; nil when the schema alone implies it.
  ///   - mentions: the plans that have a sheet of it, from the part's folder.
  init(_ table: Table, _ part: SitePart, path: String, plan: SitePage.Link?, mentions: [SitePage.Link]) {
    self.table = table
    self.part = part
    self.plan = plan
    self.mentions = mentions
    links = PartLinks(part, from: path)
    facts = part.facts
  }

  func write(_ page: inout MarkdownBuilder, drawing: String?) {
    page.heading(1, MarkdownPhrase(table.name.display))
    page.paragraph(summary)
    if let purpose = facts.purpose(of: table) { page.paragraph(MarkdownPhrase(purpose)) }
    if let drawing {
      page.image("Neighbours of \(table.name.display)", source: drawing)
    } else if let group = part.groupOf[table.name] {
      page.paragraph("In the diagram of \(links.group(group)).")
    }
    columns(&page)
    keys(&page)
    foreignKeys(&page)
    referrers(&page)
    indexes(&page)
    triggers(&page)
    policies(&page)
    page.grants(part.grants[table.name] ?? [])
    partitions(&page)
    uses(&page)
    remarks(&page)
    findings(&page)
    page.heading(2, "DDL")
    page.code(writer.statements(for: table).map { "\($0);" }.joined(separator: "\n\n"), language: "sql")
  }

  private var summary: MarkdownPhrase {
    var parts: [MarkdownPhrase] = [.code(table.name.qualified)]
    if case .foreign(let server) = table.kind { parts.append("foreign table on \(server)") }
    if table.isUnlogged { parts.append("unlogged") }
    if let rows = facts.rows(of: table.name) {
      parts.append("\(rows) rows\(facts.size(of: table).map { ", \($0) estimated" } ?? "")")
      if let later = facts.later(table) { parts.append("in 36 months \(later.rows) rows, \(later.size)") }
    } else {
      parts.append("rows not stated")
    }
    if let key = table.partitionKey {
      parts.append(
        "partitioned by \(key.strategy.rawValue) \(code: key.elements.map(\.display).joined(separator: ", "))")
    }
    if table.rowSecurity.isEnabled {
      parts.append(table.rowSecurity.isForced ? "row security forced" : "row security enabled")
    }
    if let owner = facts.owner(of: table.name) { parts.append("owned by \(owner)") }
    if let model = table.model { parts.append("model \(code: model.name)") }
    if let group = part.groupOf[table.name] { parts.append(links.group(group)) }
    if let span = table.span { parts.append(.code(span.reference)) }
    return .joined(parts, separator: " · ")
  }

  private func columns(_ page: inout MarkdownBuilder) {
    let primary = Set(table.primaryKey?.columns ?? [])
    let anchors = part.columnAnchors(of: table)
    var targets: [String: [ObjectName]] = [:]
    for key in table.foreignKeys { for column in key.columns { targets[column, default: []].append(key.target) } }
    page.heading(2, "Columns")
    let rows = zip(table.columns, anchors).map { column, anchor -> [MarkdownPhrase] in
      var keys: [MarkdownPhrase] = []
      if primary.contains(column.name) { keys.append("PK") }
      if !primary.contains(column.name), table.isUnique([column.name]) { keys.append("unique") }
      var seen: Set<ObjectName> = []
      for target in targets[column.name] ?? [] where seen.insert(target).inserted {
        keys.append("→ \(links.relation(target))")
      }
      keys += facts.marks(on: column, in: table.name).map { MarkdownPhrase($0) }
      return [
        "\(.anchor(anchor))\(code: column.name)", links.type(column.type), column.isNullable ? "yes" : "no",
        Self.origin(of: column), .joined(keys),
        MarkdownPhrase(facts.purpose(of: column, in: table.name) ?? ""),
      ]
    }
    page.table(["Column", "Type", "Null", "Default", "Key", "Description"], rows)
    if rows.isEmpty { page.paragraph("None.") }
    if !table.inherits.isEmpty { page.paragraph("Inherits from \(links.relations(table.inherits)).") }
  }

  /// Where a value comes from that nobody gave.
  static func origin(of column: Column) -> MarkdownPhrase {
    if let identity = column.identity { return "identity \(identity.generation.rawValue.lowercased())" }
    if let generated = column.generated {
      return "\(generated.isStored ? "generated" : "generated when read"): \(code: generated.expression.sql)"
    }
    if let value = column.defaultExpression { return .code(value.sql) }
    if column.field?.isClientDefault == true, let source = column.field?.defaultSource {
      return "\(code: source) by the client"
    }
    return ""
  }

  private func keys(_ page: inout MarkdownBuilder) {
    var rows: [[MarkdownPhrase]] = table.keys.map { key in
      [
        .code(key.name), key == table.primaryKey ? "primary key" : "unique",
        .joined(key.columns.map { .code($0) })
          .adding(key.nullsNotDistinct, " NULLS NOT DISTINCT").adding(key.deferral != .notDeferrable, " deferrable"),
      ]
    }
    rows += table.checks.map { check in
      [
        .code(check.name), "check",
        MarkdownPhrase.code(check.expression.sql).adding(!check.isValidated, " not validated"),
      ]
    }
    rows += table.exclusions.map { exclusion in
      let elements = exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
      return [
        .code(exclusion.name), "exclusion",
        .code(elements + (exclusion.predicate.map { " WHERE \($0.sql)" } ?? "")),
      ]
    }
    page.heading(2, "Keys and constraints")
    page.table(["Name", "Kind", "Definition"], rows)
    if rows.isEmpty { page.paragraph("None: rows can repeat.") }
  }

  private func foreignKeys(_ page: inout MarkdownBuilder) {
    guard !table.foreignKeys.isEmpty else { return }
    page.heading(2, "References")
    let rows = table.foreignKeys.map { key -> [MarkdownPhrase] in
      [
        .joined(key.columns.map { .code($0) }),
        "\(links.relation(key.target)) (\(links.columns(key.targetColumns, of: key.target)))",
        Self.action(key.onDelete, columns: key.onDeleteColumns, isExplicit: key.isOnDeleteExplicit),
        Self.action(key.onUpdate, columns: [], isExplicit: key.isOnUpdateExplicit), Self.remarks(on: key),
        .code(key.name),
      ]
    }
    page.table(["Columns", "Target", "On delete", "On update", "Remarks", "Name"], rows)
  }

  static func action(_ action: ReferentialAction, columns: [String], isExplicit: Bool) -> MarkdownPhrase {
    var phrase = MarkdownPhrase(action.rawValue)
    if !columns.isEmpty { phrase.append(" (\(.joined(columns.map { .code($0) })))") }
    if !isExplicit { phrase.append(", by default") }
    return phrase
  }

  static func remarks(on key: ForeignKey) -> MarkdownPhrase {
    var remarks: [MarkdownPhrase] = []
    if !key.isEnforced { remarks.append("kept by the client only") }
    if !key.isValidated { remarks.append("not validated") }
    if key.match == .full { remarks.append("MATCH FULL") }
    if key.deferral != .notDeferrable { remarks.append(MarkdownPhrase(key.deferral.rawValue.lowercased())) }
    return .joined(remarks)
  }

  private func referrers(_ page: inout MarkdownBuilder) {
    let referrers = facts.referrers(to: table.name)
    guard !referrers.isEmpty else { return }
    page.heading(2, "Referenced by")
    let rows = referrers.map { referrer -> [MarkdownPhrase] in
      [
        links.relation(referrer.table.name), links.columns(referrer.key.columns, of: referrer.table.name),
        Self.action(
          referrer.key.onDelete, columns: referrer.key.onDeleteColumns, isExplicit: referrer.key.isOnDeleteExplicit),
      ]
    }
    page.table(["Table", "Columns", "When a row here is deleted"], rows)
  }

  private func indexes(_ page: inout MarkdownBuilder) {
    let indexes = facts.indexes(of: table)
    page.heading(2, "Indexes")
    page.table(
      ["Index", "Kind", "On", "Serves", .number("Size")],
      indexes.map { index in
        [
          .code(index.name), MarkdownPhrase(index.kind), .code(index.definition), index.serves,
          MarkdownPhrase(index.size ?? ""),
        ]
      })
    if indexes.isEmpty { page.paragraph("None: every look-up reads the whole table.") }
  }

  private func triggers(_ page: inout MarkdownBuilder) {
    guard !table.triggers.isEmpty else { return }
    page.heading(2, "Triggers")
    page.table(["Trigger", "When", "For each", "Calls"], table.triggers.map { SchemaPhrases.row($0, links) })
  }

  private func policies(_ page: inout MarkdownBuilder) {
    guard table.rowSecurity.isEnabled || !table.policies.isEmpty else { return }
    page.heading(2, "Policies")
    let state =
      switch (table.rowSecurity.isEnabled, table.rowSecurity.isForced) {
      case (true, true): "Row security is enabled and forced: the owner obeys it, too."
      case (true, false): "Row security is enabled; the table's owner is exempt."
      default: "Row security is not enabled: the policies have no effect."
      }
    page.paragraph(MarkdownPhrase(state + (table.policies.isEmpty ? " Without a policy nobody sees a row." : "")))
    let rows = table.policies.map { policy -> [MarkdownPhrase] in
      [
        .code(policy.name), "\(policy.command.rawValue)\(policy.isPermissive ? "" : ", restrictive")",
        .joined(policy.roles.map { .code($0) }), policy.using.map { .code($0.sql) } ?? "",
        policy.check.map { .code($0.sql) } ?? "",
      ]
    }
    page.table(["Policy", "Command", "Roles", "Using", "With check"], rows)
  }

  private func partitions(_ page: inout MarkdownBuilder) {
    var pending = facts.partitions(of: table.name)
    guard !pending.isEmpty else { return }
    page.heading(2, "Partitions")
    var rows: [[MarkdownPhrase]] = []
    pending.reverse()
    var seen: Set<ObjectName> = []
    while let partition = pending.popLast() {
      guard seen.insert(partition.name).inserted else { continue }
      rows.append([
        "\(.anchor("partition-\(partition.name.qualified)"))\(code: partition.name.display)",
        .code(partition.partitionOf?.bound ?? ""),
        .joined(partition.indexes.map { .code($0.name) }),
      ])
      pending += facts.partitions(of: partition.name).reversed()
    }
    page.table(["Partition", "Rows", "Its indexes"], rows)
  }

  private func uses(_ page: inout MarkdownBuilder) {
    var items: [MarkdownPhrase] = []
    let readers = part.readers[table.name] ?? []
    if !readers.isEmpty { items.append("read by \(links.relations(readers))") }
    let queries = facts.queries(of: table.name)
    if !queries.isEmpty {
      items.append(
        "declared queries: \(.joined(queries.map { "\($0.name)\($0.rate.map { " (\($0))" } ?? "")" }))")
    }
    if !mentions.isEmpty {
      items.append(
        "in plans: \(.joined(mentions.map { .link(MarkdownPhrase($0.title), to: "\(links.up)\($0.path).md") }))")
    }
    guard !items.isEmpty else { return }
    page.heading(2, "Used by")
    page.list(items)
  }

  /// What the plan says beside the facts above, and what it asks.
  private func remarks(_ page: inout MarkdownBuilder) {
    guard let plan else { return }
    let address = "\(links.up)\(plan.path).md"
    var items: [MarkdownPhrase] = [.link(MarkdownPhrase(plan.title), to: address)]
    items += facts.remarks(on: table)
    let questions = facts.questions(about: table.name)
    if !questions.isEmpty {
      let asked = questions.map { MarkdownPhrase.link(MarkdownPhrase($0.text), to: "\(address)#\($0.id)") }
      items.append("open questions: \(.joined(asked))")
    }
    page.heading(2, "In the plan")
    page.list(items)
  }

  private func findings(_ page: inout MarkdownBuilder) {
    let findings = facts.findings(on: table.name)
    guard !findings.isEmpty else { return }
    page.heading(2, "Findings")
    for finding in findings {
      var text: MarkdownPhrase =
        "\(finding.severity.rawValue) \(links.finding(finding, .code(finding.code))): \(finding.message)"
      if let evidence = finding.evidence { text.append(" (\(evidence))") }
      page.paragraph(text)
      guard let fix = finding.fix else { continue }
      if let language = finding.fixLanguage {
        page.code(fix, language: language.rawValue)
      } else {
        page.paragraph(MarkdownPhrase(fix))
      }
    }
  }
}
