internal import Diagnostics

/// One key of a record: its name and meaning, how its value is written, and where in `Root` it goes.
struct RecordKey<Root> {
  var shape: KeyShape
  var read: (YAMLNode, inout Root, inout ReadingLog) -> Void

  fileprivate init(
    _ name: String, _ summary: String, _ shape: ValueShape, isRequired: Bool = false,
    read: @escaping (YAMLNode, inout Root, inout ReadingLog) -> Void
  ) {
    self.shape = KeyShape(name: name, summary: summary, isRequired: isRequired, shape: shape)
    self.read = read
  }
}

/// A fact that keeps its place.
func fact<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>, _ path: WritableKeyPath<Root, Located<Value>?>
) -> RecordKey<Root> {
  RecordKey(name, summary, format.shape) { node, root, log in
    guard let value = format.read(node, &log) else { return }
    root[keyPath: path] = Located(value, span: node.span)
  }
}

/// A fact without which the record means nothing.
func required<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>, _ path: WritableKeyPath<Root, Located<Value>>
) -> RecordKey<Root> {
  RecordKey(name, summary, format.shape, isRequired: true) { node, root, log in
    guard let value = format.read(node, &log) else { return }
    root[keyPath: path] = Located(value, span: node.span)
  }
}

/// Facts of one kind, each with its place; one may stand without a list.
func facts<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>, _ path: WritableKeyPath<Root, [Located<Value>]>
) -> RecordKey<Root> {
  let list = ValueFormat<[Located<Value>]>.oneOrMore(format.located())
  return RecordKey(name, summary, list.shape) { node, root, log in
    guard let values = list.read(node, &log) else { return }
    root[keyPath: path] = values
  }
}

/// A part of the record that is no single fact.
func part<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>, _ path: WritableKeyPath<Root, Value>
) -> RecordKey<Root> {
  RecordKey(name, summary, format.shape) { node, root, log in
    guard let value = format.read(node, &log) else { return }
    root[keyPath: path] = value
  }
}

/// An optional part.
func part<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>, _ path: WritableKeyPath<Root, Value?>
) -> RecordKey<Root> {
  RecordKey(name, summary, format.shape) { node, root, log in
    guard let value = format.read(node, &log) else { return }
    root[keyPath: path] = value
  }
}

/// A key whose value needs more than one place.
func custom<Root, Value: Sendable>(
  _ name: String, _ summary: String, _ format: ValueFormat<Value>,
  _ assign: @escaping (Value, YAMLNode, inout Root) -> Void
) -> RecordKey<Root> {
  RecordKey(name, summary, format.shape) { node, root, log in
    guard let value = format.read(node, &log) else { return }
    assign(value, node, &root)
  }
}

/// What the keys that are not named one by one stand for.
struct OtherKeys<Root> {
  var shape: ValueShape
  var read: (YAMLNode.Pair, inout Root, inout ReadingLog) -> Void
}

@resultBuilder
enum RecordBuilder<Root> {
  static func buildExpression(_ key: RecordKey<Root>) -> [RecordKey<Root>] { [key] }
  static func buildExpression(_ keys: [RecordKey<Root>]) -> [RecordKey<Root>] { keys }
  static func buildBlock(_ keys: [RecordKey<Root>]...) -> [RecordKey<Root>] { keys.flatMap { $0 } }
}

/// The keys of a record, found by name.
struct RecordFields<Root> {
  let keys: [RecordKey<Root>]
  private let others: OtherKeys<Root>?
  private let positions: [String: Int]

  init(keys: [RecordKey<Root>], others: OtherKeys<Root>?) {
    self.keys = keys
    self.others = others
    positions = Dictionary(keys.enumerated().map { ($1.shape.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Fills a record; false when a key that it needs is missing.
  func read(_ pairs: [YAMLNode.Pair], of node: YAMLNode, into root: inout Root, _ log: inout ReadingLog) -> Bool {
    var found: Set<String> = []
    for pair in pairs {
      let name = pair.key.scalar ?? ""
      if let position = positions[name] {
        found.insert(name)
        read(pair, with: keys[position], into: &root, &log)
      } else if let others {
        others.read(pair, &root, &log)
      } else {
        reportUnknown(pair, &log)
      }
    }
    let missing = keys.filter { $0.shape.isRequired && !found.contains($0.shape.name) }
    for key in missing {
      log.error("plan-missing-key", "`\(key.shape.name)` is missing here", at: node, fix: key.shape.summary)
    }
    return missing.isEmpty
  }

  private func read(
    _ pair: YAMLNode.Pair, with key: RecordKey<Root>, into root: inout Root, _ log: inout ReadingLog
  ) {
    if pair.value.isEmpty {
      log.warning(
        "plan-empty-value", "`\(key.shape.name)` has no value", at: pair.key, fix: "write one or remove the key")
    } else {
      key.read(pair.value, &root, &log)
    }
  }

  private func reportUnknown(_ pair: YAMLNode.Pair, _ log: inout ReadingLog) {
    let name = pair.key.scalar ?? ""
    let names = keys.map(\.shape.name)
    if pair.value.isEmpty, name.contains(" ") {
      log.error(
        "plan-unknown-key", "`\(name.excerpt)` is read as a key", at: pair.key,
        why: "between { and } a comma ends a value", fix: "put the whole text in double quotes")
      return
    }
    let nearest = NearestName.of(name, among: names).map { "did you mean `\($0)`?" }
    log.error(
      "plan-unknown-key", "`\(name.excerpt)` is not a key here", at: pair.key,
      fix: nearest ?? "the keys here are \(names.joined(separator: ", "))")
  }
}
