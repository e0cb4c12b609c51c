import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Keys that count up in a type that ends within ten years.
enum KeyOverflow {
  private static let horizon = 10.0
  private static let limits: [String: (most: Double, wider: String)] = [
    "int2": (32_767, "integer"), "int4": (2_147_483_647, "bigint"),
  ]

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]],
        let limit = limits[subject.catalog.typeBeneathDomains(column.type).name], column.type.userType == nil,
        column.identity != nil || column.defaultExpression?.sql.hasPrefix("nextval(") == true,
        let rows = subject.rows(of: table.name), let arrivals = subject.arrivals(of: table.name), arrivals > 0
      else { return nil }
      let years = max(0, limit.most - rows) / arrivals / CalendarUnit.year
      return years > horizon ? nil : pattern(table, column, limit, rows, arrivals, years, subject)
    }
  }

  private static func pattern(
    _ table: Table, _ column: Column, _ limit: (most: Double, wider: String), _ rows: Double, _ arrivals: Double,
    _ years: Double, _ subject: PatternSubject
  ) -> DesignPattern {
    let volume = subject.volumes[table.name]
    let children = (subject.references[table.name] ?? []).filter { $0.key.targetColumns == [column.name] }
    let bytes = ([table] + children.compactMap { subject.catalog.tables[$0.table] }).reduce(0.0) { sum, table in
      sum + (subject.rows(of: table.name).map { subject.bytes(of: table, rows: $0) } ?? 0)
    }
    let disk = subject.plan.deployment?.disk
    let time: Claim = disk.map { ", \(duration: bytes / $0.value.value) at \(written: $0.value.written)" } ?? ""
    let year: Claim = subject.date.map { " in \($0.year + Int(years))" } ?? " after \(number: years) years"
    var pattern = DesignPattern(
      .keyOverflow, on: table.name, column.name, title: "\(code: column.name) as \(code: limit.wider)",
      because: Claim(
        "\(code: column.type.short) ends at \(whole: limit.most); \(rows: rows) rows and \(rows: arrivals * CalendarUnit.year) a year reach it\(year), sooner if rows were ever deleted"
      ).from([column.span, volume?.rows?.span, volume?.growth?.span]),
      gain: Claim("inserts go on past \(whole: limit.most)").from([column.span]),
      cost: Claim(
        "\(bytes: bytes) are rewritten under ACCESS EXCLUSIVE\(time); \(bytes: rows * (limit.wider == "bigint" ? 4 : 2)) more"
      ).from(
        [disk?.span, volume?.rows?.span] + subject.sizeSources(of: table, afterMonths: 0)
          + children.map { subject.volumes[$0.table]?.rows?.span }))
    pattern.details = children.map { child, key in
      Claim("\(code: "\(child.display).\(key.columns.joined(separator: ", "))") follows it").from([key.span])
    }
    pattern.scripts = scripts(table, column, limit.wider, children, subject)
    return pattern
  }

  private static func scripts(
    _ table: Table, _ column: Column, _ wider: String, _ children: [(table: ObjectName, key: ForeignKey)],
    _ subject: PatternSubject
  ) -> [PatternScript] {
    func script(to type: String) -> String {
      var script = ScriptBuilder()
      var statements = children.map {
        "\(altering($0.table)) ALTER COLUMN \(QuotedIdentifier.text($0.key.columns[0])) TYPE \(type)"
      }
      statements.append("\(altering(table.name)) ALTER COLUMN \(QuotedIdentifier.text(column.name)) TYPE \(type)")
      if column.identity != nil {
        statements.append(
          "DO $do$ BEGIN EXECUTE format('ALTER SEQUENCE %s AS \(type)', pg_get_serial_sequence(\(SQLLiteral.text(QuotedIdentifier.text(table.name))), \(SQLLiteral.text(column.name)))); END $do$"
        )
      } else {
        statements += subject.catalog.sequences.filter {
          $0.ownedBy == ColumnReference(table.name, column.name)
        }.map { "ALTER SEQUENCE \(QuotedIdentifier.text($0.name)) AS \(type)" }
      }
      script.transaction(lockTimeout: subject.lockTimeout, statements)
      return script.text
    }
    let old = subject.catalog.typeBeneathDomains(column.type).sql
    return [PatternScript(.apply, script(to: wider)), PatternScript(.back, script(to: old))]
  }
}
