import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// Rules of the plan that the schema does not enforce.
struct MissingConstraint: Check {
  let metadata = CheckMetadata(
    code: "missing-constraint", severity: .warning,
    summary: "The plan states a rule that no constraint of the schema enforces.",
    why: """
      A rule that only the application knows holds until a second writer, a retry or a manual correction breaks it, and then \
      nobody notices. Two requests that check first and write after pass each other.
      """,
    fix: """
      Add the unique index, check or foreign key action that says the rule. A condition counts as enforced when a check names \
      the same columns and values, a unique rule when a key or unique index covers its columns for the same rows.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE invoices (id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text NOT NULL);",
      plan: "rules: [ { rule: an invoice number is used once per shop, unique: \"invoices(shop_id, number)\" } ]"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE invoices (id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text NOT NULL,
        UNIQUE (shop_id, number));
      """,
      plan: "rules: [ { rule: an invoice number is used once per shop, unique: \"invoices(shop_id, number)\" } ]"),
    sources: ["PostgreSQL manual: 5.4 Constraints", "PostgreSQL manual: 11.8 Partial Indexes"])

  func findings(in subject: CheckSubject) -> [Finding] {
    ruleFindings(subject) + relationFindings(subject) + valueFindings(subject)
  }

  private func ruleFindings(_ subject: CheckSubject) -> [Finding] {
    var proposed: Set<String> = []
    return subject.plan.rules.compactMap { rule in
      guard RuleJudgement.of(rule, in: subject.catalog).verdict == .missing else { return nil }
      switch rule.kind {
      case .unique(let name, let columns):
        return subject.catalog.tables[name].map { uniqueFinding(rule, $0, columns, subject, &proposed) }
      case .check(let name):
        guard let table = subject.catalog.tables[name], let sql = rule.sql?.value else { return nil }
        return checkFinding(rule, table, sql, subject, &proposed)
      case .prose: return nil
      }
    }
  }

  private func uniqueFinding(
    _ rule: BusinessRule, _ table: Table, _ columns: [String], _ subject: CheckSubject, _ proposed: inout Set<String>
  ) -> Finding {
    let suffix = rule.condition.map { " WHERE \($0.value)" } ?? ""
    let name = subject.indexName(table, columns, unique: true, besides: proposed)
    proposed.insert(name)
    let fix: Fix =
      rule.condition == nil && subject.isPrisma(table)
      ? .prisma(in: table, "@@unique([\(subject.fields(of: table, columns).joined(separator: ", "))])")
      : .sql(subject.createIndex(table, columns, unique: true, named: name, suffix: suffix))
    return finding(
      on: table.name, columns.joined(separator: ", "),
      "nothing makes (\(columns.joined(separator: ", "))) unique in \(table.name.display)"
        + (rule.condition.map { " where \($0.value)" } ?? ""),
      evidence: ["rule of the plan: \(rule.text.value)", subject.rowsText(of: table.name)], fix: fix,
      at: rule.text.span ?? table.span)
  }

  private func checkFinding(
    _ rule: BusinessRule, _ table: Table, _ sql: String, _ subject: CheckSubject, _ proposed: inout Set<String>
  ) -> Finding {
    let wanted = "\(table.name.name)_\((columns(in: sql, of: table) + ["check"]).joined(separator: "_"))"
    let name = TakenNames.freeConstraint(wanted, of: table, besides: proposed)
    proposed.insert(name)
    return finding(
      on: table.name, sql, "no check of \(table.name.display) says \(sql)",
      evidence: ["rule of the plan: \(rule.text.value)"],
      fix: .sql(lines: subject.addConstraint(name, "CHECK (\(sql))", to: table)), at: rule.text.span ?? table.span)
  }

  /// The columns that a condition speaks about, in its order.
  private func columns(in sql: String, of table: Table) -> [String] {
    let byName = Dictionary(table.columns.map { ($0.name.lowercased(), $0.name) }, uniquingKeysWith: { $1 })
    var seen: Set<String> = []
    return SQLTokens(sql).tokens.compactMap { byName[$0] }.filter { seen.insert($0).inserted }
  }

  /// What the plan says about ON DELETE must be what the schema does.
  private func relationFindings(_ subject: CheckSubject) -> [Finding] {
    subject.plan.relations.compactMap { rule in
      guard let wanted = rule.onDelete?.value, let table = subject.catalog.tables[rule.column.value.table],
        let key = table.foreignKeys.first(where: { $0.columns.contains(rule.column.value.column) }),
        key.onDelete != wanted, !(Set([key.onDelete, wanted]) == [.noAction, .restrict])
      else { return nil }
      return finding(
        on: table.name, rule.column.value.column,
        "the plan wants ON DELETE \(wanted.rawValue) for \(rule.column.value.display), the schema says "
          + key.onDelete.rawValue,
        evidence: [rule.because.map { "because \($0.value)" }],
        fix: .words("change the foreign key \(key.name) to ON DELETE \(wanted.rawValue), or correct the plan"),
        at: key.span ?? table.span)
    }
  }

  /// Whether a name says that the column sorts rows into kinds; other texts may repeat without being closed.
  private func isCategory(_ name: String) -> Bool {
    let nouns: Set<String> = [
      "status", "state", "kind", "type", "role", "level", "channel", "method", "category", "mode", "phase", "stage",
      "priority", "severity", "visibility", "gender", "tier", "plan", "unit", "currency", "direction", "outcome",
      "result",
    ]
    return NameWords(name).last.map(nouns.contains) ?? false
  }

  /// Whether a rule of the plan speaks about the column, and is reported by itself.
  private func isRuled(_ column: String, of table: Table, _ subject: CheckSubject) -> Bool {
    subject.plan.rules.contains { rule in
      guard case .check(let name) = rule.kind, name == table.name, let sql = rule.sql?.value else { return false }
      return SQLTokens(sql).nouns.contains(column.lowercased())
    }
  }

  /// A text column whose values the plan lists completely, without a check or type that says so.
  private func valueFindings(_ subject: CheckSubject) -> [Finding] {
    subject.plan.columnStatistics.compactMap { statistics in
      let name = statistics.column.value
      let values = statistics.values
      let share = values.reduce(0) { $0 + $1.share.value } + (statistics.nulls?.value.value ?? 0)
      guard values.count >= 2, share >= 0.97, let table = subject.catalog.tables[name.table],
        let column = table.columns[name.column], subject.isText(column.type), column.type.userType == nil
      else { return nil }
      guard isCategory(column.name), !isRuled(column.name, of: table, subject) else { return nil }
      let isReferencing = table.foreignKeys.contains { $0.columns.contains(column.name) }
      let lowered = column.name.lowercased()
      guard !isReferencing, !table.checks.contains(where: { SQLTokens($0.expression.sql).nouns.contains(lowered) })
      else {
        return nil
      }
      let list = values.map { SQLText.literal($0.value) }.joined(separator: ", ")
      return finding(
        on: table.name, column.name,
        "\(name.display) takes \(values.count) values and is a \(column.type.short) that takes any",
        evidence: ["the plan lists \(values.map(\.value).joined(separator: ", "))"],
        fix: .sql(
          lines: subject.addConstraint(
            "\(table.name.name)_\(column.name)_check", "CHECK (\(SQLText.name(column.name)) IN (\(list)))", to: table)),
        at: column.span ?? table.span)
    }
  }
}
