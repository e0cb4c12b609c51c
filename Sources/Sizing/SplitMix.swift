/// Numbers that look drawn by chance and are the same on every machine (Steele, Lea and Flood's SplitMix64).
struct SplitMix: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(limit)) >> 32) }

  /// In 0..<1.
  mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
