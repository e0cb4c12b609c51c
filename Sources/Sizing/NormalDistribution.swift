import Foundation

/// What the models of growth need of probability.
enum NormalDistribution {
  static func share(below value: Double) -> Double { 0.5 * erfc(-value / 2.0.squareRoot()) }

  static func exponential(_ value: Double) -> Double { exp(value) }

  static func logarithm(_ value: Double) -> Double { log(value) }

  /// The value that a share of all lies below, by halving.
  static func quantile(_ share: Double) -> Double {
    var low = -6.0
    var high = 6.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if Self.share(below: middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
