/// A map's keys are hashed whole by the parser, so an alias that unfolds without end must not stand in a key.
enum AliasBomb {
  static func isLikely(_ text: String) -> Bool {
    var anchors = 0
    var aliases = 0
    var collectionKeys = 0
    var values = 1
    var previous = UInt8(ascii: "\n")
    var nameIsAlias = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&") where isBoundary(previous): anchors += 1
      case UInt8(ascii: "*") where isBoundary(previous):
        aliases += 1
        nameIsAlias = true
      case UInt8(ascii: "?") where isBoundary(previous): collectionKeys += 1
      case UInt8(ascii: ":") where nameIsAlias || previous == UInt8(ascii: "]") || previous == UInt8(ascii: "}"):
        collectionKeys += 1
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        nameIsAlias = false
        values += 1
      default: break
      }
      previous = byte
    }
    return collectionKeys > 0 && largest(anchors: anchors, aliases: aliases, values: values) > mostValues
  }

  private static let mostValues = 1_000_000.0

  /// The most values that aliases unfold to: each of some anchors stands for as many of the one before as there are
  /// aliases for each, and n numbers of one sum have the largest product when they are alike, and near 2.7.
  private static func largest(anchors: Int, aliases: Int, values: Int) -> Double {
    let chain = min(anchors, Int((Double(aliases) * 0.37).rounded(.up)))
    var product = Double(values)
    for _ in 0..<chain where product <= mostValues { product *= max(1, Double(aliases) / Double(chain)) }
    return product
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "?")].contains(byte)
  }
}
