import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// 3.1: the models, and how far they keep the house conventions.
enum ModelsPart: PlanPart {
  static let id = PartID.models

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let conventions = ConventionReport(subject)
    let rows = conventions.lines.map { line in
      page.row(
        "convention.\(line.name)", .derived, from: [line.span.plan] + line.exceptions.prefix(2).map { $0.span.schema },
        [
          "convention": Prose(line.name), "says": Prose(line.says), "kept": Prose(line.kept),
          "exceptions": .codes(line.exceptions.map(\.name.display), limit: 4),
        ])
    }
    let unsaid = conventions.unsaid
    if !unsaid.isEmpty { page.ask(.conventions, about: unsaid.count == ConventionReport.expected.count ? [] : unsaid) }
    let models = subject.scope.filter { $0.primaryKey != nil }.prefix(12).map { table -> TemplateRecord in
      let key = table.primaryKey?.columns.compactMap { table.columns[$0] } ?? []
      return page.row(
        "model.\(table.name.qualified)", .schema, from: [table.primaryKey?.span.schema, table.span.schema],
        [
          "model": .code(subject.models.name(of: table.name)), "table": subject.link(table.name),
          "key": .codes(key.map { "\($0.name) \($0.type.short)" }),
          "made": key.count == 1 ? Self.made(key[0]) : .none,
        ])
    }
    return [
      "models": .rows(["model", "table", "key", "made"], Array(models)), "hasModels": .flag(!models.isEmpty),
      "count": .text(Format.counted(subject.mainTables.count, "table")),
      "enums": .text(Format.counted(subject.catalog.enums.count, "enum")),
      "conventions": .rows(["convention", "says", "kept", "exceptions"], rows),
      "hasConventions": .flag(!rows.isEmpty), "more": .text("\(max(0, subject.scope.count - 12))"),
      "hasMore": .flag(subject.scope.count > 12), "missing": page.missing,
    ]
  }

  /// What gives a key its values.
  private static func made(_ column: Column) -> Prose {
    if let source = column.field?.defaultSource { return .code(source) }
    if column.identity != nil { return "identity" }
    return column.defaultExpression.map { .code($0.sql) } ?? "given by the writer"
  }
}

/// 3.2: relations, the ones with a defaulted or surprising action first.
enum RelationsPart: PlanPart {
  static let id = PartID.relations

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rules = RelationRules(subject)
    let references = subject.scopeReferences.filter { $0.table.model?.isImplicit != true }
    let implicit = subject.scope.filter { $0.model?.isImplicit == true && !$0.foreignKeys.isEmpty }
    let defaulted = references.filter { !$0.key.isOnDeleteExplicit }
    let planned = references.filter { rules.rule(for: $0) != nil }
    let ordered = unique(planned.map(\.identity) + defaulted.map(\.identity) + references.map(\.identity))
    let byIdentity = Dictionary(references.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = ordered.prefix(12).compactMap { byIdentity[$0] }.map { reference -> TemplateRecord in
      let rule = rules.rule(for: reference)
      return page.row(
        reference.identity, rule == nil ? .schema : .plan, from: [rule?.column.span.plan, reference.key.span.schema],
        [
          "relation":
            "\(subject.link(reference.table.name)).\(codes: reference.key.columns) to \(subject.link(reference.key.target))",
          "cardinality": Prose(subject.cardinality(of: reference)),
          "onDelete": action(reference.key.onDelete, isExplicit: reference.key.isOnDeleteExplicit),
          "onUpdate": action(reference.key.onUpdate, isExplicit: reference.key.isOnUpdateExplicit),
          "because": .written(rule?.because),
        ])
    }
    for reference in planned {
      guard let wanted = rules.rule(for: reference)?.onDelete, wanted.value != reference.key.onDelete else { continue }
      page.escalate(
        "on-delete.\(reference.identity)",
        "Plan and schema differ on \(reference.table.name.display).\(reference.key.columns.joined(separator: ", "))",
        because:
          "the plan says ON DELETE \(wanted.value.rawValue), the schema ON DELETE \(reference.key.onDelete.rawValue)",
        from: [wanted.span.plan, reference.key.span.schema])
    }
    let open = defaulted.filter { rules.rule(for: $0)?.onDelete == nil }
    if !open.isEmpty { page.ask(.deleteAction, about: open.map { rules.column(of: $0).display }) }
    return [
      "relations": .rows(["relation", "cardinality", "onDelete", "onUpdate", "because"], rows),
      "hasRelations": .flag(!rows.isEmpty), "count": .text("\(references.count)"),
      "defaulted": .text("\(defaulted.count)"), "more": .text("\(max(0, references.count - 12))"),
      "hasMore": .flag(references.count > 12),
      "implicit": Prose.codes(implicit.map(\.name.display)).flow, "hasImplicit": .flag(!implicit.isEmpty),
      "implicitKeys": .text(Format.counted(implicit.reduce(0) { $0 + $1.foreignKeys.count }, "foreign key")),
      "missing": page.missing,
    ]
  }

