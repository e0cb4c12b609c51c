import PostgresClient
import SchemaModel
import Sizing

/// What a plan can say of columns once they are filled: widths and numbers of different values as they came out.
struct FilledColumns {
  private let item: SizeCase
  private let shapes: [String: ColumnShape]

  init(_ item: SizeCase) {
    self.item = item
    let shapes = SizeEstimator(catalog: item.catalog, plan: item.plan()).columns(of: item.table)
    self.shapes = Dictionary(shapes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var name: String { SizeMeasure.quoted(item.table.name) }

  /// Average bytes of what was filled in, without the length header, of columns whose values may differ in it.
  func widths(_ connection: PostgresConnection) async throws -> [String: Double] {
    let columns = item.table.columns.filter { column in
      shapes[column.name].map { !$0.layout.isConstant || $0.layout.isAssumed } ?? false
    }
    guard !columns.isEmpty else { return [:] }
    let averages = columns.map { column in
      let value = "\"\(column.name)\""
      // A value that was moved is counted without a header by pg_column_size.
      if !column.type.isArray, ["text", "varchar", "bytea"].contains(column.type.name) {
        return "avg(octet_length(\(value)))"
      }
      let size = "pg_column_size(\(value))"
      return "avg(\(size) - CASE WHEN \(size) > 127 THEN 4 ELSE 1 END)"
    }
    let result = try await connection.query(
      "SELECT \(averages.joined(separator: ", ")) FROM \(name)")
    var widths: [String: Double] = [:]
    for (column, text) in zip(columns, result.rows.first ?? []) {
      widths[column.name] = text.flatMap { Double($0) }.map { ($0 * 10).rounded() / 10 }
    }
    return widths
  }

  /// How many different values columns have of which the plan says how many, and those of indexes of which nothing says
  /// it; of arrays and documents in an index how many different elements or fields.
  func distinct(_ connection: PostgresConnection) async throws -> [String: Double] {
    let counts = item.table.columns.compactMap { column in count(of: column).map { (column.name, $0) } }
    guard !counts.isEmpty else { return [:] }
    let result = try await connection.query("SELECT \(counts.map(\.1).joined(separator: ", "))")
    return Dictionary(
      zip(counts.map(\.0), result.rows.first ?? []).map { ($0, $1.flatMap { Double($0) } ?? 0) },
      uniquingKeysWith: { first, _ in first })
  }

  private func count(of column: Column) -> String? {
    let isStated = item.facts[column.name]?.distinct != nil
    let value = "\"\(column.name)\""
    let inverted = isKey(column, methods: ["gin"])
    if column.type.isArray || ["jsonb", "tsvector"].contains(column.type.name) {
      guard !isStated, inverted else { return nil }
      let parts = column.type.name == "jsonb" ? "jsonb_each(\(value))" : "unnest(\(value))"
      let part = column.type.name == "tsvector" ? "p.lexeme" : "p"
      return "(SELECT count(DISTINCT \(part)) FROM \(name), \(parts) p)"
    }
    let isUnknown = shapes[column.name]?.distinct == nil && !SizeMeasure.unique(of: item.table).contains(column.name)
    guard isStated || (isUnknown && isKey(column, methods: ["btree"])) else { return nil }
    return "(SELECT count(DISTINCT \(value)) FROM \(name))"
  }

  private func isKey(_ column: Column, methods: Set<String>) -> Bool {
    SizeEstimator.indexes(of: item.table).contains { index in
      methods.contains(index.method) && index.elements.contains { $0.columnName == column.name }
    }
  }
}
