/// A list that is walked page by page.
struct KeysetCase: Sendable {
  var columns: String
  var from: String
  /// Without it a list has the order that the rewrite gives it.
  var order: String?
  var arguments: [String]

  init(_ columns: String, _ from: String, _ order: String?, _ arguments: String...) {
    self.columns = columns
    self.from = from
    self.order = order
    self.arguments = arguments
  }

  static let pageSize = 37

  /// The list's page as an application asks for it.
  var paged: String {
    "SELECT \(columns) \(from)" + (order.map { " ORDER BY \($0)" } ?? "")
      + " LIMIT \(Self.pageSize) OFFSET $\(arguments.count + 1)"
  }

  static let all: [KeysetCase] = [
    .init("id, status", "FROM orders", "id"),
    .init("id, placed_at", "FROM orders WHERE status = $1", "placed_at DESC", "'open'"),
    .init("id", "FROM orders WHERE status = $1 OR status = $2", "placed_at, quantity", "'open'", "'paid'"),
    .init("o.id, o.total, a.name", "FROM orders o JOIN accounts a ON a.id = o.account_id", "a.name, o.total DESC"),
    .init("id, priority", "FROM orders WHERE account_id < 40", "priority"),
    .init("id, shipped_at", "FROM orders", "shipped_at DESC"),
    .init("id, shipped_at", "FROM orders", "shipped_at DESC NULLS LAST, quantity"),
    .init("id, priority", "FROM orders", "priority NULLS FIRST, status DESC"),
    .init("i.label", "FROM orders o JOIN items i ON i.order_id = o.id", "o.placed_at"),
    .init("id, lower(note) AS words", "FROM orders", "words"),
    .init(
      "a.id, a.name, p.name AS parent", "FROM accounts a LEFT JOIN accounts p ON p.id = a.parent_id", "p.name, a.name"),
    .init("*", "FROM items", "label DESC, order_id"),
    .init("status, quantity", "FROM orders WHERE account_id = $1", nil, "7"),
  ]
}
