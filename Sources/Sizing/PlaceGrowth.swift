/// Leaves of a tree whose keys begin with what names a place and go on with what comes in order: a tenant and a moment.
///
/// Rows are taken to arrive at the places by chance, each as often as any other, and at a place one after the other (or
/// each before the last). Pages are followed from the first row on as they fill and are split (nbtsplitloc.c): in the
/// middle, but between two places where one ends within a twentieth of the middle; the last page at the fill factor; and of
/// keys as short as two numbers of eight bytes after the row that arrives, where that is the last of its page or follows
/// a row of the same page of the table. What lies behind the end of its place does not grow any more. Some places stand
/// for all: a power of two times as many, so that pages fill at the same moments.
struct PlaceGrowth: Sendable, Hashable {
  /// Entries of a full page.
  var capacity: Int
  var fillFactor: Double
  var places: Double
  var entriesPerPlace: Double
  var isBackwards = false
  /// How likely the last row of a place lies on the same page of the table as the one that arrives; nil when keys are too
  /// long or too different for it to matter.
  var adjacency: Double?

  /// Below this many pages a place, keys might as well come in no order.
  static let leastPages = 0.05

  /// Entries that are followed, each time in another order, and pages of a place: from then on it leaves each as the last.
  private static let mostEntries = 30_000.0
  private static let times: UInt64 = 4
  private static let mostPages = 8.0

  func leaves() -> Double {
    let followed = min(entriesPerPlace, Double(capacity) * Self.mostPages)
    let beyond =
      (entriesPerPlace - followed) / (Double(capacity) * (isBackwards || adjacency == nil ? 0.5 : fillFactor))
    var count = places
    while count >= 2, count * followed > Self.mostEntries { count /= 2 }
    let sample = max(1, count.rounded())
    let pages = (1...Self.times).reduce(0) {
      $0 + simulated(places: Int(sample), duration: sample * followed, seed: $1)
    }
    return Double(pages) / Double(Self.times) * places / sample + places * beyond
  }

  private struct Page {
    /// Entries of each place in the order of the keys; the places grow at the end of theirs.
    var runs: [Int]
    /// Whether the end of the last place is on the next page.
    var endsInside = false
    /// Whether it is the last of the tree; backwards, where keys are looked at from their end, the first.
    var isEdge: Bool
    var time: Double
  }

  /// Time is counted in rows that arrive anywhere.
  private func simulated(places: Int, duration: Double, seed: UInt64) -> Int {
    var random = SplitMix(seed: seed)
    var open = [Page(runs: Array(repeating: 0, count: places), isEdge: true, time: 0)]
    var pages = 0
    while var page = open.popLast() {
      let growing = page.runs.count - (page.endsInside ? 1 : 0)
      let needed = capacity + 1 - page.runs.reduce(0, +)
      guard growing > 0, needed > 0 else {
        pages += 1
        continue
      }
      // Twelve of even likelihood together lie as a normal distribution does.
      let spread = (0..<12).reduce(-6) { sum, _ in sum + random.share() } * Double(needed).squareRoot()
      page.time += max(1, Double(needed) + spread) * Double(places) / Double(growing)
      guard page.time <= duration else {
        pages += 1
        continue
      }
      let last = Self.add(needed, to: &page.runs, growing: growing, &random)
      let halves = split(page, after: last, &random)
      open.append(halves.left)
      open.append(halves.right)
    }
    return pages
  }

  /// Rows at some of the first places; which one the last went to.
  private static func add(_ rows: Int, to runs: inout [Int], growing: Int, _ random: inout SplitMix) -> Int {
    var last = 0
    if growing == 1 {
      runs[0] += rows
      return last
    }
    for _ in 0..<rows {
      last = random.below(growing)
      runs[last] += 1
    }
    return last
  }

  private func split(_ page: Page, after last: Int, _ random: inout SplitMix) -> (left: Page, right: Page) {
    let total = capacity + 1
    let wanted = place(of: last, on: page, &random)
    var cut = min(total - 1, max(1, Int(wanted.rounded())))
    // The end of the place that lies nearest, and how many places are before it.
    var before = 0
    var nearest: (places: Int, entries: Int)?
    for (index, run) in page.runs.dropLast().enumerated() {
      before += run
      guard before > 0, before < total, abs(Double(before) - wanted) <= Double(total) * 0.05 else { continue }
      if let found = nearest, abs(Double(found.entries) - wanted) < abs(Double(before) - wanted) { continue }
      nearest = (index + 1, before)
    }
    var left = page
    var right = page
    left.isEdge = page.isEdge && isBackwards
    right.isEdge = page.isEdge && !isBackwards
    if let nearest {
      left.runs = Array(page.runs[..<nearest.places])
      left.endsInside = false
      right.runs = Array(page.runs[nearest.places...])
      return (left, right)
    }
    var index = 0
    while cut > page.runs[index] {
      cut -= page.runs[index]
      index += 1
    }
    left.runs = Array(page.runs[...index])
    left.runs[index] = cut
    left.endsInside = true
    right.runs = Array(page.runs[index...])
    right.runs[0] -= cut
    return (left, right)
  }

  /// Entries that stay on the left page, as PostgreSQL would have them.
  private func place(of last: Int, on page: Page, _ random: inout SplitMix) -> Double {
    let total = Double(capacity + 1)
    let filled = fillFactor * Double(capacity)
    if page.isEdge { return isBackwards ? total - filled : filled }
    guard let adjacency, !isBackwards, page.runs[last] > 1 else { return total / 2 }
    let position = Double(page.runs[...last].reduce(0, +))
    if position >= total { return filled }
    guard random.share() < adjacency else { return total / 2 }
    return min(position, position / total > fillFactor ? filled : position)
  }
}
