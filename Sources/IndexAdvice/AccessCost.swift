import Foundation
import IndexAnalysis
import PlannerStatistics
import SchemaModel

/// What it costs to find the rows of one table, in the planner's units (costsize.c, selfuncs.c), simplified: no
/// parallel workers, no cache that is warm.
struct AccessCost: Sendable {
  let table: ObjectName
  /// Of one search.
  var cost: Double
  /// Rows that pass every condition.
  var rows: Double
  /// The same of one search for a row of another table, where most searches may find none (calc_joinrel_size).
  var matches: Double
  var isOrdered: Bool
  /// nil where the table is read from end to end.
  var path: AccessPath?

  /// The cheapest way, and the cheapest that gives the order.
  ///
  /// - Parameter loops: how often it is searched, each time for other values: pages that come again are at hand.
  static func ways(
    _ access: TableAccess, _ facts: TableFacts, _ paths: [(path: AccessPath, pages: Double)], reached: Set<String>,
    loops: Double = 1
  ) -> [AccessCost] {
    let matches = expected(access, facts, reached: reached)
    let rows = max(1, matches)
    var best = AccessCost(
      table: access.table.name, cost: scan(facts, conditions(access, reached)), rows: rows, matches: matches,
      isOrdered: access.sorted.isEmpty)
    var ordered: AccessCost?
    for (path, pages) in paths {
      if let reach = MethodReach(path, pages: pages, access, facts) {
        let cost = bitmap(
          entering: reach.cost, share: reach.share, rest: rest(reach.conditions, access), facts)
        if cost < best.cost {
          best = AccessCost(
            table: access.table.name, cost: cost, rows: rows, matches: matches, isOrdered: access.sorted.isEmpty,
            path: path)
        }
        continue
      }
      guard let reach = IndexReach(path, access, facts, reached: reached) else { continue }
      let plain = index(reach, path, pages, access, facts, loops)
      if reach.isOrdered, plain < ordered?.cost ?? .infinity {
        ordered = AccessCost(
          table: access.table.name, cost: plain, rows: rows, matches: matches, isOrdered: true, path: path)
      }
      let entering = descent(reach, pages, max(1, facts.rows * reach.share), facts, 1)
      let cost = min(
        plain, bitmap(entering: entering, share: reach.share, rest: rest(reach.conditions, access), facts))
      if cost < best.cost {
        best = AccessCost(
          table: access.table.name, cost: cost, rows: rows, matches: matches, isOrdered: access.sorted.isEmpty,
          path: path)
      }
    }
    return [best] + (ordered.map { [$0] } ?? [])
  }

  private static func conditions(_ access: TableAccess, _ reached: Set<String>) -> Double {
    Double(
      access.equal.count + access.listed.count + access.ranged.count + access.isNull.count + access.wrapped.count
        + access.searches.count + access.others + reached.count)
  }

  /// Rows that all conditions leave, taken as independent of one another, as the planner does.
  private static func expected(_ access: TableAccess, _ facts: TableFacts, reached: Set<String>) -> Double {
    var share = 1.0
    // In one order: products of fractions depend on it.
    for column in Set(access.equal).union(reached).sorted() where !access.isDetermined(column, besides: reached) {
      share *= facts.share(equal: column, constant: access.constants[column])
    }
    for column in access.listed {
      share *= min(1, Double(access.listLengths[column] ?? 10) * facts.share(equal: column, constant: nil))
    }
    for column in access.ranged {
      share *= facts.share(ranged: column, isWindow: access.windows.contains(column))
    }
    for column in access.isNull.sorted() { share *= max(0.0001, facts.share(isNull: column)) }
    for wrapped in access.wrapped { share *= facts.share(of: wrapped) }
    for search in access.searches { share *= facts.share(of: search) }
    share *= pow(1.0 / 3, Double(access.others))
    return facts.rows * share
  }

  private static func scan(_ facts: TableFacts, _ conditions: Double) -> Double {
    facts.pages * PlannerConstants.sequentialPage
      + facts.rows * (PlannerConstants.tuple + PlannerConstants.comparison * conditions)
  }

  /// btcostestimate and cost_index.
  private static func index(
    _ reach: IndexReach, _ path: AccessPath, _ indexPages: Double, _ access: TableAccess, _ facts: TableFacts,
    _ loops: Double
  ) -> Double {
    let tuples = max(1, facts.rows * reach.share)
    let fetched = pagesFetched(tuples * loops, facts.pages) / loops
    var correlation = path.elements.first?.columnName.map(facts.correlation) ?? 0
    if path.elements.count > 1 { correlation *= 0.75 }
    let most = fetched * PlannerConstants.randomPage
    let run = (reach.share * facts.pages).rounded(.up)
    let least =
      loops > 1
      ? pagesFetched(run * loops, facts.pages) / loops * PlannerConstants.randomPage
      : PlannerConstants.randomPage + max(0, run - 1) * PlannerConstants.sequentialPage
    var heap = most + correlation * correlation * (min(least, most) - most)
    if reach.isCovering { heap *= 1 - facts.shape.visibleShare }
    return descent(reach, indexPages, tuples, facts, loops) + heap
      + tuples * (PlannerConstants.tuple + PlannerConstants.comparison * rest(reach.conditions, access))
  }

  /// cost_bitmap_heap_scan: pages in the order of the table.
  private static func bitmap(
    entering: Double, share: Double, rest: Double, _ facts: TableFacts
  ) -> Double {
    var tuples = max(1, facts.rows * share)
    let fetched = min(facts.pages, max(1, 2 * facts.pages * tuples / (2 * facts.pages + tuples)))
    // What a bitmap of work_mem's size can not hold row by row, it holds by the page, whose rows are all looked at.
    if fetched > PlannerConstants.bitmapPages {
      let whole = (fetched - PlannerConstants.bitmapPages / 2) / fetched
      tuples = max(1, facts.rows * (share * (1 - whole) + whole))
    }
    let page =
      fetched < 2
      ? PlannerConstants.randomPage
      : PlannerConstants.randomPage - (PlannerConstants.randomPage - PlannerConstants.sequentialPage)
        * (fetched / facts.pages).squareRoot()
    return entering + fetched * page
      + tuples * (PlannerConstants.tuple + PlannerConstants.comparison * (rest + 1))
  }

  /// Conditions that are left for the rows.
  private static func rest(_ decided: Int, _ access: TableAccess) -> Double {
    max(0, conditions(access, []) - Double(decided))
  }

  private static func descent(
    _ reach: IndexReach, _ indexPages: Double, _ tuples: Double, _ facts: TableFacts, _ loops: Double
  ) -> Double {
    let once = max(1, (indexPages * tuples / facts.rows).rounded(.up), reach.descents)
    let leaves = loops > 1 ? pagesFetched(once * loops, indexPages) / loops : once
    let steps = log2(max(2, facts.rows)).rounded(.up) * PlannerConstants.comparison
    let height = max(0, log2(max(2, indexPages)) / 8).rounded(.up)
    return reach.descents * (steps + (height + 1) * 50 * PlannerConstants.comparison)
      + leaves * PlannerConstants.randomPage
      + tuples * (PlannerConstants.indexTuple + PlannerConstants.comparison * Double(reach.conditions))
  }

  /// Mackert and Lohman's formula for a table that fits the cache (index_pages_fetched).
  private static func pagesFetched(_ tuples: Double, _ pages: Double) -> Double {
    min(pages.rounded(.up), max(1, (2 * pages * tuples / (2 * pages + tuples)).rounded(.up)))
  }
}
