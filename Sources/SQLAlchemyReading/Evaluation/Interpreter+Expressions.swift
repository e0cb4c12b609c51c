extension Interpreter {
  /// The longest text or list that is built.
  static let longest = 100_000
  /// The `r` of `{value!r}`.
  private static let representationSign = 114

  func evaluate(_ expression: Expression, in scope: Scope) -> Value {
    let place = expression.place
    guard step(at: place) else { return unknown("too many steps", at: place) }
    switch expression.kind {
    case .name(let name): return look(up: name, in: scope, at: place)
    case .string(let text): return .string(text)
    case .bytes(let text): return .bytes(text)
    case .integer(let number): return number.map(Value.integer) ?? unknown("the number is too large", at: place)
    case .float(let text): return .float(text)
    case .bool(let flag): return .bool(flag)
    case .none: return .none
    case .ellipsis: return .external("builtins.Ellipsis")
    case .attribute(let base, let name): return attribute(name, of: evaluate(base, in: scope), at: place)
    case .call(let callee, let arguments, let keywords):
      return paid(call(callee, arguments, keywords, at: place, in: scope), at: place)
    case .subscripted(let base, let key):
      return subscripted(evaluate(base, in: scope), key, at: place, in: scope)
    case .tuple(let items): return sequence(items, in: scope).map(Value.tuple) ?? openSequence(place)
    case .list(let items), .items(let items):
      return sequence(items, in: scope).map { Value.list($0) } ?? openSequence(place)
    case .dictionary(let entries): return dictionary(entries, at: place, in: scope)
    default: return paid(evaluateOperation(expression, in: scope), at: place)
    }
  }

  private func evaluateOperation(_ expression: Expression, in scope: Scope) -> Value {
    let place = expression.place
    switch expression.kind {
    case .binary(let sign, let left, let right):
      return operate(sign, evaluate(left, in: scope), evaluate(right, in: scope), at: place)
    case .unary(let sign, let operand): return operate(sign, evaluate(operand, in: scope), at: place)
    case .logical(let sign, let operands): return logical(sign, operands, at: place, in: scope)
    case .comparison(let first, let rest): return comparison(first, rest, at: place, in: scope)
    case .conditional(let test, let then, let otherwise):
      guard let truth = evaluate(test, in: scope).truth else {
        return unknown("it depends on a condition", at: test.place)
      }
      return evaluate(truth ? then : otherwise, in: scope)
    case .lambda(let parameters, let body):
      let outer = scope.kind == .type ? scope.parent ?? scope : scope
      let function = FunctionObject(
        name: "lambda", code: .lambda(parameters, body), module: place.file, scope: outer, place: place)
      return .function(function, bound: nil)
    case .joined(let parts): return joined(parts, at: place, in: scope)
    case .formatted(let value, let conversion, let specification):
      let value = evaluate(value, in: scope)
      let isRepresentation = conversion == Self.representationSign || value.items != nil
      let shown = isRepresentation ? Representation.text(of: value) : Self.text(of: value)
      guard specification == nil, let text = shown else {
        return unknown("a text is put together from what is not known", at: place)
      }
      return .string(text)
    case .comprehension(let kind, let element, let value, let generators):
      return comprehension(kind, element, value, generators, at: place, in: scope)
    case .assignment(let target, let source):
      let value = evaluate(source, in: scope)
      assign(value, to: target, in: scope)
      return value
    case .other(let kind): return unknown("`\(kind.lowercased())` is not followed", at: place)
    default: return unknown("this is not followed", at: place)
    }
  }

  private func openSequence(_ place: Place) -> Value {
    unknown("what is unpacked here is not known", at: place)
  }

  static let openSpread = "what is unpacked here is not known"

  /// Items with `*items` laid out; of those that are not known one stands for all. nil when there are too many.
  private func sequence(_ items: [Expression], in scope: Scope) -> [Value]? {
    var result: [Value] = []
    for item in items {
      if case .starred(let inner) = item.kind {
        let open = unknown(Self.openSpread, at: item.place)
        result += elements(of: evaluate(inner, in: scope)) ?? [open]
      } else {
        result.append(evaluate(item, in: scope))
      }
    }
    return result.count <= Self.longest ? result : nil
  }

  private func dictionary(_ entries: [(key: Expression?, value: Expression)], at place: Place, in scope: Scope) -> Value
  {
    let box = DictionaryBox()
    for entry in entries {
      let value = evaluate(entry.value, in: scope)
      if let key = entry.key {
        box[evaluate(key, in: scope)] = value
      } else if case .dictionary(let other) = value {
        for item in other.entries { box[item.key] = item.value }
      } else {
        return unknown("what is unpacked here is not known", at: entry.value.place)
      }
    }
    return .dictionary(box)
  }

  private func joined(_ parts: [Expression], at place: Place, in scope: Scope) -> Value {
    var result = ""
    for part in parts {
      let value = evaluate(part, in: scope)
      guard let text = value.text, result.utf8.count < Self.longest else {
        if case .unknown = value { return value }
        return unknown("a text is put together from what is not known", at: part.place)
      }
      result += text
    }
    return .string(result)
  }

  /// What `str` makes of a value.
  static func text(of value: Value) -> String? {
    switch value {
    case .string(let text), .float(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "True" : "False"
    case .none: "None"
    case .instance(let instance):
      // Members of an enumeration of texts are texts.
      instance.type.inherits(["str", "StrEnum"]) ? instance.attributes["value"]?.text : nil
    case .object(let call) where call.name == "text" || call.name == "quoted_name": call.argument(0)?.text
    default: nil
    }
  }

  private func logical(_ sign: String, _ operands: [Expression], at place: Place, in scope: Scope) -> Value {
    var last = Value.none
    for operand in operands {
      last = evaluate(operand, in: scope)
      guard let truth = last.truth else { return unknown("it depends on a condition", at: operand.place) }
      if truth == (sign == "or") { return last }
    }
    return last
  }

  private func comparison(
    _ first: Expression, _ rest: [(sign: String, value: Expression)], at place: Place, in scope: Scope
  ) -> Value {
    var left = evaluate(first, in: scope)
    var result = Value.bool(true)
    for (position, step) in rest.enumerated() {
      let right = evaluate(step.value, in: scope)
      result = Operators.compare(step.sign, left, right, at: place)
      if position < rest.count - 1 {
        guard let truth = result.truth else { return result }
        if !truth { return .bool(false) }
      }
      left = right
    }
    return result
  }

  private func comprehension(
    _ kind: String, _ element: Expression, _ value: Expression?, _ generators: [Expression.Generator], at place: Place,
    in scope: Scope
  ) -> Value {
    let inner = Scope(.function, parent: scope)
    var keys: [Value] = []
    var values: [Value] = []
    let isKnown = iterate(generators[...], in: inner) {
      keys.append(evaluate(element, in: inner))
      if let value { values.append(evaluate(value, in: inner)) }
    }
    guard isKnown, keys.count <= Self.longest else { return unknown("what it loops over is not known", at: place) }
    if kind == "dict" { return .dictionary(DictionaryBox(Array(zip(keys, values)).map { (key: $0, value: $1) })) }
    return .list(keys)
  }

  private func iterate(_ generators: ArraySlice<Expression.Generator>, in scope: Scope, _ body: () -> Void) -> Bool {
    guard let first = generators.first else {
      body()
      return true
    }
    guard let items = elements(of: evaluate(first.source, in: scope)) else { return false }
    for item in items {
      guard step(at: first.source.place) else { return false }
      assign(item, to: first.target, in: scope)
      var isWanted = true
      for condition in first.conditions where isWanted {
        guard let truth = evaluate(condition, in: scope).truth else { return false }
        isWanted = truth
      }
      if isWanted, !iterate(generators.dropFirst(), in: scope, body) { return false }
    }
    return true
  }

  /// What a loop over a value would see; nil when that is not known.
  func elements(of value: Value) -> [Value]? {
    switch value {
    case .tuple(let items): return items
    case .list(let box): return box.items
    case .dictionary(let box): return box.entries.map(\.key)
    case .string(let text): return text.unicodeScalars.map { .string(String($0)) }
    case .type(let type) where type.isEnumeration: return members(of: type).map(Value.instance)
    default: return nil
    }
  }
}