  private static func action(_ action: ReferentialAction, isExplicit: Bool) -> Prose {
    isExplicit ? Prose(action.rawValue) : "\(action.rawValue) (default)"
  }
}

/// 3.3: what the ORM's language can and can not carry.
enum AttributesPart: PlanPart {
  static let id = PartID.attributes
  /// Kinds of what Prisma can not say, the most frequent ones.
  private static let shownKinds = 7

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    var facts: [TemplateRecord] = []
    if let prisma = subject.plan.stack.prisma {
      let advice = PrismaVersionAdvice(major: subject.plan.stack.prismaMajor, catalog: subject.catalog)
      facts.append(
        page.say("version", .plan, from: [prisma.span.plan], "Written for Prisma \(prisma.value)\(advice.text)"))
      for feature in advice.features {
        facts.append(
          page.say(
            "preview.\(feature.name.value)", .schema, from: [feature.name.span.schema],
            "Preview feature \(code: feature.name.value)\(feature.advice)"))
      }
    } else {
      page.ask(.stack)
    }
    let sessions = SessionFacts(subject)
    facts += sessions.facts(&page)
    let settings = sessions.rows(&page)
    let kept = subject.models.notExpressible.filter { $0.table.map(subject.isInScope) ?? true }
    let byKind = Dictionary(grouping: kept, by: \.kind).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let hidden = byKind.dropFirst(shownKinds)
    let rows = byKind.prefix(shownKinds).map { kind, items -> TemplateRecord in
      return page.row(
        "kept.\(kind)", .schema, from: items.prefix(3).map { $0.span.schema },
        [
          "what": Prose(kind), "count": Prose("\(items.count)"),
          "example": items.first.map { .code(shortened($0.what, to: 80)) } ?? .none,
          "where": items.first?.table.map { subject.link($0) } ?? .none,
        ])
    }
    let mapped = subject.scope.flatMap { table in
      table.columns.filter { column in column.field.map { $0.name != column.name } ?? false }
    }
    return [
      "facts": .sayings(facts), "settings": .rows(["set", "to", "readers"], settings),
      "hasSettings": .flag(!settings.isEmpty), "kept": .rows(["what", "count", "example", "where"], rows),
      "hasKept": .flag(!rows.isEmpty),
      "keptCount": .text("\(kept.count)"), "hasMoreKept": .flag(!hidden.isEmpty),
      "moreKept": .text(hidden.map { "\($0.key) (\($0.value.count))" }.joined(separator: ", ")),
      "mapped": .text("\(mapped.count)"), "hasMapped": .flag(!mapped.isEmpty),
      "missing": page.missing,
    ]
  }
}

/// 3.4: the types in use, and where each one bites in TypeScript.
enum TypesPart: PlanPart {
  static let id = PartID.types

  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord {
    let rows = uses(in: subject).map { type, use -> (Bool, TemplateRecord) in
      let mapping = TypeMapping.of(use.type, in: subject.catalog)
      let row = page.row(
        "type.\(type)", .derived, from: use.spans.map(\.schema),
        [
          "type": .code(type), "prisma": .code(mapping.prisma),
          "typescript": mapping.typescript == "—" ? .none : .code(mapping.typescript),
          "columns": Prose("\(use.count)"), "example": .code(use.example),
          "trap": Prose(mapping.trap),
        ])
      return (mapping.trap != "—", row)
    }
    var facts: [TemplateRecord] = []
    if let validators = subject.plan.stack.validators {
      let limited = subject.scope.flatMap { table in table.columns.filter { !$0.type.modifiers.isEmpty } }.count
      facts.append(
        page.say(
          "validators", .plan, from: [validators.span.plan],
          "\(code: validators.value) repeats \(Format.counted(limited, "limit")), \(Format.counted(subject.catalog.enums.count, "enum"))"
        ))
    } else {
      page.ask(.stack)
    }
    let traps = rows.filter(\.0).map(\.1)
    let shown = Array((traps + rows.filter { !$0.0 }.map(\.1)).prefix(12))
    return [
      "types": .rows(["type", "prisma", "typescript", "columns", "example", "trap"], shown),
      "hasTypes": .flag(!shown.isEmpty), "facts": .sayings(facts), "missing": page.missing,
    ]
  }

  /// The columns of one type.
  private struct Use {
    var type: ColumnType
    var count = 0
    /// The first one.
    var example: String
    /// Where the first two stand.
    var spans: [SourceSpan?] = []
  }

  /// By the type's short spelling, the most used first.
  private static func uses(in subject: PlanSubject) -> [(key: String, value: Use)] {
    var uses: [String: Use] = [:]
    for table in subject.scope {
      for column in table.columns {
        let example = "\(table.name.display).\(column.name)"
        var use = uses[column.type.short] ?? Use(type: column.type, example: example)
        use.count += 1
        if use.count <= 2 { use.spans.append(column.span) }
        uses[column.type.short] = use
      }
    }
    return uses.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
  }
}
