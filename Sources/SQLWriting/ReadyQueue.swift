/// Gives out units whose needs were given out before, lowest rank first, then in their own order.
struct ReadyQueue {
  private var open: [Set<Int>]
  private var dependents: [[Int]]
  private let keys: [(rank: Int, position: Int)]
  private var heap: [Int] = []
  private var isTaken: [Bool]
  private var firstUntaken = 0

  init(_ units: [(rank: Int, needs: Set<Int>)]) {
    open = units.map(\.needs)
    keys = units.enumerated().map { ($1.rank, $0) }
    dependents = Array(repeating: [], count: units.count)
    isTaken = Array(repeating: false, count: units.count)
    for (unit, needs) in open.enumerated() { for need in needs { dependents[need].append(unit) } }
    for unit in open.indices where open[unit].isEmpty { push(unit) }
  }

  mutating func next() -> Int? {
    while let unit = pop() {
      if take(unit) { return unit }
    }
    return nil
  }

  /// Gives out one unit whatever it needs; false when it has been given out.
  mutating func take(_ unit: Int) -> Bool {
    guard !isTaken[unit] else { return false }
    isTaken[unit] = true
    for dependent in dependents[unit] where open[dependent].remove(unit) != nil && open[dependent].isEmpty {
      push(dependent)
    }
    return true
  }

  /// Forgets some needs of a unit; true when it waits for nothing else and was not given out.
  mutating func drop(_ needs: Set<Int>, of unit: Int) -> Bool {
    guard !isTaken[unit], !needs.isEmpty, open[unit].isSubset(of: needs) else { return false }
    open[unit].removeAll()
    return true
  }

  /// Lets the first waiting unit go although it needs others that wait.
  mutating func force() {
    while firstUntaken < isTaken.count, isTaken[firstUntaken] { firstUntaken += 1 }
    guard firstUntaken < isTaken.count else { return }
    open[firstUntaken].removeAll()
    push(firstUntaken)
  }

  private mutating func push(_ unit: Int) {
    heap.append(unit)
    var child = heap.count - 1
    while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> Int? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(heap[child], heap[least]) {
        least = child
      }
      guard least != parent else { return top }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool { keys[left] < keys[right] }
}
