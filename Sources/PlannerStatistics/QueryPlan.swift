/// How PostgreSQL would run a statement, as `EXPLAIN (FORMAT JSON)` tells it.
package struct QueryPlan: Sendable, Hashable {
  package var root: Node

  package init(root: Node) { self.root = root }

  package var cost: Double { root.totalCost }

  /// Every step, the outermost first.
  package var nodes: [Node] { root.withDescendants }

  /// The indexes that it reads.
  package var indexes: Set<String> { Set(nodes.compactMap(\.index)) }

  package struct Node: Sendable, Hashable {
    /// `Index Scan`, `Hash Join`, ...
    package var type: String
    /// `InitPlan`, `SubPlan`, `Outer`, `Inner`, ...; nil for the outermost.
    package var relationship: String?
    package var schema: String?
    package var relation: String?
    package var alias: String?
    package var index: String?
    /// `Forward`, `Backward`.
    package var direction: String?
    /// `Inner`, `Left`, `Anti`, ...
    package var join: String?
    /// `Hashed`, `Sorted`, ... of an aggregate, `Insert`, `Update`, ... of a change.
    package var strategy: String?
    package var operation: String?
    package var indexCondition: String?
    package var recheckCondition: String?
    package var joinCondition: String?
    package var filter: String?
    package var sortKey: [String] = []
    package var groupKey: [String] = []
    package var startupCost = 0.0
    package var totalCost = 0.0
    package var rows = 0.0
    package var width = 0
    package var plannedWorkers: Int?
    package var children: [Node] = []

    package init(_ type: String) { self.type = type }

    package var withDescendants: [Node] { [self] + children.flatMap(\.withDescendants) }

    /// What it keeps rows by: of an index, of a join and of a filter.
    package var conditions: [String] {
      [indexCondition, recheckCondition, joinCondition, filter].compactMap { $0 }
    }
  }
}
