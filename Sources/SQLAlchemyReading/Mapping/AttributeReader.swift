/// Reads one attribute of a mapped class: a column, a relationship, or nothing that the database knows.
struct AttributeReader {
  let mapper: SchemaMapper
  let mapping: MappedClass
  let table: TableDraft
  let root: DeclarativeRoot?

  init(_ mapper: SchemaMapper, _ mapping: MappedClass, _ table: TableDraft, _ root: DeclarativeRoot?) {
    self.mapper = mapper
    self.mapping = mapping
    self.table = table
    self.root = root
  }

  private var type: ClassObject { mapping.type }

  /// Whether the class has the attribute; an annotation alone gives it none unless it is mapped.
  mutating func read(_ name: String, in owner: ClassObject) -> Bool {
    let annotation = owner.annotation(name)
    let place = annotation?.place ?? owner.scope.places[name] ?? owner.place
    var value = owner.scope[name]
    var note = annotation.map(\.expression)
    if case .function(let function, _)? = value {
      guard case .declaredAttribute = function.kind else { return true }
      value = mapper.interpreter.invoke(function, [.type(type)], at: place)
      if case .function(let syntax) = function.code { note = syntax.returns }
    } else if case .object(let call)? = value, call.callee == "import" {
      return true
    }
    if let inner = dataclassColumn(value) { value = inner }
    let form = note.map { AnnotationForm(mapper.interpreter.evaluate($0, in: owner.scope)) }
    if value == nil, form?.isMapped != true, root?.style != .sqlModel { return false }
    read(name, value, form, at: place)
    return true
  }

  /// `field(metadata={"sa": Column(...)})` of a data class that says under which key its columns are.
  private func dataclassColumn(_ value: Value?) -> Value? {
    guard let call = value?.call, call.callee == "dataclasses.field",
      case .dictionary(let box)? = call.keyword("metadata"),
      let key = type.owner(of: "__sa_dataclass_metadata_key__")?.scope["__sa_dataclass_metadata_key__"],
      let found = box[key]
    else { return nil }
    if case .function(let function, _) = found { return mapper.interpreter.invoke(function, [], at: call.place) }
    return found
  }

  private func read(_ name: String, _ value: Value?, _ form: AnnotationForm?, at place: Place) {
    if root?.style == .sqlModel, readField(name, value, form, at: place) { return }
    switch value {
    case .object(let call): read(name, call, form, at: place)
    case .unknown(let unknown):
      guard form?.isMapped == true || mapper.report.text(unknown.place).contains("olumn(") else { return }
      mapper.report.warning(
        "python-unresolved", "\(type.name).\(name) is not known: \(unknown.reason)", at: place,
        why: "if it is a column, it is missing here")
    case nil, .some(.none):
      guard let form, form.isMapped, !form.isUnmapped, !isRelationship(form) else { return }
      addColumn(name, form.column, form, at: place)
    default:
      // A data class's plain default.
      guard let form, form.isMapped, !form.isUnmapped, !isRelationship(form) else { return }
      addColumn(name, form.column, form, at: place)
      table.column(name)?.hasClientDefault = true
    }
  }

  private func read(_ name: String, _ call: CallObject, _ form: AnnotationForm?, at place: Place) {
    switch call.name {
    // Of a plain `Column` the annotation says nothing.
    case "Column": addColumn(name, call, nil, at: place)
    case "mapped_column": addColumn(name, call, form, at: place)
    case "composite": addComposite(name, call, form)
    case "deferred", "column_property":
      let inner = call.arguments.compactMap(\.call).filter(Constructs.isColumn)
      for column in inner { addColumn(inner.count == 1 ? name : columnName(column) ?? name, column, form, at: place) }
      if inner.isEmpty, form?.isMapped == true, call.name == "deferred" { addColumn(name, nil, form, at: place) }
    case "relationship", "relation", "Relationship", "dynamic_loader": addRelationship(name, call, form)
    default:
      if Self.isForeignColumn(call), form?.isMapped ?? true {
        mapper.report.warning(
          "python-unresolved", "\(type.name).\(name) is made by `\(call.callee)`, which is not among the files",
          at: place,
          why: "if it is a column, it is missing here")
      }
    }
  }

