import Diagnostics
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Declared queries that climb a table by its reference to itself, each step a search for children.
enum RecursiveTree {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard let key = table.foreignKeys.first(where: { $0.target == table.name }),
        let query = subject.queriesByTable[table.name]?.first(where: { query in
          query.sql?.value.lowercased().contains("recursive") == true
        }), !AccessPath.all(of: table).contains(where: { $0.covers(key.columns) }),
        let rows = subject.rows(of: table.name)
      else { return nil }
      return pattern(table, key, query, rows, subject)
    }
  }

  private static func pattern(
    _ table: Table, _ key: ForeignKey, _ query: Query, _ rows: Double, _ subject: PatternSubject
  ) -> DesignPattern {
    let index = Index(
      subject.freeName("\(table.name.name)_\(key.columns.joined(separator: "_"))", in: table.name.schema),
      elements: key.columns.map { IndexElement(column: $0) })
    let later = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? rows
    let volume = subject.volumes[table.name]
    let peak: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
    var pattern = DesignPattern(
      .tree, on: table.name, key.name, title: "index on \(codes: key.columns) for the way down",
      because: Claim(
        "\(query.name.value)\(peak), looks for children by \(codes: key.columns) and reads \(rows: rows) rows at every level: \(reading: rows)"
      ).from([query.sql?.span, query.busiest?.span, key.span, volume?.rows?.span]),
      gain: Claim("each level reads the children it finds").from([key.span]),
      cost: Claim("\(bytes: subject.estimator.estimate(index, of: table, rows: later)) at 36 months").from(
        subject.sizeSources(of: table)))
    var apply = ScriptBuilder()
    apply.add(subject.writer.createIndex(index, on: table.name, concurrently: true))
    var back = ScriptBuilder()
    back.add("DROP INDEX CONCURRENTLY \(QuotedIdentifier.text(ObjectName(index.name, schema: table.name.schema)))")
    pattern.scripts = [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
    return pattern
  }
}
