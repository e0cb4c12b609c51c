import AuditTrail
import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import TestKit

/// Makes statements that change recorded tables, and the tables that theirs hang on.
struct StatementMaker {
  private let database: AuditedDatabase
  private let values: TypicalValue
  private var generator: SeededGenerator
  /// The number of the next value that no row has.
  private var number: Int
  private let parents: Set<ObjectName>

  init(_ database: AuditedDatabase, seed: UInt64, numbers: Int) {
    self.database = database
    values = TypicalValue(database.project.catalog)
    generator = SeededGenerator(seed: seed)
    number = numbers
    parents = Set(database.project.catalog.tables.flatMap { $0.foreignKeys.map(\.target) })
  }

  private var tables: [Table] { database.project.audit.tables.compactMap { database.project.catalog.tables[$0.name] } }

  /// nil when the role may change nothing.
  mutating func next(for role: AccessRole?, isTruncating: Bool) -> String? {
    if isTruncating, let leaf = tables.filter({ !parents.contains($0.name) }).randomElement(using: &generator) {
      return "TRUNCATE \(QuotedIdentifier.text(leaf.name))"
    }
    let open = tables.filter { table in
      role.map { !Set($0.commands(on: table.name)).subtracting([.select]).isEmpty } ?? true
    }
    guard let table = open.randomElement(using: &generator) else { return nil }
    let commands = role.map { Set($0.commands(on: table.name)) } ?? Set(AccessRole.Command.allCases)
    switch generator.below(10) {
    case 0...3 where commands.contains(.insert): return generator.below(4) == 0 ? again(table) : insert(table)
    case 4...7 where commands.contains(.update): return update(table, isOwner: role == nil)
    case 8 where role == nil: return moveParent(of: table)
    case 8...9 where commands.contains(.delete): return delete(table)
    default: return commands.contains(.update) ? update(table, isOwner: false) : insert(table)
    }
  }

  /// A row of the start, when it has gone.
  private mutating func again(_ table: Table) -> String {
    let row = TenantRows.Row(tenant: generator.below(2), number: generator.below(3))
    return database.rows.insert(table, row) + " ON CONFLICT DO NOTHING"
  }

  /// Rows like some that are there, with keys of their own.
  private mutating func insert(_ table: Table) -> String {
    let unique = Set(
      (table.keys.flatMap(\.columns)) + table.indexes.filter(\.isUnique).flatMap { $0.columnNames ?? [] })
    let foreign = Set(table.foreignKeys.flatMap(\.columns))
    let columns = table.columns.filter { $0.generated == nil }
    let tenant = database.project.plan.tenancy?.key?.value
    let expressions = columns.map { column -> String in
      if unique.contains(column.name), !foreign.contains(column.name), column.name != tenant {
        number += 1
        return values.sql(column.type, number: number) ?? "base.\(QuotedIdentifier.text(column.name))"
      }
      if foreign.contains(column.name) || column.name == tenant || generator.below(2) == 0 {
        return "base.\(QuotedIdentifier.text(column.name))"
      }
      return value(of: column)
    }
    let name = QuotedIdentifier.text(table.name)
    return "INSERT INTO \(name) (\(QuotedIdentifier.list(columns.map(\.name)))) OVERRIDING SYSTEM VALUE "
      + "SELECT \(expressions.joined(separator: ", ")) FROM \(name) AS base OFFSET \(generator.below(6)) LIMIT 1"
  }

  private mutating func update(_ table: Table, isOwner: Bool) -> String {
    let keys = Set((table.primaryKey?.columns ?? []) + table.foreignKeys.flatMap(\.columns))
    let tenant = database.project.plan.tenancy?.key?.value
    let free = table.columns.filter { $0.generated == nil && !keys.contains($0.name) && $0.name != tenant }
    var changes: [String] = []
    for _ in 0...generator.below(3) {
      guard let column = free.randomElement(using: &generator) else { break }
      let name = QuotedIdentifier.text(column.name)
      if !changes.contains(where: { $0.hasPrefix("\(name) =") }) { changes.append("\(name) = \(value(of: column))") }
    }
    if isOwner, generator.below(4) == 0, let key = table.primaryKey, key.columns.count == 1,
      let name = key.columns.first,
      let type = table.columns[name]?.type, !table.foreignKeys.contains(where: { $0.columns.contains(name) })
    {
      number += 1
      changes.append("\(QuotedIdentifier.text(name)) = \(values.sql(type, number: number) ?? "NULL")")
      return statement(table, changes, limit: 1)
    }
    if changes.isEmpty, let column = table.columns.first {
      changes = ["\(QuotedIdentifier.text(column.name)) = DEFAULT"]
    }
    return statement(table, changes, limit: generator.below(5) == 0 ? 100 : 1 + generator.below(3))
  }

