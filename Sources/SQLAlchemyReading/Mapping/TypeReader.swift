import SQLWriting
import SchemaModel

/// Understands SQLAlchemy's types: what PostgreSQL's dialect makes of them.
struct TypeReader {
  let mapper: SchemaMapper
  /// How deep types stand in types.
  var depth = 0

  init(_ mapper: SchemaMapper, depth: Int = 0) {
    self.mapper = mapper
    self.depth = depth
  }

  func read(_ value: Value, at place: Place) -> TypeDraft {
    guard depth < 30 else { return unresolved("types nest too deep", at: place) }
    switch value {
    case .external(let path): return read(CallObject(path, at: place), at: place)
    case .object(let call):
      if call.callee == "import" { return unresolved("it is not among the files that were read", at: place) }
      return call.receiver == nil ? read(call, at: place) : method(call, at: place)
    case .type(let type): return user(Instance(type, at: place), isMade: false, at: place)
    case .instance(let instance): return user(instance, isMade: true, at: place)
    case .function(let function, _):
      return read(mapper.interpreter.invoke(function, [], at: place), at: place)
    case .unknown(let unknown): return unresolved(unknown.reason, at: unknown.place.file == place.file ? place : place)
    default: return unresolved("it is no type", at: place)
    }
  }

  func unresolved(_ reason: String, at place: Place) -> TypeDraft {
    mapper.report.warning(
      "python-unresolved", "the type of this column is not known: \(reason)", at: place,
      why: "only running code can know it", fix: nil)
    return .open
  }

  private var inner: TypeReader { TypeReader(mapper, depth: depth + 1) }

  private func read(_ call: CallObject, at place: Place) -> TypeDraft {
    if let plain = PlainTypes.named(call.name), Constructs.isLibrary(call.callee) { return plain }
    if Constructs.isLibrary(call.callee) || call.name == "Enum" && call.callee.hasPrefix("sqlalchemy") {
      if let found = standard(call, at: place) { return found }
    }
    if let found = OtherLibraries.type(call, self, at: place) { return found }
    return unresolved("`\(call.callee)` is not among the files that were read", at: place)
  }

  /// `type.with_variant(other, "postgresql")` and what else gives a type back.
  private func method(_ call: CallObject, at place: Place) -> TypeDraft {
    guard let receiver = call.receiver else { return .open }
    switch call.name {
    case "with_variant":
      let dialects =
        call.arguments.dropFirst().compactMap(\.text) + [call.keyword("dialect_name")?.text].compactMap(\.self)
      let isPostgres = dialects.contains("postgresql")
      return inner.read(isPostgres ? call.argument(0) ?? call.keyword("type_") ?? receiver : receiver, at: place)
    case "load_dialect_impl", "evaluates_none", "copy", "adapt", "dialect_impl", "as_generic":
      return inner.read(receiver, at: place)
    case "attribute" where call.argument(0)?.text == "impl", "attribute" where call.argument(0)?.text == "type":
      if let column = mapper.column(receiver) { return column.type }
      return inner.read(receiver, at: place)
    default: return unresolved("`\(call.callee)` is not followed", at: place)
    }
  }

  // MARK: Types with arguments

  private func standard(_ call: CallObject, at place: Place) -> TypeDraft? {
    func number(_ position: Int, _ name: String) -> Int? { (call.argument(position) ?? call.keyword(name))?.number }
    func flag(_ position: Int, _ name: String) -> Bool {
      (call.argument(position) ?? call.keyword(name))?.truth ?? false
    }
    switch call.name {
    case "String", "Unicode", "VARCHAR", "NVARCHAR", "AutoString", "CHAR", "NCHAR": return text(call, at: place)
    case "Numeric", "NUMERIC", "DECIMAL":
      var type = TypeDraft(sql: "NUMERIC", family: .number)
      guard let precision = number(0, "precision") else { return type }
      type.sql = "NUMERIC(\(precision)\(number(1, "scale").map { ", \($0)" } ?? ""))"
      return type
    case "Float", "FLOAT":
      return TypeDraft(sql: "FLOAT\(number(0, "precision").map { "(\($0))" } ?? "")", family: .number)
    case "DateTime", "TIMESTAMP", "Time", "TIME", "DATETIME":
      let word = call.name.uppercased() == "TIME" ? "TIME" : "TIMESTAMP"
      let precision = number(1, "precision").map { "(\($0))" } ?? ""
      return TypeDraft(sql: "\(word)\(precision) \(flag(0, "timezone") ? "WITH" : "WITHOUT") TIME ZONE")
    case "INTERVAL", "Interval":
      let fields = call.keyword("fields")?.text.map { " \($0)" } ?? ""
      let precision = (call.keyword("precision") ?? call.keyword("second_precision"))?.number.map { " (\($0))" } ?? ""
      return TypeDraft(sql: "INTERVAL\(fields)\(precision)")
    case "BIT":
      let length = number(0, "length")
      if flag(1, "varying") { return TypeDraft(sql: "BIT VARYING\(length.map { "(\($0))" } ?? "")") }
      return TypeDraft(sql: "BIT(\(length ?? 1))")
    case "Uuid":
      let isNative = call.keyword("native_uuid")?.truth ?? true
      return TypeDraft(sql: isNative ? "UUID" : "CHAR(32)")
    case "ARRAY", "Array": return array(call, at: place)
    case "Enum", "ENUM": return EnumReader(mapper).read(call, at: place)
    case "DOMAIN": return domain(call, at: place)
    case "UserDefinedType", "TypeDecorator": return nil
    default: return nil
    }
  }

