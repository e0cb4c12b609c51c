import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import Sizing
import TestKit

/// A relation's pages as they were predicted and as they are.
struct SizeOutcome: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case heap
    case toast = "TOAST"
    case btree = "B-tree"
    case deduplicated = "B-tree, deduplicated"
    case gin = "GIN"
    case hash
    case brin = "BRIN"
    case guess = "GiST, a guess"

    /// How far a prediction may be off.
    var bound: Double {
      switch self {
      case .heap: 0.01
      case .toast: 0.10
      case .btree: 0.04
      case .deduplicated: 0.05
      case .gin: 0.25
      case .hash: 0.05
      case .brin: 0.05
      case .guess: 2
      }
    }
  }

  var shape: String
  var relation: String
  var kind: Kind
  var predicted: Double
  var actual: Double

  /// Positive when the prediction is too large.
  var error: Double { actual > 0 ? predicted / actual - 1 : predicted > 0 ? 1 : 0 }
  /// A page more or less is as near as whole pages come.
  var isWithin: Bool { abs(error) <= kind.bound || abs(predicted - actual) <= 1 }
}

/// Fills a table and compares its relations with what was predicted of them.
struct SizeMeasure: Sendable {
  let server: ThrowawayPostgres
  let rows: Int

  /// Sizes as they came out; where keys arrive in no order, on average over several orders: one and the same keys take a
  /// tenth more or less by the order in which they came.
  func outcomes(of item: SizeCase) async throws -> [SizeOutcome] {
    let runs = item.isGrown ? 5 : 1
    var outcomes: [SizeOutcome] = []
    for run in 0..<runs {
      let found = try await measured(item, seed: 0.1 * Double(run + 1))
      guard !outcomes.isEmpty else {
        outcomes = found
        continue
      }
      for index in outcomes.indices {
        outcomes[index].predicted += found[index].predicted
        outcomes[index].actual += found[index].actual
      }
    }
    for index in outcomes.indices {
      outcomes[index].predicted /= Double(runs)
      outcomes[index].actual /= Double(runs)
    }
    return outcomes
  }

  private func measured(_ item: SizeCase, seed: Double) async throws -> [SizeOutcome] {
    let database = "sizes"
    try await server.recreateDatabase(database)
    let connection = try await server.server.connect(to: database)
    try await connection.run(script: SQLWriter().schema(of: Self.types(of: item.catalog)))
    let table = item.table
    let (bare, indexes) = Self.parted(table)
    let statements = SQLWriter().statements(for: bare)
    let making = indexes.map { SQLWriter().createIndex($0, on: table.name) }
    try await connection.run(script: Self.script(statements + (item.isGrown ? making : [])))
    let rows = Self.rows(of: item, atMost: rows)
    try await connection.run(script: Self.filling(item, rows: rows, seed: seed))
    if !item.isGrown { try await connection.run(script: Self.script(making)) }
    let filled = FilledColumns(item)
    let widths = try await filled.widths(connection)
    let distinct = try await filled.distinct(connection)
    let estimator = SizeEstimator(catalog: item.catalog, plan: item.plan(widths: widths, distinct: distinct))
    return try await Self.compare(item, indexes, estimator, rows: rows, connection)
  }

