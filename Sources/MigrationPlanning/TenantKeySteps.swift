import AccessControl
import SQLWriting
import SchemaModel

/// A foreign key gets the tenant while rows are read and written: added unproven beside the old one, proven, then put in its place.
struct TenantKeySteps {
  private let catalog: Catalog
  private let tree: PartitionTree
  private let writer = SQLWriter()

  init(_ catalog: Catalog) {
    self.catalog = catalog
    tree = PartitionTree(catalog)
  }

  /// Under which name the new key stands beside the old one.
  private func beside(_ key: TenantKey, of table: Table) -> String {
    TakenNames.freeConstraint(
      TakenNames.cut(key.old.name, to: TakenNames.longest - "_tenant".utf8.count) + "_tenant", of: table)
  }

  func steps(_ key: TenantKey) -> [MigrationStep] {
    guard let table = catalog.tables[key.table] else { return [] }
    return table.partitionKey == nil ? plain(key, table) : partitioned(key, table)
  }

  private func plain(_ key: TenantKey, _ table: Table) -> [MigrationStep] {
    let name = beside(key, of: table)
    let columns = key.old.columns.joined(separator: ", ")
    let what = "\(key.table.display) (\(columns))"
    let plain = swap(key.table, from: name, to: key.old.name)
    var swap = MigrationStep(
      MigrationStep.name("swap", key.old.name), "Puts the key of \(what) with the tenant in the old one's place.",
      phase: .expand, on: key.table, up: [whenThere(name, key.table, plain)], down: [swapBack(key, from: name)])
    swap.plain = plain
    return [add(key, name, to: key.table, what), prove(key, name, on: key.table, what), swap]
  }

  private func add(_ key: TenantKey, _ name: String, to table: ObjectName, _ what: String) -> MigrationStep {
    var new = key.new
    new.name = name
    new.isValidated = false
    return MigrationStep(
      MigrationStep.name("add", name), "New rows of \(what) must be of the tenant that they point at.", phase: .expand,
      on: table,
      up: [
        "\(altering(table))\n  \(dropping(name)),\n  ADD \(writer.foreignKeyDefinition(new))"
      ],
      down: ["\(altering(table)) \(dropping(name))"])
  }

  private func prove(_ key: TenantKey, _ name: String, on table: ObjectName, _ what: String) -> MigrationStep {
    var step = MigrationStep(
      MigrationStep.name("validate", name), "Proves it for the rows of \(what) that are there, while they are written.",
      phase: .expand, on: table, up: ["\(altering(table)) VALIDATE CONSTRAINT \(QuotedIdentifier.text(name))"],
      down: catalog.tables[table]?.foreignKeys.contains { $0.name == key.old.name } == true
        ? ["\(altering(table)) VALIDATE CONSTRAINT \(QuotedIdentifier.text(key.old.name))"] : [])
    step.work = .scan
    return step
  }

  private func swap(_ table: ObjectName, from name: String, to old: String) -> [String] {
    [
      "\(altering(table)) \(dropping(old))",
      "\(altering(table)) RENAME CONSTRAINT \(QuotedIdentifier.text(name)) TO \(QuotedIdentifier.text(old))",
    ]
  }

  private func swapBack(_ key: TenantKey, from name: String) -> String {
    var old = key.old
    old.isValidated = false
    return whenMissing(
      name, key.table,
      [
        "\(altering(key.table)) RENAME CONSTRAINT \(QuotedIdentifier.text(key.old.name)) TO \(QuotedIdentifier.text(name))",
        "\(altering(key.table)) ADD \(writer.foreignKeyDefinition(old))",
      ])
  }

  /// A partitioned table can not have an unproven key: each partition gets it, and the whole takes these over.
  private func partitioned(_ key: TenantKey, _ table: Table) -> [MigrationStep] {
    let name = beside(key, of: table)
    let columns = key.old.columns.joined(separator: ", ")
    let leaves = tree.leaves(of: table.name)
    let proofs = leaves.flatMap { leaf in
      let what = "\(leaf.display) (\(columns))"
      return [add(key, name, to: leaf, what), prove(key, name, on: leaf, what)]
    }
    let renames = leaves.map {
      "\(altering($0)) RENAME CONSTRAINT \(QuotedIdentifier.text(name)) TO \(QuotedIdentifier.text(key.old.name))"
    }
    var new = key.new
    new.isValidated = true
    let plain =
      ["\(altering(table.name)) \(dropping(key.old.name))"] + renames
      + ["\(altering(table.name)) ADD \(writer.foreignKeyDefinition(new))"]
    let take = MigrationStep(
      MigrationStep.name("swap", key.old.name),
      "\(table.name.display) (\(columns)) takes over what is proven of its partitions.", phase: .expand, on: table.name,
      up: leaves.first.map { leaf in [whenThere(name, leaf, plain)] } ?? [
        "\(altering(table.name))\n  \(dropping(key.old.name)),\n  ADD \(writer.foreignKeyDefinition(new))"
      ],
      down: ["\(altering(table.name))\n  \(dropping(key.old.name)),\n  ADD \(writer.foreignKeyDefinition(key.old))"])
    var back = take
    // The old key has to be proven over all partitions at once.
    back.work = .scan
    back.plain = leaves.isEmpty ? nil : plain
    return proofs + [back]
  }

  private func altering(_ table: ObjectName) -> String { "ALTER TABLE \(QuotedIdentifier.text(table))" }
  private func dropping(_ name: String) -> String { "DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(name))" }

  private func whenThere(_ name: String, _ table: ObjectName, _ statements: [String]) -> String {
    guarded("IF EXISTS", name, table, statements)
  }

  private func whenMissing(_ name: String, _ table: ObjectName, _ statements: [String]) -> String {
    guarded("IF NOT EXISTS", name, table, statements)
  }

  private func guarded(_ test: String, _ name: String, _ table: ObjectName, _ statements: [String]) -> String {
    let body = statements.map { "    \($0);" }.joined(separator: "\n")
    return """
      DO $$
      BEGIN
        \(test) (
          SELECT FROM pg_catalog.pg_constraint
          WHERE conrelid = \(SQLLiteral.text(QuotedIdentifier.text(table)))::regclass AND conname = \(SQLLiteral.text(name))
        ) THEN
      \(body)
        END IF;
      END
      $$
      """
  }
}
