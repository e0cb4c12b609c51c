import SQLWriting
import SchemaModel

/// An index built while others write.
struct IndexSteps {
  private let catalog: Catalog
  private let writer = SQLWriter()

  init(_ catalog: Catalog) { self.catalog = catalog }

  func build(_ index: Index, on table: Table, because reason: String) -> [MigrationStep] {
    let leaves = PartitionTree(catalog).children(of: table.name)
    return leaves.isEmpty ? [concurrently(index, table.name, reason)] : partitioned(index, table, leaves, reason)
  }

  /// One statement: a build that was interrupted leaves an invalid index, which the first step of all takes away.
  private func concurrently(_ index: Index, _ table: ObjectName, _ reason: String) -> MigrationStep {
    let name = ObjectName(index.name, schema: table.schema)
    var step = MigrationStep(
      MigrationStep.name("build", index.name), "Builds \(index.name): \(reason).", phase: .expand, on: table,
      up: [writer.createIndex(index, on: table, concurrently: true, unlessThere: true)],
      down: ["DROP INDEX CONCURRENTLY IF EXISTS \(QuotedIdentifier.text(name))"])
    step.isTransactional = false
    step.work = .scan
    return step
  }

  /// On each partition by itself, then joined under an index of the whole, which has nothing to build.
  private func partitioned(
    _ index: Index, _ table: Table, _ leaves: [ObjectName], _ reason: String
  ) -> [MigrationStep] {
    let parts = leaves.enumerated().map { position, leaf in
      var part = index
      part.name = TakenNames(catalog).freeRelation(
        "\(leaf.name)_\(index.elements.compactMap(\.columnName).joined(separator: "_"))_idx", in: leaf.schema,
        orWith: "_part", besides: [])
      return (leaf: leaf, index: part)
    }
    let name = ObjectName(index.name, schema: table.name.schema)
    let join = MigrationStep(
      MigrationStep.name("join", index.name), "Joins the partitions' indexes under \(index.name).", phase: .expand,
      on: table.name,
      up: [writer.createIndex(index, on: table.name, unlessThere: true)],
      down: ["DROP INDEX IF EXISTS \(QuotedIdentifier.text(name))"])
    return parts.flatMap { part in
      PartitionTree(catalog).children(of: part.leaf).isEmpty
        ? [concurrently(part.index, part.leaf, reason)]
        : IndexSteps(catalog).build(part.index, on: catalog.tables[part.leaf] ?? table, because: reason)
    } + [join]
  }

  /// Takes away what interrupted builds have left, before anything is built again.
  func clearing(_ indexes: [(index: Index, table: ObjectName)]) -> MigrationStep? {
    guard let first = indexes.first else { return nil }
    let names = indexes.map { QuotedIdentifier.text(ObjectName($0.index.name, schema: $0.table.schema)) }
    let list = SQLLiteral.list(names)
    return MigrationStep(
      MigrationStep.name("clear", "interrupted", "builds"),
      "Drops indexes that an interrupted build has left invalid; run it again before a build is repeated.",
      phase: .expand, on: first.table,
      up: [
        """
        DO $$
        DECLARE
          left_over regclass;
        BEGIN
          FOR left_over IN
            SELECT indexrelid::regclass FROM pg_catalog.pg_index
            WHERE NOT indisvalid AND indexrelid IN (SELECT to_regclass(name) FROM unnest(ARRAY[\(list)]) AS name)
          LOOP
            EXECUTE format('DROP INDEX %s', left_over);
          END LOOP;
        END
        $$
        """
      ], down: [])
  }
}

/// The partitions of tables, whatever the depth.
struct PartitionTree {
  private let byParent: [ObjectName: [ObjectName]]

  init(_ catalog: Catalog) {
    var byParent: [ObjectName: [ObjectName]] = [:]
    for table in catalog.tables {
      if let parent = table.partitionOf?.parent { byParent[parent, default: []].append(table.name) }
    }
    self.byParent = byParent
  }

  func children(of table: ObjectName) -> [ObjectName] { byParent[table] ?? [] }

  /// Those that hold rows.
  func leaves(of table: ObjectName) -> [ObjectName] {
    children(of: table).flatMap { byParent[$0] == nil ? [$0] : leaves(of: $0) }
  }
}
