import SQLWriting
import SchemaModel

/// Constraints, indexes and options of a table.
extension ModelSession {
  mutating func tableArguments(_ table: Table) -> [Python] {
    var arguments: [Python] = []
    if let key = table.primaryKey, !(key.columns.count == 1 && isPlain(key, of: table)) {
      arguments.append(.call("sa.PrimaryKeyConstraint", columns(key.columns) + options(of: key, in: table, "_pkey")))
    }
    for key in table.uniqueConstraints where isRepeated(key, of: table) {
      remark("key", "\(SQLWriter().uniqueDefinition(key)): another key has these columns", on: table.name, at: key.span)
    }
    for key in table.uniqueConstraints
    where !(key.columns.count == 1 && isPlain(key, of: table)) && !isRepeated(key, of: table) {
      arguments.append(.call("sa.UniqueConstraint", columns(key.columns) + options(of: key, in: table, "_key")))
    }
    for key in table.foreignKeys where key.columns.count != 1 && obstacle(key) == nil && key.isEnforced {
      let targets: [Python] = [.strings(key.columns), .strings(Self.targets(of: key))]
      arguments.append(.call("sa.ForeignKeyConstraint", targets + options(of: key, in: table)))
    }
    for key in table.foreignKeys where key.isEnforced {
      guard let reason = obstacle(key) else { continue }
      let what = "\(SQLWriter().foreignKeyDefinition(key)): \(reason)"
      remark("foreign key", what, on: table.name, at: key.span)
    }
    for check in table.checks { arguments.append(self.check(check, of: table)) }
    for exclusion in table.exclusions { arguments.append(self.exclusion(exclusion, of: table)) }
    for index in table.indexes { arguments.append(self.index(index, of: table)) }
    return arguments
  }

  func tableOptions(_ table: Table) -> [Python.Pair] {
    var options: [Python.Pair] = []
    func add(_ key: String, _ value: Python) { options.append(Python.Pair(key: .string(key), value: value)) }
    if table.name.schema != "public" { add("schema", .string(table.name.schema)) }
    if let comment = table.comment { add("comment", .string(comment)) }
    if let key = table.partitionKey {
      let elements = key.elements.map { SQLWriter().element($0) }.joined(separator: ", ")
      add("postgresql_partition_by", .string("\(key.strategy.rawValue) (\(elements))"))
    }
    if !table.inherits.isEmpty, canInherit(table) {
      add("postgresql_inherits", .tuple(table.inherits.map { .string($0.name) }))
    }
    if table.isUnlogged { add("prefixes", .strings(["UNLOGGED"])) }
    return options
  }

  /// Parents are named without their schema.
  func canInherit(_ table: Table) -> Bool { table.inherits.allSatisfy { $0.schema == "public" } }

  private func columns(_ names: [String]) -> [Python] { names.map(Python.string) }

  /// Of two keys over the same columns, CREATE TABLE makes one.
  func isRepeated(_ key: KeyConstraint, of table: Table) -> Bool {
    table.keys.prefix { $0 != key }.contains {
      $0.columns == key.columns && $0.includes == key.includes && $0.deferral == key.deferral
        && $0.nullsNotDistinct == key.nullsNotDistinct
    }
  }

  /// Whether a key needs no words but that it is one: its name is what PostgreSQL gives it.
  func isPlain(_ key: KeyConstraint, of table: Table) -> Bool {
    key.includes.isEmpty && !key.nullsNotDistinct && key.deferral == .notDeferrable && key.comment == nil
      && isUsual(key, of: table)
  }

  private func isUsual(_ key: KeyConstraint, of table: Table) -> Bool {
    let isPrimary = table.primaryKey == key
    let usual =
      ([table.name.name] + (isPrimary ? [] : key.columns)).joined(separator: "_") + (isPrimary ? "_pkey" : "_key")
    return isUsual(key.name, usual, in: table)
  }

  /// Whether a name is the usual one and nobody else could have taken it first.
  private func isUsual(_ name: String, _ usual: String, in table: Table) -> Bool {
    name == usual && name.utf8.count <= 63 && nameCounts[ObjectName(name, schema: table.name.schema)] == 1
  }

  private mutating func options(of key: KeyConstraint, in table: Table, _ suffix: String) -> [Python] {
    var options: [Python] = isUsual(key, of: table) ? [] : [.named("name", key.name)]
    options += deferral(key.deferral)
    if !key.includes.isEmpty { options.append(.keyword("postgresql_include", .strings(key.includes))) }
    if key.nullsNotDistinct { options.append(.flag("postgresql_nulls_not_distinct")) }
    if let comment = key.comment { options.append(.named("comment", comment)) }
    if !key.storageParameters.isEmpty {
      let parameters = key.storageParameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      remark("storage", "\(key.name) WITH (\(parameters.joined(separator: ", ")))", on: table.name, at: key.span)
    }
    return options
  }

