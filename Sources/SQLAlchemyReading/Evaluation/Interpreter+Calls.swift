extension Interpreter {
  typealias Arguments = (positional: [Value], keywords: [(name: String, value: Value)])

  func call(
    _ callee: Expression, _ arguments: [Expression], _ keywords: [Expression.Keyword], at place: Place, in scope: Scope
  ) -> Value {
    let given = self.arguments(arguments, keywords, in: scope)
    if case .attribute(let base, let name) = callee.kind {
      let receiver = evaluate(base, in: scope)
      return callMethod(name, of: receiver, given, at: place)
    }
    if case .name("super") = callee.kind { return superObject(given, at: place, in: scope) }
    return call(evaluate(callee, in: scope), given, at: place)
  }

  private func arguments(
    _ arguments: [Expression], _ keywords: [Expression.Keyword], in scope: Scope
  ) -> Arguments {
    var result: Arguments = ([], [])
    for argument in arguments {
      if case .starred(let inner) = argument.kind {
        let value = evaluate(inner, in: scope)
        result.positional += elements(of: value) ?? [unknown("what is unpacked here is not known", at: argument.place)]
      } else {
        result.positional.append(evaluate(argument, in: scope))
      }
    }
    for keyword in keywords {
      let value = evaluate(keyword.value, in: scope)
      guard keyword.name == "**" else {
        result.keywords.append((keyword.name, value))
        continue
      }
      if case .dictionary(let box) = value {
        for entry in box.entries { if let name = entry.key.text { result.keywords.append((name, entry.value)) } }
      } else {
        result.keywords.append(("**", unknown("what is unpacked here is not known", at: keyword.value.place)))
      }
    }
    return result
  }

  /// `super()` finds the class by the function it stands in, whose scope remembers it.
  private func superObject(_ given: Arguments, at place: Place, in scope: Scope) -> Value {
    if given.positional.count == 2 { return .object(CallObject("super", given.positional, at: place)) }
    guard let owner = scope["__class__"], let first = scope["__first__"] else {
      return unknown("super() is not known here", at: place)
    }
    return .object(CallObject("super", [owner, first], at: place))
  }

  func call(_ callee: Value, _ given: Arguments, at place: Place) -> Value {
    switch callee {
    case .unknown: return callee
    case .external(let path):
      return path.hasPrefix("builtins.") || Builtins.known.contains(path)
        ? Builtins.call(path.lastPart, given, at: place, with: self) : construct(path, given, at: place)
    case .type(let type): return instantiate(type, given, at: place)
    case .function(let function, let bound):
      return invoke(function, (bound.map { [$0] } ?? []) + given.positional, keywords: given.keywords, at: place)
    case .object(let call) where call.name == "partial" && !call.arguments.isEmpty:
      return self.call(
        call.arguments[0], (Array(call.arguments.dropFirst()) + given.positional, call.keywords + given.keywords),
        at: place)
    case .object(let call) where call.callee == "attribute" && call.receiver != nil:
      return .object(
        CallObject(
          "." + (call.argument(0)?.text ?? ""), receiver: call.receiver, given.positional, keywords: given.keywords,
          at: place))
    case .object:
      return .object(CallObject("()", receiver: callee, given.positional, keywords: given.keywords, at: place))
    default: return unknown("this can not be called", at: place)
    }
  }

  /// A call of something that is not read is kept; what declares something is remembered.
  private func construct(_ path: String, _ given: Arguments, at place: Place) -> Value {
    if path.lastPart == "has_inherited_table", case .type(let type)? = given.positional.first {
      return .bool(type.types.dropFirst().contains { mapped.contains(ObjectIdentifier($0)) })
    }
    let object = CallObject(path, given.positional, keywords: given.keywords, at: place)
    if Constructs.declarations.contains(object.name), Constructs.isLibrary(path) { declarations.append(object) }
    return .object(object)
  }

  private func callMethod(_ name: String, of receiver: Value, _ given: Arguments, at place: Place) -> Value {
    switch receiver {
    case .string(let text):
      return TextMethods.call(name, on: text, given, at: place) ?? unknown("a text is not known", at: place)
    case .dictionary(let box):
      return Builtins.callDictionary(name, box, given, at: place) ?? unknown("a value is not known", at: place)
    case .list(let box):
      return Builtins.callList(name, box, given, at: place, with: self) ?? unknown("a value is not known", at: place)
    case .object(let call) where call.callee == "dialect" && name == "type_descriptor":
      return given.positional.first ?? .none
    case .object(let call) where call.name == "compile" && call.firstPartIsRegularExpression && name == "sub":
      return TextMethods.substitute([call.arguments.first ?? .none] + given.positional, at: place)
    case .object(let call) where call.callee == "super" && (name == "__init__" || name == "__init_subclass__"):
      return initialise(attribute(name, of: receiver, at: place), call, given, at: place)
    case .object(let call) where call.attributes[name] == nil && call.callee != "super" && call.name != "SQLAlchemy":
      return method(name, of: call, given, at: place)
    default: return call(attribute(name, of: receiver, at: place), given, at: place)
    }
  }

  private func method(_ name: String, of receiver: CallObject, _ given: Arguments, at place: Place) -> Value {
    let object = CallObject(
      "." + name, receiver: .object(receiver), given.positional, keywords: given.keywords, at: place)
    receiver.calls.append(object)
    if Constructs.declarations.contains(name) { declarations.append(object) }
    return .object(object)
  }

  /// `super().__init__(...)`: what a class that is not read is made with.
  private func initialise(_ callee: Value, _ call: CallObject, _ given: Arguments, at place: Place) -> Value {
    if case .function = callee { return self.call(callee, given, at: place) }
    if case .instance(let instance)? = call.argument(1) { instance.handedOn = (given.positional, given.keywords) }
    return .none
  }

  // MARK: Functions

  func invoke(
    _ function: FunctionObject, _ arguments: [Value], keywords: [(name: String, value: Value)] = [], at place: Place
  ) -> Value {
    guard callDepth < 40 else { return unknown("calls nest too deep", at: place) }
    if function.kind == .decorated {
      return unknown("\(function.name) is wrapped by a decorator that is not read", at: place)
    }
    callDepth += 1
    defer { callDepth -= 1 }
    let scope = Scope(.function, parent: function.scope)
    if let owner = function.owner, let first = arguments.first {
      scope.bind("__class__", .type(owner), at: place)
      scope.bind("__first__", first, at: place)
    }
    switch function.code {
    case .lambda(let parameters, let body):
      bind(arguments, keywords, to: parameters, in: scope, of: function, at: place)
      return evaluate(body, in: scope)
    case .function(let syntax):
      guard let body = syntax.body else { return unknown("\(function.name) is not followed", at: place) }
      bind(arguments, keywords, to: syntax.parameters, in: scope, of: function, at: place)
      switch run(body, in: scope) {
      case .returned(let value): return value
      case .next, .broken, .continued: return .none
      case .stopped(let reason, let there): return unknown(reason, at: there)
      }
    }
  }

  private func bind(
    _ arguments: [Value], _ keywords: [(name: String, value: Value)], to parameters: Parameters, in scope: Scope,
    of function: FunctionObject, at place: Place
  ) {
    var rest = arguments[...]
    var named = keywords
    func take(_ parameter: Parameters.Parameter) {
      let value: Value
      if let position = named.firstIndex(where: { $0.name == parameter.name }) {
        value = named.remove(at: position).value
      } else {
        value =
          parameter.defaultValue.map { evaluate($0, in: function.scope) }
          ?? unknown("the argument \(parameter.name) is not known", at: place)
      }
      scope.bind(parameter.name, value, at: place)
    }
    for parameter in parameters.positional {
      if let value = rest.popFirst() { scope.bind(parameter.name, value, at: place) } else { take(parameter) }
    }
    if let name = parameters.rest { scope.bind(name, .tuple(Array(rest)), at: place) }
    for parameter in parameters.keywordOnly { take(parameter) }
    if let name = parameters.restOfKeywords {
      scope.bind(name, .dictionary(DictionaryBox(named.map { (.string($0.name), $0.value) })), at: place)
    }
  }

  // MARK: Objects

  private func instantiate(_ type: ClassObject, _ given: Arguments, at place: Place) -> Value {
    if type.isEnumeration {
      guard let wanted = given.positional.first else { return unknown("a member is not known", at: place) }
      let found = members(of: type).first { $0.attributes["value"]?.identity == wanted.identity }
      return found.map(Value.instance) ?? unknown("a member is not known", at: place)
    }
    let instance = Instance(type, at: place)
    instance.arguments = given.positional
    instance.keywords = given.keywords
    if let owner = type.owner(of: "__init__"), case .function(let function, _)? = owner.scope["__init__"] {
      _ = invoke(function, [.instance(instance)] + given.positional, keywords: given.keywords, at: place)
    } else {
      instance.handedOn = given
      fill(instance, given, at: place)
    }
    return .instance(instance)
  }

  /// Named tuples and data classes take their fields in order.
  private func fill(_ instance: Instance, _ given: Arguments, at place: Place) {
    let fields = instance.type.types.reversed().flatMap(\.annotations)
    for (field, value) in zip(fields, given.positional) { instance.attributes[field.name] = value }
    for keyword in given.keywords where keyword.name != "**" { instance.attributes[keyword.name] = keyword.value }
  }

  /// The members of an enumeration in their order.
  func members(of type: ClassObject) -> [Instance] {
    if let known = enumerations[ObjectIdentifier(type)] { return known }
    var members: [Instance] = []
    var number = 0
    for name in type.scope.order where !name.hasPrefix("_") {
      guard var value = type.scope[name], let place = type.scope.places[name] else { continue }
      if case .function = value { continue }
      if case .type = value { continue }
      if case .object(let call) = value, call.name == "auto" {
        value = next(name, after: number, count: members.count, in: type, at: place)
      }
      number = value.number ?? number
      if members.contains(where: { $0.attributes["value"]?.identity == value.identity }) { continue }
      let member = Instance(type, at: place)
      member.attributes = ["name": .string(name), "value": value, "_value_": value, "_name_": .string(name)]
      members.append(member)
    }
    enumerations[ObjectIdentifier(type)] = members
    return members
  }

  /// The value of `auto()`.
  private func next(_ name: String, after number: Int, count: Int, in type: ClassObject, at place: Place) -> Value {
    let maker = "_generate_next_value_"
    if let owner = type.owner(of: maker), case .function(let function, _)? = owner.scope[maker] {
      return invoke(function, [.string(name), .integer(1), .integer(count), .list([])], at: place)
    }
    return type.inherits(["StrEnum"]) ? .string(name.lowercased()) : .integer(number + 1)
  }

  func member(_ name: String, of type: ClassObject) -> Instance? {
    members(of: type).first { $0.attributes["name"]?.text == name }
  }

  // MARK: Subscripts

  func subscripted(_ base: Value, _ key: Expression, at place: Place, in scope: Scope) -> Value {
    switch base {
    case .unknown: return base
    case .tuple, .list, .string: return item(of: base, key, at: place, in: scope)
    case .dictionary(let box):
      return box[evaluate(key, in: scope)] ?? unknown("there is no such key, or it is not known", at: place)
    case .type(let type) where type.isEnumeration:
      let name = evaluate(key, in: scope).text
      return name.flatMap { member($0, of: type) }.map(Value.instance) ?? unknown("a member is not known", at: place)
    default:
      let value = evaluate(key, in: scope)
      let items: [Value] = if case .tuple(let items) = value { items } else { [value] }
      return .object(CallObject("[]", receiver: base, items, at: place))
    }
  }

  private func item(of base: Value, _ key: Expression, at place: Place, in scope: Scope) -> Value {
    let items = elements(of: base) ?? []
    let open = unknown("there is no such item, or it is not known", at: place)
    if case .slice(let lower, let upper, nil) = key.kind {
      func bound(_ expression: Expression?, _ standard: Int) -> Int? {
        guard let expression else { return standard }
        return evaluate(expression, in: scope).number.map { min(max(0, $0 < 0 ? items.count + $0 : $0), items.count) }
      }
      guard let start = bound(lower, 0), let end = bound(upper, items.count) else { return open }
      let part = start < end ? Array(items[start..<end]) : []
      if case .string = base { return .string(part.compactMap(\.text).joined()) }
      if case .list = base { return .list(part) }
      return .tuple(part)
    }
    guard let number = evaluate(key, in: scope).number else { return open }
    let position = number < 0 ? items.count + number : number
    return items.indices.contains(position) ? items[position] : open
  }
}

extension CallObject {
  fileprivate var firstPartIsRegularExpression: Bool { callee == "re.compile" }
}
