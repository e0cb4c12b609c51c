/// Pages of a hash index (hashpage.c, hashutil.c).
enum HashSize {
  private static let perPage = 407.0
  /// Entries a bucket is meant to have, at the fill factor of 75.
  private static func target(_ fillFactor: Int) -> Double {
    max(10, (PageLayout.bytes * Double(fillFactor) / 100 / 20).rounded(.down))
  }

  static func builtPages(entries: Double, fillFactor: Int = 75) -> Double {
    let buckets = allocated(max(2, (entries / target(fillFactor)).rounded(.up)))
    return 2 + buckets + overflow(entries / buckets, buckets: buckets)
  }

  /// Buckets are split one by one as it grows: those whose turn has not come are full, and what overflowed in a round
  /// that is over is kept for the next.
  static func grownPages(entries: Double, fillFactor: Int = 75) -> Double {
    let target = target(fillFactor)
    let buckets = max(2, (entries / target).rounded(.up))
    var most = 0.0
    var round = 1.0
    while round < buckets {
      for step in 1...20 {
        let progress = 1 + Double(step) / 20
        guard round * progress <= buckets else { break }
        most = max(most, overflow(target * progress, buckets: (2 - progress) * round))
      }
      round *= 2
    }
    return 2 + allocated(buckets) + most
  }

  /// Buckets come in powers of two, from the tenth on in four parts.
  private static func allocated(_ buckets: Double) -> Double {
    var power = 2.0
    while power < buckets { power *= 2 }
    guard power >= 1024 else { return power }
    let quarter = power / 8
    var total = power / 2
    while total < buckets { total += quarter }
    return total
  }

  private static func overflow(_ mean: Double, buckets: Double) -> Double {
    var total = 0.0
    for page in 1...8 {
      let limit = perPage * Double(page)
      total += NormalDistribution.share(below: (mean - limit) / max(1, mean).squareRoot())
    }
    return total * buckets
  }
}
