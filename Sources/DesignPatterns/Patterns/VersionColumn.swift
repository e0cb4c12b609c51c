import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// Transactions that are guarded by a version which their table does not have.
enum VersionColumn {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    var seen: Set<ObjectName> = []
    return subject.plan.transactions.flatMap { transaction -> [DesignPattern] in
      guard let said = transaction.guardClause, isVersion(said.value) else { return [] }
      let runs = Set(transaction.runs.map(\.value))
      return subject.plan.queries.filter { runs.contains($0.name.value) }.compactMap { query in
        guard query.shape?.kind == .update, let name = query.shape?.relations.first(where: \.isWritten)?.name,
          let table = subject.tables.first(where: { $0.name == name }), !hasVersion(table), seen.insert(name).inserted
        else { return nil }
        return pattern(table, query, transaction, said, subject)
      }
    }
  }

  private static func isVersion(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.contains("version") || text.contains("optimistic")
  }

  private static func hasVersion(_ table: Table) -> Bool {
    table.columns.contains { column in
      let words = NameWords.split(column.name).map { $0.lowercased() }
      return words.contains("version") || words.contains("revision") || words == ["etag"]
    }
  }

  private static func pattern(
    _ table: Table, _ query: Query, _ transaction: Transaction, _ said: Located<String>, _ subject: PatternSubject
  ) -> DesignPattern {
    let rows = subject.rows(of: table.name)
    let size: Claim = rows.map { "\(bytes: $0 * 4) once every row was written again" } ?? "4 bytes a row"
    let rate: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
    let name = subject.freeName("version", in: table.name.schema)
    var pattern = DesignPattern(
      .versionColumn, on: table.name, name, title: "a \(code: name) that each update raises",
      because: Claim(
        "\(transaction.name.value) is guarded by “\(said.value)”, and \(table: table.name) has no such column"
      )
      .from([said.span, transaction.name.span, table.span]),
      gain: Claim("\(query.name.value)\(rate), finds no row when somebody was faster, and can say so").from([
        query.sql?.span, query.busiest?.span,
      ]),
      cost: Claim("no rewrite; \(size)").from([subject.volumes[table.name]?.rows?.span, table.span]))
    let key = table.primaryKey.map { QuotedIdentifier.list($0.columns) } ?? "…"
    pattern.details = [
      Claim(
        "\(query.name.value) ends in \(code: "WHERE (\(key)) = … AND \(name) = $n") and sets \(code: "\(name) = \(name) + 1")"
      )
      .from([query.sql?.span])
    ]
    pattern.scripts = [
      PatternScript(
        .apply, "\(altering(table.name)) ADD COLUMN \(QuotedIdentifier.text(name)) integer NOT NULL DEFAULT 0;\n"),
      PatternScript(.back, "\(altering(table.name)) DROP COLUMN \(QuotedIdentifier.text(name));\n"),
    ]
    return pattern
  }
}
