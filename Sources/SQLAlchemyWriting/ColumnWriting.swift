import SQLWriting
import SchemaModel

/// Columns, as attributes of a model and as columns of a table.
extension ModelSession {
  /// `name: Mapped[str | None] = mapped_column(...)`.
  mutating func attribute(_ column: Column, of table: Table) -> String {
    let name = names.attribute(column.name, of: table.name)
    let (type, arguments) = arguments(of: column, in: table)
    let annotation = column.isNullable ? "\(type.value) | None" : type.value
    let label = name == column.name ? [] : [Python.string(column.name)]
    var all = label + [type.type] + arguments
    if type.isAny, !column.isNullable, table.primaryKey?.columns.contains(column.name) != true {
      all.append(.keyword("nullable", .code("False")))
    }
    let start = "    \(name): Mapped[\(annotation)] = "
    return start + Python.call("mapped_column", all).text(indentation: 4, used: start.utf8.count - 4)
  }

  mutating func coreColumn(_ column: Column, of table: Table) -> Python {
    let (type, arguments) = arguments(of: column, in: table)
    var all: [Python] = [.string(column.name), type.type] + arguments
    if !column.isNullable, table.primaryKey?.columns.contains(column.name) != true {
      all.append(.keyword("nullable", .code("False")))
    }
    return .call("sa.Column", all)
  }

  private mutating func arguments(of column: Column, in table: Table) -> (MappedType, [Python]) {
    let takesCollation = ModelSession.takesCollation(column.type.element)
    let type = mapped(column.type, collation: takesCollation ? column.collation : nil)
    remarkOnColumn(column, takesCollation: takesCollation, of: table.name)
    var arguments = foreignKeys(of: column, in: table)
    if let identity = column.identity { arguments.append(self.identity(identity)) }
    if let generated = column.generated {
      let stored = Python.keyword("persisted", .code(generated.isStored ? "True" : "False"))
      arguments.append(.call("sa.Computed", [.plainSQL(generated.expression.sql), stored]))
    }
    if let key = table.primaryKey, key.columns == [column.name] {
      if isPlain(key, of: table) { arguments.append(.flag("primary_key")) }
      if needsNoSequence(column, of: table) { arguments.append(.keyword("autoincrement", .code("False"))) }
    }
    if table.uniqueConstraints.contains(where: {
      $0.columns == [column.name] && isPlain($0, of: table) && !isRepeated($0, of: table)
    }) {
      arguments.append(.flag("unique"))
    }
    if column.generated == nil, let value = column.defaultExpression, !isSerial(column, of: table.name) {
      arguments.append(.keyword("server_default", Self.defaultValue(value.sql)))
    }
    if let comment = column.comment { arguments.append(.named("comment", comment)) }
    return (type, arguments)
  }

  /// SQLAlchemy makes the only integer key a `SERIAL` unless it is told not to.
  private func needsNoSequence(_ column: Column, of table: Table) -> Bool {
    ["int2", "int4", "int8"].contains(column.type.name) && !column.type.isArray && column.identity == nil
      && column.defaultExpression == nil && column.generated == nil
  }

  /// A plain string constant as a string, anything else as the SQL it is.
  private static func defaultValue(_ sql: String) -> Python {
    let inner = sql.dropFirst().dropLast()
    guard sql.count >= 2, sql.hasPrefix("'"), sql.hasSuffix("'"), !inner.contains("'"), !inner.contains("\\") else {
      return .sql(sql)
    }
    return .string(String(inner))
  }

  private func identity(_ identity: Identity) -> Python {
    let options = identity.sequence
    var arguments: [Python] = identity.generation == .always ? [.flag("always")] : []
    let numbers = [
      ("start", options.start), ("increment", options.increment), ("minvalue", options.minimum),
      ("maxvalue", options.maximum), ("cache", options.cache),
    ]
    for (name, number) in numbers { if let number { arguments.append(.keyword(name, .code("\(number)"))) } }
    if options.cycles { arguments.append(.flag("cycle")) }
    return .call("sa.Identity", arguments)
  }

  private mutating func foreignKeys(of column: Column, in table: Table) -> [Python] {
    table.foreignKeys.filter { $0.columns == [column.name] && obstacle($0) == nil && $0.isEnforced }.map { key in
      .call("sa.ForeignKey", [.string(Self.targets(of: key)[0])] + options(of: key, in: table))
    }
  }
}
