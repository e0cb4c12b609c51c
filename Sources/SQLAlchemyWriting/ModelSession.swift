import Diagnostics
import SQLWriting
import SchemaModel

/// One writing of one catalog: the names chosen, the relationships planned, what could not be said.
struct ModelSession {
  let catalog: Catalog
  let shapes: [ObjectName: TableShape]
  var names: ModelNames
  var remarks: [ModelRemark] = []
  var relationships: [ObjectName: [String]] = [:]
  /// What the models with foreign keys call the rows these lead to, by the keys' names.
  var relationshipNames: [ObjectName: [String: String]] = [:]
  /// Columns whose default is the sequence that `SERIAL` makes.
  private let serials: Set<ColumnReference>
  /// Names of constraints and what stands beside them, by how often a schema has them.
  let nameCounts: [ObjectName: Int]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    let shapes = Dictionary(catalog.tables.map { ($0.name, TableShape($0)) }) { first, _ in first }
    self.shapes = shapes
    names = ModelNames(catalog, shapes: shapes)
    serials = Self.serialColumns(of: catalog)
    nameCounts = Self.constraintNames(of: catalog)
    let keepsFields = catalog.origin.language == .sqlalchemy
    for table in catalog.tables { names.nameAttributes(of: table, keepsFields: keepsFields) }
  }

  mutating func module() -> SQLAlchemyText {
    planRelationships()
    let types = typeVariables()
    var tables: [String] = []
    var models: [String] = []
    for table in catalog.tables {
      switch shapes[table.name] {
      case .model: models.append(model(table))
      case .association, .table: tables.append(coreTable(table))
      default: remarkOnPartition(table)
      }
    }
    remarkOnTheRest()
    let blocks = ownTypeClasses() + enumClasses()
    let variables = (types + tables).joined(separator: "\n\n")
    let body = (blocks + [variables] + models + [rest()]).filter { !$0.isEmpty }.joined(separator: "\n\n\n")
    let text = header(for: body, isMapped: !models.isEmpty) + (body.isEmpty ? "" : "\n\n" + body + "\n")
    return SQLAlchemyText(text: text, notExpressible: remarks)
  }

  private func header(for body: String, isMapped: Bool) -> String {
    var lines = ["datetime", "decimal", "enum", "uuid"].filter { body.contains("\($0).") }.map { "import \($0)" }
    if body.contains("Any") { lines.append("from typing import Any") }
    if !lines.isEmpty { lines.append("") }
    lines.append("import sqlalchemy as sa")
    if body.contains("postgresql.") { lines.append("from sqlalchemy.dialects import postgresql") }
    var mapping = ["DeclarativeBase"]
    if isMapped { mapping += ["Mapped", "mapped_column"] }
    if body.contains("relationship(") { mapping.append("relationship") }
    lines.append("from sqlalchemy.orm import \(mapping.joined(separator: ", "))")
    return (lines + ["", "", "class Base(DeclarativeBase):", "    pass", ""]).joined(separator: "\n")
  }

  private mutating func model(_ table: Table) -> String {
    remarkOnTable(table)
    var rows: [String] = ["    __tablename__ = \(PythonText.quoted(table.name.name))"]
    let arguments = tableArguments(table)
    let options = tableOptions(table)
    if !arguments.isEmpty || !options.isEmpty {
      let all = arguments + (options.isEmpty ? [] : [.dictionary(options)])
      let value: Python = arguments.isEmpty ? .dictionary(options) : .tuple(all)
      rows.append("    __table_args__ = " + value.text(indentation: 4, used: 17))
    }
    rows.append("")
    for column in table.columns { rows.append(attribute(column, of: table)) }
    if let fields = relationships[table.name] { rows += [""] + fields.map { "    " + $0 } }
    let head = heading(table.name) + ["class \(names.classes[table.name] ?? "")(Base):"]
    return (head + rows).joined(separator: "\n")
  }

  private mutating func coreTable(_ table: Table) -> String {
    remarkOnTable(table)
    var arguments: [Python] = [.string(table.name.name), .code("Base.metadata")]
    for column in table.columns { arguments.append(coreColumn(column, of: table)) }
    arguments += tableArguments(table)
    for option in tableOptions(table) {
      guard case .string(let name) = option.key else { continue }
      arguments.append(.keyword(name, option.value))
    }
    let text = assignment(names.tables[table.name] ?? "", .call("sa.Table", arguments))
    return (heading(table.name) + [text]).joined(separator: "\n")
  }

  /// The comment lines above a table: what SQLAlchemy can not say of it.
  private func heading(_ name: ObjectName) -> [String] {
    remarks.filter { $0.object == name }.flatMap { PythonText.comment("Not in SQLAlchemy: \($0.what)") }
  }

  /// The remarks that belong to no table, as comments at the end; where there are many of a kind, how many.
  private func rest() -> String {
    let rest = remarks.filter { $0.object == nil }
    let counts = Dictionary(rest.map { ($0.kind, 1) }, uniquingKeysWith: +)
    var counted: Set<String> = []
    return rest.flatMap { remark -> [String] in
      let count = counts[remark.kind, default: 0]
      if count <= 10 { return PythonText.comment("Not in SQLAlchemy: \(remark.what)") }
      guard counted.insert(remark.kind).inserted else { return [] }
      return PythonText.comment("Not in SQLAlchemy: \(count) \(NameWords.plural(remark.kind))")
    }.joined(separator: "\n")
  }

  mutating func remark(_ kind: String, _ what: String, on object: ObjectName?, at span: SourceSpan?) {
    remarks.append(ModelRemark(kind, what, object: object, span: span))
  }

  mutating func remark(comment: String?, of object: String, on table: ObjectName? = nil, at span: SourceSpan?) {
    if let comment { remark("comment", "the comment of \(object): \(comment)", on: table, at: span) }
  }

  func isSerial(_ column: Column, of table: ObjectName) -> Bool {
    serials.contains(ColumnReference(table, column.name))
  }

  func isSerial(_ sequence: DatabaseSequence) -> Bool { sequence.ownedBy.map(serials.contains) ?? false }

  /// Sole integer primary keys that draw from the sequence `SERIAL` makes and no other.
  private static func serialColumns(of catalog: Catalog) -> Set<ColumnReference> {
    var owned: [ColumnReference: [DatabaseSequence]] = [:]
    for sequence in catalog.sequences { if let owner = sequence.ownedBy { owned[owner, default: []].append(sequence) } }
    var found: Set<ColumnReference> = []
    for table in catalog.tables {
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]] else {
        continue
      }
      let reference = ColumnReference(table.name, column.name)
      guard let sequences = owned[reference], sequences.count == 1,
        ["int2", "int4", "int8"].contains(column.type.name),
        isMadeBySerial(sequences[0], column, of: table), column.defaultExpression?.sql.hasPrefix("nextval(") == true
      else { continue }
      found.insert(reference)
    }
    return found
  }

  private static func isMadeBySerial(_ sequence: DatabaseSequence, _ column: Column, of table: Table) -> Bool {
    var options = sequence.options
    let type = options.type?.name ?? "int8"
    options.type = nil
    options.name = nil
    for (path, usual) in [(\SequenceOptions.start, 1), (\.increment, 1), (\.minimum, 1), (\.cache, 1)]
    where options[keyPath: path] == usual { options[keyPath: path] = nil }
    let expected = PrismaConstraintName.sequence(table: table.name.name, column: column.name)
    return options == SequenceOptions() && type == column.type.name && sequence.comment == nil
      && !column.type.isArray && sequence.name == ObjectName(expected, schema: table.name.schema)
  }

  private static func constraintNames(of catalog: Catalog) -> [ObjectName: Int] {
    var counts: [ObjectName: Int] = [:]
    for table in catalog.tables {
      counts[table.name, default: 0] += 1
      let groups = [
        table.keys.map(\.name), table.checks.map(\.name), table.exclusions.map(\.name), table.foreignKeys.map(\.name),
        table.indexes.map(\.name),
      ]
      for name in groups.joined() { counts[ObjectName(name, schema: table.name.schema), default: 0] += 1 }
    }
    return counts
  }
}
