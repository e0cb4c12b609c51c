import Sizing
import AccessControl
import Checks
import Diagnostics
import MarkdownWriting
import PlanModel
import SchemaModel
import Templating

/// The sheet of one table: `tables/<schema.table>.md`.
struct TableSheet {
  private let table: Table
  private let report: PlanReport
  private var subject: PlanSubject { report.subject }

  init(_ table: Table, _ report: PlanReport) {
    self.table = table
    self.report = report
  }

  var context: TemplateRecord {
    let indexes = indexRows
    let constraints = constraintRows
    let triggers = table.triggers.map { trigger -> TemplateRecord in ["text": describe(trigger).flow] }
    let findings = (subject.findingsByTable[table.name] ?? []).map { finding -> TemplateRecord in
      [
        "severity": .text(finding.severity.rawValue), "code": Prose.code(finding.code).flow,
        "message": .text(onOneLine(finding.message)), "why": finding.why.flow, "hasWhy": .flag(finding.evidence != nil),
        "fix": finding.instead, "hasFix": .flag(finding.fix != nil),
      ]
    }
    let diagram = subject.addresses.sheet(of: table.name).flatMap {
      subject.diagrams.neighbourhoods.contains(table.name) ? $0 : nil
    }
    return [
      "name": .text(table.name.display), "facts": facts.flow, "purpose": purpose.flow,
      "purposeRefs": report.references.markup(
        [subject.descriptions[table.name]?.span.plan ?? table.span.schema].compactMap(\.self), in: "../plan.md"),
      "relations": .list(TemplateList(fields: ["text"], rows: relationRows)),
      "hasDiagram": .flag(diagram != nil), "diagram": .text("../diagrams/table-\(diagram ?? "").svg"),
      "columns": .list(
        TemplateList(
          fields: ["column", "type", "constraints", "index", "description"], rows: table.columns.map(columnRow))),
      "indexes": .list(TemplateList(fields: ["index", "on", "serves", "size", "hasSize"], rows: indexes)),
      "hasIndexes": .flag(!indexes.isEmpty), "noIndexes": .flag(indexes.isEmpty),
      "constraints": .list(TemplateList(fields: ["text"], rows: constraints)),
      "hasConstraints": .flag(!constraints.isEmpty), "noConstraints": .flag(constraints.isEmpty),
      "triggers": .list(TemplateList(fields: ["text"], rows: triggers)), "hasTriggers": .flag(!triggers.isEmpty),
      "noTriggers": .flag(triggers.isEmpty),
      "performance": .list(TemplateList(fields: ["text"], rows: performanceRows)),
      "findings": .list(
        TemplateList(fields: ["severity", "code", "message", "why", "hasWhy", "fix", "hasFix"], rows: findings)),
      "hasFindings": .flag(!findings.isEmpty),
    ]
  }

  private var facts: Prose {
    var parts: [Prose] = []
    if subject.isNew(table.name) {
      parts.append("**new**")
    }
    if let now = subject.rows(of: table.name), let year = subject.rows(of: table.name, afterMonths: 12) {
      parts.append(
        now == year ? "\(Format.count(now)) rows" : "\(Format.count(now)) → \(Format.count(year)) rows (12 months)")
    } else {
      parts.append("rows not stated")
    }
    if let size = subject.size(of: table) { parts.append("\(Format.bytes(size.total)), estimated") }
    if table.rowSecurity.isEnabled {
      parts.append(table.rowSecurity.isForced ? "row security forced" : "row security enabled")
    }
    if let owner = subject.externalOwner(of: table.name) { parts.append("owned by \(owner.owner)") }
    if let span = table.span { parts.append(.code(span.reference)) }
    let findings = subject.findingsByTable[table.name]?.count ?? 0
    if findings > 0 { parts.append(Prose(Format.counted(findings, "finding"))) }
    return .joined(parts, separator: " · ")
  }

  private var purpose: Prose {
    guard let purpose = subject.purpose(of: table) else {
      return .link("What is it for?", to: "../plan.md#q-descriptions")
    }
    return Prose(prose: purpose.value.hasSuffix(".") ? String(purpose.value.dropLast()) : purpose.value)
  }

  private var relationRows: [TemplateRecord] {
    var rows: [Prose] = table.foreignKeys.map { key in
      "child of \(subject.link(key.target, up: "../")) by \(codes: key.columns), ON DELETE \(key.onDelete.rawValue)\(key.isOnDeleteExplicit ? "" : " (default)")"
    }
    let children = (subject.references[table.name] ?? []).filter { $0.table.partitionOf == nil }
    if !children.isEmpty {
      let links = unique(children.map(\.table.name)).map { subject.link($0, up: "../") }
      rows.append(
        "parent of \(Prose.joined(Array(links.prefix(12))))\(links.count > 12 ? " and \(links.count - 12) more" as Prose : "")"
      )
    }
    for partition in subject.partitions[table.name] ?? [] {
      rows.append("partition \(code: partition.name.display) \(code: partition.partitionOf?.bound ?? "")")
    }
    return rows.map { ["text": $0.flow] }
  }

