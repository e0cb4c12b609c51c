/// What tells values apart, in one text. It ends also for a list that holds itself, and for a tuple that holds the same
/// one over and over: of more items than there are in any table, only what they are made of is told apart.
struct ValueIdentity {
  static let mostItems = 10_000

  private(set) var text = ""
  private var left = Self.mostItems

  mutating func add(_ value: Value) {
    left -= 1
    switch value {
    case .none: text += "none"
    case .bool(let flag): text += "bool \(flag)"
    case .integer(let number): text += "int \(number)"
    case .float(let digits): text += "float \(digits)"
    case .string(let words): text += "text \(words)"
    case .bytes(let words): text += "bytes \(words)"
    case .tuple(let items): add(items, between: "()", of: nil)
    case .list(let box): add(box.items, between: "[]", of: box)
    case .dictionary(let box): text += "\(ObjectIdentifier(box))"
    case .external(let path): text += path.hasPrefix("typing") ? "typing.\(path.lastPart)" : path
    case .module(let file): text += "module \(file)"
    case .type(let type): text += "\(ObjectIdentifier(type))"
    case .function(let function, _): text += "\(ObjectIdentifier(function))"
    case .instance(let instance): text += "\(ObjectIdentifier(instance))"
    case .object(let call) where call.callee == "[]" && left > 0:
      if let receiver = call.receiver { add(receiver) }
      add(call.arguments, between: "[]", of: call)
    case .object(let call): text += "\(ObjectIdentifier(call))"
    case .unknown(let unknown): text += "unknown \(unknown.place.file) \(unknown.place.start)"
    }
  }

  /// - Parameter object: tells the items apart when they are too many to be looked at.
  private mutating func add(_ items: [Value], between signs: String, of object: AnyObject?) {
    text += signs.prefix(1)
    for (number, item) in items.enumerated() {
      guard left > 0 else {
        text += object.map { "\(ObjectIdentifier($0))" } ?? "..."
        break
      }
      if number > 0 { text += ", " }
      add(item)
    }
    text += signs.suffix(1)
  }
}
