import MarkdownWriting
import PlanDocument
import SQLWriting
import SchemaModel

/// What has no page of its own: functions, types, sequences, extensions, roles.
struct ObjectsPage {
  private let part: SitePart
  private let links: PartLinks
  private var catalog: Catalog { part.facts.catalog }
  private let writer = SQLWriter()

  init(_ part: SitePart, path: String) {
    self.part = part
    links = PartLinks(part, from: path)
  }

  func write(_ page: inout MarkdownBuilder) {
    page.heading(1, "Other objects")
    functions(&page)
    types(&page)
    sequences(&page)
    if !catalog.extensions.isEmpty {
      page.heading(2, "Extensions")
      page.table(
        ["Extension", "Version", "Description"],
        catalog.extensions.map {
          [.code($0.name), MarkdownPhrase($0.version ?? ""), MarkdownPhrase($0.comment ?? "")]
        })
    }
    if !catalog.roles.isEmpty {
      page.heading(2, "Roles")
      page.table(
        ["Role", "Logs in", "Options", "Member of"],
        catalog.roles.map { role in
          [
            .code(role.name), role.canLogin ? "yes" : "no", MarkdownPhrase(role.options.joined(separator: " ")),
            .joined(role.memberOf.map { .code($0) }),
          ]
        })
    }
    statements("Event triggers", catalog.eventTriggers.map(\.sql), &page)
    statements("Kept as written", catalog.unmodelled.map(\.sql), &page)
  }

  private func functions(_ page: inout MarkdownBuilder) {
    guard !catalog.functions.isEmpty else { return }
    page.heading(2, "Functions")
    let callers = callers
    for (function, anchor) in zip(catalog.functions, part.objects.signatures) {
      page.paragraph(.anchor(anchor))
      page.heading(3, "\(function.name.display)(\(function.argumentTypes.joined(separator: ", ")))")
      var facts: [MarkdownPhrase] = [
        "\(function.kind.rawValue.lowercased()) in \(function.language)",
        MarkdownPhrase(function.volatility.rawValue.lowercased()),
      ]
      if let returns = function.returns { facts.append("returns \(code: returns)") }
      if function.isSecurityDefiner { facts.append("runs as its owner") }
      facts += function.settings.sorted { $0.key < $1.key }.map { .code("\($0.key)=\($0.value)") }
      page.paragraph(.joined(facts, separator: " · "))
      page.paragraph(MarkdownPhrase(function.comment ?? ""))
      if let users = callers[function.name] { page.paragraph("Called by triggers of \(links.relations(users)).") }
      page.fold("Definition") { $0.code(function.sql, language: "sql") }
    }
  }

  private var callers: [ObjectName: [ObjectName]] {
    var callers: [ObjectName: [ObjectName]] = [:]
    func add(_ triggers: [Trigger], of relation: ObjectName) {
      for name in Set(triggers.map(\.function)) { callers[name, default: []].append(relation) }
    }
    for table in part.tables { add(table.triggers, of: table.name) }
    for view in part.views { add(view.triggers, of: view.name) }
    return callers
  }

  private func types(_ page: inout MarkdownBuilder) {
    guard !part.objects.types.isEmpty else { return }
    page.heading(2, "Types")
    var rows: [[MarkdownPhrase]] = []
    func add(_ name: ObjectName, _ kind: MarkdownPhrase, _ definition: MarkdownPhrase, _ comment: String?) {
      rows.append([
        "\(.anchor(part.objects.types[name] ?? ""))\(code: name.display)", kind, definition,
        MarkdownPhrase(comment ?? ""), "\(part.enumUses[name]?.count ?? 0)",
      ])
    }
    for domain in catalog.domains {
      var definition: MarkdownPhrase = .code(domain.base.short)
      if !domain.isNullable { definition.append(" NOT NULL") }
      for check in domain.checks { definition.append(" \(code: "CHECK (\(check.expression.sql))")") }
      add(domain.name, "domain", definition, domain.comment)
    }
    for type in catalog.compositeTypes {
      let attributes = type.attributes.map { "\($0.name) \($0.type.short)" }.joined(separator: ", ")
      add(type.name, "composite", .code(attributes), type.comment)
    }
    for type in catalog.rangeTypes { add(type.name, "range", "of \(links.type(type.subtype))", type.comment) }
    page.table(["Type", "Kind", "Definition", "Description", .number("Columns")], rows)
  }

  private func sequences(_ page: inout MarkdownBuilder) {
    guard !catalog.sequences.isEmpty else { return }
    page.heading(2, "Sequences")
    page.table(
      ["Sequence", "Owned by", "DDL"],
      catalog.sequences.map { sequence in
        [
          .code(sequence.name.display),
          sequence.ownedBy.map { "\(links.relation($0.table)) \(links.column($0.column, of: $0.table))" } ?? "",
          .code(writer.createSequence(sequence)),
        ]
      })
  }

  private func statements(_ title: MarkdownPhrase, _ statements: [String], _ page: inout MarkdownBuilder) {
    guard !statements.isEmpty else { return }
    page.heading(2, title)
    for statement in statements { page.code(statement, language: "sql") }
  }
}
