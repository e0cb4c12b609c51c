internal import Diagnostics
internal import PlanModel
internal import SchemaModel

extension PlanFileFormat {
  /// `{ rule: ..., unique: "t(a, b)", where: ... }`, `{ rule: ..., check: t, sql: ... }` or words alone.
  static var businessRule: ValueFormat<BusinessRule> {
    let words = ValueFormat<BusinessRule>.scalar(
      .described("A rule in words"), expectation: Expectation(noun: "a rule"),
      parse: { BusinessRule(text: Located($0), kind: .prose) })
    let record = ValueFormat<BusinessRule>.record({ BusinessRule(text: Located(""), kind: .prose) }) {
      required("rule", "The rule in words", .markdown, \.text)
      custom("unique", "Columns that are unique together: table(column, column)", uniqueKey) { key, node, rule in
        rule.kind = .unique(table: key.table, columns: key.columns)
        rule.kindSpan = node.span
      }
      custom("check", "The table whose rows must satisfy `sql`", .table) { table, node, rule in
        rule.kind = .check(table: table)
        rule.kindSpan = node.span
      }
      fact("where", "The rows a unique rule holds for", .sql, \.condition)
      fact("sql", "The condition of a check", .sql, \.sql)
    }
    return ValueFormat(shape: .either([words.shape, record.shape])) { node, log in
      guard case .scalar = node.content else { return completed(record.read(node, &log), node, &log) }
      return words.read(node, &log).map { rule in
        var rule = rule
        rule.text.span = node.span
        return rule
      }
    }
  }

  private static func completed(_ rule: BusinessRule?, _ node: YAMLNode, _ log: inout ReadingLog) -> BusinessRule? {
    guard let rule else { return nil }
    if node["unique"] != nil, let check = node.pairs.first(where: { $0.key.scalar == "check" }) {
      log.error(
        "plan-contradiction", "a rule is either `unique` or `check`, not both", at: check.key, fix: "make it two rules")
    }
    if case .check = rule.kind, rule.sql == nil, let check = node.pairs.first(where: { $0.key.scalar == "check" }) {
      log.error("plan-missing-key", "`sql` is missing here: the condition that the rows must satisfy", at: check.key)
    }
    return rule
  }

  private static var uniqueKey: ValueFormat<(table: ObjectName, columns: [String])> {
    .scalar(
      .pattern(#"^[^()]+\([^()]+\)$"#, examples: ["orders(shop_id, number)"], allowsNumber: false),
      expectation: Expectation(noun: "a table with columns", fix: "write `table(column, column)`"),
      parse: { text in
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return nil }
        guard let table = IdentifierPath.parse(String(text[..<open].filter { !$0.isWhitespace })), table.count <= 2
        else {
          return nil
        }
        let list = text[text.index(after: open)...].dropLast()
        let columns = list.split(separator: ",", omittingEmptySubsequences: false).map { column in
          String(column.filter { !$0.isWhitespace && $0 != "\"" })
        }
        guard !columns.contains(where: \.isEmpty) else { return nil }
        return (ObjectName(table[table.count - 1], schema: table.count == 2 ? table[0] : ""), columns)
      })
  }
}
