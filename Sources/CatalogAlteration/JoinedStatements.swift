import SQLWriting
import SchemaModel

/// Neighbouring changes of one table that PostgreSQL rewrites or scans it for, as one statement: it does so once then.
enum JoinedStatements {
  private enum Work {
    case rewrite
    case scan
  }

  static func joined(_ statements: [CatalogAlteration.Statement]) -> [CatalogAlteration.Statement] {
    statements.reduce(into: []) { list, statement in
      guard let last = list.last, let action = joint(last, statement) else { return list.append(statement) }
      list[list.count - 1].sql += ",\n  \(action)"
    }
  }

  /// What of the second statement goes on behind the first.
  private static func joint(
    _ first: CatalogAlteration.Statement, _ second: CatalogAlteration.Statement
  ) -> String? {
    guard let table = first.table, second.table == table, first.needs == nil, second.needs == nil,
      first.isTransactional, second.isTransactional, !first.endsTransaction
    else { return nil }
    let head = "ALTER TABLE \(QuotedIdentifier.text(table)) "
    guard let one = work(first.sql, head), let other = work(second.sql, head), one == other else { return nil }
    return String(second.sql.dropFirst(head.count))
  }

  private static func work(_ sql: String, _ head: String) -> Work? {
    guard sql.hasPrefix(head) else { return nil }
    let words = SQLReferences.all(in: String(sql.dropFirst(head.count)))
    let rest = sql.dropFirst(head.count)
    if rest.hasPrefix("ALTER COLUMN "), rest.contains(" TYPE ") { return .rewrite }
    let isCheck = rest.hasPrefix("ADD CONSTRAINT ") && rest.contains(" CHECK (") && !rest.hasSuffix(" NOT VALID")
    return isCheck && !words.contains { $0.name == "exclude" || $0.name == "references" } ? .scan : nil
  }
}
