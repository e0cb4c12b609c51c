package import SchemaModel

extension SQLWriter {
  /// The table with its columns, keys, checks and exclusions. A partition is written as `PARTITION OF` its parent.
  package func createTable(_ table: Table) -> String { createTable(PlacedTable(table, parents: [])) }

  /// With `isBare`, defaults and checks are left for `deferredExpressions(of:)`.
  package func createTable(_ placed: PlacedTable, isBare: Bool = false) -> String {
    let table = placed.table
    var head = "CREATE "
    if table.isUnlogged { head += "UNLOGGED " }
    if case .foreign = table.kind { head += "FOREIGN " }
    head += "TABLE \(QuotedIdentifier.text(table.name))"
    let items = bodyItems(of: placed, isBare: isBare)
    let body = items.isEmpty ? "" : " (\n\(items.map { "  \($0)" }.joined(separator: ",\n"))\n)"
    if let type = table.ofType { return "\(head) OF \(QuotedIdentifier.text(type))\(body)" + options(of: table) }
    if placed.form == .partition, let membership = table.partitionOf {
      head += " PARTITION OF \(QuotedIdentifier.text(membership.parent))"
      return head + body + " \(membership.bound)" + options(of: table)
    }
    return head + (body.isEmpty ? " (\n)" : body) + options(of: table)
  }

  /// `name type ...` as it stands in CREATE TABLE or behind ADD COLUMN.
  package func columnDefinition(_ column: Column) -> String { columnDefinition(column, isBare: false) }

  private func columnDefinition(_ column: Column, isBare: Bool) -> String {
    var parts = [QuotedIdentifier.text(column.name), column.type.sql]
    if !column.foreignOptions.isEmpty { parts.append("OPTIONS (\(foreignOptions(column.foreignOptions)))") }
    if let compression = column.compression { parts.append("COMPRESSION \(compression)") }
    if let collation = column.collation { parts.append("COLLATE \(collationText(collation))") }
    return (parts + columnOptions(column, isBare: isBare)).joined(separator: " ")
  }

  package func foreignOptions(_ options: [String: String]) -> String {
    options.sorted { $0.key < $1.key }.map { "\(QuotedIdentifier.text($0)) \(SQLLiteral.text($1))" }.joined(
      separator: ", ")
  }

  private func columnOptions(_ column: Column, isBare: Bool) -> [String] {
    var parts: [String] = []
    if let expression = column.defaultExpression, !isBare { parts.append("DEFAULT \(defaultText(expression))") }
    if let generated = column.generated {
      parts.append("GENERATED ALWAYS AS (\(generated.expression.sql))\(generated.isStored ? " STORED" : " VIRTUAL")")
    }
    if column.identity != nil { parts.append("GENERATED \(identityOptions(column))") }
    if !column.isNullable { parts.append("NOT NULL") }
    return parts
  }

  /// `BY DEFAULT AS IDENTITY (...)`: what stands behind GENERATED.
  package func identityOptions(_ column: Column) -> String {
    let options = column.identity.map { sequenceOptions($0.sequence, inIdentity: true) } ?? []
    let suffix = options.isEmpty ? "" : " (\(options.joined(separator: " ")))"
    return "\((column.identity?.generation ?? .byDefault).rawValue) AS IDENTITY\(suffix)"
  }

  /// Behind DEFAULT the grammar takes only expressions without these words, unless they stand in parentheses.
  package func defaultText(_ expression: SQLExpression) -> String {
    let words: Set<String> = [
      "and", "or", "not", "in", "is", "isnull", "notnull", "like", "ilike", "between", "similar", "overlaps", "at",
      "collate", "any", "some", "all",
    ]
    let needs = SQLReferences.all(in: expression.sql).contains { $0.schema == nil && words.contains($0.name) }
    return needs ? "(\(expression.sql))" : expression.sql
  }

  private func bodyItems(of placed: PlacedTable, isBare: Bool) -> [String] {
    let table = placed.table
    let columns = table.columns.compactMap { column -> String? in
      guard placed.form == .partition || table.ofType != nil else { return columnDefinition(column, isBare: isBare) }
      let options = columnOptions(column, isBare: isBare)
      let words = [QuotedIdentifier.text(column.name)] + (table.ofType == nil ? [] : ["WITH OPTIONS"])
      return options.isEmpty ? nil : (words + options).joined(separator: " ")
    }
    let checks = isBare ? [] : table.checks.filter(\.isValidated).map { checkDefinition($0) }
    return columns + keyItems(of: table) + checks + table.exclusions.map(exclusionDefinition)
  }

  private func keyItems(of table: Table) -> [String] {
    let repeated = Set(repeatedKeys(of: table).map(\.name))
    let unique = table.uniqueConstraints.filter { !repeated.contains($0.name) }
    return (table.primaryKey.map { [primaryKeyDefinition($0)] } ?? []) + unique.map(uniqueDefinition)
  }

