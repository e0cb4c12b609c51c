import PlanModel
import SchemaModel

/// In which order new values of a column arrive.
package enum KeyOrder: Sendable, Hashable {
  /// Each after the ones there are: sequences, moments of insertion, identifiers that begin with the time.
  case ascending
  /// Anywhere among the ones there are.
  case scattered

  /// From what makes the value, else from the correlation the plan states; what nothing makes comes from outside in no
  /// order of its own.
  init(_ column: Column, correlation: Double?) {
    let source = column.defaultExpression?.sql.lowercased() ?? ""
    let client = column.field?.defaultSource?.lowercased() ?? ""
    let isAscending =
      column.identity != nil
      || Self.ordered.contains { source.contains($0) || client.hasPrefix($0) }
      || column.field?.isUpdatedAt == true || (correlation ?? 0) >= 0.9
    self = isAscending ? .ascending : .scattered
  }

  /// `cuid()` begins with the time, `cuid(2)` does not; `uuid()` is the random one.
  private static let ordered = [
    "nextval(", "now()", "current_timestamp", "clock_timestamp(", "statement_timestamp(", "transaction_timestamp(",
    "localtimestamp", "current_date", "uuidv7(", "uuid_generate_v7(", "uuid_generate_v1(", "ulid(", "gen_ulid(",
    "autoincrement(", "uuid(7)", "cuid()", "cuid(1)",
  ]
}

/// Bytes of a text that a known function makes.
enum MadeText {
  static func bytes(_ column: Column) -> Double? {
    let client = column.field?.defaultSource?.lowercased() ?? ""
    if client.hasPrefix("uuid(") { return 36 }
    if client.hasPrefix("cuid(2") { return 24 }
    if client.hasPrefix("cuid(") { return 25 }
    if client.hasPrefix("ulid(") { return 26 }
    if client.hasPrefix("nanoid(") { return Double(client.dropFirst(7).prefix { $0.isNumber }) ?? 21 }
    let source = column.defaultExpression?.sql.lowercased() ?? ""
    if source.contains("gen_random_uuid()") || source.contains("uuid_generate_v4()") { return 36 }
    return source.hasPrefix("md5(") ? 32 : nil
  }
}
