/// What an annotation says: `Mapped[Optional[list["Child"]]]`, taken apart.
struct AnnotationForm {
  /// The type without `Mapped` and `Optional`.
  private(set) var python: Value?
  private(set) var isMapped = false
  /// `Unmapped[...]`: not persisted.
  private(set) var isUnmapped = false
  private(set) var isClassVariable = false
  private(set) var isOptional = false
  /// What stands in a list, set or dictionary.
  private(set) var element: Value?
  private(set) var isList = false
  /// The column of `Annotated[..., mapped_column(...)]`.
  private(set) var column: CallObject?
  /// What else stands in `Annotated[...]`.
  private(set) var extras: [Value] = []
  /// The type before `Annotated` was taken off, to be found in `type_annotation_map`.
  private(set) var annotated: Value?

  private static let containers: Set<String> = ["Mapped", "DynamicMapped", "WriteOnlyMapped", "SQLCoreOperations"]
  private static let lists: Set<String> = [
    "list", "List", "set", "Set", "Sequence", "Collection", "Iterable", "dict", "Dict",
  ]

  init(_ value: Value) {
    python = value
    guard case .object(let call) = value, call.callee == "[]", let name = Self.name(call.receiver) else {
      if Self.name(value) == "ClassVar" { isClassVariable = true }
      peel()
      return
    }
    switch name {
    case "ClassVar": isClassVariable = true
    case "Unmapped":
      isUnmapped = true
      isMapped = true
    case _ where Self.containers.contains(name):
      isMapped = true
      python = call.argument(0)
      if name != "Mapped" {
        isList = true
        element = python
      }
    default: break
    }
    peel()
  }

  static func name(_ value: Value?) -> String? {
    if case .external(let path)? = value { path.lastPart } else { nil }
  }

  /// Takes off `Optional`, unions with None, `Annotated` and lists, in any order.
  private mutating func peel() {
    for _ in 0..<20 {
      guard case .object(let call)? = python else { return }
      if call.callee == "operator.|" {
        peelUnion(Self.members(of: .object(call)))
        if case .object(let rest)? = python, rest === call { return }
        continue
      }
      guard call.callee == "[]", let name = Self.name(call.receiver) else { return }
      switch name {
      case "Optional":
        isOptional = true
        python = call.argument(0)
      case "Union":
        let before = call.arguments.count
        peelUnion(call.arguments)
        if before == call.arguments.count, case .object(let rest)? = python, rest === call { return }
      case "Annotated":
        annotated = annotated ?? python
        extras += call.arguments.dropFirst()
        column = column ?? call.arguments.dropFirst().lazy.compactMap(\.call).first { Constructs.isColumn($0) }
        python = call.argument(0)
      case "Final", "Required", "NotRequired": python = call.argument(0)
      case _ where Self.lists.contains(name):
        isList = true
        element = call.arguments.last
        return
      default: return
      }
    }
  }

  private static func members(of value: Value) -> [Value] {
    guard case .object(let call) = value, call.callee == "operator.|" else { return [value] }
    var result: [Value] = []
    var pending = Array(call.arguments.reversed())
    while let next = pending.popLast() {
      if case .object(let inner) = next, inner.callee == "operator.|" {
        pending += inner.arguments.reversed()
      } else {
        result.append(next)
      }
    }
    return result
  }

  private mutating func peelUnion(_ members: [Value]) {
    let rest = members.filter { !$0.isNone && Self.name($0) != "NoneType" }
    if rest.count < members.count { isOptional = true }
    if rest.count == 1 { python = rest[0] }
  }
}
