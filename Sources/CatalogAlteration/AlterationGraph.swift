import SQLWriting
import SchemaModel

/// What is done to one part.
struct AlterationStep: Hashable {
  enum Verb: Int, Hashable {
    case drop
    case alter
    case create
    /// The rows of a table that is made anew are put aside, and back.
    case stash
    case fill
  }

  var verb: Verb
  var part: Part
}

/// The steps of an alteration, each behind all that it waits for.
struct AlterationGraph {
  /// Steps that wait for each other in a circle.
  struct Circle: Error {
    var steps: [AlterationStep]
  }

  private(set) var steps: [AlterationStep] = []
  private(set) var statements: [[CatalogAlteration.Statement]] = []
  private var positions: [AlterationStep: Int] = [:]
  private var waits: [Set<Int>] = []

  mutating func add(_ step: AlterationStep, _ list: [CatalogAlteration.Statement]) {
    guard !list.isEmpty || step.verb != .alter, positions[step] == nil else { return }
    positions[step] = steps.count
    steps.append(step)
    statements.append(list)
    waits.append([])
  }

  func contains(_ step: AlterationStep) -> Bool { positions[step] != nil }

  mutating func order(_ first: AlterationStep, before second: AlterationStep) {
    guard first != second, let one = positions[first], let other = positions[second] else { return }
    waits[other].insert(one)
  }

  /// All steps; among those that may go the one of the lowest rank goes first, then the one that was added first.
  func sorted() throws(Circle) -> [Int] {
    var open = waits.map(\.count)
    var followers: [[Int]] = Array(repeating: [], count: steps.count)
    for (step, needed) in waits.enumerated() { for need in needed { followers[need].append(step) } }
    var ready = SortedQueue(steps.indices.filter { open[$0] == 0 }.map { (rank($0), $0) })
    var result: [Int] = []
    while let next = ready.pop() {
      result.append(next)
      for follower in followers[next].sorted() {
        open[follower] -= 1
        if open[follower] == 0 { ready.insert(rank(follower), follower) }
      }
    }
    guard result.count == steps.count else { throw Circle(steps: circle(open)) }
    return result
  }

  /// What goes, goes early and from the outside in; schemas and extensions go last of all.
  private func rank(_ index: Int) -> Int {
    let step = steps[index]
    switch (step.verb, step.part) {
    case (.stash, _): return 0
    case (.fill, let part): return 201 + part.rank * 2
    case (.drop, .schema), (.drop, .extension): return 900 - step.part.rank
    case (.drop, let part): return 100 - part.rank
    // Nothing asks for it, and it may ask for anything: a block of code, a publication.
    case (.create, .raw(let sql)) where [.last, .comment].contains(RawPlacement(sql)): return 800
    case (.alter, let part): return 200 + part.rank * 2
    case (.create, let part): return 201 + part.rank * 2
    }
  }

  /// One circle among the steps that are still waiting.
  private func circle(_ open: [Int]) -> [AlterationStep] {
    guard var current = open.firstIndex(where: { $0 > 0 }) else { return [] }
    var path: [Int] = []
    while !path.contains(current) {
      path.append(current)
      guard let next = waits[current].filter({ open[$0] > 0 }).min() else { break }
      current = next
    }
    let start = path.firstIndex(of: current) ?? 0
    return path[start...].reversed().map { steps[$0] }
  }
}

/// Numbers with a rank, lowest first.
private struct SortedQueue {
  private var heap: [(rank: Int, number: Int)]

  init(_ items: [(rank: Int, number: Int)]) { heap = items.sorted { $0 > $1 } }

  mutating func pop() -> Int? { heap.popLast()?.number }

  mutating func insert(_ rank: Int, _ number: Int) {
    var low = 0
    var high = heap.count
    while low < high {
      let middle = (low + high) / 2
      if heap[middle] > (rank, number) { low = middle + 1 } else { high = middle }
    }
    heap.insert((rank, number), at: low)
  }
}
