internal import Diagnostics
internal import PlanModel

extension ValueFormat where Value == String {
  /// Any single value, as it was written.
  static var text: Self {
    .scalar(.text, expectation: Expectation(noun: "a text"), parse: { $0 })
  }

  static var markdown: Self {
    .scalar(.described("Markdown"), expectation: Expectation(noun: "a text in Markdown"), parse: { $0 })
  }

  static var sql: Self {
    .scalar(.described("SQL"), expectation: Expectation(noun: "a text of SQL"), parse: { $0 })
  }

  /// One of a few words.
  static func word(_ words: [String]) -> Self {
    .scalar(.enumeration(words), expectation: .oneOf(words), parse: { words.contains($0) ? $0 : nil })
  }

  /// A schema source or file: relative to the file it stands in, given relative to the project.
  static var path: Self {
    ValueFormat(shape: .described("A path relative to this file, a postgres:// URL or git:REF")) { node, log in
      let text = ValueFormat<String>.text.read(node, &log)
      return text.map { ProjectPath.resolve($0, from: node.file.path) }
    }
  }
}

extension ValueFormat where Value == Bool {
  static var bool: Self {
    .scalar(
      .boolean, expectation: Expectation(noun: "a yes or no", fix: "write `true` or `false`"),
      parse: { ["true": true, "yes": true, "false": false, "no": false][$0] })
  }
}

extension ValueFormat where Value == Int {
  static func integer(minimum: Int? = nil) -> Self {
    let noun = minimum.map { "a whole number of at least \($0)" } ?? "a whole number"
    return .scalar(
      .integer(minimum: minimum), expectation: Expectation(noun: noun),
      parse: { text in Int(text).flatMap { $0 >= minimum ?? .min ? $0 : nil } })
  }
}

extension ValueFormat where Value == Double {
  static func number(_ range: ClosedRange<Double>) -> Self {
    .scalar(
      .number(minimum: range.lowerBound, maximum: range.upperBound),
      expectation: Expectation(noun: "a number from \(range.lowerBound) to \(range.upperBound)"),
      parse: { text in Double(text).flatMap { range.contains($0) ? $0 : nil } })
  }
}

extension ValueFormat where Value == CalendarDate {
  static var date: Self {
    .scalar(
      .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples: ["2026-03-02"], allowsNumber: false),
      expectation: Expectation(noun: "a date", fix: "write year-month-day, e.g. `2026-03-02`"),
      parse: { CalendarDate($0) })
  }
}

extension ValueFormat where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// The raw values of an enumeration, in lower case.
  static var cases: Self {
    let words = Value.allCases.map { $0.rawValue.lowercased() }
    return .scalar(
      .enumeration(words), expectation: .oneOf(words),
      parse: { text in Value.allCases.first { $0.rawValue.lowercased() == text.lowercased() } })
  }
}

extension ValueFormat where Value == Severity? {
  /// How a check counts; `off` is nil.
  static var checkSeverity: Self {
    let words = ["off", "note", "warning", "error"]
    return .scalar(
      .enumeration(words), expectation: .oneOf(words),
      parse: { words.contains($0) ? Optional.some(Severity(rawValue: $0)) : nil })
  }
}

extension Expectation {
  static func oneOf(_ words: [String]) -> Expectation {
    Expectation(noun: "one of \(words.joined(separator: ", "))", words: words)
  }
}
