import SchemaModel

extension CatalogBuilder {
  /// The column of a scalar field; relation fields have none.
  func column(_ field: FieldNode, in model: ModelNode) -> Column? {
    guard var type = elementType(of: field) else { return nil }
    let isList = field.arity == .list
    if isList { type.arrayDimensions += 1 }
    // Prisma makes list columns without NOT NULL; a serial column has it whatever the schema says.
    let isSerial = field.defaultValue?.isAutoincrement == true && !tree.configuration.isCockroach
    let isNullable = isList || field.arity == .optional && !isSerial
    var column = Column(field.columnName, type, isNullable: isNullable, span: tree.report.span(field.place))
    column.comment = field.syntax.comment
    column.field = modelField(field)
    if let generated = field.generated {
      column.generated = GeneratedColumn(SQLExpression(generated))
    } else if field.defaultValue?.sequence != nil {
      let name = SQLName.qualified(ownSequence(of: field.columnName, in: model.tableName), schema: model.schema)
      column.defaultExpression = SQLExpression("nextval(\(SQLName.literal(name))::regclass)")
    } else if field.defaultValue?.isAutoincrement == true {
      column.defaultExpression = SQLExpression(autoincrement(field, in: model))
    } else {
      column.defaultExpression = field.defaultValue?.sql.map { SQLExpression($0) }
    }
    return column
  }

  func elementType(of field: FieldNode) -> ColumnType? {
    switch field.kind {
    case .scalar(let scalar): placed(field.native?.type ?? NativeTypes.standard(scalar))
    case .enumeration(let position): ColumnType(tree.enums[position].typeName, schema: tree.enums[position].schema)
    case .unsupported(let text): placed(Self.type(spelled: text))
    case .model, .unresolved: nil
    }
  }

  /// A type that is not PostgreSQL's own is in the schema of its extension, else in `public`.
  private func placed(_ type: ColumnType) -> ColumnType {
    guard type.schema == nil, !ColumnType.catalogNames.contains(type.name) else { return type }
    var type = type
    type.schema = tree.configuration.extensions.first { $0.name == type.name }?.schema ?? "public"
    return type
  }

  private func modelField(_ field: FieldNode) -> ModelField {
    let type = field.syntax.type
    let word = type.map { $0.unsupported == nil ? $0.name.text : tree.report.text($0.name.place) } ?? ""
    var entry = ModelField(field.name, type: word)
    entry.nativeType = field.native?.source
    entry.defaultSource = field.defaultValue?.source
    entry.isClientDefault = field.defaultValue?.isClientSide ?? false
    entry.isUpdatedAt = field.isUpdatedAt
    entry.isIgnored = field.isIgnored
    entry.otherAttributes = field.otherAttributes
    return entry
  }

  private func autoincrement(_ field: FieldNode, in model: ModelNode) -> String {
    if tree.configuration.isCockroach { return "unique_rowid()" }
    let name = PrismaConstraintName.sequence(table: model.tableName, column: field.columnName)
    return "nextval(\(SQLName.literal(SQLName.qualified(name, schema: model.schema)))::regclass)"
  }

  private func ownSequence(of column: String, in table: String) -> String {
    PrismaConstraintName.clipped("prisma_sequence_\(table)_\(column)")
  }

  /// The sequence that a default of CockroachDB names.
  mutating func addSequence(_ options: SequenceOptions, of column: Column, in table: ObjectName) {
    var sequence = DatabaseSequence(
      ObjectName(ownSequence(of: column.name, in: table.name), schema: table.schema), span: column.span)
    sequence.options = options
    catalog.sequences.append(sequence)
  }

  /// The sequence behind a serial column.
  mutating func addSequence(of column: Column, in table: ObjectName) {
    guard !tree.configuration.isCockroach else { return }
    let name = PrismaConstraintName.sequence(table: table.name, column: column.name)
    var sequence = DatabaseSequence(ObjectName(name, schema: table.schema), span: column.span)
    sequence.options.type = ColumnType(column.type.name)
    sequence.ownedBy = ColumnReference(table, column.name)
    catalog.sequences.append(sequence)
  }

  /// A database type as people write it: `geometry(Point, 4326)`, `vector(3)[]`, `ext.thing`.
  static func type(spelled text: String) -> ColumnType {
    var rest = Substring(text)
    var dimensions = 0
    while rest.hasSuffix("[]") {
      rest = rest.dropLast(2)
      dimensions += 1
    }
    var modifiers: [String] = []
    var name = String(rest)
    if let open = rest.firstIndex(of: "("), let close = rest.lastIndex(of: ")"), open < close {
      modifiers = rest[rest.index(after: open)..<close].split(separator: ",").map { trimmed($0) }
      name = String(rest[..<open] + rest[rest.index(after: close)...])
    }
    name = trimmed(name[...])
    let words = name.lowercased().split(separator: " ").joined(separator: " ")
    if words == "\"char\"" { return ColumnType(words, arrayDimensions: dimensions) }
    if words.hasPrefix("interval ") {
      // The fields of an interval are its first modifier.
      modifiers.insert(String(words.dropFirst("interval ".count)), at: 0)
      return ColumnType("interval", modifiers: modifiers, arrayDimensions: dimensions)
    }
    if let alias = ColumnType.aliases[words] {
      return ColumnType(alias, modifiers: modifiers, arrayDimensions: dimensions)
    }
    let parts = name.split(separator: ".", maxSplits: 1).map { unquoted($0) }
    guard parts.count == 2 else {
      return ColumnType(unquoted(name[...]), modifiers: modifiers, arrayDimensions: dimensions)
    }
    return ColumnType(parts[1], schema: parts[0], modifiers: modifiers, arrayDimensions: dimensions)
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// Names without quotes are folded to lower case.
  private static func unquoted(_ name: Substring) -> String {
    name.count > 1 && name.hasPrefix("\"") && name.hasSuffix("\"")
      ? String(name.dropFirst().dropLast()) : name.lowercased()
  }
}
