import SQLWriting
import SchemaModel

/// Writes the tables as the DDL that SQLAlchemy makes of them for PostgreSQL.
struct DDLCompiler {
  let mapper: SchemaMapper
  let tables: [TableDraft]
  let keys: [ResolvedForeignKey]
  private(set) var script = DDLScript()
  /// Tables that only foreign keys name; they are no part of the schema.
  private(set) var outside: [ObjectName: [String]] = [:]

  init(_ mapper: SchemaMapper, _ tables: [TableDraft], _ keys: [ResolvedForeignKey]) {
    self.mapper = mapper
    self.tables = tables
    self.keys = keys
  }

  mutating func compile() {
    writeEvents { $0.isBefore && $0.table == nil }
    writeSchemas()
    writeTypes()
    writeSequences()
    for table in tables {
      writeEvents { $0.isBefore && $0.table === table }
      writeTable(table)
    }
    writeOutsiders()
    // Unique indexes make columns fit to be referred to.
    for table in tables { for index in table.indexes { writeIndex(index, of: table) } }
    for key in keys { writeKey(key) }
    for table in tables { writeComments(of: table) }
    for table in tables { writeEvents { !$0.isBefore && $0.table === table } }
    writeEvents { !$0.isBefore && $0.table == nil }
  }

  private mutating func writeEvents(_ isWanted: (DDLEvent) -> Bool) {
    for event in mapper.events where isWanted(event) { script.statement(event.sql, at: event.place) }
  }

  // MARK: Schemas, types, sequences

  private mutating func writeSchemas() {
    var known: Set<String> = ["public"]
    for table in tables {
      let schemas = [table.schema] + table.columns.map { $0.type.enumeration.flatMap { schema(of: $0, in: table) } }
      for schema in schemas.compactMap(\.self) where known.insert(schema).inserted {
        script.statement("CREATE SCHEMA \(QuotedIdentifier.text(schema))", at: table.place)
      }
    }
  }

  private func schema(of type: EnumDraft, in table: TableDraft) -> String? {
    if type.inheritsSchema { return table.schema }
    return type.hasSchema ? type.schema : table.metadata.schema
  }

  private mutating func writeTypes() {
    var known: Set<ObjectName> = []
    for table in tables {
      for column in table.columns {
        if let type = column.type.enumeration {
          let name = ObjectName(type.name, schema: schema(of: type, in: table) ?? "public")
          guard known.insert(name).inserted else { continue }
          let labels = SQLLiteral.list(type.labels.map(\.label))
          script.statement("CREATE TYPE \(QuotedIdentifier.text(name)) AS ENUM (\(labels))", at: type.place)
        }
        if let domain = column.type.domain {
          let name = ObjectName(domain.name, schema: domain.schema ?? "public")
          guard known.insert(name).inserted else { continue }
          let clauses = domain.clauses.map { " \($0)" }.joined()
          script.statement("CREATE DOMAIN \(QuotedIdentifier.text(name)) AS \(domain.base)\(clauses)", at: domain.place)
        }
      }
    }
  }

  private mutating func writeSequences() {
    var known: Set<ObjectName> = []
    for table in tables {
      for column in table.columns {
        let fromDefault = column.serverDefault?.call.flatMap(Self.sequence)
        for call in [column.sequence, fromDefault].compactMap(\.self) where call.keyword("optional")?.truth != true {
          writeSequence(call, in: table.metadata.schema, &known)
        }
      }
    }
    for sequence in mapper.sequences { writeSequence(sequence.call, in: sequence.schema, &known) }
  }

  private mutating func writeSequence(_ call: CallObject, in schema: String?, _ known: inout Set<ObjectName>) {
    guard let name = (call.argument(0) ?? call.keyword("name"))?.text else { return }
    let full = ObjectName(name, schema: call.keyword("schema")?.text ?? schema ?? "public")
    guard known.insert(full).inserted else { return }
    script.statement(
      "CREATE SEQUENCE \(QuotedIdentifier.text(full))\(SequenceClauses.text(call))", at: call.place)
  }

  private static func sequence(_ call: CallObject) -> CallObject? {
    call.name == "Sequence" ? call : call.name == "next_value" ? call.receiver?.call.flatMap(sequence) : nil
  }

