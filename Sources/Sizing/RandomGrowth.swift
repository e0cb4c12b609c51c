/// Leaves of a tree whose keys arrive in no order.
///
/// A page that is full becomes two halves, which fill at about the same time: the number of leaves does not grow evenly
/// with the entries but in waves that flatten from split to split. The rightmost page is split at the fill factor, so
/// that nine tenths of its part of the keys begin as one page. Each split spreads the moment of the next ones by one part
/// in the square root of what a page holds.
enum RandomGrowth {
  static func pages(entries: Double, capacity: Double) -> Double {
    let capacity = max(2, capacity)
    guard entries > capacity else { return 1 }
    let kept = 0.9
    var pages = 1.0
    var share = 1.0
    for split in 0..<12 {
      let before = Double(split) / ((1 - kept) * capacity)
      pages += happened(entries * share / capacity, spread: before)
      let first = before + (1 - kept) / kept / capacity
      var halves = 1.0
      for half in 0..<64 {
        let variance = first + Double(half) / capacity
        let ratio = entries * share * kept / capacity / halves
        let done = happened(ratio, spread: variance)
        pages += halves * done
        if done < 1e-9 { break }
        halves *= 2
      }
      share *= 1 - kept
      if entries * share < capacity * 0.01 { break }
    }
    return pages
  }

  /// How likely a page has been split whose part of the entries is `ratio` times what it holds, on average.
  private static func happened(_ ratio: Double, spread: Double) -> Double {
    guard spread > 0 else { return ratio > 1 ? 1 : 0 }
    return NormalDistribution.share(
      below: (NormalDistribution.logarithm(ratio) - spread / 2) / spread.squareRoot())
  }
}
