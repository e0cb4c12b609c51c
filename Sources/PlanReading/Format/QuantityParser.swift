internal import PlanModel

/// Reads numbers as people write them: `2M`, `120/s`, `50ms`, `8%/month`, `16 GB`.
enum QuantityParser {
  private static let magnitudes: [String: Double] = [
    "": 1, "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "G": 1e9, "bn": 1e9, "T": 1e12,
  ]
  private static let seconds: [String: Double] = [
    "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
    "d": CalendarUnit.day, "day": CalendarUnit.day, "w": 7 * CalendarUnit.day, "week": 7 * CalendarUnit.day,
    "month": CalendarUnit.month, "year": CalendarUnit.year, "y": CalendarUnit.year,
  ]
  private static let bytes: [String: Double] = [
    "": 1, "B": 1, "byte": 1, "kB": 1024, "KB": 1024, "KiB": 1024, "MB": 0x1p20, "MiB": 0x1p20, "GB": 0x1p30,
    "GiB": 0x1p30, "TB": 0x1p40, "TiB": 0x1p40, "PB": 0x1p50, "PiB": 0x1p50,
  ]

  /// `2M`, `50k`, `1_200`, `4M rows`.
  static func count(_ text: String) -> Count? {
    guard let (number, suffix) = split(text) else { return nil }
    var unit = suffix
    for word in ["rows", "row"] where unit.hasSuffix(word) { unit = trimmed(unit.dropLast(word.count)) }
    return magnitudes[unit].flatMap { quantity(number * $0, text) }
  }

  /// `120/s`, `4M/day`; a bare 0 is a rate as well.
  static func rate(_ text: String) -> Rate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 1, let zero = split(text), zero.number == 0, zero.unit.isEmpty { return quantity(0, text) }
    guard parts.count == 2, let amount = count(String(parts[0])), let period = period(parts[1]) else { return nil }
    return quantity(amount.value / period, text)
  }

  /// `50ms`, `2 years`; a bare 0 is a duration as well.
  static func duration(_ text: String) -> Duration? {
    guard let (number, unit) = split(text) else { return nil }
    if unit.isEmpty { return number == 0 ? quantity(0, text) : nil }
    return (seconds[unit] ?? seconds[singular(unit)]).flatMap { quantity(number * $0, text) }
  }

  /// `12%`, `99.95 %`; a bare 0 is a share as well.
  static func share(_ text: String) -> Share? {
    guard let (number, unit) = split(text) else { return nil }
    if unit.isEmpty { return number == 0 ? quantity(0, text) : nil }
    return unit == "%" ? quantity(number / 100, text) : nil
  }

  /// `50k/month`, `8%/month`, `none`.
  static func growth(_ text: String) -> Growth? {
    if text == "none" { return .rows(Rate(0, written: text)) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].contains("%") {
      guard let share = share(String(parts[0])), let period = period(parts[1]) else { return nil }
      return .share(Share(share.value, written: trimmed(text[...])), period: period)
    }
    return rate(text).map(Growth.rows)
  }

  /// `16 GB`, `512 bytes`.
  static func byteCount(_ text: String) -> ByteCount? {
    guard let (number, unit) = split(text), !unit.isEmpty || number == 0 else { return nil }
    return (bytes[unit] ?? bytes[singular(unit)]).flatMap { quantity(number * $0, text) }
  }

  /// A column's or row's width: `8`, `8 bytes`, `2 kB`.
  static func width(_ text: String) -> Count? {
    guard let (number, unit) = split(text) else { return nil }
    return (bytes[unit] ?? bytes[singular(unit)]).flatMap { quantity(number * $0, text) }
  }

  /// `400 MB/s`.
  static func throughput(_ text: String) -> Throughput? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, trimmed(parts[1]) == "s", let amount = byteCount(String(parts[0])) else { return nil }
    return quantity(amount.value, text)
  }

  /// `20/instance` or `20`.
  static func perInstance(_ text: String) -> Int? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 1 || (parts.count == 2 && trimmed(parts[1]) == "instance") else { return nil }
    return Int(trimmed(parts[0]))
  }

  /// `5x for 2 min`.
  static func isSpike(_ text: String) -> Bool {
    guard let separator = text.firstRange(of: " for ") else { return false }
    guard let (number, unit) = split(String(text[..<separator.lowerBound])), unit == "x", number > 0 else {
      return false
    }
    return duration(String(text[separator.upperBound...])) != nil
  }

  private static func period(_ text: Substring) -> Double? {
    let unit = trimmed(text)
    return seconds[unit].flatMap { $0 >= 1 ? $0 : nil }
  }

  private static func quantity<Unit>(_ value: Double, _ text: String) -> Quantity<Unit>? {
    value.isFinite ? Quantity(value, written: trimmed(text[...])) : nil
  }

  /// A number and the text after it; underscores may stand between digits.
  private static func split(_ text: String) -> (number: Double, unit: String)? {
    let text = trimmed(text[...])
    let end = text.firstIndex { !($0.isASCII && ($0.isNumber || "._+-".contains($0))) } ?? text.endIndex
    let digits = text[..<end]
    guard let first = digits.first, first.isNumber || first == "-", digits.last?.isNumber == true else { return nil }
    guard let number = Double(String(digits.filter { $0 != "_" })), number.isFinite else { return nil }
    return (number, trimmed(text[end...]))
  }

  private static func singular(_ unit: String) -> String { unit.hasSuffix("s") ? String(unit.dropLast()) : unit }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
