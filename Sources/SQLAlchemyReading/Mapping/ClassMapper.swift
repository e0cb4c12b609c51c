/// Maps one class: which table it has, and which columns its own body and its mixins give it.
struct ClassMapper {
  let mapper: SchemaMapper
  let type: ClassObject

  init(_ mapper: SchemaMapper, _ type: ClassObject) {
    self.mapper = mapper
    self.type = type
  }

  private var interpreter: Interpreter { mapper.interpreter }

  func map() {
    guard !isAbstract, let root = DeclarativeRoot.of(type, mapper) else { return }
    let parent = type.types.dropFirst().lazy.compactMap { mapper.mapping(of: $0) }.first
    let metadata = mapper.metadata(root.metadata, otherwise: root.identity)
    if case .object(let call)? = setting("__table__"), let table = mapper.table(of: call) {
      return mapOnto(table, parent: parent)
    }
    let name = tableName(root, parent: parent)
    if name == nil, parent == nil {
      if root.isCertain, hasColumns { reportNameless() }
      return
    }
    let options = TableOptions(setting("__table_args__"))
    let table: TableDraft?
    if let name {
      let schema = mapper.schema(options.keyword("schema"), metadata, at: type.place)
      table =
        mapper.table(name, schema, in: metadata)
        ?? TableDraft(
          name: name, schema: schema, metadata: metadata, place: type.place)
    } else {
      table = parent?.table
    }
    guard let table else { return }
    let mapping = MappedClass(type: type, table: table)
    mapping.parent = parent
    if name != nil {
      table.model = table.model ?? type
      mapper.add(table)
    }
    mapper.add(mapping)
    mapper.reportOutsiders(of: type)
    addAttributes(to: mapping, table, root)
    let items = TableItems(mapper, table)
    items.finishColumns()
    guard name != nil else { return }
    for item in options.items { items.addConstraint(item) }
    items.addOptions(options.keywords)
  }

  private var isAbstract: Bool {
    type.scope["__abstract__"]?.truth == true
      || type.bases.contains { AnnotationForm.name($0) == "AbstractConcreteBase" }
  }

  private var hasColumns: Bool {
    type.scope.order.contains { type.scope[$0]?.call.map(Constructs.isColumn) ?? false }
  }

  private func reportNameless() {
    mapper.report.warning(
      "python-unresolved", "the table of \(type.name) is not known", at: type.place,
      why: "it has columns, and neither `__tablename__` nor a table to share was found")
  }

  private func mapOnto(_ table: TableDraft, parent: MappedClass?) {
    table.model = table.model ?? type
    let mapping = MappedClass(type: type, table: table)
    mapping.parent = parent
    for column in table.columns { mapping.attributes[column.key] = column }
    mapper.add(mapping)
    addRelationships(to: mapping, table)
  }

  /// A setting such as `__tablename__`: from the class, a mixin or a base without a table of its own.
  private func setting(_ name: String) -> Value? {
    for ancestor in type.types {
      guard let value = ancestor.scope[name] else { continue }
      if ancestor !== type, mapper.mapping(of: ancestor) != nil {
        guard case .function(let function, _) = value, case .declaredAttribute = function.kind else { continue }
      }
      return interpreter.attribute(name, of: type, at: ancestor.scope.places[name] ?? type.place)
    }
    return nil
  }

  private func tableName(_ root: DeclarativeRoot, parent: MappedClass?) -> String? {
    guard let value = setting("__tablename__") else { return parent == nil ? root.tableName(type) : nil }
    if let text = Interpreter.text(of: value), !value.isNone { return text }
    if case .unknown = value {
      mapper.report.warning(
        "python-unresolved", "the name of the table of \(type.name) is not known: \(SchemaMapper.reason(value))",
        at: type.place, why: "the model is left out")
    }
    return nil
  }

  // MARK: Attributes

  private func addAttributes(to mapping: MappedClass, _ table: TableDraft, _ root: DeclarativeRoot) {
    var seen: Set<String> = []
    let cascading = cascadingNames
    let first = table.columns.count
    for ancestor in type.types {
      if ancestor !== type, let other = mapper.mapping(of: ancestor) {
        // What the class it inherits from has mapped is not declared again.
        seen.formUnion(ancestor.scope.order)
        seen.formUnion(other.attributes.keys)
        seen.formUnion(other.relationships)
        if other.table !== table { seen.subtract(cascading) }
        continue
      }
      for name in AttributeOrder.names(of: ancestor, for: type) where !name.hasPrefix("__") && !seen.contains(name) {
        var reader = AttributeReader(mapper, mapping, table, root)
        if reader.read(name, in: ancestor) { seen.insert(name) }
      }
    }
    table.arrange(from: first, byFields: root.style == .sqlModel ? AttributeOrder.fields(of: type) : [])
    for name in AttributeOrder.lateNames(of: type) where !name.hasPrefix("__") {
      var reader = AttributeReader(mapper, mapping, table, root)
      _ = reader.read(name, in: type)
    }
  }

  /// What `declared_attr.cascading` gives every class with a table of its own anew, unless the class says otherwise.
  private var cascadingNames: [String] {
    type.types.filter { mapper.mapping(of: $0) == nil }.flatMap { mixin in
      mixin.scope.order.filter { name in
        guard case .function(let function, _)? = mixin.scope[name] else { return false }
        return function.kind == .declaredAttribute(cascading: true)
      }
    }
  }

  private func addRelationships(to mapping: MappedClass, _ table: TableDraft) {
    for name in type.scope.order {
      guard case .object(let call)? = type.scope[name], call.name == "relationship" else { continue }
      var reader = AttributeReader(mapper, mapping, table, nil)
      _ = reader.read(name, in: type)
    }
  }
}

/// `__table_args__`: constraints and indexes, and options at the end.
struct TableOptions {
  var items: [Value] = []
  var keywords: [(name: String, value: Value)] = []

  init(_ value: Value?) {
    switch value {
    case .dictionary(let box): keywords = Self.keywords(box)
    case .some(let value):
      guard var found = value.items else {
        if case .unknown = value { items = [value] }
        return
      }
      if case .dictionary(let box)? = found.last {
        keywords = Self.keywords(box)
        found.removeLast()
      }
      items = found
    case nil: break
    }
  }

  private static func keywords(_ box: DictionaryBox) -> [(name: String, value: Value)] {
    box.entries.compactMap { entry in entry.key.text.map { ($0, entry.value) } }
  }

  func keyword(_ name: String) -> Value? { keywords.last { $0.name == name }?.value }
}