  // MARK: Tables

  private mutating func writeTable(_ table: TableDraft) {
    script.mark(table.place)
    script.append("CREATE \(table.isUnlogged ? "UNLOGGED " : "")TABLE \(QuotedIdentifier.text(table.objectName)) (")
    let columns = ColumnCompiler(mapper, table)
    var separator = "\n"
    for column in table.columns {
      script.append(separator)
      script.mark(column.place)
      script.append(columns.definition(column, type: type(of: column, in: table)))
      separator = ",\n"
    }
    for constraint in orderedConstraints(of: table) {
      guard let sql = definition(constraint, of: table) else { continue }
      script.append(separator)
      script.mark(constraint.place)
      script.append(sql)
      separator = ",\n"
    }
    script.append("\n)")
    if let suffix = table.suffix { script.append(" \(suffix)") }
    if !table.storage.isEmpty { script.append(" WITH (\(Self.storage(table.storage)))") }
    script.append(";\n")
  }

  private static func storage(_ options: [(name: String, value: String)]) -> String {
    options.map { "\($0.name) = \(SQLLiteral.text($0.value))" }.joined(separator: ", ")
  }

  private func type(of column: ColumnDraft, in table: TableDraft) -> String {
    guard var sql = column.type.sql else { return "unknown" }
    if let type = column.type.enumeration {
      let brackets = sql.reversed().prefix { $0 == "[" || $0 == "]" }.reversed()
      sql = QuotedIdentifier.text(ObjectName(type.name, schema: schema(of: type, in: table) ?? "public")) + brackets
    } else if !mapper.syntax.isType(sql) {
      mapper.report.warning("python-sql", "this type is not SQL that PostgreSQL reads", at: column.place)
      return "unknown"
    }
    if let collation = column.type.collation { sql += " COLLATE \(QuotedIdentifier.text(collation))" }
    return sql
  }

  /// The primary key comes first.
  private func orderedConstraints(of table: TableDraft) -> [ConstraintDraft] {
    var result = table.constraints
    if !result.contains(where: { $0.kind == .primaryKey }) {
      let columns = table.columns.filter(\.isPrimaryKey)
      if !columns.isEmpty {
        let place = columns.count == 1 ? columns[0].place : table.place
        result.insert(ConstraintDraft(kind: .primaryKey, name: nil, columns: columns, place: place), at: 0)
      }
    } else if let position = result.firstIndex(where: { $0.kind == .primaryKey }) {
      result.insert(result.remove(at: position), at: 0)
    }
    return result
  }

  private func definition(_ constraint: ConstraintDraft, of table: TableDraft) -> String? {
    let columns = QuotedIdentifier.list(constraint.columns.map(\.name))
    let (kind, sql): (String, String) =
      switch constraint.kind {
      case .primaryKey: ("pk", "PRIMARY KEY (\(columns))")
      case .unique: ("uq", "UNIQUE \(constraint.nullsNotDistinct ? "NULLS NOT DISTINCT " : "")(\(columns))")
      case .check: ("ck", "CHECK (\(constraint.sql)\n)")
      case .exclusion: ("ex", constraint.sql)
      }
    if constraint.columns.isEmpty, constraint.kind == .primaryKey || constraint.kind == .unique { return nil }
    let subject = ConstraintNames.Subject(
      kind: kind, table: table, columns: constraint.columns, isOfType: constraint.isOfType)
    return prefix(constraint.name, subject, at: constraint.place) + sql + constraint.suffix
  }

  private func prefix(_ name: Value?, _ subject: ConstraintNames.Subject, at place: Place) -> String {
    self.name(name, subject, at: place).map { "CONSTRAINT \(QuotedIdentifier.text($0)) " } ?? ""
  }

  private func name(_ name: Value?, _ subject: ConstraintNames.Subject, at place: Place) -> String? {
    switch ConstraintNames.name(name, subject) {
    case .given(let text): return text
    case .none: return nil
    case .unresolved(let reason):
      mapper.report.warning(
        "python-unresolved", "the name of this is not known: \(reason)", at: place,
        why: "it is named as PostgreSQL would")
      return nil
    }
  }

  // MARK: What refers to tables

