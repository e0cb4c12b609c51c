/// Maps in at most `jobs` tasks at a time; results come in the order of the elements whatever ends first.
package func concurrentMap<Element: Sendable, Value: Sendable>(
  _ elements: [Element], jobs: Int, _ transform: @Sendable @escaping (Element) async -> Value
) async -> [Value] {
  await withTaskGroup(of: (Int, Value).self) { group in
    var results = [Value?](repeating: nil, count: elements.count)
    var started = 0
    func start() {
      guard started < elements.count else { return }
      let (position, element) = (started, elements[started])
      group.addTask { (position, await transform(element)) }
      started += 1
    }
    for _ in 0..<max(1, jobs) { start() }
    for await (position, value) in group {
      results[position] = value
      start()
    }
    return results.compactMap { $0 }
  }
}
