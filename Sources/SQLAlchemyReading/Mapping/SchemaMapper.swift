import Diagnostics

/// Makes tables of classes and calls, as SQLAlchemy's declarative mapping does.
final class SchemaMapper {
  let interpreter: Interpreter
  let report: Report
  let syntax: SQLFragments
  /// Tables in the order of declaration.
  private(set) var tables: [TableDraft] = []
  private var tableOfObject: [ObjectIdentifier: TableDraft] = [:]
  private var tableByName: [String: TableDraft] = [:]
  private var tablesByName: [String: [TableDraft]] = [:]
  private var columnOfObject: [ObjectIdentifier: ColumnDraft] = [:]
  private(set) var mapped: [ObjectIdentifier: MappedClass] = [:]
  private var metadata: [String: MetadataDraft] = [:]
  private var consumed: Set<ObjectIdentifier> = []
  var mappedClasses: [MappedClass] = []
  /// DDL that is sent before or after a table or all of them are made, in the order of declaration.
  private(set) var events: [DDLEvent] = []
  /// Sequences that belong to a MetaData and to no column.
  private(set) var sequences: [(call: CallObject, schema: String?)] = []
  private var reportedBases: Set<String> = []
  private var classesByName: [String: [MappedClass]] = [:]

  init(_ interpreter: Interpreter, report: Report, syntax: SQLFragments) {
    self.interpreter = interpreter
    self.syntax = syntax
    self.report = report
  }

  func map() {
    for call in interpreter.declarations where call.name == "Table" { declareTable(call) }
    for type in interpreter.classes { ClassMapper(self, type).map() }
    for call in interpreter.declarations { applyLate(call) }
  }

  // MARK: Tables

  func add(_ table: TableDraft, object: CallObject? = nil) {
    if let object { tableOfObject[ObjectIdentifier(object)] = table }
    let key = self.key(table.name, table.schema, table.metadata)
    if tableByName[key] == nil {
      tableByName[key] = table
      tables.append(table)
      tablesByName["\(table.schema ?? "")\u{0}\(table.name)", default: []].append(table)
    }
  }

  private func key(_ name: String, _ schema: String?, _ metadata: MetadataDraft) -> String {
    "\(metadata.identity)\u{0}\(schema ?? "")\u{0}\(name)"
  }

  func table(_ name: String, _ schema: String?, in metadata: MetadataDraft) -> TableDraft? {
    tableByName[key(name, schema, metadata)]
  }

  /// The table of that name in any MetaData, when there is only one.
  func tableAnywhere(_ name: String, _ schema: String?) -> TableDraft? {
    guard let found = tablesByName["\(schema ?? "")\u{0}\(name)"], found.count == 1 else { return nil }
    return found[0]
  }

  func table(of object: CallObject) -> TableDraft? { tableOfObject[ObjectIdentifier(object)] }

  func add(_ column: ColumnDraft, to table: TableDraft) {
    table.add(column)
    if let object = column.object { columnOfObject[ObjectIdentifier(object)] = column }
  }

  func consume(_ call: CallObject) { consumed.insert(ObjectIdentifier(call)) }

  // MARK: Classes

  func mapping(of type: ClassObject) -> MappedClass? { mapped[ObjectIdentifier(type)] }

  func add(_ mapping: MappedClass) {
    mapped[ObjectIdentifier(mapping.type)] = mapping
    interpreter.mapped.insert(ObjectIdentifier(mapping.type))
    mappedClasses.append(mapping)
    classesByName[mapping.type.name, default: []].append(mapping)
  }

  /// A mapped class by its name, when there is only one.
  func mapping(named name: String) -> MappedClass? {
    guard let found = classesByName[name.lastPart], found.count == 1 else { return nil }
    return found[0]
  }

  /// Says once of each class that is inherited from and not read that its columns are missing.
  func reportOutsiders(of type: ClassObject) {
    for case .external(let path) in type.outsiders {
      let isKnown = Constructs.isLibrary(path) || DeclarativeRoot.isInnocent(path)
      guard !isKnown, reportedBases.insert(path).inserted else { continue }
      report.warning(
        "python-unresolved", "`\(path)`, which \(type.name) inherits from, is not among the files that were read",
        at: type.place, why: "if it declares columns, they are missing here",
        fix: "name the folder that holds it as well")
    }
  }

  // MARK: MetaData

  func metadata(_ value: Value?, otherwise identity: String) -> MetadataDraft {
    let key = value.map(\.identity) ?? identity
    if let known = metadata[key] { return known }
    var schema: String?
    var convention: DictionaryBox?
    if let call = value.flatMap({ Self.metadataCall($0) }) {
      schema = call.keyword("schema")?.text ?? call.argument(0)?.text
      if case .dictionary(let box)? = call.keyword("naming_convention") ?? call.attributes["naming_convention"] {
        convention = box.entries.isEmpty ? nil : box
      } else if let given = call.keyword("naming_convention"), !given.isNone {
        report.warning(
          "python-unresolved", "the naming convention is not known: \(Self.reason(given))", at: call.place,
          why: "constraints without a name are named as PostgreSQL would")
      }
      if let attribute = call.attributes["schema"] { schema = attribute.text }
    }
    let draft = MetadataDraft(identity: key, schema: schema, convention: convention)
    metadata[key] = draft
    return draft
  }

  /// The call behind a MetaData, also of a class of one's own that inherits from it.
  private static func metadataCall(_ value: Value) -> CallObject? {
    switch value {
    case .object(let call): return call.name == "MetaData" ? call : nil
    case .instance(let instance):
      let given: Interpreter.Arguments = instance.handedOn ?? (instance.arguments, instance.keywords)
      return CallObject("sqlalchemy.MetaData", given.positional, keywords: given.keywords, at: instance.place)
    default: return nil
    }
  }