  private mutating func statement(_ table: Table, _ changes: [String], limit: Int) -> String {
    "UPDATE \(QuotedIdentifier.text(table.name)) SET \(changes.joined(separator: ", ")) WHERE \(some(table, limit))"
  }

  private mutating func delete(_ table: Table) -> String {
    "DELETE FROM \(QuotedIdentifier.text(table.name)) WHERE \(some(table, 1 + generator.below(2)))"
  }

  /// A table that recorded rows hang on: its rows go, or get other keys.
  private mutating func moveParent(of table: Table) -> String? {
    guard let key = table.foreignKeys.randomElement(using: &generator),
      let parent = database.project.catalog.tables[key.target], let column = parent.primaryKey?.columns.first,
      let type = parent.columns[column]?.type
    else { return nil }
    if generator.below(3) == 0 { return delete(parent) }
    number += 1
    let change = "\(QuotedIdentifier.text(column)) = \(values.sql(type, number: number) ?? "NULL")"
    return statement(parent, [change], limit: 1)
  }

  /// A condition on a few rows.
  private mutating func some(_ table: Table, _ limit: Int) -> String {
    "ctid = ANY (ARRAY(SELECT ctid FROM \(QuotedIdentifier.text(table.name)) ORDER BY ctid OFFSET "
      + "\(generator.below(8)) LIMIT \(limit)))"
  }

  private static let texts = [
    "", "null", "O'Brien \"x\" \\ {a,b}", "ä 🌾 \u{202E}x", "1.00", "line\nbreak\ttab", "[hidden]",
  ]
  private static let awkward: [String: [String]] = [
    "json": ["null", "{\"b\": 1, \"a\":  [1.0, null]}", "\"null\""],
    "jsonb": ["null", "{\"b\": 1.00, \"a\": null}", "\"null\"", "[]"],
    "numeric": ["1.0", "1.00", "0", "12.5"], "float8": ["-0", "NaN", "Infinity", "0.1", "1e300", "123456.789012345"],
    "float4": ["-0", "0.1", "3.4028235e38"],
    "timestamptz": ["infinity", "2026-02-03 04:05:06.789012+02", "0044-03-15 BC"],
    "timestamp": ["-infinity", "2026-12-11 10:09:08.000001"], "date": ["2026-11-12", "infinity", "0001-01-01 BC"],
    "interval": ["1 mon -2 days +03:04:05.6", "-1 year"], "bytea": ["\\x00ff5c27", "\\x"],
    "inet": ["10.0.0.0/8", "::1"],
  ]

  private mutating func value(of column: Column) -> String {
    if column.isNullable, generator.below(5) == 0 { return "NULL" }
    let type = database.project.catalog.typeBeneathDomains(column.type)
    if type.isArray, ["text", "varchar", "int4", "int8"].contains(type.name), generator.below(2) == 0 {
      return "\(SQLLiteral.text(generator.below(2) == 0 ? "[0:1]={1,2}" : "{NULL,7}"))::\(column.type.sql)"
    }
    if type.name == "text", !type.isArray, generator.below(2) == 0 {
      return SQLLiteral.text(Self.texts[generator.below(Self.texts.count)])
    }
    if !type.isArray, let awkward = Self.awkward[type.name], generator.below(2) == 0 {
      return "\(SQLLiteral.text(awkward[generator.below(awkward.count)]))::\(column.type.sql)"
    }
    return values.sql(column.type, number: generator.below(40)) ?? "DEFAULT"
  }
}
