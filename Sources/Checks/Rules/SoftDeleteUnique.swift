import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// Unique keys that rows flagged as deleted still occupy.
struct SoftDeleteUnique: Check {
  let metadata = CheckMetadata(
    code: "soft-delete-unique", severity: .note,
    summary: "A unique key of a table with soft delete also counts the rows that are deleted.",
    why: """
      A deleted row keeps its e-mail, slug or number: making a new one with the same value fails, with a message about a row \
      nobody can see.
      """,
    fix: """
      Make the unique index partial, over rows that are not deleted. Waive it where a value must never come back, such as an \
      invoice number. Keys that foreign keys point at have to stay whole and are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, deleted_at timestamptz);",
      plan: "conventions: { soft_delete: deleted_at }"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
      CREATE UNIQUE INDEX customers_email ON customers (email) WHERE deleted_at IS NULL;
      """, plan: "conventions: { soft_delete: deleted_at }"),
    sources: ["PostgreSQL manual: 11.8 Partial Indexes"])

  func findings(in subject: CheckSubject) -> [Finding] {
    guard let name = subject.plan.conventions.softDelete?.value else { return [] }
    return subject.tables.flatMap { table -> [Finding] in
      guard let flag = table.columns.first(where: { $0.name == name || $0.field?.name == name }) else { return [] }
      let targets = (subject.references[table.name] ?? []).map { Set($0.key.targetColumns) }
      return subject.paths(of: table.name).compactMap { path in
        guard path.isUnique, path.kind != .primaryKey, !path.columns.contains(flag.name),
          path.predicate.map({ !SQLTokens($0.sql).nouns.contains(flag.name.lowercased()) }) ?? true,
          !targets.contains(Set(path.columns)), !isKey(path, of: table)
        else { return nil }
        return finding(table, path, flag, subject)
      }
    }
  }

  /// A key that contains the primary key is unique for every row whatever is deleted.
  private func isKey(_ path: AccessPath, of table: Table) -> Bool {
    table.primaryKey.map { Set($0.columns).isSubset(of: path.columns) } ?? false
  }

  private func finding(_ table: Table, _ path: AccessPath, _ flag: Column, _ subject: CheckSubject) -> Finding {
    let isFlag = subject.resolved(flag.type).name == "bool"
    let condition = isFlag ? "NOT \(SQLText.name(flag.name))" : "\(SQLText.name(flag.name)) IS NULL"
    let elements = path.elements.map(\.display).joined(separator: ", ")
    let rule = rule(for: path, of: table, condition, subject)
    return finding(
      on: table.name, path.name,
      "\(path.name) (\(elements)) of \(table.name.display) counts rows that \(flag.name) marks as deleted",
      evidence: [
        rule.map { "rule of the plan: \($0.text.value)" },
        subject.statistics(of: flag.name, in: table.name)?.values.first { $0.value == "true" }.map {
          "\($0.share.written) of the rows are deleted"
        }, subject.rowsText(of: table.name),
      ],
      fix: fix(table, path, condition, elements, subject), at: path.span ?? table.span,
      severity: rule == nil ? nil : .warning)
  }

  /// The rule that wants just these columns unique among the rows that are left.
  private func rule(
    for path: AccessPath, of table: Table, _ condition: String, _ subject: CheckSubject
  ) -> BusinessRule? {
    subject.plan.rules.first { rule in
      guard case .unique(table.name, let columns) = rule.kind, Set(columns) == Set(path.columns) else { return false }
      let judgement = RuleJudgement.of(rule, in: subject.catalog)
      return judgement.verdict == .stricter && judgement.name == path.name
        && Condition(condition).isImplied(by: Condition(rule.condition?.value))
    }
  }

  private func fix(
    _ table: Table, _ path: AccessPath, _ condition: String, _ elements: String, _ subject: CheckSubject
  ) -> Fix {
    let owner = SQLText.name(table.name)
    let columns = path.columns.count == path.elements.count ? SQLText.list(path.columns) : elements
    let rows = path.predicate.map { "(\($0.sql)) AND \(condition)" } ?? condition
    if subject.isNew(table.name) {
      return .sql(
        "-- in place of \(path.name)",
        "CREATE UNIQUE INDEX \(SQLText.name(path.name)) ON \(owner) (\(columns)) WHERE \(rows);")
    }
    let drop =
      path.kind == .index
      ? "DROP INDEX CONCURRENTLY \(SQLText.name(ObjectName(path.name, schema: table.name.schema)));"
      : "ALTER TABLE \(owner) DROP CONSTRAINT \(SQLText.name(path.name));"
    let name = SQLText.name(subject.freeIndexName("\(path.name)_live", for: table))
    return .sql("CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(owner) (\(columns)) WHERE \(rows);", drop)
  }
}
