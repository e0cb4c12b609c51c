import QueryRewriting

/// A query that is asked as it was written and as it was rewritten.
struct RewriteCase: Sendable {
  enum Rewriting: String, Sendable {
    case columns
    case unwrapped
    case types
    case notExists
    case union
    case bounded
  }

  var rewriting: Rewriting
  var sql: String
  /// Values of the parameters as SQL; the query is asked with each of these rows.
  var arguments: [String]
  /// The query with which the rewritten one agrees, where it does not agree with the one it was made from.
  var like: String?
  /// Piece of the rewritten query, and what makes another question of it.
  var mutation: (String, String)?

  init(
    _ rewriting: Rewriting, _ sql: String, _ arguments: String..., like: String? = nil,
    mutation: (String, String)? = nil
  ) {
    self.rewriting = rewriting
    self.sql = sql
    self.arguments = arguments.isEmpty ? [""] : arguments
    self.like = like
    self.mutation = mutation
  }

  var testDescription: String { "\(rewriting): \(sql)" }

  func rewrite(by rewriter: QueryRewriter) -> Rewrite? {
    switch rewriting {
    case .columns: rewriter.namingColumns(sql)
    case .unwrapped: rewriter.unwrappingColumns(sql)?.rewrite
    case .types: rewriter.comparingOwnTypes(sql)?.rewrite
    case .notExists: rewriter.notExists(sql).first?.rewrite
    case .union: rewriter.alternativeColumns(sql)?.rewrite
    case .bounded: rewriter.countedRows(sql, upTo: 100)?.bounded
    }
  }
}

extension RewriteCase {
  static let all: [RewriteCase] = named + days + values + types + absent + alternatives + counts

  private static let named: [RewriteCase] = [
    .init(.columns, "SELECT * FROM orders WHERE id < 50"),
    .init(.columns, "SELECT o.*, a.name FROM orders o JOIN accounts a ON a.id = o.account_id WHERE o.quantity = 3"),
    .init(.columns, "SELECT * FROM orders o JOIN items AS i ON i.order_id = o.id WHERE o.status = $1", "'open'"),
    .init(.columns, "-- all of it\nSELECT *\nFROM items -- the lines\nWHERE line = 2;"),
  ]

