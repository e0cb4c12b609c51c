/// What Python brings along, as far as declarations use it.
enum Builtins {
  static let names: Set<String> = [
    "str", "int", "float", "bool", "bytes", "list", "tuple", "dict", "set", "frozenset", "len", "range", "sorted",
    "reversed", "enumerate", "zip", "getattr", "setattr", "hasattr", "isinstance", "issubclass", "type", "super", "map",
    "filter", "object", "staticmethod", "classmethod", "property", "min", "max", "sum", "any", "all", "print", "repr",
    "callable", "vars", "globals", "locals", "Exception", "NotImplementedError", "ValueError", "TypeError", "KeyError",
    "ImportError", "AttributeError", "RuntimeError", "NotImplemented", "complex", "memoryview", "bytearray", "iter",
    "next",
    "id", "hash", "dir", "open", "abs", "round", "divmod", "pow", "chr", "ord", "format", "__import__", "Ellipsis",
  ]

  /// Attributes that a class has without saying so.
  private static let ofEveryClass: Set<String> = [
    "__name__", "__qualname__", "__module__", "__doc__", "__mro__", "__bases__", "__dict__",
  ]

  /// Functions of the standard library that are followed.
  static let known: Set<String> = [
    "re.sub", "copy.copy", "copy.deepcopy", "typing.cast", "collections.OrderedDict", "types.MappingProxyType",
    "itertools.chain",
  ]

  static func call(_ name: String, _ given: Interpreter.Arguments, at place: Place, with interpreter: Interpreter)
    -> Value
  {
    let first = given.positional.first
    let open = interpreter.unknown("what `\(name)` gives is not known", at: place)
    switch name {
    case "dict", "OrderedDict": return dictionary(given) ?? open
    case "super": return open
    case "sub": return TextMethods.substitute(given.positional, at: place)
    case "cast": return given.positional.count > 1 ? given.positional[1] : open
    case "getattr": return property(given, at: place, with: interpreter) ?? open
    case "setattr":
      if case .type(let type)? = first, given.positional.count == 3, let key = given.positional[1].text {
        type.scope.bind(key, given.positional[2], at: place)
      }
      return .none
    case "zip", "chain":
      let lists = given.positional.map { interpreter.elements(of: $0) }
      guard !lists.contains(where: { $0 == nil }) else { return open }
      let known = lists.compactMap(\.self)
      if name == "chain" { return .list(known.flatMap(\.self)) }
      return .list((0..<(known.map(\.count).min() ?? 0)).map { row in .tuple(known.map { $0[row] }) })
    case "range": return range(given.positional.compactMap(\.number)) ?? open
    default:
      guard let first else { return empty(name) ?? open }
      return convert(name, first, given, at: place, with: interpreter) ?? open
    }
  }

  private static func empty(_ name: String) -> Value? {
    switch name {
    case "list", "set", "frozenset": .list([])
    case "tuple": .tuple([])
    case "str": .string("")
    default: nil
    }
  }

  private static func convert(
    _ name: String, _ value: Value, _ given: Interpreter.Arguments, at place: Place, with interpreter: Interpreter
  ) -> Value? {
    switch name {
    case "str":
      return (value.items == nil ? Interpreter.text(of: value) : Representation.text(of: value)).map(Value.string)
    case "repr": return Representation.text(of: value).map(Value.string)
    case "int": return (value.number ?? value.text.flatMap { Int($0) }).map(Value.integer)
    case "bool": return value.truth.map(Value.bool)
    case "copy", "deepcopy", "MappingProxyType": return copy(value)
    case "type":
      if case .instance(let instance) = value { return .type(instance.type) }
      return nil
    case "hasattr": return given.positional.count == 2 ? has(value, given.positional[1].text, interpreter) : nil
    case "issubclass": return given.positional.count == 2 ? inherits(value, from: given.positional[1]) : nil
    case "map":
      guard given.positional.count == 2, let items = interpreter.elements(of: given.positional[1]) else { return nil }
      return .list(items.map { interpreter.call(value, ([$0], []), at: place) })
    default: break
    }
    guard let items = interpreter.elements(of: value) else { return nil }
    switch name {
    case "len": return items.contains(where: \.isUnknown) ? nil : .integer(items.count)
    case "list", "frozenset", "set", "reversed": return .list(name == "reversed" ? items.reversed() : items)
    case "tuple", "iter": return .tuple(items)
    case "sorted": return sorted(items, given)
    case "enumerate": return .list(items.enumerated().map { .tuple([.integer($0), $1]) })
    case "max", "min":
      let numbers = items.compactMap(\.number)
      guard numbers.count == items.count else { return nil }
      return (name == "max" ? numbers.max() : numbers.min()).map(Value.integer)
    default: return nil
    }
  }

  private static func has(_ value: Value, _ name: String?, _ interpreter: Interpreter) -> Value? {
    guard case .type(let type) = value, let name else { return nil }
    if type.owner(of: name) != nil || name == "__table__" && interpreter.hasTable(type) { return .bool(true) }
    let isOpen = type.outsiders.contains { outsider in
      if case .external(let path) = outsider {
        !Constructs.isLibrary(path) && !DeclarativeRoot.isInnocent(path)
      } else {
        true
      }
    }
    return isOpen && !name.hasPrefix("__") ? nil : .bool(false)
  }

