import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel
import Sizing

/// Indexes that another index or key of the same table already is.
struct OverIndexing: Check {
  let metadata = CheckMetadata(
    code: "over-indexing", severity: .warning,
    summary: "An index repeats what another index or key of the table already offers.",
    why: """
      Every INSERT, and every UPDATE that can not stay on its page, writes each index of the table again. An index whose \
      columns lead a wider one finds nothing that the wider one does not find, and costs disk, cache and write-ahead log.
      """,
    fix: """
      Drop the narrower index. Method, condition, operator classes, sort order and included columns are compared, and a \
      unique index is never called redundant because of a wider one: it enforces something.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL, placed_at timestamptz NOT NULL);
      CREATE INDEX orders_shop ON orders (shop_id);
      CREATE INDEX orders_shop_placed ON orders (shop_id, placed_at);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL, placed_at timestamptz NOT NULL);
      CREATE INDEX orders_shop_placed ON orders (shop_id, placed_at);
      """),
    sources: ["PostgreSQL manual: 11.3 Multicolumn Indexes", "PostgreSQL manual: 73.7 Heap-Only Tuples (HOT)"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      let paths = subject.paths(of: table.name)
      return table.indexes.compactMap { index -> Finding? in
        guard let position = paths.firstIndex(where: { $0.kind == .index && $0.name == index.name }) else { return nil }
        guard !isReplicaIdentity(index, of: table) else { return nil }
        let others = paths.indices.filter { makesRedundant(paths, $0, position) }.map { paths[$0] }
        return others.isEmpty ? nil : finding(index, paths[position], others, table, subject)
      }
    }
  }

  private func makesRedundant(_ paths: [AccessPath], _ other: Int, _ position: Int) -> Bool {
    guard other != position, paths[other].leads(with: paths[position]) else { return false }
    let index = paths[position]
    let wider = paths[other]
    let isSame = wider.elements.count == index.elements.count && wider.leads(with: index) && index.leads(with: wider)
    if index.isUnique {
      guard wider.isUnique, wider.elements.count == index.elements.count else { return false }
      guard wider.nullsNotDistinct == index.nullsNotDistinct else { return false }
    }
    // Of two that are the same, the key stays, then the unique one, then the one declared first.
    guard isSame else { return true }
    if wider.isUnique != index.isUnique { return wider.isUnique }
    return other < position
  }

  private func isReplicaIdentity(_ index: Index, of table: Table) -> Bool {
    table.replicaIdentity.map { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == index.name } }
      ?? false
  }

  private func finding(
    _ index: Index, _ path: AccessPath, _ others: [AccessPath], _ table: Table, _ subject: CheckSubject
  ) -> Finding {
    let same = others.filter { $0.elements.count == path.elements.count }
    let relation =
      same.isEmpty
      ? "is the leading part of \(others.map(\.display).joined(separator: " and of "))" : "repeats \(same[0].display)"
    let size = subject.rows(of: table.name).map {
      let share = path.predicate == nil ? 1 : 0.5
      return "about \(NumberText.bytes(subject.estimator.estimate(index, of: table, rows: $0, share: share)))"
        + (path.predicate == nil ? "" : " at most")
    }
    let writes = subject.volumes[table.name]?.updates.map { "\($0.value.written) updates may write it" }
    return finding(
      on: table.name, index.name, "index \(path.display) \(relation)",
      evidence: [subject.rowsText(of: table.name), size.map { "\($0) of index" }, writes],
      fix: fix(index, table, subject), at: index.span ?? table.span)
  }

  private func fix(_ index: Index, _ table: Table, _ subject: CheckSubject) -> Fix {
    guard subject.isPrisma(table), let columns = index.columnNames else {
      let concurrently = table.partitionKey == nil ? "CONCURRENTLY " : ""
      return .sql(
        "DROP INDEX \(concurrently)\(SQLText.name(ObjectName(index.name, schema: table.name.schema)));")
    }
    let attribute = index.isUnique ? "@@unique" : "@@index"
    let fields = subject.fields(of: table, columns).joined(separator: ", ")
    return .prisma(in: table, "// remove: \(attribute)([\(fields)])")
  }
}