  static func reason(_ value: Value) -> String {
    switch value {
    case .unknown(let unknown): unknown.reason
    case .external(let path): "`\(path)` is not among the files that were read"
    case .object(let call): "`\(call.callee)` is not followed"
    default: "it is of another kind than expected"
    }
  }

  // MARK: What stands outside of tables

  private func declareTable(_ call: CallObject) {
    guard let name = Interpreter.text(of: call.argument(0) ?? .none), call.argument(0)?.isNone == false else { return }
    // Flask-SQLAlchemy's own `Table` knows its MetaData.
    let isBound = call.keyword("__metadata__") != nil && call.argument(1)?.call?.name != "MetaData"
    let items = Array(call.arguments.dropFirst(isBound ? 1 : 2))
    let isReflected = call.keyword("autoload_with", "autoload").map { $0.truth != false } ?? false
    let hasColumns = items.contains { $0.call.map(Constructs.isColumn) ?? false }
    if isReflected || !hasColumns {
      if isReflected {
        report.warning(
          "python-unresolved", "the table \(name) is read from a database when the code runs", at: call.place,
          why: "its columns stand nowhere in the code")
      }
      return
    }
    let metadata = metadata(isBound ? call.keyword("__metadata__") : call.argument(1), otherwise: "none")
    let schema = schema(call.keyword("schema"), metadata, at: call.place)
    let table = TableDraft(name: name, schema: schema, metadata: metadata, place: call.place)
    add(table, object: call)
    let reader = TableItems(self, table)
    for item in items { reader.addColumn(item) }
    for item in items { reader.addConstraint(item) }
    reader.addOptions(call.keywords)
    reader.finishColumns()
  }

  func schema(_ value: Value?, _ metadata: MetadataDraft, at place: Place) -> String? {
    guard let value else { return metadata.schema }
    if let text = value.text { return text }
    if case .external(let path) = value, path.lastPart == "BLANK_SCHEMA" { return nil }
    if !value.isNone {
      report.warning(
        "python-unresolved", "the schema is not known: \(Self.reason(value))", at: place,
        why: "the table is shown in schema \(metadata.schema ?? "public")")
    }
    return metadata.schema
  }

  /// Indexes, constraints and mappings that are declared after their tables.
  private func applyLate(_ call: CallObject) {
    switch call.name {
    case "Index" where !consumed.contains(ObjectIdentifier(call)):
      let owner = call.arguments.dropFirst().lazy.compactMap { self.anyColumn(in: $0)?.table }.first
      if let owner { TableItems(self, owner).addConstraint(.object(call)) }
    case "listen": if let event = DDLEvent(call, self) { events.append(event) }
    case "Sequence":
      guard let metadata = call.keyword("metadata"), !metadata.isNone else { return }
      sequences.append((call, self.metadata(metadata, otherwise: "none").schema))
    case "append_constraint", "append_column":
      guard let target = call.receiver.flatMap(table(of:)), let item = call.argument(0) else { return }
      let reader = TableItems(self, target)
      reader.addColumn(item)
      reader.addConstraint(item)
      reader.finishColumns()
    case "map_imperatively", "mapper":
      guard case .type(let type)? = call.argument(0), let table = call.argument(1).flatMap(table(of:)) else { return }
      table.model = table.model ?? type
      let mapping = MappedClass(type: type, table: table)
      for column in table.columns { mapping.attributes[column.key] = column }
      add(mapping)
    default: break
    }
  }

  /// A column somewhere in an expression.
  private func anyColumn(in value: Value, depth: Int = 0) -> ColumnDraft? {
    if let found = column(value) { return found }
    guard let call = value.call, depth < 50 else { return nil }
    let parts = (call.receiver.map { [$0] } ?? []) + call.arguments
    return parts.lazy.compactMap { self.anyColumn(in: $0, depth: depth + 1) }.first
  }

  /// The table that a value stands for: a `Table`, or a class's `__table__`.
  func table(of value: Value) -> TableDraft? {
    switch value {
    case .object(let call) where call.name == "Table": return table(of: call)
    case .object(let call) where call.callee == "__table__":
      if case .type(let type)? = call.receiver { return mapping(of: type)?.table }
      return nil
    case .type(let type): return mapping(of: type)?.table
    default: return nil
    }
  }

  /// The column that a value stands for: the call itself, `Model.field`, `table.c.name`.
  func column(_ value: Value) -> ColumnDraft? {
    guard let call = value.call else { return nil }
    if Constructs.isColumn(call) { return columnOfObject[ObjectIdentifier(call)] }
    guard call.callee == "attribute" || call.callee == "[]", let receiver = call.receiver,
      let name = call.argument(0)?.text
    else { return nil }
    if case .type(let type) = receiver { return mapping(of: type)?.column(name) }
    if let inner = receiver.call, inner.callee == "attribute", ["c", "columns"].contains(inner.argument(0)?.text),
      let table = inner.receiver.flatMap(table(of:))
    {
      return table.column(name)
    }
    return nil
  }
}

/// A class and where its attributes are kept.
final class MappedClass {
  let type: ClassObject
  /// Its own table, or that of the class it shares one with.
  let table: TableDraft?
  var parent: MappedClass?
  var attributes: [String: ColumnDraft] = [:]
  var relationships: Set<String> = []

  init(type: ClassObject, table: TableDraft?) {
    self.type = type
    self.table = table
  }

  func column(_ attribute: String) -> ColumnDraft? { attributes[attribute] ?? parent?.column(attribute) }

  func has(_ attribute: String) -> Bool {
    attributes[attribute] != nil || relationships.contains(attribute) || parent?.has(attribute) ?? false
  }
}