  private static func inherits(_ value: Value, from other: Value) -> Value? {
    guard case .type(let type) = value else { return nil }
    if type.ancestors.contains(where: { $0.identity == other.identity }) { return .bool(true) }
    if case .type = other { return .bool(false) }
    return nil
  }

  private static func sorted(_ items: [Value], _ given: Interpreter.Arguments) -> Value? {
    guard given.keywords.isEmpty else { return nil }
    let texts = items.compactMap { Interpreter.text(of: $0) }
    if texts.count == items.count, !items.contains(where: { $0.number != nil }) {
      return .list(zip(texts, items).sorted { $0.0 < $1.0 }.map(\.1))
    }
    return nil
  }

  private static func copy(_ value: Value) -> Value {
    switch value {
    case .list(let box): .list(box.items)
    case .dictionary(let box): .dictionary(DictionaryBox(box.entries))
    default: value
    }
  }

  private static func range(_ bounds: [Int]) -> Value? {
    let start = bounds.count > 1 ? bounds[0] : 0
    guard let end = bounds.count > 1 ? bounds[1] : bounds.first, bounds.count < 3 else { return nil }
    guard end <= start || end.subtractingReportingOverflow(start).partialValue <= Interpreter.longest, start > -1 << 40
    else {
      return nil
    }
    return .list(start < end ? (start..<end).map(Value.integer) : [])
  }

  private static func dictionary(_ given: Interpreter.Arguments) -> Value? {
    let box = DictionaryBox()
    for source in given.positional {
      if case .dictionary(let other) = source {
        for entry in other.entries { box[entry.key] = entry.value }
      } else if let items = source.items {
        for item in items {
          guard let pair = item.items, pair.count == 2 else { return nil }
          box[pair[0]] = pair[1]
        }
      } else {
        return nil
      }
    }
    for keyword in given.keywords {
      if keyword.name == "**" { return nil }
      box[.string(keyword.name)] = keyword.value
    }
    return .dictionary(box)
  }

  private static func property(
    _ given: Interpreter.Arguments, at place: Place, with interpreter: Interpreter
  ) -> Value? {
    guard given.positional.count >= 2, let name = given.positional[1].text else { return nil }
    if case .type(let type) = given.positional[0], given.positional.count > 2, type.owner(of: name) == nil {
      let isThere = name == "__table__" ? interpreter.hasTable(type) : Self.ofEveryClass.contains(name)
      if !isThere { return given.positional[2] }
    }
    if given.positional.count > 2, isWithout(name, given.positional[0]) { return given.positional[2] }
    return interpreter.attribute(name, of: given.positional[0], at: place)
  }

  /// Whether something that is not read is known not to have an attribute: a base class of a library has no table.
  private static func isWithout(_ name: String, _ value: Value) -> Bool {
    let isTable = ["__table__", "__tablename__"].contains(name)
    switch value {
    case .external(let path): return path == "builtins.object" || isTable && Constructs.isLibrary(path)
    case .object(let call): return isTable && ["declarative_base", "Model", "generate_base"].contains(call.name)
    default: return false
    }
  }

  // MARK: Methods

  static func callDictionary(_ name: String, _ box: DictionaryBox, _ given: Interpreter.Arguments, at place: Place)
    -> Value?
  {
    switch name {
    case "keys": return .list(box.entries.map(\.key))
    case "values": return .list(box.entries.map(\.value))
    case "items": return .list(box.entries.map { .tuple([$0.key, $0.value]) })
    case "copy": return .dictionary(DictionaryBox(box.entries))
    case "get", "setdefault":
      guard let key = given.positional.first else { return nil }
      let standard = given.positional.count > 1 ? given.positional[1] : .none
      if name == "setdefault", box[key] == nil { box[key] = standard }
      return box[key] ?? standard
    case "update":
      guard case .dictionary(let other)? = dictionary(given) else { return nil }
      for entry in other.entries { box[entry.key] = entry.value }
      return Value.none
    default: return nil
    }
  }

  static func callList(
    _ name: String, _ box: ListBox, _ given: Interpreter.Arguments, at place: Place, with interpreter: Interpreter
  ) -> Value? {
    switch name {
    case "append", "add":
      guard let item = given.positional.first, box.items.count < Interpreter.longest else { return nil }
      box.items.append(item)
      return Value.none
    case "extend", "update":
      guard let items = given.positional.first.flatMap({ interpreter.elements(of: $0) }),
        box.items.count + items.count <= Interpreter.longest
      else {
        box.items.append(interpreter.unknown("what the list is extended by is not known", at: place))
        return Value.none
      }
      box.items += items
      return Value.none
    case "insert":
      guard let position = given.positional.first?.number, given.positional.count == 2 else { return nil }
      box.items.insert(given.positional[1], at: min(max(0, position), box.items.count))
      return Value.none
    case "copy": return .list(box.items)
    default: return nil
    }
  }
}