  private mutating func writeOutsiders() {
    for key in keys where key.targetTable == nil {
      outside[key.target, default: []] += key.targetColumns.filter { !(outside[key.target] ?? []).contains($0) }
    }
    for name in outside.keys.sorted() {
      guard let columns = outside[name], let first = keys.first(where: { $0.target == name }) else { continue }
      mapper.report.warning(
        "python-unresolved", "the table \(name.display) is not declared in the files that were read",
        at: first.draft.place,
        why: "the foreign keys that refer to it are kept")
      // Each set of columns that is referred to is unique there, or the key could not be.
      var list = columns.map { "\(QuotedIdentifier.text($0)) integer" }.joined(separator: ", ")
      let sets = Set(keys.filter { $0.target == name }.map(\.targetColumns)).sorted { $0.lexicographicallyPrecedes($1) }
      for set in sets { list += ", UNIQUE (\(QuotedIdentifier.list(set)))" }
      if name.schema != "public", !tables.contains(where: { $0.schema == name.schema }) {
        script.statement("CREATE SCHEMA IF NOT EXISTS \(QuotedIdentifier.text(name.schema))", at: first.draft.place)
      }
      script.statement("CREATE TABLE \(QuotedIdentifier.text(name)) (\(list))", at: first.draft.place)
    }
  }

  private static let actions: Set<String> = ["CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION"]

  private mutating func writeKey(_ key: ResolvedForeignKey) {
    let draft = key.draft
    let subject = ConstraintNames.Subject(
      kind: "fk", table: key.table, columns: draft.columns, referredTable: key.target.name,
      referredColumns: key.targetColumns)
    var sql = "ALTER TABLE \(QuotedIdentifier.text(key.table.objectName)) ADD "
    sql += prefix(draft.name, subject, at: draft.place)
    sql += "FOREIGN KEY (\(QuotedIdentifier.list(draft.columns.map(\.name)))) REFERENCES "
    sql += "\(QuotedIdentifier.text(key.target)) (\(QuotedIdentifier.list(key.targetColumns)))"
    if draft.call.keyword("match")?.text?.uppercased() == "FULL" { sql += " MATCH FULL" }
    for (name, word) in [("ondelete", "DELETE"), ("onupdate", "UPDATE")] {
      guard let value = draft.call.keyword(name), !value.isNone else { continue }
      if let action = value.text?.uppercased(), Self.actions.contains(action) {
        sql += " ON \(word) \(action)"
      } else {
        mapper.report.warning(
          "python-unresolved", "what happens ON \(word) is not known: \(SchemaMapper.reason(value))", at: draft.place)
      }
    }
    sql += TableItems(mapper, key.table).deferral(draft.call)
    script.statement(sql, at: draft.place)
  }

  private mutating func writeIndex(_ index: IndexDraft, of table: TableDraft) {
    let subject = ConstraintNames.Subject(kind: "ix", table: table, columns: index.elements.compactMap(\.column))
    let name = name(index.name, subject, at: index.place)
    var sql = "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(name.map { QuotedIdentifier.text($0) + " " } ?? "")ON "
    sql += QuotedIdentifier.text(table.objectName)
    if let method = index.method { sql += " USING \(QuotedIdentifier.text(method))" }
    sql += " (\(index.elements.map { $0.sql + $0.suffix }.joined(separator: ", ")))"
    if !index.includes.isEmpty { sql += " INCLUDE (\(QuotedIdentifier.list(index.includes)))" }
    if index.nullsNotDistinct { sql += " NULLS NOT DISTINCT" }
    if !index.storage.isEmpty { sql += " WITH (\(Self.storage(index.storage)))" }
    if let predicate = index.predicate { sql += " WHERE \(predicate)\n" }
    script.statement(sql, at: index.place)
  }

  private mutating func writeComments(of table: TableDraft) {
    let name = QuotedIdentifier.text(table.objectName)
    if let comment = table.comment {
      script.statement("COMMENT ON TABLE \(name) IS \(SQLLiteral.text(comment))", at: table.place)
    }
    for column in table.columns {
      guard let comment = column.comment else { continue }
      script.statement(
        "COMMENT ON COLUMN \(name).\(QuotedIdentifier.text(column.name)) IS \(SQLLiteral.text(comment))",
        at: column.place)
    }
  }
}
