import SchemaModel

/// Makes a column of the call that declares it and of its annotation.
struct ColumnReader {
  let mapper: SchemaMapper
  let annotationMaps: [DictionaryBox]

  init(_ mapper: SchemaMapper, annotationMaps: [DictionaryBox]) {
    self.mapper = mapper
    self.annotationMaps = annotationMaps
  }

  private var types: TypeReader { TypeReader(mapper) }

  /// - Parameters:
  ///   - attribute: the name when the call gives none.
  ///   - call: nil for a column that is an annotation alone.
  func column(_ attribute: String, _ call: CallObject?, _ form: AnnotationForm?, at place: Place) -> ColumnDraft {
    let shared = form?.column.flatMap { $0 === call ? nil : $0 }
    let isShared = call != nil && call === form?.column
    let given = [call, shared].compactMap(\.self)
    var arguments = call?.arguments ?? []
    var name = keyword(["name", "_Column__name"], given)?.text
    if let first = arguments.first, let text = Interpreter.text(of: first), !first.isNone, first.call == nil {
      name = isShared ? nil : text
      arguments.removeFirst()
    }
    let column = ColumnDraft(
      name: isShared ? attribute : name ?? attribute,
      key: keyword(["key"], given)?.text ?? (isShared ? attribute : name ?? attribute), object: isShared ? nil : call,
      at: place)
    let items = arguments + (shared?.arguments ?? [])
    let type = addItems(items, to: column)
    column.isPrimaryKey = keyword(["primary_key"], given)?.truth ?? false
    addSettings(given, to: column)
    let nullable = keyword(["nullable"], given)
    column.isNullable = nullable?.truth ?? !(column.isPrimaryKey || form?.isMapped == true && form?.isOptional == false)
    let written = keyword(["type_"], given) ?? type
    if let written, !written.isNone {
      column.type = types.read(written, at: place)
    } else if column.foreignKeys.isEmpty, let form, form.isMapped {
      column.type = AnnotatedTypes(mapper, maps: annotationMaps).read(form, at: place)
    }
    column.field = field(column, attribute, given, written, form)
    return column
  }

  private func keyword(_ names: [String], _ calls: [CallObject]) -> Value? {
    for call in calls { for name in names { if let value = call.keyword(name) { return value } } }
    return nil
  }

  /// What stands among the arguments: the type, which is given back, and keys, checks, sequences.
  private func addItems(_ items: [Value], to column: ColumnDraft) -> Value? {
    var type: Value?
    for item in items {
      guard case .object(let call) = item else {
        if type == nil, !item.isNone { type = item }
        continue
      }
      switch call.name {
      case "ForeignKey": column.foreignKeys.append(call)
      case "CheckConstraint": column.constraints.append(call)
      case "Sequence": column.sequence = call
      case "Computed": column.computed = call
      case "Identity": column.identity = call
      case "DefaultClause": column.serverDefault = call.argument(0)
      case "FetchedValue", "ColumnDefault", "deferred": break
      default: if type == nil { type = item }
      }
    }
    return type
  }

  private func addSettings(_ given: [CallObject], to column: ColumnDraft) {
    column.autoincrement = keyword(["autoincrement"], given)
    column.sortOrder = keyword(["sort_order"], given)?.number ?? 0
    column.isIndexed = keyword(["index"], given)?.truth ?? false
    column.isUnique = keyword(["unique"], given)?.truth ?? false
    column.comment = keyword(["comment"], given).flatMap { Interpreter.text(of: $0) }
    if keyword(["comment"], given)?.isNone == true { column.comment = nil }
    for name in ["default", "insert_default", "default_factory"] {
      guard let value = keyword([name], given) else { continue }
      if let call = value.call, call.name == "Sequence" {
        column.sequence = call
      } else if !value.isNone {
        // It takes the place of a sequence among the arguments.
        column.sequence = nil
        column.hasClientDefault = true
      }
    }
    guard let value = keyword(["server_default"], given), !value.isNone else { return }
    switch value.call?.name {
    case "Identity": column.identity = value.call
    case "Computed": column.computed = value.call
    case "FetchedValue": break
    case "DefaultClause": column.serverDefault = value.call?.argument(0)
    case "Sequence": column.serverDefault = value
    default: column.serverDefault = value
    }
  }

