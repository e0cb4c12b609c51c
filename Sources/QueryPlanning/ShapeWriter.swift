import PlannerStatistics
import PostgresClient
import Rehearsal
import SchemaModel

/// Gives the relations of an empty database the pages and the statistics of a shape.
struct ShapeWriter {
  let server: ThrowawayServer
  let connection: PostgresConnection
  private(set) var gaps: [PlanningGap] = []
  private var counts = Counts()

  /// Columns of pg_class, a row for each relation.
  private struct Counts {
    var oids: [String] = []
    var pages: [Int] = []
    var rows: [Double] = []
    var visible: [Int] = []

    mutating func add(_ oid: String, pages: Int, rows: Double, visible: Int) {
      oids.append(oid)
      self.pages.append(min(pages, Int(Int32.max)))
      self.rows.append(rows)
      self.visible.append(min(visible, Int(Int32.max)))
    }
  }

  init(server: ThrowawayServer, connection: PostgresConnection) {
    self.server = server
    self.connection = connection
  }

  mutating func write(_ shape: VolumeShape) async throws {
    let relations = try await RelationFile.all(connection)
    let shapes = Dictionary(shape.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var tables: [String: PlannerTable] = [:]
    for relation in relations where !relation.isIndex {
      guard let shape = shapes[ObjectName(relation.name, schema: relation.schema)] else { continue }
      tables[relation.oid] = shape
      try await write(shape, to: relation)
    }
    let indexes = relations.filter(\.isIndex)
    var partial: [(index: RelationFile, shape: PlannerIndex)] = []
    let byOID = Dictionary(indexes.map { ($0.oid, $0) }, uniquingKeysWith: { first, _ in first })
    for index in indexes {
      guard let table = index.table.flatMap({ tables[$0] }) else { continue }
      guard let shape = Self.shape(of: index, of: table, tables, byOID) else {
        gaps.append(PlanningGap("the index \(index.name)", "the schema does not say what it is"))
        continue
      }
      gaps += try await StatisticsWriter(connection: connection).write(shape, of: index.oid)
      if shape.isPartial { partial.append((index, shape)) } else { try write(shape, to: index) }
    }
    try await writeCounts()
    try await write(partial)
    try await writeCounts()
  }

  /// How many rows a condition leaves, the planner says best. It may not look at those indexes before they have pages.
  private mutating func write(_ partial: [(index: RelationFile, shape: PlannerIndex)]) async throws {
    guard !partial.isEmpty else { return }
    let oids = ArrayLiteral.text(partial.map(\.index.oid))
    let statement = "UPDATE pg_index SET indisvalid = $2 WHERE indexrelid = ANY ($1::oid[])"
    _ = try await connection.query(statement, [oids, "f"])
    counts = Counts()
    for (index, shape) in partial {
      let answer = try await connection.query(
        "SELECT indrelid::regclass, pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = $1", [index.oid])
      var share = 1.0
      if let row = answer.rows.first, let table = row[0], let condition = row[1] {
        share = try await ConditionShare(connection).share(of: condition, in: table) ?? 1
      }
      try write(shape.part(share), to: index)
    }
    try await writeCounts()
    _ = try await connection.query(statement, [oids, "t"])
  }

  private mutating func write(_ shape: PlannerIndex, to index: RelationFile) throws(PlanningError) {
    if let path = index.file {
      try IndexFile(path: server.dataFile(path), method: index.method ?? "").extend(to: shape)
    }
    counts.add(index.oid, pages: index.kind == "i" ? shape.pages : 0, rows: shape.entries, visible: 0)
  }

  private mutating func write(_ shape: PlannerTable, to relation: RelationFile) async throws {
    if let path = relation.file { try SparseFile(path: server.dataFile(path)).extend(toPages: shape.pages) }
    // What is known of a parent's own pages is that there are none; -1 as for a table that was never counted.
    let isParent = relation.kind == "p"
    counts.add(
      relation.oid, pages: isParent ? -1 : shape.pages, rows: shape.rows,
      visible: isParent ? 0 : Int(Double(shape.pages) * shape.visibleShare))
    let attributes = try await connection.query(
      "SELECT attname, attnum FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped",
      [relation.oid])
    let numbers = Dictionary(
      attributes.rows.compactMap { row in row[0].flatMap { name in row[1].map { (name, $0) } } },
      uniquingKeysWith: { first, _ in first })
    for column in shape.columns {
      guard let number = numbers[column.name] else { continue }
      for inherited in isParent ? ["t"] : relation.hasChildren ? ["f", "t"] : ["f"] {
        let problem = try await StatisticsWriter(connection: connection)
          .write(column, of: relation.oid, number, inherited: inherited)
        if let problem {
          gaps.append(PlanningGap("the statistics of \(shape.name.display).\(column.name)", problem))
        }
      }
    }
  }

  private func writeCounts() async throws(PostgresError) {
    _ = try await connection.query(
      """
      UPDATE pg_class c SET relpages = s.pages, reltuples = s.tuples, relallvisible = s.visible
        FROM unnest($1::oid[], $2::int4[], $3::float4[], $4::int4[]) AS s(relation, pages, tuples, visible)
       WHERE c.oid = s.relation
      """,
      [
        ArrayLiteral.text(counts.oids), ArrayLiteral.numbers(counts.pages), ArrayLiteral.numbers(counts.rows),
        ArrayLiteral.numbers(counts.visible),
      ])
  }

  /// The index of a partition has its part of the pages of the whole.
  static func shape(
    of index: RelationFile, of table: PlannerTable, _ tables: [String: PlannerTable], _ indexes: [String: RelationFile]
  ) -> PlannerIndex? {
    if let own = table.indexes.first(where: { $0.name == index.name }) { return own }
    var parent = index.parent.flatMap { indexes[$0] }
    for _ in 0..<16 {
      guard let next = parent, let whole = next.table.flatMap({ tables[$0] }) else { return nil }
      if let shape = whole.indexes.first(where: { $0.name == next.name }) {
        return shape.part(whole.rows > 0 ? table.rows / whole.rows : 0)
      }
      parent = next.parent.flatMap { indexes[$0] }
    }
    return nil
  }
}
