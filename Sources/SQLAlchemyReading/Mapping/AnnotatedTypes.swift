/// Finds the type of a column whose annotation alone tells it.
struct AnnotatedTypes {
  let mapper: SchemaMapper
  let maps: [DictionaryBox]

  init(_ mapper: SchemaMapper, maps: [DictionaryBox]) {
    self.mapper = mapper
    self.maps = maps
  }

  /// SQLAlchemy's own map, by the last part of the Python type's name.
  private static let standard: [String: String] = [
    "builtins.int": "Integer", "builtins.str": "String", "builtins.bool": "Boolean", "builtins.float": "Float",
    "builtins.bytes": "LargeBinary", "datetime.datetime": "DateTime", "datetime.date": "Date", "datetime.time": "Time",
    "datetime.timedelta": "Interval", "decimal.Decimal": "Numeric", "uuid.UUID": "Uuid",
  ]

  func read(_ form: AnnotationForm, at place: Place) -> TypeDraft {
    for candidate in [form.annotated, form.python].compactMap(\.self) {
      if let found = find(candidate, at: place) { return found }
    }
    mapper.report.warning(
      "python-unresolved", "the type of this column is not known: \(reason(form.python))", at: place,
      why: "neither `type_annotation_map` nor SQLAlchemy's own map has it")
    return .open
  }

  private func reason(_ python: Value?) -> String {
    switch python {
    case .unknown(let unknown): unknown.reason
    case let value: ColumnReader.word(value).map { "there is none for \($0)" } ?? "its annotation is not followed"
    }
  }

  private func find(_ python: Value, at place: Place) -> TypeDraft? {
    if let mapped = mapped(python) { return TypeReader(mapper).read(mapped, at: place) }
    switch python {
    case .external(let path):
      return Self.standard[path].map { TypeReader(mapper).read(.external("sqlalchemy.\($0)"), at: place) }
    case .type(let type):
      for ancestor in type.ancestors {
        switch ancestor {
        case .type(let other):
          if other !== type, let mapped = mapped(.type(other)) { return TypeReader(mapper).read(mapped, at: place) }
        case .outside(let value):
          if let mapped = mapped(value), !type.isEnumeration { return TypeReader(mapper).read(mapped, at: place) }
        }
      }
      if type.isEnumeration { return enumeration(type, at: place) }
      for outsider in type.outsiders { if let found = find(outsider, at: place) { return found } }
      return nil
    case .object(let call) where call.callee == "[]":
      if AnnotationForm.name(call.receiver) == "Literal" { return literal(call.arguments) }
      // `dict[str, Any]` is found as `dict`.
      return call.receiver.flatMap { mapped($0) }.map { TypeReader(mapper).read($0, at: place) }
    case .object(let call) where call.name == "NewType": return call.argument(1).flatMap { find($0, at: place) }
    default: return nil
    }
  }

  private func mapped(_ python: Value) -> Value? {
    for map in maps { if let found = map[python] { return found } }
    return nil
  }

  /// An enumeration is a type of its own; what the map says of `enum.Enum` is how it is made.
  private func enumeration(_ type: ClassObject, at place: Place) -> TypeDraft {
    let configured = maps.lazy.compactMap { map in map.entries.first { Self.isEnum($0.key) }?.value.call }.first
    let call = CallObject(
      configured?.callee ?? "sqlalchemy.Enum", [.type(type)], keywords: configured?.keywords ?? [], at: place)
    var draft = TypeReader(mapper).read(.object(call), at: place)
    // A type that an annotation alone makes is in the schema that is searched first, whatever the MetaData's.
    draft.enumeration?.hasSchema = true
    return draft
  }

  private static func isEnum(_ key: Value) -> Bool {
    if case .external(let path) = key { path == "enum.Enum" } else { false }
  }

  /// `Literal["a", "b"]` is a text as long as the longest.
  private func literal(_ values: [Value]) -> TypeDraft? {
    let texts = values.compactMap(\.text)
    guard texts.count == values.count, let longest = texts.map(\.unicodeScalars.count).max() else { return nil }
    return TypeDraft(sql: "VARCHAR(\(longest))")
  }

  // MARK: SQLModel

  private static let texts: Set<String> = [
    "IPv4Address", "IPv4Network", "IPv6Address", "IPv6Network", "Path", "EmailStr", "AnyUrl",
  ]

  func sqlModel(_ form: AnnotationForm, _ field: CallObject?, at place: Place) -> TypeDraft {
    let reader = TypeReader(mapper)
    func number(_ name: String) -> Int? {
      field?.keyword(name)?.number ?? form.extras.lazy.compactMap { $0.call?.keyword(name)?.number }.first
    }
    let length = number("max_length").map { "(\($0))" } ?? ""
    guard let python = form.python else { return .open }
    if case .type(let type) = python, type.isEnumeration { return enumeration(type, at: place) }
    let names: [String] =
      switch python {
      case .external(let path): [path.lastPart]
      case .type(let type): type.outsiders.compactMap { AnnotationForm.name($0) }
      case .object(let call): [call.callee == "[]" ? AnnotationForm.name(call.receiver) ?? "" : call.name]
      default: []
      }
    for name in names {
      switch name {
      case "str", "constr": return TypeDraft(sql: "VARCHAR\(length)")
      case _ where Self.texts.contains(name): return TypeDraft(sql: "VARCHAR\(length)")
      case "datetime", "AwareDatetime": return TypeDraft(sql: "TIMESTAMP WITH TIME ZONE")
      case "NaiveDatetime": return TypeDraft(sql: "TIMESTAMP WITHOUT TIME ZONE")
      case "Decimal", "condecimal":
        guard let precision = number("max_digits") else {
          return reader.read(.external("sqlalchemy.Numeric"), at: place)
        }
        return TypeDraft(
          sql: "NUMERIC(\(precision)\(number("decimal_places").map { ", \($0)" } ?? ""))", family: .number)
      case "UUID4", "UUID1", "UUID3", "UUID5", "UUID7": return TypeDraft(sql: "UUID")
      default: if let found = find(.external(Self.path(name)), at: place) { return found }
      }
    }
    if case .object(let call) = python, AnnotationForm.name(call.receiver) == "Literal" {
      return TypeDraft(sql: "VARCHAR\(length)")
    }
    mapper.report.warning(
      "python-unresolved", "the type of this column is not known: \(reason(python))", at: place,
      why: "SQLModel has no type for it")
    return .open
  }

  private static func path(_ name: String) -> String {
    switch name {
    case "int", "float", "bool", "bytes": "builtins.\(name)"
    case "conint", "PositiveInt", "NonNegativeInt": "builtins.int"
    case "confloat", "PositiveFloat", "NonNegativeFloat": "builtins.float"
    case "UUID": "uuid.UUID"
    default: "datetime.\(name)"
    }
  }
}
