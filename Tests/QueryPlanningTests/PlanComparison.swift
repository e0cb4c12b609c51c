import PlannerStatistics
import QueryPlanning

/// Two plans of one statement: of the empty shape, and of loaded rows.
struct PlanPair: Sendable {
  var name: String
  var empty: QueryPlan
  var loaded: QueryPlan

  /// Steps in their order, each with the index it reads.
  static func steps(of plan: QueryPlan) -> [String] {
    plan.nodes.map { node in
      node.index.map { "\(node.type) \($0)" } ?? node.relation.map { "\(node.type) \($0)" } ?? node.type
    }
  }

  var isSame: Bool { Self.steps(of: empty) == Self.steps(of: loaded) }

  /// The largest factor between the rows of one step and the same of the other plan; nil when the steps differ.
  var factor: Double? {
    guard isSame else { return nil }
    return zip(empty.nodes, loaded.nodes).map { a, b in
      let (less, more) = (min(a.rows, b.rows), max(a.rows, b.rows))
      return max(1, more) / max(1, less)
    }.max()
  }

  /// A row of the table that is printed.
  var line: String {
    let steps =
      isSame
      ? Self.steps(of: empty).joined(separator: " > ")
      : "\(Self.steps(of: empty).joined(separator: " > ")) INSTEAD OF \(Self.steps(of: loaded).joined(separator: " > "))"
    let cost = loaded.cost > 0 ? empty.cost / loaded.cost : 1
    return "| \(name) | \(steps) | \(Self.number(empty.root.rows)) | \(Self.number(loaded.root.rows)) "
      + "| \(factor.map(Self.number) ?? "-") | \(Self.number(cost)) |"
  }

  static let header = """
    | query | steps | rows, empty | rows, loaded | worst factor of a step | cost, empty to loaded |
    |---|---|--:|--:|--:|--:|
    """

  private static func number(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
  }
}
