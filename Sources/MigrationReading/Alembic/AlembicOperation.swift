import SQLWriting

/// One call of Alembic's `op` as SQL.
struct AlembicOperation {
  /// Why it is not followed, or not wholly.
  private(set) var problem: String?
  private let name: String
  private let call: PythonValue
  private let batch: PythonValue?

  init(_ name: String, _ call: PythonValue, batch: PythonValue?) {
    self.name = name
    self.call = call
    self.batch = batch
  }

  /// nil when the arguments are not literals.
  mutating func statements() -> [String]? {
    switch name {
    case "create_table": return createTable()
    case "drop_table": return table(0, "table_name").map { ["DROP TABLE \(ifExists)\($0)"] }
    case "rename_table":
      guard let old = table(0, "old_table_name"), let new = call.argument(1, "new_table_name")?.text else { return nil }
      return ["ALTER TABLE \(old) RENAME TO \(QuotedIdentifier.text(new))"]
    case "add_column": return addColumn()
    case "drop_column":
      guard let table = owner, let column = own(0, "column_name")?.text else { return nil }
      return ["ALTER TABLE \(table) DROP COLUMN \(ifExists)\(QuotedIdentifier.text(column))"]
    case "alter_column": return alterColumn()
    case "create_index": return createIndex()
    case "drop_index": return dropIndex()
    case "execute": return call.argument(0, "sqltext")?.string.map { [Self.unescaped($0)] }
    case "create_enum", "drop_enum": return enumeration()
    default: return constraint()
    }
  }

  private static func unescaped(_ sql: String) -> String {
    sql.split(separator: "\\:", omittingEmptySubsequences: false).joined(separator: ":")
  }

  // MARK: Names

  private var ifExists: String { call.keyword("if_exists")?.isTrue == true ? "IF EXISTS " : "" }
  private var ifNotExists: String { call.keyword("if_not_exists")?.isTrue == true ? "IF NOT EXISTS " : "" }

  private func qualified(_ name: String, _ schema: PythonValue?) -> String {
    schema?.text.map { "\(QuotedIdentifier.text($0)).\(QuotedIdentifier.text(name))" } ?? QuotedIdentifier.text(name)
  }

  private func table(_ position: Int, _ keyword: String, schema: String = "schema") -> String? {
    call.argument(position, keyword)?.text.map { qualified($0, call.keyword(schema)) }
  }

  /// The table of an operation that begins with it, or that of its batch.
  private var owner: String? {
    if let batch { return batch.argument(0, "table_name")?.text.map { qualified($0, batch.keyword("schema")) } }
    return table(0, "table_name")
  }

  /// An argument behind the table, which a batch leaves out.
  private func own(_ position: Int, _ keyword: String) -> PythonValue? {
    call.argument(batch == nil ? position + 1 : position, keyword)
  }

  // MARK: Tables and columns

  private mutating func createTable() -> [String]? {
    guard let name = table(0, "table_name") else { return nil }
    var writer = AlembicTable()
    guard let body = writer.body(Array(call.arguments.dropFirst())) else {
      problem = writer.problem
      return nil
    }
    problem = writer.problem
    var statements = writer.enums
    statements.append("CREATE TABLE \(ifNotExists)\(name) (\(body.joined(separator: ", ")))")
    for column in writer.indexed {
      let index = QuotedIdentifier.text("ix_\(call.argument(0, "table_name")?.text ?? "")_\(column)")
      statements.append("CREATE INDEX \(index) ON \(name) (\(QuotedIdentifier.text(column)))")
    }
    return statements
  }

  private mutating func addColumn() -> [String]? {
    guard let table = owner, let column = own(0, "column") else { return nil }
    var writer = AlembicTable()
    guard let definition = writer.column(column, isAlone: true) else {
      problem = writer.problem
      return nil
    }
    problem = writer.problem
    return ["ALTER TABLE \(table) ADD COLUMN \(ifNotExists)\(definition)"]
  }

  private mutating func alterColumn() -> [String]? {
    guard let table = owner, let name = own(0, "column_name")?.text else { return nil }
    let column = QuotedIdentifier.text(name)
    var actions: [String] = []
    if let nullable = call.keyword("nullable")?.bool {
      actions.append("ALTER TABLE \(table) ALTER COLUMN \(column) \(nullable ? "DROP" : "SET") NOT NULL")
    }
    if let value = call.keyword("server_default"), value.bool != false {
      guard let sql = AlembicTable.defaultValue(value) else {
        problem = "a computed server_default is not followed"
        return nil
      }
      actions.append(
        "ALTER TABLE \(table) ALTER COLUMN \(column) " + (sql.isEmpty ? "DROP DEFAULT" : "SET DEFAULT \(sql)"))
    }
    if let type = call.keyword("type_") {
      var writer = AlembicTable()
      let using = call.keyword("postgresql_using")?.string.map { " USING \($0)" } ?? ""
      actions.append("ALTER TABLE \(table) ALTER COLUMN \(column) TYPE \(writer.type(type))\(using)")
      problem = writer.problem
    }
    if let new = call.keyword("new_column_name")?.text {
      actions.append("ALTER TABLE \(table) RENAME COLUMN \(column) TO \(QuotedIdentifier.text(new))")
    }
    return actions
  }