  private static let days: [RewriteCase] = [
    .init(
      .unwrapped, "SELECT id FROM orders WHERE placed_at::date = $1", "'2024-01-01'", "'2023-12-31'", "NULL",
      mutation: (" < ", " <= ")),
    .init(.unwrapped, "SELECT id FROM orders WHERE date(placed_at) >= $1", "'2024-01-02'", mutation: (">=", ">")),
    .init(.unwrapped, "SELECT id FROM orders WHERE date(shipped_at) > '2024-01-03'", mutation: ("+ 1", "+ 0")),
    .init(
      .unwrapped, "SELECT id FROM orders o WHERE o.shipped_at::date <= $1::date", "'2024-01-03'",
      mutation: ("+ 1", "+ 0")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE due::date BETWEEN $1 AND $2 AND status <> 'sent'",
      "'2024-01-01', '2024-01-03'", mutation: ("+ 1", "+ 2")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE (placed_at AT TIME ZONE 'Asia/Tokyo')::date = $1", "'2024-01-01'",
      mutation: ("Asia/Tokyo", "UTC")),
    .init(
      .unwrapped,
      """
      SELECT o.id FROM orders o JOIN accounts a ON a.id = o.account_id
      WHERE (o.placed_at AT TIME ZONE 'America/New_York')::date < $1
      """, "'2024-01-01'"),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE date_trunc('month', placed_at) = $1", "'2024-01-01'", "'2024-01-02'",
      mutation: ("1 month", "1 day")),
    .init(.unwrapped, "SELECT id FROM orders WHERE date_trunc('day', due) = '2024-01-02'", mutation: (">=", ">")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE extract(year FROM placed_at) = 2024",
      mutation: ("2024, 1, 1", "2024, 1, 2")),
    .init(.unwrapped, "SELECT id FROM orders WHERE date_part('year', placed_on) < $1", "2024", mutation: ("<", "<=")),
    .init(.unwrapped, "SELECT id FROM orders WHERE extract(year FROM due) >= $1 OR note = 'gift'", "2024", "2025"),
    .init(
      .unwrapped, "DELETE FROM items WHERE order_id IN (SELECT id FROM orders WHERE placed_at::date = $1) RETURNING *",
      "'2024-01-01'"),
  ]

  private static let values: [RewriteCase] = [
    .init(.unwrapped, "SELECT id FROM orders WHERE quantity + 5 > $1", "11", mutation: (" > ", " >= ")),
    .init(.unwrapped, "SELECT id FROM orders WHERE quantity - $2 = $1", "3, 4"),
    .init(.unwrapped, "SELECT id FROM orders WHERE 20 - quantity <= $1", "11", mutation: (">=", ">")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE placed_at + interval '2 hours' < $1", "'2024-01-01 02:00+01'",
      mutation: (" < ", " <= ")),
    .init(.unwrapped, "SELECT id FROM orders WHERE now() - placed_at > interval '7 days'", mutation: ("<", ">")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE $1 - due >= '36 hours'", "'2024-01-05 04:00'", mutation: ("<=", "<")),
    .init(.unwrapped, "SELECT id FROM orders WHERE placed_on + 3 = $1", "'2024-01-04'"),
    .init(.unwrapped, "SELECT id FROM orders WHERE coalesce(priority, 0) = 2"),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE coalesce(priority, 0) = 0 AND quantity = 5",
      mutation: (" IS NULL", " = 1")),
    .init(
      .unwrapped, "SELECT id FROM orders WHERE coalesce(is_paid, false) = false", mutation: ("IS NULL", "IS NOT NULL")),
    .init(.unwrapped, "SELECT id FROM orders WHERE left(note, 4) = 'gift'", mutation: ("gift%", "gift_%")),
    .init(.unwrapped, "SELECT id FROM orders WHERE substring(note FROM 1 FOR 4) = 'GIFT'"),
    .init(.unwrapped, "SELECT id FROM orders WHERE ref::text = $1", "'00000000-0000-4000-8000-000000000007'"),
    .init(
      .unwrapped, "SELECT id FROM accounts a WHERE (a.opened_at AT TIME ZONE a.zone)::date = $1", "'2024-01-01'",
      "'2023-12-31'", mutation: ("+ 2", "+ 0")),
  ]

  private static let types: [RewriteCase] = [
    .init(.types, "SELECT id FROM orders WHERE id = $1::numeric", "17", mutation: ("=", "<>")),
    .init(.types, "SELECT id FROM orders WHERE quantity > 5.0", mutation: ("> 5", ">= 5")),
    .init(.types, "SELECT id FROM orders WHERE 5.0 >= quantity AND id < $1::double precision", "200"),
    .init(.types, "SELECT id FROM orders WHERE code = $1::text", "'c3'"),
  ]

  private static let absent: [RewriteCase] = [
    .init(
      .notExists, "SELECT id FROM accounts WHERE id NOT IN (SELECT account_id FROM closed)",
      mutation: ("NOT EXISTS", "EXISTS")),
    .init(
      .notExists,
      "SELECT a.id FROM accounts a WHERE a.region = $1 AND a.id NOT IN (SELECT c.account_id FROM closed c WHERE c.reason = $2 OR c.account_id > 20)",
      "'region 1', 'reason 0'",
      mutation: ("(c.reason = $2 OR c.account_id > 20)", "c.account_id > 20 AND c.reason = $2")),
    .init(
      .notExists,
      "SELECT id FROM accounts WHERE NOT id IN (SELECT DISTINCT account_id FROM blocked WHERE account_id IS NOT NULL ORDER BY account_id)",
      mutation: ("= accounts.id", "= blocked.account_id")),
    .init(
      .notExists, "SELECT id FROM accounts WHERE id NOT IN (SELECT account_id FROM blocked)",
      like: "SELECT id FROM accounts WHERE id NOT IN (SELECT account_id FROM blocked WHERE account_id IS NOT NULL)"),
    .init(
      .notExists,
      "SELECT id FROM accounts WHERE parent_id NOT IN (SELECT account_id FROM closed WHERE reason = 'reason 0')",
      like: """
        SELECT id FROM accounts
        WHERE parent_id IS NULL OR parent_id NOT IN (SELECT account_id FROM closed WHERE reason = 'reason 0')
        """),
    .init(
      .notExists,
      "UPDATE accounts SET name = 'idle' WHERE region IS NOT NULL AND id NOT IN (SELECT account_id FROM orders WHERE status = $1) RETURNING id",
      "'paid'"),
  ]

  private static let alternatives: [RewriteCase] = [
    .init(
      .union, "SELECT id, status FROM orders WHERE quantity = $1 OR priority = $2", "3, 2",
      mutation: ("IS NOT TRUE", "IS NULL")),
    .init(
      .union,
      """
      SELECT status
      FROM orders
      WHERE account_id < 30 AND (quantity = $1 OR priority = $1 OR placed_on >= $2)
      """, "3, '2024-01-05'", mutation: ("UNION ALL", "UNION")),
    .init(
      .union,
      """
      SELECT o.id, a.name AS customer
      FROM orders o
      JOIN accounts a ON a.id = o.account_id
      WHERE (o.note = $1 OR a.region = $2) AND o.status <> 'open'
      ORDER BY a.name, o.id
      LIMIT 40
      """, "'gift', 'region 1'", mutation: ("UNION ALL", "EXCEPT ALL")),
    .init(.union, "SELECT * FROM accounts WHERE parent_id = 2 OR region IN ('region 2', 'region 0') ORDER BY id DESC"),
  ]

  private static let counts: [RewriteCase] = [
    .init(
      .bounded, "SELECT count(*) FROM orders WHERE status = $1 AND quantity = $2", "'open', 4",
      mutation: ("$2", "$2 + 1")),
    .init(
      .bounded, "SELECT count(*) AS lines FROM items i JOIN orders o ON o.id = i.order_id",
      like: "SELECT 101"),
  ]
}
