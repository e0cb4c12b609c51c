internal import Diagnostics

/// How a value is written: its shape, and how it is read into a `Value`. Reading says what is wrong and gives nil.
struct ValueFormat<Value: Sendable> {
  var shape: ValueShape
  var read: (YAMLNode, inout ReadingLog) -> Value?

  /// A single value of text; `expectation` completes "expected ...", `parse` gives nil for text of another form.
  static func scalar(
    _ shape: ValueShape, expectation: Expectation, parse: @escaping (String) -> Value?
  ) -> ValueFormat {
    ValueFormat(shape: shape) { node, log in
      guard let text = node.scalar else {
        log.error(
          "plan-wrong-kind", "expected \(expectation.noun), this is \(node.kindName)", at: node, fix: expectation.fix)
        return nil
      }
      if let value = parse(text) { return value }
      log.error(
        expectation.code, "`\(text.excerpt)` is not \(expectation.noun)", at: node, fix: expectation.fix(for: text))
      return nil
    }
  }

  func map<Other: Sendable>(_ transform: @escaping (Value) -> Other) -> ValueFormat<Other> {
    let read = read
    return ValueFormat<Other>(shape: shape) { node, log in read(node, &log).map(transform) }
  }

  func located() -> ValueFormat<Located<Value>> {
    let read = read
    return ValueFormat<Located<Value>>(shape: shape) { node, log in
      read(node, &log).map { Located($0, span: node.span) }
    }
  }
}

/// What a scalar should have been.
struct Expectation {
  var code = "plan-wrong-value"
  /// With its article: `a rate`.
  var noun: String
  var fix: String?
  /// Words among which the nearest is suggested.
  var words: [String] = []

  func fix(for text: String) -> String? {
    guard let nearest = NearestName.of(text, among: words) else { return fix }
    return "did you mean `\(nearest)`?"
  }
}

extension ValueFormat {
  /// A list; a single value counts as a list of one.
  static func oneOrMore<Element: Sendable>(_ element: ValueFormat<Element>) -> ValueFormat where Value == [Element] {
    ValueFormat(shape: .oneOrMore(element.shape)) { node, log in
      guard case .sequence(let nodes) = node.content else { return element.read(node, &log).map { [$0] } }
      return nodes.compactMap { element.read($0, &log) }
    }
  }

  static func list<Element: Sendable>(of element: ValueFormat<Element>) -> ValueFormat where Value == [Element] {
    ValueFormat(shape: .list(element.shape)) { node, log in
      guard case .sequence(let nodes) = node.content else {
        log.error(
          "plan-wrong-kind", "expected a list, this is \(node.kindName)", at: node,
          fix: "begin each element with `- `, or write `[a, b]`")
        return nil
      }
      return nodes.compactMap { element.read($0, &log) }
    }
  }

  /// A map whose keys are free; each entry becomes one element.
  static func map<Key: Sendable, Entry: Sendable, Element: Sendable>(
    keyedBy key: ValueFormat<Key>, _ keys: String, to value: ValueFormat<Entry>,
    _ make: @escaping (Located<Key>, Entry, SourceSpan) -> Element
  ) -> ValueFormat where Value == [Element] {
    ValueFormat(shape: .map(keys: keys, value.shape)) { node, log in
      guard let pairs = mapping(node, &log) else { return nil }
      return pairs.compactMap { pair in
        let name = key.read(pair.key, &log)
        guard let entry = value.read(pair.value, &log), let name else { return nil }
        return make(Located(name, span: pair.key.span), entry, pair.value.span)
      }
    }
  }

  /// A scalar of one format, or a map of another.
  static func scalar(_ scalar: ValueFormat, or record: ValueFormat) -> ValueFormat {
    ValueFormat(shape: .either([scalar.shape, record.shape])) { node, log in
      if case .scalar = node.content { return scalar.read(node, &log) }
      return record.read(node, &log)
    }
  }

  fileprivate static func mapping(_ node: YAMLNode, _ log: inout ReadingLog) -> [YAMLNode.Pair]? {
    if case .mapping(let pairs) = node.content { return pairs }
    guard !node.isEmpty else { return [] }
    log.error(
      "plan-wrong-kind", "expected a map of keys, this is \(node.kindName)", at: node,
      fix: "write `key: value` lines, or `{ key: value }`")
    return nil
  }
}

extension ValueFormat {
  /// A map of known keys. `others`, when given, takes every key that is not one of them.
  static func record(
    _ make: @escaping () -> Value, others: OtherKeys<Value>? = nil, @RecordBuilder<Value> keys: () -> [RecordKey<Value>]
  ) -> ValueFormat {
    let fields = RecordFields(keys: keys(), others: others)
    return ValueFormat(shape: .record(fields.keys.map(\.shape), others: others?.shape)) { node, log in
      guard let pairs = mapping(node, &log) else { return nil }
      var value = make()
      return fields.read(pairs, of: node, into: &value, &log) ? value : nil
    }
  }

  /// A map from names to records: the name starts the record, the keys fill it.
  static func records<Key: Sendable, Element: Sendable>(
    keyedBy key: ValueFormat<Key>, _ keyNames: String, others: OtherKeys<Element>? = nil,
    make: @escaping (Located<Key>) -> Element, @RecordBuilder<Element> keys: () -> [RecordKey<Element>]
  ) -> ValueFormat where Value == [Element] {
    let fields = RecordFields(keys: keys(), others: others)
    let shape = ValueShape.map(keys: keyNames, .record(fields.keys.map(\.shape), others: others?.shape))
    return ValueFormat(shape: shape) { node, log in
      guard let pairs = mapping(node, &log) else { return nil }
      return pairs.compactMap { pair in
        let name = key.read(pair.key, &log)
        guard let entries = ValueFormat<Element>.entries(pair.value, &log) else { return nil }
        guard let name else { return nil }
        var element = make(Located(name, span: pair.key.span))
        return fields.read(entries, of: pair.key, into: &element, &log) ? element : nil
      }
    }
  }
}

extension ValueFormat {
  fileprivate static func entries(_ node: YAMLNode, _ log: inout ReadingLog) -> [YAMLNode.Pair]? {
    ValueFormat<Int>.mapping(node, &log)
  }
}
