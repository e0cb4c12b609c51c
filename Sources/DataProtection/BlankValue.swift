import SQLWriting
import SchemaModel

/// What stands in a column once its value is gone.
struct BlankValue {
  let catalog: Catalog

  /// nil where nothing can stand there: keys, which other rows hold, and types nothing is known of.
  func sql(_ column: Column, of table: Table) -> String? {
    if column.generated != nil || column.identity?.generation == .always { return nil }
    let isKey =
      table.primaryKey?.columns.contains(column.name) == true
      || table.foreignKeys.contains { $0.columns.contains(column.name) }
    if isKey { return nil }
    if column.isNullable, !isRefused(column, table) { return "NULL" }
    let type = catalog.typeBeneathDomains(column.type)
    if type.isArray { return "'{}'" }
    let isUnique =
      table.keys.contains { $0.columns.contains(column.name) }
      || table.indexes.contains { $0.isUnique && $0.columnNames?.contains(column.name) != false }
    return filled(column, type, isUnique: isUnique)
  }

  /// A domain over the type may forbid NULL where the column does not.
  private func isRefused(_ column: Column, _ table: Table) -> Bool {
    column.type.userType.flatMap { catalog.domains[$0] }.map { !$0.isNullable } ?? false
  }

  private func filled(_ column: Column, _ type: ColumnType, isUnique: Bool) -> String? {
    switch type.name {
    case "text", "varchar", "bpchar", "citext": return text(column, type, isUnique: isUnique)
    case "json", "jsonb": return isUnique ? nil : "'{}'"
    case "hstore", "tsvector": return isUnique ? nil : "''"
    case "uuid": return "gen_random_uuid()"
    case "bytea": return isUnique ? "decode(md5(gen_random_uuid()::text), 'hex')" : "'\\x'"
    case "date": return isUnique ? nil : "DATE '1900-01-01'"
    case "timestamp", "timestamptz": return isUnique ? nil : "'epoch'"
    case "time", "timetz": return isUnique ? nil : "'00:00'"
    case "interval", "int2", "int4", "int8", "float4", "float8", "numeric", "money":
      return isUnique ? nil : type.name == "interval" ? "'0'" : "0"
    case "bool": return isUnique ? nil : "false"
    case "inet", "cidr": return isUnique ? nil : "'0.0.0.0'"
    case "point": return isUnique ? nil : "'(0,0)'"
    default:
      guard !isUnique, let name = type.userType else { return nil }
      return catalog.enums[name]?.values.first.map { SQLLiteral.text($0.label) }
    }
  }

  /// One that nobody can guess, since a token or an address that is known could be used again.
  private func text(_ column: Column, _ type: ColumnType, isUnique: Bool) -> String {
    let isAddress = IdentifierWords(column.name).stems.contains { ["email", "mail"].contains($0) }
    let value = "'erased-' || gen_random_uuid()" + (isAddress ? " || '@erased.invalid'" : "")
    guard let length = type.modifiers.first.flatMap(Int.init) ?? (type.name == "bpchar" ? 1 : nil) else {
      return value
    }
    if length >= (isAddress ? 58 : 43) { return value }
    return length >= 8 || isUnique ? "left(md5(gen_random_uuid()::text), \(length))" : "''"
  }
}
