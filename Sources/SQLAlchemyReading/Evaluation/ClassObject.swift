/// A class that is read.
final class ClassObject {
  struct Annotation {
    var name: String
    var expression: Expression
    var place: Place
  }

  let name: String
  let module: Int
  let place: Place
  let documentation: String
  /// Where it stands among all classes.
  let number: Int
  var bases: [Value] = []
  var keywords: [(name: String, value: Value)] = []
  var decorators: [Value] = []
  let scope: Scope
  var annotations: [Annotation] = []
  /// The names that its body has bound; others were set on it afterwards.
  var bodyNames: Set<String> = []
  private var positions: [String: Int] = [:]
  private var order: [Ancestor]?

  enum Ancestor {
    case type(ClassObject)
    /// A class that is not read: its path, or the call that made it.
    case outside(Value)

    var value: Value {
      switch self {
      case .type(let type): .type(type)
      case .outside(let value): value
      }
    }

    var identity: String {
      switch self {
      case .type(let type): Value.type(type).identity
      case .outside(let value): value.identity
      }
    }
  }

  init(name: String, module: Int, number: Int, documentation: String, scope: Scope, at place: Place) {
    self.name = name
    self.module = module
    self.number = number
    self.documentation = documentation
    self.scope = scope
    self.place = place
  }

  func annotate(_ name: String, _ expression: Expression, at place: Place) {
    if positions[name] == nil {
      positions[name] = annotations.count
      annotations.append(Annotation(name: name, expression: expression, place: place))
    }
  }

  func annotation(_ name: String) -> Annotation? { positions[name].map { annotations[$0] } }

  /// Itself and all it inherits from, in the order in which Python looks for attributes (C3).
  var ancestors: [Ancestor] {
    if let order { return order }
    // A class that inherits from itself, which Python would refuse.
    order = [.type(self)]
    let lists = bases.map { base -> [Ancestor] in
      if case .type(let type) = base { return type.ancestors }
      return [.outside(base)]
    }
    let found = [.type(self)] + (lists.count == 1 ? lists[0] : Self.merged(lists + [lists.compactMap(\.first)]))
    order = found
    return found
  }

  /// Each time the first head that no list has further on; where there is none, which Python would refuse, the first.
  private static func merged(_ lists: [[Ancestor]]) -> [Ancestor] {
    let names = lists.map { $0.map(\.identity) }
    // How many lists have it behind their heads.
    var waiting: [String: Int] = [:]
    for list in names { for name in list.dropFirst() { waiting[name, default: 0] += 1 } }
    var heads = names.map { _ in 0 }
    var taken: Set<String> = []
    var result: [Ancestor] = []
    while true {
      let open = names.indices.filter { heads[$0] < names[$0].count }
      guard let fallback = open.first else { return result }
      let next = open.first { waiting[names[$0][heads[$0]], default: 0] == 0 } ?? fallback
      let name = names[next][heads[next]]
      result.append(lists[next][heads[next]])
      taken.insert(name)
      for index in open {
        while heads[index] < names[index].count, taken.contains(names[index][heads[index]]) {
          heads[index] += 1
          if heads[index] < names[index].count { waiting[names[index][heads[index]], default: 1] -= 1 }
        }
      }
    }
  }

  var types: [ClassObject] {
    ancestors.compactMap { if case .type(let type) = $0 { type } else { nil } }
  }

  var outsiders: [Value] {
    ancestors.compactMap { if case .outside(let value) = $0 { value } else { nil } }
  }

  /// Whether an outside ancestor has one of these names, whatever module it comes from.
  func inherits(_ names: Set<String>) -> Bool {
    outsiders.contains { value in
      switch value {
      case .external(let path): names.contains(path.lastPart)
      case .object(let call): names.contains(call.name) || call.receiver.map { Self.path(of: $0, isIn: names) } ?? false
      default: false
      }
    }
  }

  private static func path(of value: Value, isIn names: Set<String>) -> Bool {
    if case .external(let path) = value { names.contains(path.lastPart) } else { false }
  }

  var isEnumeration: Bool { inherits(["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"]) }

  /// The first class that has an attribute of this name in its body.
  func owner(of name: String) -> ClassObject? { types.first { $0.scope[name] != nil } }
}

/// The names of a module, a class body or a call, in the order in which they were bound.
final class Scope {
  enum Kind {
    case module
    case type
    case function
  }

  let kind: Kind
  let parent: Scope?
  private(set) var order: [String] = []
  private var values: [String: Value] = [:]
  private(set) var places: [String: Place] = [:]

  init(_ kind: Kind, parent: Scope? = nil) {
    self.kind = kind
    self.parent = parent
  }

  subscript(name: String) -> Value? { values[name] }

  func bind(_ name: String, _ value: Value, at place: Place) {
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
    places[name] = place
  }

  func remove(_ name: String) {
    if values.removeValue(forKey: name) != nil { order.removeAll { $0 == name } }
  }

  var snapshot: [String: Value] { values }
}
