/// Numbers as a sentence says them: two figures are enough for an estimate.
enum NumberText {
  static func count(_ value: Double) -> String {
    switch value {
    case ..<10: tenths(value)
    case ..<1_000: whole(rounded(value, figures: 2))
    case ..<10_000: grouped(rounded(value, figures: 2))
    case ..<1_000_000: whole(rounded(value, figures: 2) / 1_000) + "k"
    case ..<1_000_000_000: tenths(rounded(value, figures: 2) / 1_000_000) + "M"
    case ..<1_000_000_000_000_000: tenths(rounded(value, figures: 2) / 1_000_000_000) + "B"
    // Many tables multiplied: how many is of no interest any more.
    default: "over 1,000,000B"
    }
  }

  /// Powers of 1024, as PostgreSQL counts.
  static func bytes(_ value: Double) -> String {
    var number = value
    for unit in ["bytes", "kB", "MB", "GB"] {
      if number < 1024 { return "\(number < 10 ? tenths(number) : whole(number)) \(unit)" }
      number /= 1024
    }
    return "\(tenths(number)) TB"
  }

  /// A rate a second, in the unit that leaves at least one.
  static func rate(_ perSecond: Double) -> String {
    for (unit, seconds) in [("s", 1.0), ("min", 60), ("h", 3600)] where perSecond * seconds >= 1 {
      return "\(count(perSecond * seconds))/\(unit)"
    }
    return "\(count(perSecond * 86_400))/day"
  }

  static func percent(_ share: Double) -> String { tenths(share * 100) + " %" }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  private static func tenths(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return scaled % 10 == 0 || scaled >= 1000 ? String(scaled / 10) : "\(scaled / 10).\(scaled % 10)"
  }

  private static func grouped(_ value: Double) -> String {
    let number = Int(value)
    let rest = String(number % 1000)
    return "\(number / 1000),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static func rounded(_ value: Double, figures: Int) -> Double {
    var unit = 1.0
    while value / unit >= 100 { unit *= 10 }
    return (value / unit).rounded() * unit
  }
}
