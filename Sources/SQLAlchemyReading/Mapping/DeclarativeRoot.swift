/// What makes a class a declarative one: the base it comes from.
struct DeclarativeRoot {
  enum Style {
    case plain
    case flask
    case sqlModel
    /// A base that is not among the files that were read.
    case outside
  }

  var style: Style
  /// Tells one base from another.
  var identity: String
  var metadata: Value?
  var annotationMaps: [DictionaryBox]

  /// Whether the base is known to be a declarative one.
  var isCertain: Bool { style != .outside }

  private static let innocent: Set<String> = [
    "object", "Generic", "ABC", "Protocol", "str", "int", "dict", "Exception", "BaseModel", "NamedTuple", "TypedDict",
    "Enum",
    "MappedAsDataclass", "AsyncAttrs", "TypeDecorator", "UserDefinedType",
  ]

  /// Whether a class of that path is known to declare no columns.
  static func isInnocent(_ path: String) -> Bool {
    innocent.contains(path.lastPart)
      || ["builtins", "typing", "typing_extensions", "abc", "enum", "collections", "pydantic", "flask_login"].contains(
        path.firstPart)
  }

  static func of(_ type: ClassObject, _ mapper: SchemaMapper) -> DeclarativeRoot? {
    guard let (style, identity, outside) = base(of: type) else { return nil }
    var root = DeclarativeRoot(style: style, identity: identity, metadata: nil, annotationMaps: [])
    let place = type.place
    for ancestor in type.types {
      if root.metadata == nil, ancestor.scope["metadata"] != nil {
        root.metadata = mapper.interpreter.look(up: "metadata", in: ancestor.scope, at: place)
      }
      // Only where a base is made are these read; what a class below it says of them is ignored.
      guard isBase(ancestor) || hasDeclarativeMetaclass(ancestor) else { continue }
      if case .dictionary(let box)? = ancestor.scope["type_annotation_map"] { root.annotationMaps.append(box) }
      guard case .object(let registry)? = ancestor.scope["registry"] else { continue }
      root.add(registry)
    }
    if case .object(let call)? = outside {
      root.add(call)
      if call.callee.hasPrefix("."), let registry = call.receiver?.call { root.add(registry) }
    }
    return root
  }

  private mutating func add(_ call: CallObject) {
    metadata = metadata ?? Constructs.metadata(of: call)
    if case .dictionary(let box)? = call.keyword("type_annotation_map") { annotationMaps.append(box) }
  }

  private static let bases: Set<String> = ["DeclarativeBase", "DeclarativeBaseNoMeta"]

  private static func base(of type: ClassObject) -> (Style, String, Value?)? {
    if isBase(type) { return nil }
    for ancestor in type.types {
      for decorator in ancestor.decorators {
        if let found = decorated(decorator, isOwn: ancestor === type) {
          return (.plain, found.identity.isEmpty ? ancestor.name : found.identity, found.value)
        }
      }
      if ancestor === type { continue }
      if isBase(ancestor) { return (.plain, Value.type(ancestor).identity, nil) }
      if hasDeclarativeMetaclass(ancestor) {
        return (.plain, Value.type(ancestor).identity, nil)
      }
    }
    return outside(type)
  }

  /// Whether it is a base itself, which has no table.
  private static func isBase(_ type: ClassObject) -> Bool {
    type.bases.contains { if case .external(let path) = $0 { bases.contains(path.lastPart) } else { false } }
  }

  private static func hasDeclarativeMetaclass(_ type: ClassObject) -> Bool {
    type.keywords.contains { $0.name == "metaclass" && isDeclarative($0.value) }
  }

  private static func isDeclarative(_ metaclass: Value) -> Bool {
    switch metaclass {
    case .external(let path): path.lastPart == "DeclarativeMeta" || path.lastPart == "DeclarativeAttributeIntercept"
    case .type(let type): type.inherits(["DeclarativeMeta", "DeclarativeAttributeIntercept"])
    default: false
    }
  }

  private static func decorated(_ decorator: Value, isOwn: Bool) -> (identity: String, value: Value?)? {
    let call: CallObject? = decorator.call
    let name: String
    switch decorator {
    case .external(let path): name = path.lastPart
    case .object(let object) where object.callee == "attribute": name = object.argument(0)?.text ?? ""
    case .object(let object): name = object.name
    default: return nil
    }
    switch name {
    case "as_declarative", "as_declarative_base": return isOwn ? nil : ("", decorator)
    case "mapped", "mapped_as_dataclass":
      guard isOwn, let receiver = call?.receiver else { return nil }
      return (receiver.identity, receiver)
    default: return nil
    }
  }

  private static func outside(_ type: ClassObject) -> (Style, String, Value?)? {
    for outsider in type.outsiders {
      switch outsider {
      case .object(let call):
        if ["declarative_base", "generate_base", "automap_base"].contains(call.name) {
          return (.plain, outsider.identity, outsider)
        }
        if call.name == "Model" { return (.flask, outsider.identity, outsider) }
      case .external(let path) where path.lastPart == "SQLModel":
        let isTable = type.keywords.contains { $0.name == "table" && $0.value.truth == true }
        return isTable ? (.sqlModel, "sqlmodel", nil) : nil
      default: break
      }
    }
    let hasName = type.types.contains { $0.scope["__tablename__"] != nil || $0.scope["__table__"] != nil }
    let base = type.outsiders.first { outsider in
      switch outsider {
      case .external(let path): !innocent.contains(path.lastPart)
      case .object(let call): call.name != "Enum"
      case .unknown: true
      default: false
      }
    }
    guard hasName, let base else { return nil }
    return (.outside, "outside", base)
  }

  /// The name of a table that the class does not give one: SQLModel and Flask-SQLAlchemy do.
  func tableName(_ type: ClassObject) -> String? {
    switch style {
    case .sqlModel: type.name.lowercased()
    case .flask: Self.snakeCased(type.name)
    case .plain, .outside: nil
    }
  }

  /// `HTTPServer` is `http_server`, as Flask-SQLAlchemy has it.
  private static func snakeCased(_ name: String) -> String {
    let signs = Array(name)
    var result = ""
    for (position, sign) in signs.enumerated() {
      if sign.isUppercase, position > 0 {
        let follows = signs[position - 1].isLowercase || signs[position - 1].isNumber
        let isWordStart =
          signs[position - 1].isUppercase && position + 1 < signs.count && signs[position + 1].isLowercase
        if follows || isWordStart, result.last != "_" { result += "_" }
      }
      result += sign.lowercased()
    }
    return result
  }
}