  private func text(_ call: CallObject, at place: Place) -> TypeDraft {
    let length = (call.argument(0) ?? call.keyword("length")).flatMap { value -> Int? in
      if case .unknown(let unknown) = value { _ = unresolved("its length: \(unknown.reason)", at: place) }
      return value.number
    }
    let word = call.name.hasSuffix("CHAR") && !call.name.contains("VAR") ? "CHAR" : "VARCHAR"
    var type = TypeDraft(sql: word + (length.map { "(\($0))" } ?? ""))
    type.collation = call.keyword("collation")?.text
    return type
  }

  private func array(_ call: CallObject, at place: Place) -> TypeDraft {
    guard let item = call.argument(0) ?? call.keyword("item_type") else { return unresolved("its items", at: place) }
    var type = inner.read(item, at: place)
    let dimensions = max(1, min(6, call.keyword("dimensions")?.number ?? 1))
    type.sql = type.sql.map { $0 + String(repeating: "[]", count: dimensions) }
    type.family = .other
    return type
  }

  private func domain(_ call: CallObject, at place: Place) -> TypeDraft {
    guard let name = (call.argument(0) ?? call.keyword("name"))?.text,
      let base = call.argument(1) ?? call.keyword("data_type")
    else { return unresolved("a domain without a name or a type", at: place) }
    let type = inner.read(base, at: place)
    guard let sql = type.sql else { return .open }
    var clauses: [String] = []
    let expressions = ExpressionWriter(mapper, table: nil)
    if let collation = call.keyword("collation")?.text { clauses.append("COLLATE \(QuotedIdentifier.text(collation))") }
    if let value = call.keyword("default"), !value.isNone, let text = expressions.serverDefault(value) {
      clauses.append("DEFAULT \(text)")
    }
    if let name = call.keyword("constraint_name")?.text { clauses.append("CONSTRAINT \(QuotedIdentifier.text(name))") }
    if call.keyword("not_null")?.truth == true { clauses.append("NOT NULL") }
    if let check = call.keyword("check"), !check.isNone, let text = expressions.condition(check) {
      clauses.append("CHECK (\(text))")
    }
    let schema = call.keyword("schema")?.text
    var draft = TypeDraft(sql: QuotedIdentifier.text(qualified(name, schema)), family: type.family)
    draft.domain = DomainDraft(name: name, schema: schema, base: sql, clauses: clauses, place: call.place)
    return draft
  }

  // MARK: Types of one's own

  private func user(_ instance: Instance, isMade: Bool, at place: Place) -> TypeDraft {
    let type = instance.type
    if !isMade {
      // A class given for an object: made without arguments.
      if case .instance(let made) = mapper.interpreter.call(.type(type), ([], []), at: place) {
        return user(made, isMade: true, at: place)
      }
    }
    if type.isEnumeration {
      return EnumReader(mapper).read(CallObject("sqlalchemy.Enum", [.type(type)], at: place), at: place)
    }
    let given: Interpreter.Arguments = instance.handedOn ?? (instance.arguments, instance.keywords)
    var base = implementation(instance, given, at: place)
    if let base { instance.attributes["impl"] = instance.attributes["impl"] ?? base }
    if let owner = type.owner(of: "load_dialect_impl"),
      case .function(let function, _)? = owner.scope["load_dialect_impl"]
    {
      let dialect = CallObject("dialect", at: place)
      dialect.attributes["name"] = .string("postgresql")
      let found = mapper.interpreter.invoke(function, [.instance(instance), .object(dialect)], at: place)
      if !found.isUnknown, !found.isNone { base = Self.isOwnDefault(found) ? base : found }
      if case .unknown(let unknown) = found { return unresolved(unknown.reason, at: place) }
    }
    if let owner = type.owner(of: "get_col_spec"), case .function(let function, _)? = owner.scope["get_col_spec"] {
      let text = mapper.interpreter.invoke(function, [.instance(instance)], at: place)
      return text.text.map { TypeDraft(sql: $0) } ?? unresolved(SchemaMapper.reason(text), at: place)
    }
    guard let base else { return unresolved("what \(type.name) is made of is not known", at: place) }
    return inner.read(base, at: place)
  }

  /// `super().load_dialect_impl(dialect)`.
  private static func isOwnDefault(_ value: Value) -> Bool { value.call?.receiver?.call?.callee == "super" }

  /// What a type decorator wraps, or the type a class inherits from, made with the arguments that were handed on.
  private func implementation(_ instance: Instance, _ given: Interpreter.Arguments, at place: Place) -> Value? {
    let type = instance.type
    let written =
      instance.attributes["impl"]
      ?? type.owner(of: "impl").map {
        mapper.interpreter.look(up: "impl", in: $0.scope, at: place)
      }
    switch written {
    case .external(let path)?: return .object(CallObject(path, given.positional, keywords: given.keywords, at: place))
    case .type?: return mapper.interpreter.call(written ?? .none, (given.positional, given.keywords), at: place)
    case let value?: return value
    case nil: break
    }
    let outsider = type.outsiders.first { value in
      if case .external(let path) = value {
        return !["object", "TypeDecorator", "Generic", "str"].contains(path.lastPart)
      }
      return false
    }
    guard case .external(let path)? = outsider, path.lastPart != "UserDefinedType" else { return nil }
    return .object(CallObject(path, given.positional, keywords: given.keywords, at: place))
  }

  func qualified(_ name: String, _ schema: String?) -> ObjectName { ObjectName(name, schema: schema ?? "public") }
}
