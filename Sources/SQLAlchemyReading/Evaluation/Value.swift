/// What an expression of Python is worth, as far as that can be known without running it.
indirect enum Value {
  case none
  case bool(Bool)
  case integer(Int)
  case float(String)
  case string(String)
  case bytes(String)
  case tuple([Value])
  case list(ListBox)
  case dictionary(DictionaryBox)
  /// Something of a module that is not read, by its path: `sqlalchemy.orm.Mapped`.
  case external(String)
  /// A module that is read.
  case module(Int)
  case type(ClassObject)
  case function(FunctionObject, bound: Value?)
  /// What a call of something external made.
  case object(CallObject)
  case instance(Instance)
  /// Why it is not known, and where.
  case unknown(Unknown)

  struct Unknown {
    var reason: String
    var place: Place
  }

  static func list(_ items: [Value]) -> Value { .list(ListBox(items)) }
}

final class ListBox {
  var items: [Value]
  init(_ items: [Value]) { self.items = items }
}

final class DictionaryBox {
  private(set) var entries: [(key: Value, value: Value)] = []
  private var positions: [String: Int] = [:]

  init(_ entries: [(key: Value, value: Value)] = []) { for entry in entries { self[entry.key] = entry.value } }

  subscript(key: Value) -> Value? {
    get { positions[key.identity].map { entries[$0].value } }
    set {
      guard let newValue else { return }
      if let position = positions[key.identity] {
        entries[position].value = newValue
      } else {
        positions[key.identity] = entries.count
        entries.append((key, newValue))
      }
    }
  }

  subscript(name: String) -> Value? { self[.string(name)] }
}

/// What a call of something that is not read made: the call itself, to be understood later. Also operators (`operator.+`),
/// attributes (`attribute`) and subscripts (`[]`) of such values.
final class CallObject {
  let callee: String
  /// The object whose method it is, or what an attribute or subscript is of.
  let receiver: Value?
  var arguments: [Value]
  var keywords: [(name: String, value: Value)]
  let place: Place
  /// Attributes that were set, or that belong to it.
  var attributes: [String: Value] = [:]
  /// Methods that were called on it.
  var calls: [CallObject] = []

  init(
    _ callee: String, receiver: Value? = nil, _ arguments: [Value] = [], keywords: [(name: String, value: Value)] = [],
    at place: Place
  ) {
    self.callee = callee
    self.receiver = receiver
    self.arguments = arguments
    self.keywords = keywords
    self.place = place
  }

  /// The last part of the callee's path.
  var name: String { callee.lastPart }

  func keyword(_ name: String) -> Value? { keywords.last { $0.name == name }?.value }

  func keyword(_ names: String...) -> Value? {
    for name in names { if let value = keyword(name) { return value } }
    return nil
  }

  func argument(_ position: Int) -> Value? { arguments.indices.contains(position) ? arguments[position] : nil }
}

/// An object of a class that is read.
final class Instance {
  let type: ClassObject
  var attributes: [String: Value] = [:]
  var arguments: [Value] = []
  var keywords: [(name: String, value: Value)] = []
  /// What the initialiser handed on to a class that is not read.
  var handedOn: Interpreter.Arguments?
  let place: Place

  init(_ type: ClassObject, at place: Place) {
    self.type = type
    self.place = place
  }
}

final class FunctionObject {
  enum Kind: Equatable {
    case plain
    case property
    case classMethod
    case staticMethod
    case declaredAttribute(cascading: Bool)
    /// Wrapped by something that is not read.
    case decorated
  }

  enum Code {
    case function(FunctionSyntax)
    case lambda(Parameters, Expression)
  }

  let name: String
  let code: Code
  let module: Int
  let scope: Scope
  let place: Place
  var kind = Kind.plain
  /// The class whose body it stands in.
  weak var owner: ClassObject?

  init(name: String, code: Code, module: Int, scope: Scope, place: Place) {
    self.name = name
    self.code = code
    self.module = module
    self.scope = scope
    self.place = place
  }
}

extension String {
  var lastPart: String { split(separator: ".").last.map(String.init) ?? self }
  var firstPart: String { split(separator: ".").first.map(String.init) ?? self }
}

extension Value {
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var number: Int? {
    switch self {
    case .integer(let number): number
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }
  var call: CallObject? { if case .object(let call) = self { call } else { nil } }
  var isNone: Bool { if case .none = self { true } else { false } }
  var isUnknown: Bool { if case .unknown = self { true } else { false } }

  var items: [Value]? {
    switch self {
    case .tuple(let items): items
    case .list(let box): box.items
    default: nil
    }
  }

  /// Whether Python takes it for true; nil when that is not known.
  var truth: Bool? {
    switch self {
    case .none: false
    case .bool(let flag): flag
    case .integer(let number): number != 0
    case .float(let text): Double(text).map { $0 != 0 }
    case .string(let text), .bytes(let text): !text.isEmpty
    case .tuple(let items): !items.isEmpty
    case .list(let box): !box.items.isEmpty
    case .dictionary(let box): !box.entries.isEmpty
    case .type, .function, .module, .instance: true
    case .external, .object, .unknown: nil
    }
  }

  /// The same for two values that Python takes as the same key.
  var identity: String {
    var identity = ValueIdentity()
    identity.add(self)
    return identity.text
  }
}