  /// A call that by its name makes a column, of a library that is not read.
  private static func isForeignColumn(_ call: CallObject) -> Bool {
    call.receiver == nil && !Constructs.isLibrary(call.callee) && call.name.lowercased().hasSuffix("column")
  }

  private func columnName(_ call: CallObject) -> String? { call.keyword("name")?.text ?? call.argument(0)?.text }

  private func isRelationship(_ form: AnnotationForm) -> Bool {
    if form.column != nil { return false }
    guard case .type(let target)? = form.element ?? form.python else { return false }
    return !target.isEnumeration && DeclarativeRoot.of(target, mapper) != nil
  }

  /// The columns of a value of several; what they do not say of themselves the fields of its data class say.
  private func addComposite(_ name: String, _ call: CallObject, _ form: AnnotationForm?) {
    var made = form?.python
    if case .type? = call.argument(0) { made = call.argument(0) }
    var fields: [(name: String, form: AnnotationForm)] = []
    if case .type(let type)? = made {
      for owner in type.types.reversed() {
        for annotation in owner.annotations {
          let value = mapper.interpreter.evaluate(annotation.expression, in: owner.scope)
          let mapped = CallObject("[]", receiver: .external("sqlalchemy.orm.Mapped"), [value], at: annotation.place)
          fields.append((annotation.name, AnnotationForm(.object(mapped))))
        }
      }
    }
    for (position, column) in call.arguments.compactMap(\.call).filter(Constructs.isColumn).enumerated() {
      let field = fields.indices.contains(position) ? fields[position] : nil
      addColumn(
        columnName(column) ?? field?.name ?? name, column, column.name == "Column" ? nil : field?.form, at: column.place
      )
    }
  }

  // MARK: Columns

  private func addColumn(_ attribute: String, _ call: CallObject?, _ form: AnnotationForm?, at place: Place) {
    if call?.keyword("use_existing_column")?.truth == true, let existing = table.column(attribute) {
      mapping.attributes[attribute] = existing
      return
    }
    let reader = ColumnReader(mapper, annotationMaps: root?.annotationMaps ?? [])
    let column = reader.column(attribute, call, form, at: place)
    column.attribute = attribute
    if table.model !== type, let existing = table.column(column.key), existing.attribute != nil {
      // A class that shares the table of its parent may name a column of it again.
      mapping.attributes[attribute] = existing
      return
    }
    mapper.add(column, to: table)
    mapping.attributes[attribute] = column
    table.fieldOrder.append(attribute)
  }

  private func readField(_ name: String, _ value: Value?, _ form: AnnotationForm?, at place: Place) -> Bool {
    if let call = value?.call, ["Relationship", "relationship"].contains(call.name) {
      addRelationship(name, call, form)
      return true
    }
    guard let form, !form.isClassVariable, name != "model_config" else { return value?.call == nil }
    if form.isMapped { return false }
    let reader = ColumnReader(mapper, annotationMaps: [])
    let column = reader.field(name, value, form, at: place)
    column.attribute = name
    mapper.add(column, to: table)
    mapping.attributes[name] = column
    table.fieldOrder.append(name)
    return true
  }

  // MARK: Relationships

  private func addRelationship(_ name: String, _ call: CallObject, _ form: AnnotationForm?) {
    mapper.consume(call)
    mapping.relationships.insert(name)
    var isList = form?.isList ?? false
    var target = call.argument(0) ?? call.keyword("argument")
    if target == nil { target = form?.element ?? form?.python }
    if let flag = call.keyword("uselist")?.truth { isList = flag }
    table.fieldOrder.append(name)
    table.relationships.append(
      RelationshipDraft(field: name, call: call, target: target, isList: isList, owner: type))
  }
}
