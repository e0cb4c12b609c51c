import Diagnostics
import PlanModel
import SchemaModel

/// Names that break the conventions the plan states.
struct NamingConvention: Check {
  let metadata = CheckMetadata(
    code: "naming-convention", severity: .note,
    summary: "A table, column, enum value or index is not named by the convention the plan states.",
    why: """
      A name that follows no rule is guessed wrong in every query written by hand, and a mixed-case one must be quoted in \
      every statement. Index names by rule say what they are for when a plan or an error message shows them.
      """,
    fix: """
      Rename it, or map it: Prisma keeps its own field and model names with @map and @@map. Where no convention is stated \
      nothing is reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE \"OrderItem\" (id bigint PRIMARY KEY);",
      plan: "conventions: { naming: snake_case, plural: true }"),
    good: CheckExample(
      .sql, "CREATE TABLE order_items (id bigint PRIMARY KEY);",
      plan: "conventions: { naming: snake_case, plural: true }"),
    sources: ["PostgreSQL manual: 4.1.1 Identifiers and Key Words"])

  func findings(in subject: CheckSubject) -> [Finding] {
    let conventions = subject.plan.conventions
    let naming = conventions.naming.flatMap { LetterCase($0.value) }
    let enumCase = conventions.enumValues.flatMap { LetterCase($0.value) }
    let tables = subject.tables.filter { $0.model?.isImplicit != true }
    var findings: [Finding] = []
    for table in tables {
      findings += [tableFinding(table, naming, conventions.plural?.value)].compactMap(\.self)
      if let naming { findings += columnFindings(table, naming, subject) }
      if let template = conventions.indexName?.value { findings += indexFindings(table, template) }
    }
    if let enumCase { findings += enumFindings(tables, enumCase, subject) }
    return findings
  }

  private func tableFinding(_ table: Table, _ naming: LetterCase?, _ plural: Bool?) -> Finding? {
    let name = table.name.name
    let isMisspelt = naming.map { !$0.allows(name) } ?? false
    let isMiscounted = plural.map { Self.hasWrongNumber(name, plural: $0) } ?? false
    guard isMisspelt || isMiscounted else { return nil }
    let wanted = naming?.spelling(of: name) ?? name
    let problems = [
      isMisspelt ? "not \(naming?.rawValue ?? "")" : nil,
      isMiscounted ? "in the \(plural == true ? "singular" : "plural")" : nil,
    ].compactMap(\.self)
    let fix: Fix =
      if isMiscounted {
        .words("name it in the \(plural == true ? "plural" : "singular"); a Prisma model maps to the name with @@map")
      } else if table.model != nil {
        .prisma(in: table, "@@map(\"\(wanted)\")")
      } else {
        .sql("ALTER TABLE \(SQLText.name(table.name)) RENAME TO \(SQLText.name(wanted));")
      }
    return finding(
      on: table.name, nil, "table \(table.name.display) is named \(problems.joined(separator: " and "))", fix: fix,
      at: table.span)
  }

  /// Words with one form, and those whose plural is not made with s, are left alone when the singular is wanted.
  private static func hasWrongNumber(_ name: String, plural: Bool) -> Bool {
    guard let last = NameWords(name).last else { return false }
    let isPlural = NameWords.isPlural(last)
    return plural ? !isPlural : isPlural && last.hasSuffix("s") && NameWords.stem(last) != last
  }

  private func columnFindings(_ table: Table, _ naming: LetterCase, _ subject: CheckSubject) -> [Finding] {
    table.columns.filter { !naming.allows($0.name) }.map { column in
      let wanted = naming.spelling(of: column.name)
      let statement = "ALTER TABLE \(SQLText.name(table.name)) RENAME COLUMN \(SQLText.name(column.name))"
      return finding(
        on: table.name, column.name, "column \(table.name.display).\(column.name) is not \(naming.rawValue)",
        fix: column.field != nil
          ? .prisma(in: table, subject.fieldLine(column, adding: "@map(\"\(wanted)\")"))
          : .sql("\(statement) TO \(SQLText.name(wanted));"), at: column.span ?? table.span)
    }
  }

  private func indexFindings(_ table: Table, _ template: String) -> [Finding] {
    table.indexes.compactMap { index in
      guard !index.isUnique, let columns = index.columnNames else { return nil }
      let wanted = CheckSubject.filled(template, table: table.name.name, columns: columns)
      guard wanted.utf8.count <= 63, index.name != wanted, !index.name.hasPrefix(wanted) else { return nil }
      return finding(
        on: table.name, index.name, "index \(index.name) should be \(wanted)", evidence: ["index_name: \(template)"],
        fix: table.model == nil
          ? .sql(
            "ALTER INDEX \(SQLText.name(ObjectName(index.name, schema: table.name.schema))) RENAME TO \(SQLText.name(wanted));"
          )
          : .prisma(in: table, "map: \"\(wanted)\" on its @@index"), at: index.span ?? table.span)
    }
  }

  private func enumFindings(_ tables: [Table], _ enumCase: LetterCase, _ subject: CheckSubject) -> [Finding] {
    let used = Set(tables.flatMap { table in table.columns.compactMap(\.type.userType) })
    return subject.catalog.enums.filter { used.contains($0.name) }.compactMap { type in
      let wrong = type.values.filter { !enumCase.allows($0.label) }
      guard let first = wrong.first else { return nil }
      let fixes = wrong.map { value in
        "ALTER TYPE \(SQLText.name(type.name)) RENAME VALUE \(SQLText.literal(value.label)) TO "
          + "\(SQLText.literal(enumCase.spelling(of: value.label)));"
      }
      return finding(
        on: nil, type.name.display,
        "\(wrong.count == 1 ? "value" : "values") \(wrong.map(\.label).joined(separator: ", ")) of enum "
          + "\(type.name.display) \(wrong.count == 1 ? "is" : "are") not \(enumCase.rawValue)",
        fix: Fix(text: fixes.joined(separator: "\n"), language: .sql), at: first.span ?? type.span)
    }
  }
}
