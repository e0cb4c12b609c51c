import Diagnostics
import IndexAnalysis
package import PlanModel
import PlannerStatistics
package import SchemaModel
package import Sizing

/// Chooses the indexes that a plan's queries would pay for: the smallest set in which no further one saves more reading
/// than its writing costs.
package struct IndexAdvisor: Sendable {
  private let catalog: Catalog
  private let builder: ShapeBuilder
  private let workload: WorkloadQueries
  private let writes: WriteRates
  private let facts: [ObjectName: TableFacts]
  private let existing: QueryCost.Paths
  private let makers: [ObjectName: CandidateMaker]
  /// A query must get this much cheaper, or the workload by the second: less is within what an estimate is off by.
  private static let leastGain = 0.3
  private static let leastGainOfAll = 0.04
  /// Columns that are carried along make an index as large as a table: they must halve a query that is sent this often,
  /// or widen an index that still fits the buffer cache that PostgreSQL has where nobody sets one (128 MiB).
  private static let coveringGain = 0.5
  private static let coveringRate = 10.0
  private static let smallPages = 16_384
  /// An index that is there anyway is widened for less than one is made.
  private static let wideningGainOfAll = 0.02

  /// - Parameter ignored: indexes that are to be dropped, by table.
  package init(
    catalog: Catalog, plan: Plan, sizes: SizeEstimator? = nil, ignoring ignored: [ObjectName: Set<String>] = [:]
  ) {
    self.catalog = catalog
    builder = ShapeBuilder(catalog: catalog, plan: plan, sizes: sizes)
    workload = WorkloadQueries(catalog: catalog, plan: plan)
    let shape = builder.shape(of: Set(workload.byTable.keys))
    facts = Dictionary(shape.tables.map { ($0.name, TableFacts($0)) }, uniquingKeysWith: { first, _ in first })
    let writes = WriteRates(plan: plan, catalog: catalog)
    self.writes = writes
    var paths: QueryCost.Paths = [:]
    for table in Array(catalog.tables) + catalog.views.compactMap(Table.init) where facts[table.name] != nil {
      let pages = Dictionary(
        (facts[table.name]?.shape.indexes ?? []).map { ($0.name, Double($0.pages)) },
        uniquingKeysWith: { first, _ in first })
      paths[table.name] = AccessPath.all(of: table).filter { !(ignored[table.name]?.contains($0.name) ?? false) }
        .map { ($0, pages[$0.name] ?? 1) }
    }
    existing = paths
    var popularity: [ColumnReference: Int] = [:]
    for access in workload.queries.flatMap(\.accesses) {
      for column in Set(access.equal).union(access.joins.map(\.column)) {
        popularity[ColumnReference(access.table.name, column), default: 0] += 1
      }
    }
    let tenant = plan.tenancy?.key?.value
    makers = facts.mapValues {
      CandidateMaker(
        tenant: tenant, popularity: popularity, facts: $0, isAppendOnly: writes.isAppendOnly($0.shape.name))
    }
  }

  /// The indexes to add, by table in the order of the catalog, the most useful first.
  package func proposals() -> [IndexProposal] {
    guard !workload.queries.isEmpty else { return [] }
    let whole = cost(with: [])
    var chosen = extended(
      [], by: candidates(), leastGain: Self.leastGain, orAll: Self.leastGainOfAll * whole)
    chosen = extended(chosen, by: coverings(), leastGain: Self.coveringGain, orAll: .infinity)
    let small = widenings().filter { $0.shape.pages <= Self.smallPages }
    chosen = extended(chosen, by: small, leastGain: .infinity, orAll: Self.wideningGainOfAll * whole)
    // What a later one made superfluous goes again.
    for position in chosen.indices.reversed() {
      var others = chosen
      others.remove(at: position)
      if cost(with: others) <= cost(with: chosen) * 1.0001 { chosen = others }
    }
    let order = Dictionary(catalog.tables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return chosen.indices.map { proposal(chosen[$0], among: chosen, at: $0) }
      .sorted { (order[$0.table] ?? 0, -$0.benefit) < (order[$1.table] ?? 0, -$1.benefit) }
  }

  /// What writing an index on a table of the workload costs; nil of another table.
  package func writeLoad(of index: Index, on table: ObjectName) -> WriteLoad? {
    guard let facts = facts[table], let shape = builder.index(index, on: table) else { return nil }
    return writes.load(of: index, on: table, facts, shape)
  }

  private struct Choice {
    var candidate: CandidateMaker.Candidate
    var shape: PlannerIndex
    var writes: WriteLoad
  }

  private func candidates() -> [Choice] {
    var choices: [Choice] = []
    var seen: Set<String> = []
    for query in workload.queries {
      for access in query.accesses {
        guard let maker = makers[access.table.name] else { continue }
        for candidate in maker.candidates(access) where !isThere(candidate.path) {
          let key = "\(access.table.name.qualified) \(candidate.path.definition)"
          guard seen.insert(key).inserted, let choice = choice(candidate) else { continue }
          choices.append(choice)
        }
      }
    }
    return choices
  }

  /// The same with the columns carried along that hot queries ask for.
  private func coverings() -> [Choice] {
    workload.queries.filter { $0.rate >= Self.coveringRate }.flatMap { query in
      query.accesses.flatMap { access in
        carrying(access, makers[access.table.name]?.candidates(access) ?? [])
      }
    }
  }

  /// The indexes that are there with the columns carried along that a query asks for.
  private func widenings() -> [Choice] {
    workload.queries.flatMap { query in
      query.accesses.flatMap { access in carrying(access, declared(on: access.table.name)) }
    }
  }

  private func carrying(_ access: TableAccess, _ candidates: [CandidateMaker.Candidate]) -> [Choice] {
    guard let maker = makers[access.table.name] else { return [] }
    return candidates.compactMap { maker.covering($0, access) }.filter { !isThere($0.path) }.compactMap(choice)
  }

  /// Indexes of a table that others can take the place of.
  private func declared(on table: ObjectName) -> [CandidateMaker.Candidate] {
    (existing[table] ?? []).map(\.path).filter {
      $0.kind == .index && !$0.isUnique && $0.method == "btree" && $0.predicate == nil
    }.map { path in
      var unnamed = path
      unnamed.name = ""
      unnamed.span = nil
      return CandidateMaker.Candidate(
        path: unnamed, placements: path.elements.map { .init(element: $0.display, reason: .declared(path.name)) })
    }
  }

  private func isThere(_ path: AccessPath) -> Bool {
    (existing[path.table] ?? []).contains { $0.path.leads(with: path) }
  }

  private func choice(_ candidate: CandidateMaker.Candidate) -> Choice? {
    let path = candidate.path
    var index = Index("dbplan_candidate", elements: path.elements)
    index.method = path.method
    index.includes = path.includes
    index.predicate = path.predicate
    guard let facts = facts[path.table], var shape = builder.index(index, on: path.table) else { return nil }
    shape.pages = max(2, Int(Double(shape.pages) * facts.share(of: path.predicate)))
    return Choice(candidate: candidate, shape: shape, writes: writes.load(of: index, on: path.table, facts, shape))
  }

  /// Adds, each time, the index that saves the most beyond its writing: that share of a query, or so much a second.
  private func extended(
    _ chosen: [Choice], by candidates: [Choice], leastGain: Double, orAll: Double
  ) -> [Choice] {
    var open = candidates
    var chosen = chosen
    var paths = paths(with: chosen)
    var costs = workload.queries.map { QueryCost.of($0, facts, paths).cost }
    // What an index saves shrinks as others are added: one that saved less before need not be asked again.
    var bounds = open.map { gain(of: $0, paths, costs, least: (leastGain, orAll)).0 }
    while chosen.count < 200 {
      var best: (position: Int, gain: Double, costs: [Int: Double])?
      for position in open.indices.sorted(by: { (bounds[$1], $0) < (bounds[$0], $1) }) {
        guard bounds[position] > (best?.gain ?? 0) * 1.0001 else { break }
        let (gain, changed) = gain(of: open[position], paths, costs, least: (leastGain, orAll))
        bounds[position] = gain
        if gain > (best?.gain ?? 0) * 1.0001 { best = (position, gain, changed) }
      }
      guard let best else { return chosen }
      let choice = open.remove(at: best.position)
      bounds.remove(at: best.position)
      chosen.append(choice)
      paths[choice.candidate.path.table, default: []].append((choice.candidate.path, Double(choice.shape.pages)))
      for (query, cost) in best.costs { costs[query] = cost }
    }
    return chosen
  }

  /// Cost saved a second beyond that of writing; 0 when no query gets noticeably cheaper.
  private func gain(
    of choice: Choice, _ paths: QueryCost.Paths, _ costs: [Double], least: (share: Double, ofAll: Double)
  ) -> (Double, [Int: Double]) {
    let table = choice.candidate.path.table
    var paths = paths
    paths[table, default: []].append((choice.candidate.path, Double(choice.shape.pages)))
    var saved = 0.0
    var changed: [Int: Double] = [:]
    for position in workload.byTable[table] ?? [] {
      let query = workload.queries[position]
      let cost = QueryCost.of(query, facts, paths).cost
      let gain = costs[position] - cost
      guard gain > costs[position] * least.share || gain * query.rate > least.ofAll else { continue }
      saved += query.rate * (costs[position] - cost)
      changed[position] = cost
    }
    return (max(0, saved - choice.writes.cost), changed)
  }

  private func paths(with choices: [Choice]) -> QueryCost.Paths {
    var paths = existing
    for choice in choices {
      paths[choice.candidate.path.table, default: []].append((choice.candidate.path, Double(choice.shape.pages)))
    }
    return paths
  }

  private func cost(with choices: [Choice]) -> Double {
    let paths = paths(with: choices)
    let reading = workload.queries.reduce(0) { $0 + $1.rate * QueryCost.of($1, facts, paths).cost }
    return reading + choices.reduce(0) { $0 + $1.writes.cost }
  }

  // MARK: The reckoning

  private func proposal(_ choice: Choice, among chosen: [Choice], at position: Int) -> IndexProposal {
    let path = choice.candidate.path
    var proposal = IndexProposal(path: path, placements: choice.candidate.placements)
    proposal.bytes = Double(choice.shape.pages) * 8192
    proposal.writes = choice.writes
    let with = paths(with: chosen)
    var others = chosen
    others.remove(at: position)
    let without = paths(with: others)
    for index in Set(workload.byTable[path.table] ?? []).sorted() {
      let query = workload.queries[index]
      let before = QueryCost.of(query, facts, without)
      let after = QueryCost.of(query, facts, with).cost
      guard after < before.cost * 0.999 else { continue }
      let enters = before.ways.first { $0.table == path.table }?.path
      proposal.services.append(
        .init(query: query.name, rate: query.rate, before: before.cost, after: after, enters: enters))
    }
    proposal.replaces = (existing[path.table] ?? []).map(\.path)
      .filter { $0.kind == .index && !$0.isUnique && path.leads(with: $0) }.map(\.name)
    proposal.alternatives = alternatives(to: choice, proposal, without)
    return proposal
  }

  /// What the query that gains most would cost by its other candidates, those that help it.
  private func alternatives(
    to choice: Choice, _ proposal: IndexProposal, _ without: QueryCost.Paths
  ) -> [(definition: String, cost: Double)] {
    let gains = proposal.services.max { $0.rate * ($0.before - $0.after) < $1.rate * ($1.before - $1.after) }
    guard let gains, let query = workload.queries.first(where: { $0.name == gains.query }),
      let access = query.accesses.first(where: { $0.table.name == proposal.table }), let maker = makers[proposal.table]
    else { return [] }
    let others = maker.candidates(access).compactMap { candidate -> (String, Double)? in
      guard candidate.path.definition != proposal.path.definition, let other = self.choice(candidate) else {
        return nil
      }
      var paths = without
      paths[proposal.table, default: []].append((candidate.path, Double(other.shape.pages)))
      let cost = QueryCost.of(query, facts, paths).cost
      return cost < gains.before * 0.999 ? (candidate.path.definition, cost) : nil
    }
    return Array(others.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3)).map { (definition: $0.0, cost: $0.1) }
  }
}
