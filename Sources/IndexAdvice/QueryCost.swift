import Foundation
import IndexAnalysis
import PlannerStatistics
import SchemaModel

/// What a query costs with a set of indexes: its tables one after another, each by its cheapest way.
struct QueryCost: Sendable {
  var cost: Double
  /// The ways it takes, in order.
  var ways: [AccessCost]

  typealias Paths = [ObjectName: [(path: AccessPath, pages: Double)]]

  /// The cheapest of the orders that begin with each table.
  static func of(_ query: AdvisedQuery, _ facts: [ObjectName: TableFacts], _ paths: Paths) -> QueryCost {
    var best: QueryCost?
    for entry in query.accesses.indices where query.accesses.count == 1 || !query.optional.contains(entry) {
      for way in AccessCost.ways(
        query.accesses[entry], query.facts(entry, facts), paths[query.accesses[entry].table.name] ?? [], reached: [])
      {
        let cost = joined(query, entry, way, facts, paths)
        if cost.cost < best?.cost ?? .infinity { best = cost }
      }
    }
    return best ?? QueryCost(cost: 0, ways: [])
  }

  private static func joined(
    _ query: AdvisedQuery, _ entry: Int, _ first: AccessCost, _ facts: [ObjectName: TableFacts], _ paths: Paths
  ) -> QueryCost {
    var result = QueryCost(cost: first.cost, ways: [first])
    var rows = first.rows
    let isOrdered = query.sortKeys == 0 || first.isOrdered && query.accesses[entry].sorted.count == query.sortKeys
    let share = isOrdered ? query.share(of: rows) : 1
    // What is done before the first row comes, and not given up when LIMIT is reached.
    var start = 0.0
    var done = [entry]
    var open = query.accesses.indices.filter { $0 != entry }
    while !open.isEmpty {
      let reached = Set(done.map { query.accesses[$0].table.name })
      let next = open.map { index -> (index: Int, columns: Set<String>) in
        let columns = query.accesses[index].joins.filter { reached.contains($0.other.table) }.map(\.column)
        return (index, Set(columns))
      }
      let (index, columns) = next.first { !$0.columns.isEmpty } ?? next[0]
      let access = query.accesses[index]
      let tableFacts = query.facts(index, facts)
      let lookup = AccessCost.ways(
        access, tableFacts, paths[access.table.name] ?? [], reached: columns, loops: max(1, rows))[0]
      let whole = AccessCost.ways(access, tableFacts, paths[access.table.name] ?? [], reached: [])[0]
      // A table that is hashed is read once.
      let hash = whole.cost + whole.rows * PlannerConstants.tuple * 2
      let probes = rows * PlannerConstants.tuple * 2
      let nested = rows * lookup.cost
      let isNested = nested * share <= hash + probes * share
      if !isNested { start += hash }
      result.cost += isNested ? nested : probes
      result.ways.append(isNested ? lookup : whole)
      rows = max(1, rows * lookup.matches)
      done.append(index)
      open.removeAll { $0 == index }
    }
    if isOrdered {
      result.cost *= query.share(of: rows)
    } else if query.limit != nil {
      let kept = query.share(of: rows) * rows
      result.cost += rows * log2(max(2, min(rows, 2 * kept))) * 2 * PlannerConstants.comparison
    }
    result.cost += start
    return result
  }
}

/// A query of a plan, ready to be costed.
struct AdvisedQuery: Sendable {
  let name: String
  /// How often it is sent, a second.
  let rate: Double
  let accesses: [TableAccess]
  /// Tables that no query begins with: the inner sides of outer joins, subqueries.
  let optional: Set<Int>
  let limit: Double?
  /// Whether OFFSET leaves rows out first.
  let skips: Bool
  /// How many keys it is sorted by that have more than one value.
  let sortKeys: Int

  /// The share of its rows after which it stops.
  func share(of rows: Double) -> Double {
    guard let limit else { return 1 }
    return min(1, limit / max(1, rows) + (skips ? PlannerConstants.skippedShare : 0))
  }

  func facts(_ index: Int, _ facts: [ObjectName: TableFacts]) -> TableFacts {
    facts[accesses[index].table.name]
      ?? TableFacts(.init(accesses[index].table.name, rows: 1, pages: 1, visibleShare: 0))
  }
}
