import PlannerStatistics
import QueryPlanning

/// Two plans of one statement: of the empty shape, and of loaded rows.
struct PlanPair: Sendable {
  var name: String
  var empty: QueryPlan
  var loaded: QueryPlan

  /// Every step in its order. What several processes append is taken largest first, and among parts of one size chance
  /// decides: those are put in the order of their names.
  private static func nodes(of node: QueryPlan.Node, isShared: Bool = false) -> [QueryPlan.Node] {
    let isShared = isShared || node.type.hasPrefix("Gather")
    var children = node.children
    if isShared, node.type == "Append" { children.sort { ($0.relation ?? "") < ($1.relation ?? "") } }
    return [node] + children.flatMap { nodes(of: $0, isShared: isShared) }
  }

  /// Each step with the index, or else the table, it reads.
  static func steps(of plan: QueryPlan) -> [String] {
    nodes(of: plan.root).map { node in (node.index ?? node.relation).map { "\(node.type) \($0)" } ?? node.type }
  }

  var isSame: Bool { Self.steps(of: empty) == Self.steps(of: loaded) }

  /// The largest factor between the rows of one step and the same of the other plan; nil when the steps differ.
  var factor: Double? {
    guard isSame else { return nil }
    return zip(Self.nodes(of: empty.root), Self.nodes(of: loaded.root)).map { a, b in
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
