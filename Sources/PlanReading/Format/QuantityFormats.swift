internal import PlanModel

/// Pieces of the patterns that an editor checks quantities with.
private enum Pattern {
  static let number = #"-?[0-9][0-9_]*(\.[0-9]+)?"#
  static let period = "(s|sec|second|min|minute|h|hour|d|day|w|week|month|year|y)"
}

extension ValueFormat where Value == Count {
  /// Rows and other things that are counted.
  static var count: Self {
    quantity(
      "a count", "^\(Pattern.number) ?(k|K|M|B|G|bn|T)?( ?rows?)?$", ["2M", "350k", "1200"], allowsNumber: true,
      units: "a number, with k, M, B or T for thousands to trillions", parse: QuantityParser.count)
  }

  /// Bytes of a value.
  static var width: Self {
    quantity(
      "a width in bytes", "^\(Pattern.number) ?(B|bytes?|[kKMGTP]i?B)?$", ["8", "36 bytes", "2 kB"], allowsNumber: true,
      units: "a number of bytes, or with kB or MB", parse: QuantityParser.width)
  }
}

extension ValueFormat where Value == Rate {
  static var rate: Self {
    quantity(
      "a rate", "^(0|\(Pattern.number) ?(k|K|M|B|G|bn|T)? ?(rows? ?)?/ ?\(Pattern.period))$",
      ["120/s", "6/min", "4M/day"],
      units: "a count and /s, /min, /h, /day, /week, /month or /year", parse: QuantityParser.rate)
  }
}

extension ValueFormat where Value == Growth {
  static var growth: Self {
    quantity(
      "a growth", "^(0|none|\(Pattern.number) ?(k|K|M|B|G|bn|T|%)? ?(rows? ?)?/ ?\(Pattern.period))$",
      ["50k/month", "8%/month", "none"],
      units: "a count or a percentage and /day, /week, /month or /year", parse: QuantityParser.growth)
  }
}

extension ValueFormat where Value == Duration {
  static var duration: Self {
    quantity(
      "a duration",
      "^(0|\(Pattern.number) ?(us|µs|ms|s|secs?|seconds?|min|mins|minutes?|h|hours?|d|days?|w|weeks?|months?|y|years?))$",
      ["50ms", "5 min", "90 days", "2 years"],
      units: "a number and ms, s, min, h, days, weeks, months or years", parse: QuantityParser.duration)
  }
}

extension ValueFormat where Value == Share {
  static var share: Self {
    quantity(
      "a share", "^(0|\(Pattern.number) ?%)$", ["12%", "99.9%"], units: "a percentage", parse: QuantityParser.share)
  }
}

extension ValueFormat where Value == ByteCount {
  static var byteCount: Self {
    quantity(
      "a size", "^(0|\(Pattern.number) ?(B|bytes?|[kKMGTP]i?B))$", ["16 GB", "512 MB"],
      units: "a number and kB, MB, GB or TB",
      parse: QuantityParser.byteCount)
  }
}

extension ValueFormat where Value == Throughput {
  static var throughput: Self {
    quantity(
      "a throughput", "^\(Pattern.number) ?(B|bytes?|[kKMGTP]i?B) ?/ ?s$", ["400 MB/s"],
      units: "a number and kB/s, MB/s or GB/s",
      parse: QuantityParser.throughput)
  }
}

extension ValueFormat where Value == Int {
  static var perInstance: Self {
    quantity(
      "a number per instance", "^[0-9]+( ?/ ?instance)?$", ["20/instance"], allowsNumber: true,
      units: "a whole number, with or without /instance", parse: QuantityParser.perInstance)
  }
}

extension ValueFormat where Value == String {
  static var spike: Self {
    quantity(
      "a spike", "^\(Pattern.number)x for .+$", ["5x for 2 min"], units: "a factor with x, `for`, and a duration",
      parse: { QuantityParser.isSpike($0) ? $0 : nil })
  }
}

extension ValueFormat {
  private static func quantity(
    _ noun: String, _ pattern: String, _ examples: [String], allowsNumber: Bool = false, units: String,
    parse: @escaping (String) -> Value?
  ) -> ValueFormat {
    let fix = "write \(units), e.g. \(examples.map { "`\($0)`" }.joined(separator: ", "))"
    return .scalar(
      .pattern(pattern, examples: examples, allowsNumber: allowsNumber),
      expectation: Expectation(code: "plan-wrong-unit", noun: noun, fix: fix), parse: parse)
  }
}
