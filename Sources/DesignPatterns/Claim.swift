package import Diagnostics
package import SchemaModel

/// A phrase about one schema and plan, whose numbers keep their unit and whose facts keep their places, so that whoever
/// shows it writes numbers and names as it writes all others.
package struct Claim: Sendable, Hashable, ExpressibleByStringInterpolation {
  package enum Part: Sendable, Hashable {
    /// Our own words.
    case words(String)
    /// Somebody's text.
    case text(String)
    /// A quantity as the plan wrote it.
    case written(String)
    case code(String)
    case table(ObjectName)
    case rows(Double)
    case bytes(Double)
    /// A second.
    case rate(Double)
    /// Seconds.
    case duration(Double)
    case number(Double)
    /// Of one.
    case share(Double)
    /// Reading so many rows one by one, as time.
    case reading(rows: Double)
  }

  package private(set) var parts: [Part]
  /// Where its facts stand, in schema or plan.
  package var sources: [SourceSpan] = []

  package init(stringLiteral value: String) { parts = value.isEmpty ? [] : [.words(value)] }

  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// The same with the places of its facts.
  package func from(_ spans: [SourceSpan?]) -> Claim {
    var claim = self
    claim.sources += spans.compactMap(\.self)
    return claim
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
    package mutating func appendInterpolation(_ number: Int) { parts.append(.words(String(number))) }
    package mutating func appendInterpolation(_ claim: Claim) { parts += claim.parts }
    package mutating func appendInterpolation(code name: String) { parts.append(.code(name)) }
    package mutating func appendInterpolation(codes names: [String]) {
      for (position, name) in names.enumerated() {
        if position > 0 { parts.append(.words(position == names.count - 1 ? " and " : ", ")) }
        parts.append(.code(name))
      }
    }
    package mutating func appendInterpolation(names: [String]) {
      for (position, name) in names.enumerated() {
        if position > 0 { parts.append(.words(position == names.count - 1 ? " and " : ", ")) }
        parts.append(.text(name))
      }
    }
    package mutating func appendInterpolation(table name: ObjectName) { parts.append(.table(name)) }
    package mutating func appendInterpolation(written quantity: String) { parts.append(.written(quantity)) }
    package mutating func appendInterpolation(rows: Double) { parts.append(.rows(rows)) }
    /// To its last digit.
    package mutating func appendInterpolation(whole: Double) { parts.append(.words(String(Int(whole)))) }
    package mutating func appendInterpolation(bytes: Double) { parts.append(.bytes(bytes)) }
    package mutating func appendInterpolation(rate: Double) { parts.append(.rate(rate)) }
    package mutating func appendInterpolation(duration: Double) { parts.append(.duration(duration)) }
    package mutating func appendInterpolation(number: Double) { parts.append(.number(number)) }
    package mutating func appendInterpolation(share: Double) { parts.append(.share(share)) }
    package mutating func appendInterpolation(reading rows: Double) { parts.append(.reading(rows: rows)) }
  }
}