  /// Unique constraints over the columns of a key before them: within CREATE TABLE PostgreSQL would leave them out.
  package func repeatedKeys(of table: Table) -> [KeyConstraint] {
    var known: Set<[String]> = table.primaryKey.map { [$0.columns] } ?? []
    return table.uniqueConstraints.filter { !known.insert($0.columns).inserted }
  }

  private func options(of table: Table) -> String {
    var text = ""
    if !table.inherits.isEmpty {
      text += " INHERITS (\(table.inherits.map { QuotedIdentifier.text($0) }.joined(separator: ", ")))"
    }
    if let key = table.partitionKey {
      let elements = key.elements.map { element($0) }.joined(separator: ", ")
      text += " PARTITION BY \(key.strategy.rawValue) (\(elements))"
    }
    if case .foreign(let server) = table.kind {
      text += " SERVER \(QuotedIdentifier.text(server))"
      if !table.foreignOptions.isEmpty { text += " OPTIONS (\(foreignOptions(table.foreignOptions)))" }
    }
    return text + storage(table.storageParameters)
  }

  /// What a table gets when all tables are there: indexes and what refers to them.
  package func afterData(of placed: PlacedTable) -> [String] {
    let table = placed.table
    let name = QuotedIdentifier.text(table.name)
    var statements = repeatedKeys(of: table).map { "ALTER TABLE \(name) ADD \(uniqueDefinition($0))" }
    statements += table.indexes.flatMap {
      [createIndex($0, on: table.name)] + indexStatistics($0, in: table.name.schema)
    }
    statements += table.checks.filter { !$0.isValidated }.map { "ALTER TABLE \(name) ADD \(checkDefinition($0))" }
    for column in table.columns {
      statements += columnSettings(column).map { setting in
        "ALTER TABLE ONLY \(name) ALTER COLUMN \(QuotedIdentifier.text(column.name)) SET \(setting)"
      }
    }
    for column in placed.overrides {
      let alter = "ALTER TABLE ONLY \(name) ALTER COLUMN \(QuotedIdentifier.text(column.name))"
      statements.append(
        column.defaultExpression.map { "\(alter) SET DEFAULT \(defaultText($0))" } ?? "\(alter) DROP DEFAULT")
      if !column.isNullable { statements.append("\(alter) SET NOT NULL") }
    }
    if let index = table.clusteredOn {
      statements.append("ALTER TABLE \(name) CLUSTER ON \(QuotedIdentifier.text(index))")
    }
    if let identity = table.replicaIdentity {
      statements.append("ALTER TABLE \(name) REPLICA IDENTITY \(replica(identity))")
    }
    return statements
  }

  /// What CREATE TABLE has no place for.
  package func columnSettings(_ column: Column) -> [String] {
    var settings: [String] = []
    if let storage = column.storage { settings.append("STORAGE \(storage)") }
    if let target = column.statisticsTarget { settings.append("STATISTICS \(target)") }
    if !column.options.isEmpty {
      let options = column.options.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      settings.append("(\(options.joined(separator: ", ")))")
    }
    return settings
  }

  /// Defaults and checks of a table that had to be made before the functions they call.
  package func deferredExpressions(of placed: PlacedTable) -> [String] {
    let name = QuotedIdentifier.text(placed.table.name)
    let defaults = placed.table.columns.compactMap { column in
      column.defaultExpression.map {
        "ALTER TABLE \(name) ALTER COLUMN \(QuotedIdentifier.text(column.name)) SET DEFAULT \(defaultText($0))"
      }
    }
    return defaults + placed.table.checks.filter(\.isValidated).map { "ALTER TABLE \(name) ADD \(checkDefinition($0))" }
  }

  package func attachPartition(_ placed: PlacedTable) -> String? {
    guard placed.form == .attached, let membership = placed.table.partitionOf else { return nil }
    let parent = QuotedIdentifier.text(membership.parent)
    return "ALTER TABLE \(parent) ATTACH PARTITION \(QuotedIdentifier.text(placed.table.name)) \(membership.bound)"
  }

  package func replica(_ identity: String) -> String {
    let word = identity.uppercased()
    return ["FULL", "NOTHING", "DEFAULT"].contains(word) || word.hasPrefix("USING INDEX ")
      ? identity : "USING INDEX \(QuotedIdentifier.text(identity))"
  }

  /// Built-in collations are known by their name alone.
  package func collationText(_ collation: ObjectName) -> String {
    collation.schema == "pg_catalog" ? QuotedIdentifier.text(collation.name) : QuotedIdentifier.text(collation)
  }

  package func storage(_ parameters: [String: String]) -> String {
    guard !parameters.isEmpty else { return "" }
    let items = parameters.sorted { $0.key < $1.key }.map { name, value in
      let name = name.split(separator: ".").map { QuotedIdentifier.text(String($0)) }.joined(separator: ".")
      return value.isEmpty ? name : "\(name)=\(parameterValue(value))"
    }
    return " WITH (\(items.joined(separator: ", ")))"
  }

  package func parameterValue(_ value: String) -> String {
    let isSimple = value.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isSimple || value.hasPrefix("'") ? value : SQLLiteral.text(value)
  }
}
