import Diagnostics
import SchemaModel

/// Columns that hold a moment without saying in which zone.
struct TimezoneConfusion: Check {
  let metadata = CheckMetadata(
    code: "timezone-confusion", severity: .warning,
    summary: "A column is a timestamp without time zone, so the moment it means depends on who reads it.",
    why: """
      PostgreSQL stores the digits as they come. Two servers, a job and a report with different zone settings write and read \
      different moments, and now() put into such a column is cut to the session's zone without a word.
      """,
    fix: """
      Use timestamptz, which stores the moment. A local time that is meant as such (a shop's opening hour) stays a timestamp \
      beside a column with its zone, and is named so: local_starts_at with time_zone is not reported.
      """,
    bad: CheckExample(.sql, "CREATE TABLE deliveries (id bigint PRIMARY KEY, planned_at timestamp NOT NULL);"),
    good: CheckExample(.sql, "CREATE TABLE deliveries (id bigint PRIMARY KEY, planned_at timestamptz NOT NULL);"),
    sources: ["PostgreSQL manual: 8.5.1.3 Time Stamps", "PostgreSQL manual: 8.5.3 Time Zones"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table in
      let hasZone = table.columns.contains(where: isZone)
      return table.columns.compactMap { column -> Finding? in
        let type = subject.resolved(column.type)
        guard type.name == "timestamp" || type.name == "timetz", column.generated == nil else { return nil }
        if hasZone, NameWords(column.name).words.contains(where: { ["local", "wall"].contains($0) }) { return nil }
        return finding(table, column, type, subject)
      }
    }
  }

  private func finding(_ table: Table, _ column: Column, _ type: ColumnType, _ subject: CheckSubject) -> Finding {
    let isTime = type.name == "timetz"
    let written = column.field?.type == "DateTime" && column.field?.nativeType == nil
    return finding(
      on: table.name, column.name,
      isTime
        ? "\(table.name.display).\(column.name) is a time with time zone, whose offset no date decides"
        : "\(table.name.display).\(column.name) is a \(subject.typeText(column)) without time zone",
      evidence: [
        written ? "Prisma's DateTime without a native type is timestamp(3)" : nil,
        column.defaultExpression.map { "default \($0.sql)" }, subject.rowsText(of: table.name),
      ],
      fix: isTime ? .words("use time and a column with the zone, or timestamptz") : fix(table, column, type, subject),
      at: column.span ?? table.span)
  }

  private func fix(_ table: Table, _ column: Column, _ type: ColumnType, _ subject: CheckSubject) -> Fix {
    let precision = type.modifiers.first.map { "(\($0))" } ?? ""
    let brackets = column.type.isArray ? "[]" : ""
    if subject.isPrisma(table), column.field != nil {
      return .prisma(in: table, subject.fieldLine(column, adding: "@db.Timestamptz\(precision)"))
    }
    let name = SQLText.name(column.name)
    let using = column.type.isArray ? "" : " USING \(name) AT TIME ZONE 'UTC'"
    return .sql(
      "ALTER TABLE \(SQLText.name(table.name)) ALTER COLUMN \(name) TYPE timestamptz\(precision)\(brackets)\(using);")
  }

  private func isZone(_ column: Column) -> Bool {
    let words = NameWords(column.name).words
    return words.contains("tz") || words.contains("timezone") || words.contains("zone")
  }
}