  private static func compare(
    _ item: SizeCase, _ indexes: [Index], _ estimator: SizeEstimator, rows: Int, _ connection: PostgresConnection
  ) async throws -> [SizeOutcome] {
    let shape = estimator.shape(of: item.table, rows: Double(rows))
    let name = quoted(item.table.name)
    let sizes = try await connection.query(
      """
      SELECT relname, pg_relation_size(oid) / 8192 FROM pg_class
      WHERE oid = '\(name)'::regclass OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = '\(name)'::regclass)
      UNION ALL
      SELECT 'TOAST', pg_relation_size(reltoastrelid) / 8192 FROM pg_class
      WHERE oid = '\(name)'::regclass AND reltoastrelid <> 0
      """)
    let pages = Dictionary(
      sizes.rows.map { ($0[0] ?? "", Double($0[1] ?? "") ?? 0) }, uniquingKeysWith: { first, _ in first })
    var outcomes = [
      SizeOutcome(
        shape: item.name, relation: "heap", kind: .heap, predicted: shape.heapPages,
        actual: pages[item.table.name.name] ?? 0)
    ]
    let toast = pages["TOAST"] ?? 0
    if toast > 0 || shape.toastPages > 0 {
      outcomes.append(
        SizeOutcome(
          shape: item.name, relation: "TOAST", kind: .toast, predicted: shape.toastPages, actual: toast))
    }
    for index in indexes {
      let predicted = estimator.shape(of: index, of: item.table, rows: Double(rows))
      outcomes.append(
        SizeOutcome(
          shape: item.name, relation: "\(index.name)\(item.isGrown ? " \(predicted.growth.rawValue)" : "")",
          kind: kind(index, predicted), predicted: item.isGrown ? predicted.pages : predicted.builtPages,
          actual: pages[index.name] ?? 0))
    }
    return outcomes
  }

  private static func kind(_ index: Index, _ shape: IndexShape) -> SizeOutcome.Kind {
    switch index.method {
    case "btree": shape.isDeduplicated ? .deduplicated : .btree
    case "gin": .gin
    case "hash": .hash
    case "brin": .brin
    default: .guess
    }
  }
}

extension SizeMeasure {
  /// What tables are made of.
  private static func types(of catalog: Catalog) -> Catalog {
    var types = Catalog()
    types.schemas = catalog.schemas
    types.extensions = catalog.extensions
    types.enums = catalog.enums
    // What a domain refuses says nothing of its size.
    for var domain in catalog.domains {
      domain.checks = []
      types.domains.append(domain)
    }
    types.compositeTypes = catalog.compositeTypes
    types.rangeTypes = catalog.rangeTypes
    return types
  }

  /// The table with its columns alone, and every index, those behind constraints as unique ones.
  private static func parted(_ table: Table) -> (Table, [Index]) {
    var bare = Table(table.name)
    bare.storageParameters = table.storageParameters
    for var column in table.columns {
      column.defaultExpression = nil
      column.identity = nil
      column.generated = nil
      bare.columns.append(column)
    }
    return (bare, SizeEstimator.indexes(of: table))
  }

  /// Columns of which every row has another value.
  static func unique(of table: Table) -> Set<String> {
    Set(
      SizeEstimator.indexes(of: table).filter { $0.isUnique && $0.elements.count == 1 }.compactMap {
        $0.elements[0].columnName
      })
  }

  /// A key of two bytes does not tell more rows apart.
  private static func rows(of item: SizeCase, atMost rows: Int) -> Int {
    let unique = unique(of: item.table)
    let isShort = item.table.columns.contains { unique.contains($0.name) && $0.type.name == "int2" }
    return isShort ? min(rows, ValueSQL.smallNumbers) : rows
  }

  private static func filling(_ item: SizeCase, rows: Int, seed: Double) -> String {
    let shapes = SizeEstimator(catalog: item.catalog, plan: item.plan()).columns(of: item.table)
    let values = ValueSQL(catalog: item.catalog)
    let unique = unique(of: item.table)
    let keys = Set(SizeEstimator.indexes(of: item.table).flatMap { $0.elements.compactMap(\.columnName) })
    let list = zip(item.table.columns, shapes).map { column, shape in
      values.value(
        of: column, shape, isUnique: unique.contains(column.name), isKey: keys.contains(column.name))
    }
    return """
      SELECT setseed(\(seed));
      INSERT INTO \(quoted(item.table.name))
      SELECT \(list.joined(separator: ",\n  "))
      FROM generate_series(1, \(rows)) i;
      """
  }

  private static func script(_ statements: [String]) -> String { statements.map { "\($0);\n" }.joined() }

  static func quoted(_ name: ObjectName) -> String {
    "\"\(name.schema)\".\"\(name.name)\""
  }
}
