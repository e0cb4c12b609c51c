import SchemaModel

/// Values that stand for those that nobody has seen: the `number`th of `count` in the order of the type.
package enum SampleValues {
  /// Whether the order of a type's values can be told.
  static func hasOrder(_ type: ColumnType) -> Bool {
    !type.isArray
      && ["int2", "int4", "int8", "numeric", "uuid", "text", "varchar", "bpchar", "citext"].contains(type.name)
  }

  static func value(_ number: Int, of count: Int, type: ColumnType) -> String? {
    guard hasOrder(type) else { return nil }
    let part = Double(number) / Double(max(1, count))
    switch type.name {
    case "int2": return String(min(number + 1, 32_767))
    case "int4": return String(min(number + 1, 2_147_483_647))
    case "int8", "numeric": return String(number + 1)
    case "uuid": return uuid(part, number)
    default: return letters(part)
    }
  }

  /// Bounds of equal shares of `count` values.
  static func histogram(of count: Double, type: ColumnType) -> [String] {
    let values = Int(min(count, 9e15))
    guard values >= 2, hasOrder(type) else { return [] }
    let buckets = min(ShapeDefaults.buckets, values - 1)
    var bounds: [String] = []
    for bucket in 0...buckets {
      let number = Int(Double(values - 1) * Double(bucket) / Double(buckets))
      if let bound = value(number, of: values, type: type), bound != bounds.last { bounds.append(bound) }
    }
    return bounds
  }

  /// Spread evenly over all, as random ones are.
  private static func uuid(_ part: Double, _ number: Int) -> String {
    let head = hex(Int(part * 4_294_967_295), digits: 8)
    return "\(head)-0000-4000-8000-\(hex(number % 281_474_976_710_656, digits: 12))"
  }

  private static func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Four small letters: all beginnings are equally often.
  private static func letters(_ part: Double) -> String {
    var rest = part
    var text = ""
    for _ in 0..<4 {
      rest *= 26
      let letter = min(25, Int(rest))
      text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(letter)))
      rest -= Double(letter)
    }
    return text
  }
}
