import Checks
import Diagnostics
import SchemaModel

/// A primary key, unique or exclusion constraint whose index is built under its lock.
struct KeyBuildBlocks: StatementRule {
  let metadata = CheckMetadata(
    code: "key-build-blocks", severity: .warning,
    summary: "A key builds its index under ACCESS EXCLUSIVE.",
    why: "ADD PRIMARY KEY, ADD UNIQUE and ADD EXCLUDE read and sort the table while nobody may read or write it.",
    fix: "Build a unique index CONCURRENTLY and add the key USING INDEX, which only changes the catalog.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, number text NOT NULL);"),
    good: CheckExample(
      .sql,
      """
      CREATE UNIQUE INDEX CONCURRENTLY orders_number_key ON orders (number);
      ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE USING INDEX orders_number_key;
      """, baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, number text NOT NULL);"),
    sources: ["PostgreSQL manual: ALTER TABLE, ADD table_constraint_using_index"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard !statement.buildsOn.isEmpty else { return [] }
    return statement.changes.flatMap { table, change -> [Finding] in
      let added: [AddedConstraint] =
        switch change {
        case .addConstraint(let constraint): [constraint]
        case .addColumn(let column): column.constraints
        default: []
        }
      return added.filter { Self.kinds.contains($0.kind) && !$0.usesIndex }.map {
        finding($0, on: table, statement, facts)
      }
    }
  }

  private static let kinds: Set<AddedConstraint.Kind> = [.unique, .primaryKey, .exclusion]

  private func finding(
    _ constraint: AddedConstraint, on table: ObjectName, _ statement: JudgedStatement, _ facts: MigrationFacts
  ) -> Finding {
    let key = constraint.kind == .exclusion ? nil : statement.addedKey(of: table, constraint.name)
    let name = constraint.name ?? key?.name
    return finding(
      at: statement, on: table, name,
      "\(constraint.kind.rawValue)\(name.map { " \($0)" } ?? "") builds its index under \(statement.strongest.words) on "
        + "\(table.display): \(statement.strongest.waiting)",
      evidence: facts.evidence([table], waiting: statement.strongest), fix: fix(constraint, key, on: table, statement),
      severity: facts.severity([table]))
  }

  private func fix(
    _ constraint: AddedConstraint, _ key: KeyConstraint?, on table: ObjectName, _ statement: JudgedStatement
  ) -> MigrationFix {
    if constraint.kind == .exclusion {
      return .words(
        "an exclusion constraint has no form in steps: fill a new table that has it and swap, or take a window")
    }
    let columns = key?.columns ?? constraint.columns
    guard !columns.isEmpty else { return .words("build a unique index CONCURRENTLY, then add the key USING INDEX") }
    let words = constraint.kind == .primaryKey ? "pkey" : "\(columns.joined(separator: "_"))_key"
    let name = key?.name ?? constraint.name ?? String("\(table.name)_\(words)".prefix(63))
    let isRetyped = statement.changes.contains { owner, change in
      if case .setType(let column) = change { owner == table && columns.contains(column) } else { false }
    }
    if isRetyped {
      return .words(
        "change \(columns.joined(separator: ", ")) by a second column, whose unique index is built CONCURRENTLY")
    }
    // The index of the key that it replaces has the name until then.
    let isTaken = statement.before.tables[table]?.hasIndex(name) == true
    let index = isTaken ? String("\(name.prefix(59))_new") : name
    let drop = isTaken ? "DROP CONSTRAINT \(Safe.name(name)), " : ""
    var lines: [String] = []
    if constraint.kind == .primaryKey, let before = statement.before.tables[table] {
      for column in columns where before.columns[column]?.isNullable == true {
        lines += Safe.notNull(column, of: table) + [Safe.next]
      }
    }
    lines += [
      "CREATE UNIQUE INDEX CONCURRENTLY \(Safe.name(index)) ON \(Safe.name(table)) (\(Safe.list(columns)));", Safe.next,
      Safe.alter(
        table, "\(drop)ADD CONSTRAINT \(Safe.name(name)) \(constraint.kind.rawValue) USING INDEX \(Safe.name(index))"),
    ]
    return .sql(lines: lines)
  }
}