  // MARK: Indexes

  private func createIndex() -> [String]? {
    guard let table = batch == nil ? self.table(1, "table_name") : owner,
      let columns = call.argument(batch == nil ? 2 : 1, "columns")?.list
    else { return nil }
    let elements = columns.compactMap { $0.text.map { QuotedIdentifier.text($0) } ?? $0.literal }
    guard elements.count == columns.count else { return nil }
    var sql = "CREATE \(call.keyword("unique")?.isTrue == true ? "UNIQUE " : "")INDEX "
    if call.keyword("postgresql_concurrently")?.isTrue == true { sql += "CONCURRENTLY " }
    sql += ifNotExists
    if let name = call.argument(0, "index_name")?.text { sql += "\(QuotedIdentifier.text(name)) " }
    sql += "ON \(table)"
    if let method = call.keyword("postgresql_using")?.text { sql += " USING \(QuotedIdentifier.text(method))" }
    sql += " (\(elements.joined(separator: ", ")))"
    let includes = call.keyword("postgresql_include")?.list?.compactMap(\.text) ?? []
    if !includes.isEmpty { sql += " INCLUDE (\(QuotedIdentifier.list(includes)))" }
    if let condition = call.keyword("postgresql_where") {
      guard let condition = condition.string else { return nil }
      sql += " WHERE \(condition)"
    }
    return [sql]
  }

  private func dropIndex() -> [String]? {
    guard let name = call.argument(0, "index_name")?.text else { return nil }
    let schema = call.keyword("schema") ?? batch?.keyword("schema")
    let concurrently = call.keyword("postgresql_concurrently")?.isTrue == true ? "CONCURRENTLY " : ""
    return ["DROP INDEX \(concurrently)\(ifExists)\(qualified(name, schema))"]
  }

  // MARK: Constraints and types

  private func constraint() -> [String]? {
    let position = batch == nil ? 1 : 0
    let name = call.argument(0, "constraint_name")?.text.map { "CONSTRAINT \(QuotedIdentifier.text($0)) " } ?? ""
    let open = call.keyword("postgresql_not_valid")?.isTrue == true ? " NOT VALID" : ""
    switch self.name {
    case "create_foreign_key":
      guard
        let table = batch == nil ? table(1, "source_table", schema: "source_schema") : owner,
        let target = self.table(position + 1, "referent_table", schema: "referent_schema"),
        let columns = names(call.argument(position + 2, "local_cols")),
        let others = names(call.argument(position + 3, "remote_cols"))
      else { return nil }
      let key = "FOREIGN KEY (\(columns)) REFERENCES \(target) (\(others))"
      return ["ALTER TABLE \(table) ADD \(name)\(key)\(AlembicTable.actions(call))\(open)"]
    case "create_check_constraint":
      guard let table = constrained, let condition = call.argument(position + 1, "condition")?.string else {
        return nil
      }
      return ["ALTER TABLE \(table) ADD \(name)CHECK (\(condition))\(open)"]
    case "create_unique_constraint", "create_primary_key":
      guard let table = constrained, let columns = names(call.argument(position + 1, "columns")) else { return nil }
      let kind = self.name == "create_primary_key" ? "PRIMARY KEY" : "UNIQUE"
      return ["ALTER TABLE \(table) ADD \(name)\(kind) (\(columns))\(AlembicTable.actions(call))"]
    case "drop_constraint":
      guard let table = constrained, let name = call.argument(0, "constraint_name")?.text else { return nil }
      return ["ALTER TABLE \(table) DROP CONSTRAINT \(ifExists)\(QuotedIdentifier.text(name))"]
    default: return nil
    }
  }

  /// The table of an operation that names its constraint first.
  private var constrained: String? { batch == nil ? table(1, "table_name") : owner }

  private func names(_ value: PythonValue?) -> String? {
    guard let list = value?.list else { return nil }
    let names = list.compactMap(\.text)
    return names.count == list.count ? QuotedIdentifier.list(names) : nil
  }

  private func enumeration() -> [String]? {
    guard let value = call.arguments.first, let name = value.keyword("name")?.text else { return nil }
    let type = qualified(name, value.keyword("schema"))
    return name.isEmpty || self.name == "drop_enum"
      ? ["DROP TYPE \(type)"] : AlembicTable.createEnum(value).map { [$0] }
  }
}
