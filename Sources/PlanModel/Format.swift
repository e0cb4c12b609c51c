/// How numbers are written in a plan: short, with a unit, the same everywhere.
package enum Format {
  /// `950`, `12k`, `1.2M`, `3.4B`: things that are counted, never a fraction of one.
  package static func count(_ number: Double) -> String {
    scaled(number.rounded(), steps: [(1e9, "B"), (1e6, "M"), (1e3, "k")], below: "")
  }

  /// `41 MiB`; powers of 1024.
  package static func bytes(_ number: Double) -> String {
    scaled(
      number,
      steps: [(1_099_511_627_776, " TiB"), (1_073_741_824, " GiB"), (1_048_576, " MiB"), (1024, " KiB")], below: " B")
  }

  /// `40/s`, `6/min`, `4/h`, `2/day`: the unit that leaves a number of one or more.
  package static func rate(_ perSecond: Double) -> String {
    for (seconds, unit) in [(1.0, "s"), (60.0, "min"), (3600.0, "h")] where perSecond * seconds >= 0.9995 {
      let number = perSecond * seconds
      return "\(number < 10_000 ? decimal(number) : count(number))/\(unit)"
    }
    return "\(decimal(perSecond * 86_400))/day"
  }

  /// `50 ms`, `2 s`, `3 min`, `90 days`.
  package static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "\(decimal(seconds * 1000)) ms"
    case ..<120: "\(decimal(seconds)) s"
    case ..<7200: "\(decimal(seconds / 60)) min"
    case ..<172_800: "\(decimal(seconds / 3600)) h"
    default: "\(decimal(seconds / CalendarUnit.day)) days"
    }
  }

  /// A quantity as somebody wrote it, with a space before its unit: `25ms` as `25 ms`; rates and counts stay.
  package static func spaced(_ written: String) -> String {
    var result = ""
    var word = ""
    func isUnit(_ word: String) -> Bool {
      ["ms", "s", "sec", "min", "h", "d", "day", "days", "week", "weeks", "%"].contains(word)
    }
    var follows = false
    for character in written + " " {
      if character.isLetter || character == "%" {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        if follows, isUnit(word) { result.append(" ") }
        result += word
        word = ""
      }
      follows = character.isNumber
      result.append(character)
    }
    return String(result.dropLast())
  }

  package static func percent(_ fraction: Double) -> String { "\(decimal(fraction * 100)) %" }

  /// At most three significant digits, no trailing zeros.
  package static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return "—" }
    let magnitude = number.magnitude
    let places = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (magnitude * scale).rounded()
    guard rounded < 9e15 else { return "\(number)" }
    let whole = Int(rounded) / Int(scale)
    var fraction = String(Int(rounded) % Int(scale))
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let digits = places > 0 && !fraction.isEmpty ? "\(whole).\(fraction)" : "\(whole)"
    return number < 0 && rounded > 0 ? "−\(digits)" : digits
  }

  /// `1 table`, `3 tables`.
  package static func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
  }

  /// `1 row`, `1.6k rows`; what was begun counts as one.
  package static func counted(_ number: Double, _ noun: String) -> String {
    let whole = number.rounded(.up)
    return "\(count(whole)) \(whole == 1 ? noun : noun + "s")"
  }

  /// `a, b and c`; beyond `limit` names: `a, b and 4 more`.
  package static func list(_ items: [String], limit: Int = 6) -> String {
    let shown = items.count > limit ? Array(items.prefix(limit - 1)) + ["\(items.count - limit + 1) more"] : items
    guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func scaled(_ number: Double, steps: [(Double, String)], below: String) -> String {
    for (step, suffix) in steps where number >= step * 0.9995 { return decimal(number / step) + suffix }
    return decimal(number) + below
  }
}

extension Quantity {
  /// As somebody wrote it, in the document's style.
  package var shown: String { Format.spaced(written) }
}

extension Growth {
  package var shown: String { Format.spaced(written) }
}
