import Diagnostics
import PlanModel
import SchemaModel

/// Primary keys of characters where a number or a uuid would do.
struct StringPrimaryKey: Check {
  let metadata = CheckMetadata(
    code: "string-primary-key", severity: .note,
    summary: "A primary key is a string: wider in every foreign key and index, and compared by collation.",
    why: """
      The key is stored again in each referencing row and in each index on it. A uuid written as text takes 37 bytes instead \
      of 16, comparing it follows the database's collation, and a key that means something changes when its meaning does.
      """,
    fix: """
      Use uuid for identifiers that clients make, bigint for those that the database makes, and keep the readable code as a \
      unique column. Codes of up to seven characters are no wider than a bigint and are not reported.
      """,
    bad: CheckExample(.sql, "CREATE TABLE carriers (code varchar(40) PRIMARY KEY, name text NOT NULL);"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE carriers (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code varchar(40) NOT NULL UNIQUE,
        name text NOT NULL);
      """),
    sources: ["PostgreSQL manual: 8.12 UUID Type", "PostgreSQL manual: 24.2 Collation Support"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.compactMap { table in
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]] else {
        return nil
      }
      guard subject.isText(column.type), !isShort(subject.resolved(column.type)) else { return nil }
      // A key that is another table's key follows that table.
      guard !table.foreignKeys.contains(where: { $0.columns == key.columns }) else { return nil }
      let strategy = KeyStrategy(column)
      if strategy?.isUUID == true, subject.plan.conventions.nativeUUID?.value == true { return nil }
      return finding(table, column, strategy, subject)
    }
  }

  private func finding(
    _ table: Table, _ column: Column, _ strategy: KeyStrategy?, _ subject: CheckSubject
  ) -> Finding {
    let references = subject.references[table.name] ?? []
    let rows = references.compactMap { subject.rows(of: $0.table.name) }.reduce(0, +)
    let holders = Set(references.map(\.table.name.display)).sorted()
    let repeated =
      holders.isEmpty
      ? nil
      : "\(holders.prefix(3).joined(separator: ", "))\(holders.count > 3 ? ", ..." : "") repeat it"
        + (rows > 0 ? " in \(NumberText.count(rows)) rows" : "")
    let made = strategy.map { ", filled by \($0.source)" } ?? ""
    return finding(
      on: table.name, column.name,
      "the primary key of \(table.name.display) is \(column.name), a \(subject.typeText(column))\(made)",
      evidence: [repeated, subject.rowsText(of: table.name)], fix: fix(table, column, strategy, subject),
      at: column.span ?? table.span)
  }

  private func fix(_ table: Table, _ column: Column, _ strategy: KeyStrategy?, _ subject: CheckSubject) -> Fix {
    if strategy?.isUUID == true {
      return subject.isPrisma(table)
        ? .prisma(
          in: table,
          subject.fieldLine(column, adding: "@id @default(\(column.field?.defaultSource ?? "uuid(7)")) @db.Uuid"))
        : .sql(
          "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(SQLText.name(column.name)) TYPE uuid "
            + "USING \(SQLText.name(column.name))::uuid;")
    }
    if subject.isPrisma(table) {
      let unique = strategy == nil ? [subject.fieldLine(column, adding: "@unique")] : []
      return Fix(
        text: (["// model \(table.model?.name ?? table.name.name)", "id String @id @default(uuid(7)) @db.Uuid"] + unique)
          .joined(separator: "\n"), language: .prisma)
    }
    return .words(
      "add id bigint GENERATED ALWAYS AS IDENTITY as the primary key of \(table.name.display), make \(column.name) unique, "
        + "and let new foreign keys reference id")
  }

  /// An ISO code is as good a key as a number.
  private func isShort(_ type: ColumnType) -> Bool {
    guard ["varchar", "bpchar"].contains(type.name) else { return false }
    guard let limit = type.modifiers.first.flatMap({ Int($0) }) else { return type.name == "bpchar" }
    return limit <= 7
  }
}
