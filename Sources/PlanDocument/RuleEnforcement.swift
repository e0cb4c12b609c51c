import Foundation
import Diagnostics
import PlanModel
import SchemaModel

/// Whether the schema enforces one of the plan's rules.
struct RuleEnforcement {
  var text: Prose
  var span: SourceSpan?
  var isEnforced: Bool

  static func of(_ rule: BusinessRule, in catalog: Catalog) -> RuleEnforcement {
    switch rule.kind {
    case .unique(let name, let columns):
      guard let table = catalog.tables[name] else { break }
      return unique(columns, where: rule.condition?.value, on: table)
    case .check(let name):
      guard let table = catalog.tables[name] else { break }
      let wanted = normalized(rule.sql?.value ?? "")
      if let check = table.checks.first(where: { normalized($0.expression.sql) == wanted }) {
        return RuleEnforcement(text: "by \(code: check.name)", span: check.span, isEnforced: true)
      }
      return RuleEnforcement(
        text: "**not yet**: \(code: "CHECK (\(onOneLine(rule.sql?.value ?? "")))")", span: table.span, isEnforced: false
      )
    case .prose: break
    }
    return RuleEnforcement(text: "by the application", span: nil, isEnforced: false)
  }

  private static func unique(_ columns: [String], where condition: String?, on table: Table) -> RuleEnforcement {
    let wanted = Set(columns)
    if condition == nil, let key = table.keys.first(where: { Set($0.columns) == wanted }) {
      return RuleEnforcement(text: "by \(code: key.name)", span: key.span, isEnforced: true)
    }
    let index = table.indexes.first { index in
      index.isUnique && index.columnNames.map(Set.init) == wanted
        && normalized(index.predicate?.sql ?? "") == normalized(condition ?? "")
    }
    if let index { return RuleEnforcement(text: "by \(code: index.name)", span: index.span, isEnforced: true) }
    let sql = "UNIQUE (\(columns.joined(separator: ", ")))" + (condition.map { " WHERE \($0)" } ?? "")
    return RuleEnforcement(text: "**not yet**: \(code: sql)", span: table.span, isEnforced: false)
  }

  /// SQL without the differences that do not count: case, white space, parentheses, casts of literals.
  private static func normalized(_ sql: String) -> String {
    var text = sql.lowercased().filter { !$0.isWhitespace && $0 != "(" && $0 != ")" }
    while let cast = text.range(of: "::") {
      let end = text[cast.upperBound...].firstIndex {
        !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "\"" || $0 == ".")
      }
      text.removeSubrange(cast.lowerBound..<(end ?? text.endIndex))
    }
    return text
  }
}
