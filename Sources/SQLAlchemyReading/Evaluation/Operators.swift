/// Python's operators on values that are known; on others they stay as they are written.
enum Operators {
  static func compare(_ sign: String, _ left: Value, _ right: Value, at place: Place) -> Value {
    if case .unknown = left { return left }
    if case .unknown = right { return right }
    switch sign {
    case "==", "!=":
      if isKnown(left), isKnown(right) { return .bool((same(left, right)) == (sign == "==")) }
    case "is", "is not":
      if isKnown(left), isKnown(right) { return .bool((left.identity == right.identity) == (sign == "is")) }
      if left.isNone != right.isNone, isObject(left) || isObject(right) { return .bool(sign == "is not") }
    case "in", "not in":
      if let found = contains(right, left) { return .bool(found == (sign == "in")) }
    default:
      if let order = order(left, right) { return .bool(holds(sign, order)) }
    }
    return .object(CallObject("operator.\(sign)", [left, right], at: place))
  }

  private static func isObject(_ value: Value) -> Bool {
    switch value {
    case .object, .instance, .type, .function: true
    default: isKnown(value) && !value.isNone
    }
  }

  private static func isKnown(_ value: Value) -> Bool {
    var items = ValueIdentity.mostItems
    return isKnown(value, &items)
  }

  /// - Parameter left: how many items are looked at; a list may hold itself, or a tuple the same one over and over.
  private static func isKnown(_ value: Value, _ left: inout Int) -> Bool {
    left -= 1
    guard left > 0 else { return false }
    switch value {
    case .none, .bool, .integer, .float, .string, .bytes, .type, .instance: return true
    case .tuple(let items): return items.allSatisfy { isKnown($0, &left) }
    case .list(let box): return box.items.allSatisfy { isKnown($0, &left) }
    default: return false
    }
  }

  private static func same(_ left: Value, _ right: Value) -> Bool {
    if let a = left.number, let b = right.number { return a == b }
    if let a = Interpreter.text(of: left), let b = Interpreter.text(of: right), !left.isNone, !right.isNone {
      return a == b
    }
    return left.identity == right.identity
  }

  private static func contains(_ container: Value, _ item: Value) -> Bool? {
    guard isKnown(item) else { return nil }
    switch container {
    case .string(let text): return item.text.map { part in part.isEmpty || text.contains(part) }
    case .dictionary(let box): return box[item] != nil
    default:
      guard let items = container.items, items.allSatisfy(isKnown) else { return nil }
      return items.contains { same($0, item) }
    }
  }

  /// -1, 0 or 1.
  private static func order(_ left: Value, _ right: Value) -> Int? {
    if let a = left.number, let b = right.number { return a < b ? -1 : a > b ? 1 : 0 }
    if let a = left.text, let b = right.text { return a < b ? -1 : a > b ? 1 : 0 }
    if let a = left.items, let b = right.items {
      for (x, y) in zip(a, b) {
        guard let order = order(x, y) else { return nil }
        if order != 0 { return order }
      }
      return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
    }
    return nil
  }

  private static func holds(_ sign: String, _ order: Int) -> Bool {
    switch sign {
    case "<": order < 0
    case "<=": order <= 0
    case ">": order > 0
    default: order >= 0
    }
  }
}

extension Interpreter {
  func operate(_ sign: String, _ operand: Value, at place: Place) -> Value {
    switch (sign, operand) {
    case (_, .unknown): return operand
    case ("not", _): if let truth = operand.truth { return .bool(!truth) }
    case ("-", .integer(let number)) where number > Int.min: return .integer(-number)
    case ("-", .float(let text)): return .float(text.hasPrefix("-") ? String(text.dropFirst()) : "-\(text)")
    case ("+", .integer), ("+", .float): return operand
    default: break
    }
    return .object(CallObject("operator.\(sign)", [operand], at: place))
  }

  func operate(_ sign: String, _ left: Value, _ right: Value, at place: Place) -> Value {
    if case .unknown = left { return left }
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return arithmetic(sign, a, b, at: place)
    case (.string(let a), _) where sign == "%": return format(a, right, at: place)
    default: break
    }
    if case .unknown = right { return right }
    switch (sign, left, right) {
    case ("+", .string(let a), .string(let b)): return limited(a + b, at: place)
    case ("*", .string(let a), .integer(let count)):
      guard count <= 0 || a.utf8.count < Self.longest / max(1, count) else { break }
      return .string(String(repeating: a, count: max(0, count)))
    case ("+", .tuple(let a), .tuple(let b)): return .tuple(a + b)
    case ("+", .list(let a), .list(let b)):
      guard a.items.count + b.items.count <= Self.longest else { break }
      return .list(a.items + b.items)
    case ("|", .list(let a), .list(let b)) where a.items.count + b.items.count <= Self.longest:
      return .list(a.items + b.items)
    case ("|", .dictionary(let a), .dictionary(let b)): return .dictionary(DictionaryBox(a.entries + b.entries))
    default: break
    }
    return .object(CallObject("operator.\(sign)", [left, right], at: place))
  }

  private func limited(_ text: String, at place: Place) -> Value {
    text.utf8.count <= Self.longest ? .string(text) : unknown("the text is too long", at: place)
  }

  private func arithmetic(_ sign: String, _ a: Int, _ b: Int, at place: Place) -> Value {
    let open = unknown("a number is not known", at: place)
    func checked(_ result: (partialValue: Int, overflow: Bool)) -> Value {
      result.overflow ? open : .integer(result.partialValue)
    }
    switch sign {
    case "+": return checked(a.addingReportingOverflow(b))
    case "-": return checked(a.subtractingReportingOverflow(b))
    case "*": return checked(a.multipliedReportingOverflow(by: b))
    case "//" where b > 0 && a >= 0: return .integer(a / b)
    case "%" where b > 0 && a >= 0: return .integer(a % b)
    case "|": return .integer(a | b)
    case "&": return .integer(a & b)
    case "<<" where (0..<40).contains(b) && abs(a) < 1 << 20: return .integer(a << b)
    case "**" where b >= 0 && b < 63:
      var result = (partialValue: 1, overflow: false)
      for _ in 0..<b where !result.overflow { result = result.partialValue.multipliedReportingOverflow(by: a) }
      return checked(result)
    default: return open
    }
  }

  /// `"%s_%s" % (a, b)` and `"%(a)s" % {...}`.
  private func format(_ template: String, _ right: Value, at place: Place) -> Value {
    let open = unknown("a text is put together from what is not known", at: place)
    var values = (right.items ?? [right])[...]
    var result = ""
    var rest = Substring(template)
    while let sign = rest.firstIndex(of: "%") {
      result += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      if rest.first == "%" {
        result += "%"
        rest = rest.dropFirst()
        continue
      }
      var value: Value?
      if rest.first == "(", let close = rest.firstIndex(of: ")"), case .dictionary(let box) = right {
        value = box[String(rest[rest.index(after: rest.startIndex)..<close])]
        rest = rest[rest.index(after: close)...]
      } else {
        value = values.popFirst()
      }
      guard result.utf8.count <= Self.longest, let kind = rest.first, kind == "s" || kind == "d",
        let text = value.flatMap(Self.text)
      else { return open }
      result += text
      rest = rest.dropFirst()
    }
    return limited(result + rest, at: place)
  }
}