  // MARK: What the model says

  private func field(
    _ column: ColumnDraft, _ attribute: String, _ given: [CallObject], _ type: Value?, _ form: AnnotationForm?
  ) -> ModelField {
    var field = ModelField(attribute, type: Self.word(form?.python) ?? Self.word(type) ?? "")
    field.nativeType = form?.python == nil ? nil : type.flatMap(source)
    if form == nil { field.nativeType = type.flatMap(source) }
    let server = keyword(["server_default"], given)
    let client = keyword(["default", "insert_default", "default_factory"], given)
    field.isClientDefault = client.map { !$0.isNone && $0.call?.name != "Sequence" } ?? false
    field.defaultSource = (field.isClientDefault ? client : server).flatMap(source)
    field.isUpdatedAt = keyword(["onupdate", "server_onupdate"], given).map { !$0.isNone } ?? false
    return field
  }

  /// A value as people write it.
  private func source(_ value: Value) -> String? {
    switch value {
    case .object(let call):
      let text = mapper.report.text(call.place)
      return text.utf8.count <= 200 ? text : call.name
    case .external(let path): return path.lastPart
    case .type(let type): return type.name
    case .function(let function, _):
      return function.name == "lambda" ? mapper.report.text(function.place) : function.name
    case .instance(let instance): return mapper.report.text(instance.place)
    default: return Interpreter.text(of: value)
    }
  }

  static func word(_ value: Value?) -> String? {
    switch value {
    case .external(let path)?: path.lastPart
    case .type(let type)?: type.name
    case .object(let call)?:
      call.callee == "[]" ? word(call.receiver) : call.callee.hasPrefix(".") ? word(call.receiver) : call.name
    case .instance(let instance)?: instance.type.name
    default: nil
    }
  }

  // MARK: SQLModel

  /// A field of a SQLModel class: an annotation and maybe `Field(...)`.
  func field(_ name: String, _ value: Value?, _ form: AnnotationForm, at place: Place) -> ColumnDraft {
    let extra = form.extras.lazy.compactMap(\.call).first { $0.name == "Field" }
    let call = value?.call?.name == "Field" ? value?.call : extra
    if let inner = call?.keyword("sa_column")?.call, Constructs.isColumn(inner) {
      return column(name, inner, nil, at: place)
    }
    var keywords: [(name: String, value: Value)] = []
    var arguments: [Value] = []
    for key in ["primary_key", "index", "unique"] {
      if let given = call?.keyword(key) { keywords.append((key, given)) }
    }
    let isPrimaryKey = call?.keyword("primary_key")?.truth ?? false
    keywords.append(("nullable", call?.keyword("nullable") ?? .bool(form.isOptional && !isPrimaryKey)))
    if let target = call?.keyword("foreign_key"), target.text != nil {
      let actions = call?.keyword("ondelete").map { [(name: "ondelete", value: $0)] } ?? []
      arguments.append(.object(CallObject("sqlalchemy.ForeignKey", [target], keywords: actions, at: place)))
    }
    arguments += call?.keyword("sa_column_args")?.items ?? []
    let standard = call?.keyword("default_factory", "default") ?? call?.argument(0) ?? (call == nil ? value : nil)
    if let standard, !Self.isMissing(standard) { keywords.append(("default", standard)) }
    if case .dictionary(let box)? = call?.keyword("sa_column_kwargs") {
      for entry in box.entries { if let key = entry.key.text { keywords.append((key, entry.value)) } }
    }
    let made = CallObject("sqlalchemy.Column", arguments, keywords: keywords, at: call?.place ?? place)
    let column = column(name, made, nil, at: place)
    if let type = call?.keyword("sa_type") {
      column.type = types.read(type, at: place)
    } else {
      column.type = AnnotatedTypes(mapper, maps: []).sqlModel(form, call, at: place)
    }
    column.field?.type = Self.word(form.python) ?? ""
    return column
  }

  /// `Field(...)` and `Field(None)` of a key give no default that matters.
  private static func isMissing(_ value: Value) -> Bool {
    if case .external(let path) = value { return ["Ellipsis", "Undefined"].contains(path.lastPart) }
    return value.isNone
  }
}
