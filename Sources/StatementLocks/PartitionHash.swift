import SchemaModel

/// Into which partition of a hash-partitioned table a key falls.
///
/// Source: compute_partition_hash_value of PostgreSQL's partbounds.c, the hash functions of hashfunc.c and hashfn.c.
enum PartitionHash {
  /// nil where a value's type is hashed in a way that is not known here.
  static func row(_ values: [(value: Comparison.Value, type: ColumnType)]) -> UInt64? {
    var row: UInt64 = 0
    for (value, type) in values {
      guard !type.isArray, let hash = hash(value, type.name) else { return nil }
      row ^= hash &+ 0x49a0_f4dd_15e5_a8e3 &+ (row << 54) &+ (row >> 7)
    }
    return row
  }

  /// Whether a row belongs to `FOR VALUES WITH (modulus m, remainder r)`; nil where the bound is another one.
  static func holds(_ row: UInt64, _ bound: String) -> Bool? {
    let numbers = bound.split { !$0.isNumber }.compactMap { UInt64($0) }
    guard bound.contains("WITH"), numbers.count == 2, numbers[0] > 0 else { return nil }
    return row % numbers[0] == numbers[1]
  }

  private static let seed: UInt64 = 0x7A5B_2236_7996_DCFD

  private static func hash(_ value: Comparison.Value, _ type: String) -> UInt64? {
    switch (value, type) {
    case (.number(let number), "int2"), (.number(let number), "int4"):
      return Int32(exactly: number).map { hash(word: UInt32(bitPattern: $0)) }
    case (.number(let number), "int8"):
      guard let number = Int64(exactly: number) else { return nil }
      let bits = UInt64(bitPattern: number)
      let high = UInt32(bits >> 32)
      return hash(word: UInt32(truncatingIfNeeded: bits) ^ (number >= 0 ? high : ~high))
    case (.text(let text), "text"), (.text(let text), "varchar"): return hash(bytes: Array(text.utf8))
    case (.text(let text), "uuid"):
      let digits = text.filter(\.isHexDigit)
      guard digits.count == 32 else { return nil }
      let bytes = stride(from: 0, to: 32, by: 2).compactMap { offset in
        UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
      }
      return bytes.count == 16 ? hash(bytes: bytes) : nil
    default: return nil
    }
  }

  private static func hash(word: UInt32) -> UInt64 {
    var state = State(length: 4)
    state.a &+= word
    return state.final()
  }

  private static func hash(bytes: [UInt8]) -> UInt64 {
    var state = State(length: bytes.count)
    var rest = bytes[...]
    while rest.count >= 12 {
      state.add(Array(rest.prefix(12)))
      state.mix()
      rest = rest.dropFirst(12)
    }
    // The lowest byte of the third word is left for the length.
    state.add(Array(rest.prefix(8)) + (rest.count > 8 ? [0] + rest.dropFirst(8) : []))
    return state.final()
  }

  /// Bob Jenkins's lookup3.
  private struct State {
    var a: UInt32
    var b: UInt32
    var c: UInt32

    init(length: Int) {
      let start = 0x9e37_79b9 &+ UInt32(truncatingIfNeeded: length) &+ 3_923_095
      (a, b, c) = (start &+ UInt32(truncatingIfNeeded: seed >> 32), start &+ UInt32(truncatingIfNeeded: seed), start)
      mix()
    }

    mutating func add(_ bytes: [UInt8]) {
      let word = { (first: Int) in
        (0..<4).reduce(UInt32(0)) { word, byte in
          first + byte < bytes.count ? word | UInt32(bytes[first + byte]) << UInt32(8 * byte) : word
        }
      }
      a &+= word(0)
      b &+= word(4)
      c &+= word(8)
    }

    private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word << bits | word >> (32 - bits) }

    mutating func mix() {
      a = (a &- c) ^ Self.turn(c, 4)
      c = c &+ b
      b = (b &- a) ^ Self.turn(a, 6)
      a = a &+ c
      c = (c &- b) ^ Self.turn(b, 8)
      b = b &+ a
      a = (a &- c) ^ Self.turn(c, 16)
      c = c &+ b
      b = (b &- a) ^ Self.turn(a, 19)
      a = a &+ c
      c = (c &- b) ^ Self.turn(b, 4)
      b = b &+ a
    }

    mutating func final() -> UInt64 {
      c = (c ^ b) &- Self.turn(b, 14)
      a = (a ^ c) &- Self.turn(c, 11)
      b = (b ^ a) &- Self.turn(a, 25)
      c = (c ^ b) &- Self.turn(b, 16)
      a = (a ^ c) &- Self.turn(c, 4)
      b = (b ^ a) &- Self.turn(a, 14)
      c = (c ^ b) &- Self.turn(b, 24)
      return UInt64(b) << 32 | UInt64(c)
    }
  }
}
