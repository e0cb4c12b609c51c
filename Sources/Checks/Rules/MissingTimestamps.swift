import Diagnostics
import PlanModel
import SchemaModel

/// Tables without the timestamps that the conventions require.
struct MissingTimestamps: Check {
  let metadata = CheckMetadata(
    code: "missing-timestamps", severity: .note,
    summary: "The plan requires timestamps, and a table lacks when its rows were made or changed.",
    why: "Without them neither an incident nor an incremental export can tell which rows are new or were touched.",
    fix: """
      Add created_at and updated_at, in Prisma with @default(now()) and @updatedAt. Tables that only join two others are not \
      reported, and neither is anything where the plan does not say `timestamps: required`.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE orders (id bigint PRIMARY KEY);", plan: "conventions: { timestamps: required }"),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now());
      """, plan: "conventions: { timestamps: required }"),
    sources: ["PostgreSQL manual: 9.9.5 Current Date/Time"])

  func findings(in subject: CheckSubject) -> [Finding] {
    guard subject.plan.conventions.timestamps?.value == "required" else { return [] }
    return subject.tables.compactMap { table in
      guard table.model?.isImplicit != true, !isJoin(table) else { return nil }
      let names = table.columns.filter { isMoment($0, subject) }.map { NameWords($0.name).words }
      let missing = [
        ("created_at", ["created", "inserted", "added"]), ("updated_at", ["updated", "modified", "changed"]),
      ].filter { entry in !names.contains { $0.first.map(entry.1.contains) ?? false } }.map(\.0)
      guard !missing.isEmpty else { return nil }
      return finding(
        on: table.name, missing.joined(separator: ", "),
        "\(table.name.display) has no \(missing.joined(separator: " and no "))",
        evidence: ["the plan says timestamps: required"], fix: fix(table, missing, subject), at: table.span)
    }
  }

  private func isMoment(_ column: Column, _ subject: CheckSubject) -> Bool {
    ["timestamptz", "timestamp", "date", "int8"].contains(subject.resolved(column.type).name)
  }

  private func isJoin(_ table: Table) -> Bool {
    let linked = Set(table.foreignKeys.flatMap(\.columns))
    return table.foreignKeys.count >= 2 && table.columns.allSatisfy { linked.contains($0.name) }
  }

  private func fix(_ table: Table, _ missing: [String], _ subject: CheckSubject) -> Fix {
    if subject.isPrisma(table) {
      let lines = missing.map { name in
        name == "created_at"
          ? "createdAt DateTime @default(now()) @map(\"created_at\") @db.Timestamptz(3)"
          : "updatedAt DateTime @updatedAt @map(\"updated_at\") @db.Timestamptz(3)"
      }
      return Fix(text: (["// model \(table.model?.name ?? "")"] + lines).joined(separator: "\n"), language: .prisma)
    }
    let columns = missing.map { "ADD COLUMN \($0) timestamptz NOT NULL DEFAULT now()" }.joined(separator: ", ")
    return .sql("ALTER TABLE \(SQLText.name(table.name)) \(columns);")
  }
}
