import Diagnostics
import PlanModel
import SchemaModel

/// What is said of hash partitions.
enum HashOffer {
  static func patterns(in subject: PatternSubject, besides ranged: Set<ObjectName>) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard !ranged.contains(table.name), let hash = HashPartitions(table, in: subject) else { return nil }
      return pattern(hash, subject)
    }
  }

  private static func pattern(_ hash: HashPartitions, _ subject: PatternSubject) -> DesignPattern {
    let table = hash.parts.table
    let column = hash.parts.column
    let sizes = subject.sizeSources(of: table)
    let memory = subject.plan.deployment?.memory
    let of: Claim = memory.map { " (\(written: $0.value.written) memory)" } ?? ""
    let asking = HashPartitions.asking(table, subject)
    var pattern = DesignPattern(
      .partitioning, on: table.name, column.name,
      title: "\(hash.parts.count) hash partitions by \(code: column.name)",
      because: Claim(
        "\(bytes: hash.bytes) at 36 months, \(bytes: 4 * hash.limit)\(of) is the limit; \(rate: hash.pruned) of \(rate: hash.asked) declared queries fix \(code: column.name), none asks for a span of time and nothing is deleted by age"
      ).from([memory?.span] + sizes + asking.flatMap { [$0.rate?.span, $0.sql?.span] }),
      gain: Claim(
        "vacuum, REINDEX and each index build take \(bytes: hash.bytesPerPart) at a time, not \(bytes: hash.bytes); parts are vacuumed side by side"
      ).from(sizes),
      cost: ValueOffer.cost(hash.parts, subject))
    pattern.details =
      [arithmetic(hash, subject), Partitioning.keys(hash.parts.new, by: column), fixed(hash)]
      + Partitioning.queries(of: table, by: column.name, count: hash.parts.count, from: [], subject) {
        HashPartitions.prunes($0, table, column.name)
      } + ValueOffer.details(hash.parts, subject)
    pattern.scripts = hash.parts.scripts(subject)
    return pattern
  }

  private static func arithmetic(_ hash: HashPartitions, _ subject: PatternSubject) -> Claim {
    let count = hash.parts.count
    let half: Claim =
      count == 4
      ? "at least 4 of a table as large as the memory"
      : "\(count / 2) would hold \(bytes: hash.bytesPerPart * 2) each, \(bytes: hash.limit) is the limit"
    return Claim(
      "\(count) parts of \(bytes: hash.bytesPerPart) at 36 months: \(half); \(rows: hash.values.count) values of \(code: hash.parts.column.name), \(rows: hash.values.count / Double(count)) in each"
    ).from([subject.plan.deployment?.memory?.span] + subject.sizeSources(of: hash.parts.table) + hash.values.spans)
  }

  private static func fixed(_ hash: HashPartitions) -> Claim {
    Claim("\(hash.parts.count) stays: another number of parts is another copy of the table").from([
      hash.parts.column.span
    ])
  }
}
