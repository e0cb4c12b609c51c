/// How many rows have the same key, of keys that rows have by chance.
struct DuplicateKeys: Sendable, Hashable {
  /// Rows of some keys that stand for all.
  let groups: [Double]

  init(rows: Double, distinct: Double) {
    let keys = max(1, min(distinct, rows))
    let mean = rows / keys
    let count = Int(min(keys.rounded(), 127))
    guard count > 1 else {
      groups = [max(1, rows.rounded())]
      return
    }
    let groups = (0..<count).map { Self.rows(mean: mean, place: Double($0) * 0.618_033_988_75 + 0.3) }.filter { $0 > 0 }
    self.groups = groups.isEmpty ? [1] : groups
  }

  /// The number of rows of a key at a place among all keys that have rows: a Poisson distribution of that mean.
  private static func rows(mean: Double, place: Double) -> Double {
    let part = place - place.rounded(.down)
    guard mean < 200 else { return (mean + mean.squareRoot() * NormalDistribution.quantile(part)).rounded() }
    let rate = rateOfNonempty(mean: mean)
    // Keys without rows are not there: the distribution begins at one.
    var probability = NormalDistribution.exponential(-rate)
    let empty = probability
    var sum = 0.0
    var count = 0.0
    while count < mean * 4 + 40 {
      count += 1
      probability *= rate / count
      sum += probability / (1 - empty)
      if sum >= part { break }
    }
    return count
  }

  /// The rate at which the keys that have rows at all have `mean` of them: rows for each key that there is to choose, so
  /// that so many have been chosen.
  static func rateOfNonempty(mean: Double) -> Double {
    guard mean > 1.0001 else { return 0.0002 }
    var low = 0.0002
    var high = mean
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if middle < mean * (1 - NormalDistribution.exponential(-middle)) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