  private func deferral(_ deferral: Deferral) -> [Python] {
    switch deferral {
    case .notDeferrable: []
    case .initiallyImmediate: [.flag("deferrable")]
    case .initiallyDeferred: [.flag("deferrable"), .named("initially", "DEFERRED")]
    }
  }

  /// Why SQLAlchemy can not say a foreign key; nil when it can.
  func obstacle(_ key: ForeignKey) -> String? {
    guard let shape = shapes[key.target], shape != .partition else {
      return "the table it refers to is not in the models"
    }
    guard !key.targetColumns.isEmpty, key.targetColumns.count == key.columns.count else {
      return "its columns do not pair up"
    }
    let parts = [key.target.schema, key.target.name] + key.targetColumns
    return parts.contains { $0.contains(".") } ? "a name it refers to has a dot in it" : nil
  }

  static func targets(of key: ForeignKey) -> [String] {
    key.targetColumns.map { "\(key.target.display).\($0)" }
  }

  func options(of key: ForeignKey, in table: Table) -> [Python] {
    let usual = ([table.name.name] + key.columns + ["fkey"]).joined(separator: "_")
    var options: [Python] = isUsual(key.name, usual, in: table) ? [] : [.named("name", key.name)]
    if key.onUpdate != .noAction { options.append(.named("onupdate", key.onUpdate.rawValue)) }
    if key.onDelete != .noAction {
      let columns = key.onDeleteColumns.isEmpty ? "" : " (\(QuotedIdentifier.list(key.onDeleteColumns)))"
      options.append(.named("ondelete", key.onDelete.rawValue + columns))
    }
    options += deferral(key.deferral)
    if key.match == .full { options.append(.named("match", "FULL")) }
    if let comment = key.comment { options.append(.named("comment", comment)) }
    if !key.isValidated { options.append(.flag("postgresql_not_valid")) }
    return options
  }

  private mutating func check(_ check: CheckConstraint, of table: Table) -> Python {
    var arguments: [Python] = [.plainSQL(check.expression.sql), .named("name", check.name)]
    if let comment = check.comment { arguments.append(.named("comment", comment)) }
    if !check.isValidated { arguments.append(.flag("postgresql_not_valid")) }
    if !check.isInherited { remark("check", "\(check.name) NO INHERIT", on: table.name, at: check.span) }
    return .call("sa.CheckConstraint", arguments)
  }

  private mutating func exclusion(_ exclusion: ExclusionConstraint, of table: Table) -> Python {
    var arguments: [Python] = exclusion.elements.map { element in
      .tuple([indexed(element.element), .string(element.operator)])
    }
    arguments += [.named("name", exclusion.name), .named("using", exclusion.method)]
    if let predicate = exclusion.predicate { arguments.append(.keyword("where", .plainSQL(predicate.sql))) }
    arguments += deferral(exclusion.deferral)
    if let comment = exclusion.comment { arguments.append(.named("comment", comment)) }
    if !exclusion.includes.isEmpty {
      let columns = QuotedIdentifier.list(exclusion.includes)
      remark("exclusion", "\(exclusion.name) INCLUDE (\(columns))", on: table.name, at: exclusion.span)
    }
    return .call("postgresql.ExcludeConstraint", arguments)
  }

  private mutating func index(_ index: Index, of table: Table) -> Python {
    var arguments: [Python] = [.string(index.name)] + index.elements.map(indexed)
    if index.isUnique { arguments.append(.flag("unique")) }
    if index.method != "btree" { arguments.append(.named("postgresql_using", index.method)) }
    if !index.includes.isEmpty { arguments.append(.keyword("postgresql_include", .strings(index.includes))) }
    if index.nullsNotDistinct { arguments.append(.flag("postgresql_nulls_not_distinct")) }
    if !index.storageParameters.isEmpty {
      let pairs = index.storageParameters.sorted { $0.key < $1.key }
      let options = pairs.map { Python.Pair(key: .string($0.key), value: .string($0.value)) }
      arguments.append(.keyword("postgresql_with", .dictionary(options)))
    }
    if let predicate = index.predicate { arguments.append(.keyword("postgresql_where", .sql(predicate.sql))) }
    remark(comment: index.comment, of: "index \(index.name)", on: table.name, at: index.span)
    return .call("sa.Index", arguments)
  }

  /// A column by its name, anything else as its SQL.
  private func indexed(_ element: IndexElement) -> Python {
    if let name = element.columnName, element == IndexElement(column: name) { return .string(name) }
    return .sql(SQLWriter().element(element))
  }
}