  private func columnRow(_ column: Column) -> TemplateRecord {
    var constraints: [String] = []
    if table.primaryKey?.columns.contains(column.name) == true { constraints.append("PRIMARY KEY") }
    let targets = table.foreignKeys.filter { $0.columns.contains(column.name) }.map(\.target.display)
    constraints += unique(targets).map { "FK → \($0)" }
    if !column.isNullable, !constraints.contains("PRIMARY KEY") { constraints.append("NOT NULL") }
    if table.isUnique([column.name]), !constraints.contains("PRIMARY KEY") { constraints.append("UNIQUE") }
    if let identity = column.identity { constraints.append("identity \(identity.generation.rawValue.lowercased())") }
    if let generated = column.generated { constraints.append("generated: \(generated.expression.sql)") }
    if let value = column.defaultExpression { constraints.append("default \(value.sql)") }
    if column.field?.isClientDefault == true, let source = column.field?.defaultSource {
      constraints.append("client default \(source)")
    }
    if subject.plan.tenancy?.key?.value == column.name { constraints.append("tenant") }
    let reference = ColumnReference(table.name, column.name)
    if let sensitive = subject.sensitive[reference]?.summary { constraints.append("sensitive: \(sensitive)") }
    let leading = (subject.indexUses.paths[table.name] ?? []).filter { $0.columns.first == column.name }
    let description = subject.columnDescriptions[reference]?.value ?? column.comment ?? ""
    return [
      "column": Prose.code(column.name).cell, "type": Prose.code(column.type.short).cell,
      "constraints": .text(constraints.isEmpty ? "—" : constraints.joined(separator: ", ")),
      "index": leading.isEmpty ? .text("—") : Prose.codes(leading.map(\.name), limit: 3).cell,
      "description": (description.isEmpty ? .none : Prose(prose: onOneLine(description))).cell,
    ]
  }

  private var indexRows: [TemplateRecord] {
    IndexRationale.entries(of: [table], subject).map { entry in
      [
        "index": Prose.code(entry.path.name).flow, "on": Prose.code(entry.path.display).flow,
        "serves": IndexRationale.serves(entry, subject).flow, "size": .text(entry.size.map(Format.bytes) ?? ""),
        "hasSize": .flag(entry.size != nil),
      ]
    }
  }

  private var constraintRows: [TemplateRecord] {
    var rows: [Prose] = table.foreignKeys.map { key in
      "\(code: key.name) FOREIGN KEY \(code: "(\(key.columns.joined(separator: ", ")))") → \(subject.link(key.target, up: "../")) \(code: "(\(key.targetColumns.joined(separator: ", ")))") ON DELETE \(key.onDelete.rawValue) ON UPDATE \(key.onUpdate.rawValue)\(key.isValidated ? "" : ", not validated")\(key.isEnforced ? "" : ", kept by the client only")\(withTenant(key))"
    }
    rows += table.uniqueConstraints.map { "\(code: $0.name) UNIQUE \(code: "(\($0.columns.joined(separator: ", ")))")" }
    rows += table.checks.map { "\(code: $0.name) CHECK \(code: $0.expression.sql)" }
    rows += table.exclusions.map(\.prose)
    rows += table.policies.map(\.prose) + SheetAccess(table.name, subject).lines
    for rule in subject.plan.rules {
      switch rule.kind {
      case .unique(table.name, _), .check(table.name):
        rows.append("rule “\(rule.text.value)”: \(RuleEnforcement.of(rule, in: subject.catalog).text)")
      default: break
      }
    }
    return rows.map { ["text": $0.flow] }
  }

  /// What `rls.sql` makes of a foreign key.
  private func withTenant(_ key: ForeignKey) -> Prose {
    guard let better = subject.access.tenantKeys.first(where: { $0.table == table.name && $0.old == key }) else {
      return ""
    }
    return ", by \(code: "rls.sql") on \(code: "(\(better.new.columns.joined(separator: ", ")))")"
  }

  private func describe(_ trigger: Trigger) -> Prose {
    "\(code: trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR ")) for each \(trigger.isForEachRow ? "row" : "statement") → \(code: trigger.function.display)"
  }

  private var performanceRows: [TemplateRecord] {
    var rows: [Prose] = []
    if let volume = subject.volumes[table.name], let growth = volume.growth {
      let later = subject.size(of: table, afterMonths: 36)?.total
      rows.append(
        "grows \(growth.value.shown)\(volume.retention.map { ", kept \($0.value.shown)" } ?? "")\(later.map { ": \(Format.bytes($0)) at 36 months" } ?? "")"
      )
    }
    rows += SizeFacts.lines(of: table, subject)
    let queries = subject.queriesByTable[table.name] ?? []
    if !queries.isEmpty {
      rows.append(
        "\(link: Format.counted(queries.count, "declared query", "declared queries"), to: "../plan.md#41-common-query-analysis"): \(Format.list(queries.map { query in query.name.value + (query.busiest.map { " (\($0.value.shown))" } ?? "") }, limit: 8))"
      )
    } else if !subject.plan.queries.isEmpty {
      rows.append("none of the \(subject.plan.queries.count) declared queries touches it")
    }
    if let room = subject.figures.room(of: table.name) {
      rows.append("\(room.text), as \(link: report.references.label(room.source), to: "../plan.md#sources") counts")
    }
    if let traffic = subject.figures.traffic(of: table.name) { rows.append(Prose(traffic)) }
    if let key = table.partitionKey {
      rows.append("partitioned by \(key.strategy.rawValue) (\(codes: key.elements.map(\.display)))")
    }
    let assumed = subject.size(of: table)?.assumedWidths ?? []
    if !assumed.isEmpty { rows.append("widths assumed: \(codes: assumed)") }
    if rows.isEmpty { rows.append(.link("How many rows?", to: "../plan.md#q-volumes")) }
    return rows.map { ["text": $0.flow] }
  }
}
