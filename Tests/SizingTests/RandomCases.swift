import TestKit

/// Tables put together by chance: a seed gives the same ones on every machine.
enum RandomCases {
  private static let fixed = [
    "boolean", "smallint", "integer", "bigint", "real", "double precision", "date", "timestamptz", "uuid", "interval",
    "time", "money", "inet", "int4range", "char(7)",
  ]
  private static let variable = ["text", "varchar(200)", "numeric(14,4)", "jsonb", "bytea", "integer[]", "text[]"]

  static func make(_ count: Int, seed: UInt64) -> [SizeCase] {
    (0..<count).map { number in
      var generator = SeededGenerator(seed: seed &+ UInt64(number) &* 7919)
      return make("by chance \(seed).\(number)", &generator)
    }
  }

  private static func make(_ name: String, _ generator: inout SeededGenerator) -> SizeCase {
    var columns: [String] = []
    var facts: [String: SizeCase.Facts] = [:]
    var keys: [String] = []
    for number in 0..<(2 + generator.below(10)) {
      let column = "c\(number)"
      let isVariable = generator.below(3) == 0
      let type = isVariable ? variable[generator.below(variable.count)] : fixed[generator.below(fixed.count)]
      var stated = SizeCase.Facts()
      if isVariable, !type.hasPrefix("numeric") {
        stated.width = Double([8, 20, 45, 90, 140, 160][generator.below(6)])
      }
      if type == "jsonb" { stated.width = Double(120 + generator.below(200)) }
      if type.hasSuffix("[]") { stated.width = Double(44 + generator.below(40)) }
      let isNullable = generator.below(2) == 0
      if isNullable { stated.nulls = Double([0, 5, 20, 50, 90][generator.below(5)]) / 100 }
      if ["bigint", "uuid", "integer", "text"].contains(type), generator.below(2) == 0 {
        stated.distinct = Double([30, 700, 15_000][generator.below(3)])
      }
      if ["bigint", "uuid", "text", "timestamptz", "integer"].contains(type) { keys.append(column) }
      columns.append("\(column) \(type)\(isNullable ? "" : " NOT NULL")")
      facts[column] = stated
    }
    let fill = [100, 100, 90, 75][generator.below(4)]
    var sql = "CREATE TABLE t (\(columns.joined(separator: ", "))) WITH (fillfactor = \(fill));"
    if let first = keys.first { sql += " CREATE INDEX i1 ON t (\(first));" }
    if keys.count > 2 { sql += " CREATE INDEX i2 ON t (\(keys[1]), \(keys[2]));" }
    return SizeCase(name, sql, facts)
  }
}
