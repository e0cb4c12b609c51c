import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// What is said of list partitions.
enum ListOffer {
  static func patterns(in subject: PatternSubject, besides ranged: Set<ObjectName>) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard !ranged.contains(table.name), let list = ListPartitions(table, in: subject) else { return nil }
      return pattern(list, subject)
    }
  }

  private static func pattern(_ list: ListPartitions, _ subject: PatternSubject) -> DesignPattern {
    let table = list.parts.table
    let column = list.parts.column
    let value = SQLLiteral.text(list.rest.value)
    let memory = subject.plan.deployment?.memory
    let of: Claim = memory.map { ", a quarter of \(written: $0.value.written) memory" } ?? ""
    let sizes = subject.sizeSources(of: table) + [memory?.span, list.rest.span, list.correlation.span]
    let asking = HashPartitions.asking(table, subject)
    var pattern = DesignPattern(
      .partitioning, on: table.name, column.name,
      title: "list partitions by \(code: column.name): \(code: value) apart from the rest",
      because: Claim(
        "\(share: list.rest.share.value) of its rows are \(code: value); \(rate: list.avoiding) of \(rate: list.asked) declared queries ask for others only"
      ).from([list.rest.span] + asking.flatMap { [$0.rate?.span, $0.sql?.span] }),
      gain: Claim(
        "the other \(rows: list.rows) rows lie on \(bytes: list.scattered) with partial indexes for them, in a part of their own on \(bytes: list.together); \(bytes: list.limit)\(of), lies between"
      ).from(sizes),
      cost: ValueOffer.cost(list.parts, subject))
    pattern.details =
      [arithmetic(list, subject), Partitioning.keys(list.parts.new, by: column)]
      + Partitioning.queries(of: table, by: column.name, count: list.parts.count, from: [], subject) {
        ListPartitions.avoids($0, table, column.name, list.rest.value)
      } + moves(list, subject) + ValueOffer.details(list.parts, subject)
    pattern.scripts = list.parts.scripts(subject)
    return pattern
  }

  private static func arithmetic(_ list: ListPartitions, _ subject: PatternSubject) -> Claim {
    let table = list.parts.table
    let later = subject.rows(of: table.name, afterMonths: PatternSubject.horizon) ?? 0
    let heap = subject.estimator.estimate(table, rows: later).heap
    return Claim(
      "\(bytes: heap) of rows at 36 months: of a page of \(number: (later * 8192 / heap).rounded()) rows \(share: 1 - list.rest.share.value) are wanted, correlation \(number: list.correlation.value)"
    ).from([list.rest.span, list.correlation.span] + subject.sizeSources(of: table))
  }

  /// What an update of the column becomes.
  private static func moves(_ list: ListPartitions, _ subject: PatternSubject) -> [Claim] {
    let table = list.parts.table
    let column = ColumnReference(table.name, list.parts.column.name)
    let indexes = SizeEstimator.indexes(of: table).count
    return HashPartitions.asking(table, subject).filter { $0.shape?.columnsWritten.contains(column) == true }.map {
      query in
      let rate: Claim = query.busiest.map { ", \(written: $0.value.written)" } ?? ""
      return Claim(
        "\(query.name.value)\(rate), moves a row that changes sides: deleted here, inserted there with \(indexes) index entries; who waits for its lock gets a serialization failure and has to try again"
      ).from([query.sql?.span ?? query.name.span, query.busiest?.span] + table.indexes.map(\.span))
    }
  }
}
