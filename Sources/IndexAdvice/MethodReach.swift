import Foundation
import IndexAnalysis
import SchemaModel

/// How far an index that is no B-tree serves a table access, by the planner's formulas for its method (selfuncs.c).
/// What it finds are pages, read in the order of the table.
struct MethodReach: Sendable {
  /// The share of the table's rows that are looked at.
  let share: Double
  /// How many conditions it decides.
  let conditions: Int
  /// Reading the index itself.
  let cost: Double

  /// nil where it does not help.
  init?(_ path: AccessPath, pages: Double, _ access: TableAccess, _ facts: TableFacts) {
    guard access.conditions.imply(path.predicate) else { return nil }
    switch path.method {
    case "gin": self.init(gin: path, pages: pages, access, facts)
    case "brin": self.init(brin: path, pages: pages, access, facts)
    default: return nil
    }
  }

  /// gincostestimate, of an index of which nobody knows how its pages divide.
  private init?(gin path: AccessPath, pages: Double, _ access: TableAccess, _ facts: TableFacts) {
    // None of its operators is leakproof.
    guard !access.isUnderPolicies else { return nil }
    let decided = access.searches.filter { search in path.elements.contains { search.isDecided(by: $0) } }
    guard !decided.isEmpty else { return nil }
    share = decided.reduce(1) { $0 * facts.share(of: $1) }
    conditions = decided.count
    let keys = decided.reduce(0) { $0 + Self.keys(of: $1) }
    let entryPages = (max(10, pages) * 0.9).rounded(.down)
    let dataPages = max(10, pages) - entryPages
    let entries = (keys * pow(entryPages, 0.15).rounded()).rounded(.up)
    let postings = max(
      (dataPages * keys / (entryPages * 100)).rounded(.up), (share * facts.rows / (8192 / 3)).rounded(.up))
    cost =
      (entries + postings) * PlannerConstants.randomPage + facts.rows * share
      * (PlannerConstants.indexTuple + PlannerConstants.comparison * Double(decided.count))
  }

  /// How many keys are looked up: of a term in the middle of a text of five letters three trigrams.
  private static func keys(of search: ValueSearch) -> Double { search.kind == .letters ? 3 : 1 }

  /// brincostestimate: ranges of pages whose summary a bound meets.
  private init?(brin path: AccessPath, pages: Double, _ access: TableAccess, _ facts: TableFacts) {
    let asked = path.elements.compactMap(\.columnName).filter {
      !access.guarded.contains($0) && (access.ranged.contains($0) || access.equal.contains($0))
    }
    guard !asked.isEmpty else { return nil }
    let ranges = max(1, (facts.pages / Self.pagesPerRange).rounded(.up))
    let matching = asked.reduce(1.0) { share, column in
      share
        * (access.ranged.contains(column)
          ? facts.share(ranged: column, isWindow: access.windows.contains(column))
          : facts.share(equal: column, constant: access.constants[column]))
    }
    let correlation = asked.map { abs(facts.correlation(of: $0)) }.max() ?? 0
    let least = (ranges * matching).rounded(.up)
    let read = correlation < 1e-10 ? ranges : min(ranges, least / correlation)
    share = read / ranges
    conditions = asked.count
    cost =
      max(1, pages) * PlannerConstants.randomPage + 0.1 * PlannerConstants.comparison * read * Self.pagesPerRange
  }

  static let pagesPerRange = 128.0
}
