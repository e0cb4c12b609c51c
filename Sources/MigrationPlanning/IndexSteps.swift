import SQLWriting
import SchemaModel

/// Indexes built, changed and dropped while others write.
struct IndexSteps {
  private let catalog: Catalog
  private let writer = SQLWriter()

  init(_ catalog: Catalog) { self.catalog = catalog }

  func build(
    _ index: Index, on table: Table, because reason: String, phase: MigrationStep.Phase = .expand
  ) -> [Move] {
    let leaves = PartitionTree(catalog).children(of: table.name)
    return table.partitionKey == nil
      ? [concurrently(index, table.name, reason, phase: phase)] : partitioned(index, table, leaves, reason, phase)
  }

  /// One statement: a build that was interrupted leaves an invalid index, which the first step of all takes away.
  func concurrently(_ index: Index, _ table: ObjectName, _ reason: String, phase: MigrationStep.Phase) -> Move {
    Move(
      MigrationStep.name("build", index.name), "Builds \(index.name): \(reason).", phase: phase, on: table,
      up: [writer.createIndex(index, on: table, concurrently: true, unlessThere: true)],
      down: [Altering(table).dropIndex(index.name, concurrently: true)]
    ).with {
      $0.isTransactional = false
      $0.isLong = true
      $0.isDownLong = true
      $0.builds = (index, table)
      $0.inverse = (MigrationStep.name("drop", index.name), "Drops \(index.name), while rows are written.")
    }
  }

  /// On each partition by itself, then joined under an index of the whole, which has nothing to build.
  private func partitioned(
    _ index: Index, _ table: Table, _ leaves: [ObjectName], _ reason: String, _ phase: MigrationStep.Phase
  ) -> [Move] {
    let parts = leaves.enumerated().map { position, leaf in
      var part = index
      part.name = TakenNames(catalog).freeRelation(
        "\(leaf.name)_\(index.elements.compactMap(\.columnName).joined(separator: "_"))_idx", in: leaf.schema,
        orWith: "_part", besides: [])
      return (leaf: leaf, index: part)
    }
    let join = Move(
      MigrationStep.name("join", index.name), "Joins the partitions' indexes under \(index.name).", phase: phase,
      on: table.name,
      up: [writer.createIndex(index, on: table.name, unlessThere: true)],
      down: [Altering(table.name).dropIndex(index.name)])
    return parts.flatMap { part in
      PartitionTree(catalog).children(of: part.leaf).isEmpty
        ? [concurrently(part.index, part.leaf, reason, phase: phase)]
        : IndexSteps(catalog).build(part.index, on: catalog.tables[part.leaf] ?? table, because: reason, phase: phase)
    } + [join]
  }

  /// The new form beside the old one, then in its place.
  func change(_ new: Index, of table: Table, context: MigrationContext) -> [Move] {
    var beside = new
    beside.name = context.free(
      TakenNames.cut(new.name, to: TakenNames.longest - "_new".utf8.count) + "_new", in: table.name.schema)
    let old = table.indexes.first { $0.name == new.name } ?? new
    let drop = concurrently(old, table.name, "as it was", phase: .contract)
    let alter = Altering(table.name)
    return [
      concurrently(beside, table.name, "the new form of \(new.name)", phase: .expand),
      Move.inverted([drop], phase: .expand)[0],
      Move(
        MigrationStep.name("swap", new.name), "Puts the new form of \(new.name) in the old one's place.",
        phase: .expand,
        on: table.name, up: [alter.renameIndex(beside.name, to: new.name)],
        down: [alter.renameIndex(new.name, to: beside.name)]),
    ]
  }

  /// Taken away while rows are written; the way back builds it so.
  func drop(_ index: Index, of table: Table, phase: MigrationStep.Phase) -> [Move] {
    guard table.partitionKey == nil, table.partitionOf == nil else { return [] }
    return Move.inverted([concurrently(index, table.name, "as it was", phase: phase)], phase: phase)
  }

  /// Takes away what interrupted builds have left, before anything is built again.
  func clearing(_ indexes: [(index: Index, table: ObjectName)], phase: MigrationStep.Phase = .expand) -> Move? {
    guard let first = indexes.first else { return nil }
    return Move(
      MigrationStep.name("clear", "interrupted", "builds"),
      "Drops indexes that an interrupted build has left invalid; run it again before a build is repeated.",
      phase: phase, on: first.table,
      up: [
        """
        DO $$
        DECLARE
          left_over regclass;
        BEGIN
          FOR left_over IN
            SELECT indexrelid::regclass FROM pg_catalog.pg_index
            WHERE NOT indisvalid AND indexrelid IN (SELECT to_regclass(name) FROM unnest(ARRAY[\(names(indexes))]) AS name)
          LOOP
            EXECUTE format('DROP INDEX %s', left_over);
          END LOOP;
        END
        $$
        """
      ], down: []
    ).with { $0.isData = true }
  }

  /// Stops a migration whose builds did not all come to their end.
  func gate(_ indexes: [(index: Index, table: ObjectName)], phase: MigrationStep.Phase) -> Move? {
    guard let first = indexes.first else { return nil }
    return Move(
      MigrationStep.name("expect", "valid", indexes.count == 1 ? first.index.name : "indexes"),
      "Goes on only when \(indexes.map(\.index.name).joined(separator: ", ")) \(indexes.count == 1 ? "is" : "are") whole.",
      phase: phase, on: first.table,
      up: [
        """
        DO $$
        DECLARE
          broken text;
        BEGIN
          SELECT string_agg(name, ', ') INTO broken FROM unnest(ARRAY[\(names(indexes))]) AS name
          WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(name) AND indisvalid);
          IF broken IS NOT NULL THEN
            RAISE EXCEPTION 'not whole: %', broken
              USING HINT = 'Run the step that clears interrupted builds, then the step that builds it, again.';
          END IF;
        END
        $$
        """
      ], down: []
    ).with { $0.isData = true }
  }

  private func names(_ indexes: [(index: Index, table: ObjectName)]) -> String {
    SQLLiteral.list(
      indexes.map { QuotedIdentifier.text(ObjectName($0.index.name, schema: $0.table.schema)) })
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
