import Foundation

extension QueryPlan {
  /// Reads what `EXPLAIN (FORMAT JSON)` answers; nil when it is no such answer.
  package init?(json: String) {
    guard let answers = try? JSONDecoder().decode([Answer].self, from: Data(json.utf8)), let first = answers.first
    else {
      return nil
    }
    self.init(root: first.plan)
  }

  private struct Answer: Decodable {
    var plan: Node

    enum CodingKeys: String, CodingKey {
      case plan = "Plan"
    }
  }
}

extension QueryPlan.Node: Decodable {
  private enum CodingKeys: String, CodingKey {
    case type = "Node Type"
    case relationship = "Parent Relationship"
    case schema = "Schema"
    case relation = "Relation Name"
    case alias = "Alias"
    case index = "Index Name"
    case direction = "Scan Direction"
    case join = "Join Type"
    case strategy = "Strategy"
    case operation = "Operation"
    case indexCondition = "Index Cond"
    case recheckCondition = "Recheck Cond"
    case hashCondition = "Hash Cond"
    case mergeCondition = "Merge Cond"
    case joinFilter = "Join Filter"
    case filter = "Filter"
    case oneTimeFilter = "One-Time Filter"
    case sortKey = "Sort Key"
    case groupKey = "Group Key"
    case startupCost = "Startup Cost"
    case totalCost = "Total Cost"
    case rows = "Plan Rows"
    case width = "Plan Width"
    case plannedWorkers = "Workers Planned"
    case children = "Plans"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? { try values.decodeIfPresent(String.self, forKey: key) }
    self.init(try values.decode(String.self, forKey: .type))
    relationship = try text(.relationship)
    schema = try text(.schema)
    relation = try text(.relation)
    alias = try text(.alias)
    index = try text(.index)
    direction = try text(.direction)
    join = try text(.join)
    strategy = try text(.strategy)
    operation = try text(.operation)
    indexCondition = try text(.indexCondition)
    recheckCondition = try text(.recheckCondition)
    joinCondition = try text(.hashCondition) ?? text(.mergeCondition) ?? text(.joinFilter)
    filter = try text(.filter) ?? text(.oneTimeFilter)
    sortKey = try values.decodeIfPresent([String].self, forKey: .sortKey) ?? []
    groupKey = try values.decodeIfPresent([String].self, forKey: .groupKey) ?? []
    startupCost = try values.decode(Double.self, forKey: .startupCost)
    totalCost = try values.decode(Double.self, forKey: .totalCost)
    rows = try values.decode(Double.self, forKey: .rows)
    width = try values.decode(Int.self, forKey: .width)
    plannedWorkers = try values.decodeIfPresent(Int.self, forKey: .plannedWorkers)
    children = try values.decodeIfPresent([QueryPlan.Node].self, forKey: .children) ?? []
  }
}
