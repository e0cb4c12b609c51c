import Checks
import Diagnostics
import SchemaModel

/// Statements that PostgreSQL refuses on a partitioned table.
struct PartitionRefused: StatementRule {
  let metadata = CheckMetadata(
    code: "partition-refused", severity: .error,
    summary: "PostgreSQL refuses this form on a partitioned table.",
    why: """
      CREATE INDEX CONCURRENTLY and, before 18, a foreign key NOT VALID are refused on a partitioned table, and so is a key that does not \
      hold all columns of the partition key.
      """,
    fix: "Build the index on each partition CONCURRENTLY and attach it; add foreign keys to the partitions one by one.",
    bad: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY events_at ON events (at);",
      baseline: "CREATE TABLE events (id bigint NOT NULL, at timestamptz) PARTITION BY RANGE (id);"),
    good: CheckExample(
      .sql, "CREATE INDEX events_at ON ONLY events (at);",
      baseline: "CREATE TABLE events (id bigint NOT NULL, at timestamptz) PARTITION BY RANGE (id);"),
    sources: ["PostgreSQL manual: 5.11.2.3 Limitations", "PostgreSQL manual: CREATE INDEX"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    if case .createIndex(let index) = statement.action, index.isConcurrent {
      guard statement.before.tables[index.table]?.partitionKey != nil else { return [] }
      let fix = statement.addedIndex(of: index.table).map {
        MigrationFix.sql(lines: Safe.partitionedIndex($0, on: index.table, in: statement.before))
      }
      return [
        finding(
          at: statement, on: index.table, index.name,
          "CREATE INDEX CONCURRENTLY is refused on the partitioned table \(index.table.display)",
          fix: fix ?? .words("CREATE INDEX ... ON ONLY, then CONCURRENTLY on each partition, then ATTACH PARTITION"))
      ]
    }
    return statement.changes.compactMap { table, change in
      guard case .addConstraint(let constraint) = change, let key = statement.before.tables[table]?.partitionKey else {
        return nil
      }
      return finding(constraint, table, key, statement, facts)
    }
  }

  private func finding(
    _ constraint: AddedConstraint, _ table: ObjectName, _ key: PartitionKey, _ statement: JudgedStatement,
    _ facts: MigrationFacts
  ) -> Finding? {
    switch constraint.kind {
    case .foreignKey where constraint.isNotValid && facts.postgres < 18:
      return finding(
        at: statement, on: table, constraint.name,
        "a foreign key NOT VALID is refused on the partitioned table \(table.display) before PostgreSQL 18",
        fix: .words("add it NOT VALID to each partition, validate those, then add it to \(table.display)"))
    case .unique, .primaryKey:
      let wanted = key.elements.compactMap(\.columnName)
      guard !constraint.columns.isEmpty, wanted.count == key.elements.count else { return nil }
      let missing = wanted.filter { !constraint.columns.contains($0) }
      guard !missing.isEmpty else { return nil }
      return finding(
        at: statement, on: table, constraint.name,
        "\(constraint.kind.rawValue) of the partitioned table \(table.display) lacks \(missing.joined(separator: ", ")) of "
          + "its partition key",
        fix: .sql(
          Safe.alter(table, "ADD \(constraint.kind.rawValue) (\(Safe.list(constraint.columns + missing)))")))
    default: return nil
    }
  }
}
