package import Diagnostics
package import PlanModel
package import SchemaModel

/// How far a schema enforces one rule of the plan.
package struct RuleJudgement: Sendable {
  package enum Verdict: Sendable, Hashable {
    case enforced
    /// Rows that the rule allows are refused, too.
    case stricter
    case missing
    /// The rule is said in words that no schema can be held against.
    case words
  }

  package var verdict: Verdict
  /// The key, index or check that decides it; several as `a, b`.
  package var name: String?
  /// Where that object is declared, else the table.
  package var span: SourceSpan?

  package static func of(_ rule: BusinessRule, in catalog: Catalog) -> RuleJudgement {
    switch rule.kind {
    case .unique(let name, let columns):
      guard let table = catalog.tables[name], !columns.isEmpty else { break }
      return unique(Set(columns), Condition(rule.condition?.value), table)
    case .check(let name):
      guard let table = catalog.tables[name], let sql = rule.sql?.value else { break }
      return check(Condition(sql), table)
    case .prose: break
    }
    return RuleJudgement(verdict: .words)
  }

  /// A key over all of the columns for the same rows enforces a rule; one over fewer columns or more rows refuses more.
  private static func unique(_ columns: Set<String>, _ rows: Condition, _ table: Table) -> RuleJudgement {
    var stricter: RuleJudgement?
    for path in uniquePaths(of: table) where path.columns.isSubset(of: columns) && path.rows.isImplied(by: rows) {
      let isSame = path.columns == columns && rows.isImplied(by: path.rows)
      // Nobody wants two rows of one primary key.
      if isSame || path.isPrimary { return RuleJudgement(verdict: .enforced, name: path.name, span: path.span) }
      stricter = stricter ?? RuleJudgement(verdict: .stricter, name: path.name, span: path.span)
    }
    return stricter ?? RuleJudgement(verdict: .missing, span: table.span)
  }

  private struct UniquePath {
    var name: String
    var columns: Set<String>
    var rows: Condition
    var isPrimary = false
    var span: SourceSpan?
  }

  private static func uniquePaths(of table: Table) -> [UniquePath] {
    let keys = table.keys.map {
      UniquePath(
        name: $0.name, columns: Set($0.columns), rows: Condition(nil), isPrimary: $0 == table.primaryKey, span: $0.span)
    }
    let indexes = table.indexes.compactMap { index -> UniquePath? in
      guard index.isUnique, let names = index.columnNames else { return nil }
      return UniquePath(
        name: index.name, columns: Set(names), rows: Condition(index.predicate?.sql), span: index.span)
    }
    let exclusions = table.exclusions.compactMap { exclusion -> UniquePath? in
      let names = exclusion.elements.compactMap { $0.operator == "=" ? $0.element.columnName : nil }
      guard names.count == exclusion.elements.count else { return nil }
      return UniquePath(
        name: exclusion.name, columns: Set(names), rows: Condition(exclusion.predicate?.sql), span: exclusion.span)
    }
    return keys + indexes + exclusions
  }

  /// Each part of a check rule is enforced by NOT NULL or by a check that says it.
  private static func check(_ rule: Condition, _ table: Table) -> RuleJudgement {
    let checks = table.checks.map { (check: $0, condition: Condition($0.expression.sql)) }
    var names: [String] = []
    var span: SourceSpan?
    for demand in rule.demands {
      if let column = demand.neverNull.flatMap({ table.columns[$0] }), !column.isNullable {
        names.append("NOT NULL")
        span = span ?? column.span
      } else if let found = checks.first(where: { $0.condition.includes(demand) }) {
        names.append(found.check.name)
        span = span ?? found.check.span
      } else {
        return RuleJudgement(verdict: .missing, span: table.span)
      }
    }
    var seen: Set<String> = []
    return RuleJudgement(
      verdict: .enforced, name: names.filter { seen.insert($0).inserted }.joined(separator: ", "),
      span: span ?? table.span)
  }
}
