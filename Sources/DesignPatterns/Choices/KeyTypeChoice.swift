import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// Whether rows that nothing refers to need the keys of those that are addressed from outside.
enum KeyTypeChoice {
  private static let manyRows = 50_000_000.0

  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    let leaves = subject.tables.filter { table in
      guard let key = table.primaryKey, key.columns.count == 1, let column = table.columns[key.columns[0]] else {
        return false
      }
      return subject.catalog.typeBeneathDomains(column.type).name == "uuid"
        && (subject.references[table.name] ?? []).isEmpty
    }.compactMap { table in
      subject.rows(of: table.name, afterMonths: PatternSubject.horizon).map { (table: table, rows: $0) }
    }
    .filter { $0.rows >= manyRows }
    guard !leaves.isEmpty else { return [] }
    return [choice(leaves, subject)]
  }

  private static func choice(_ tables: [(table: Table, rows: Double)], _ subject: PatternSubject) -> DesignChoice {
    // Eight bytes in the row, eight in the entry of its key.
    let saved = tables.reduce(0) { $0 + $1.rows * 16 }
    let rows = tables.reduce(0.0) { $0 + (subject.rows(of: $1.table.name) ?? 0) }
    let whole = tables.reduce(0.0) { $0 + subject.bytes(of: $1.table, rows: $1.rows) }
    let rewritten = tables.reduce(0.0) { sum, entry in
      sum + subject.bytes(of: entry.table, rows: subject.rows(of: entry.table.name) ?? 0)
    }
    let names = tables.map(\.table.name.display)
    let keys = tables.map(\.table.primaryKey?.span)
    let sizes = tables.flatMap { subject.sizeSources(of: $0.table) }
    let volumes = tables.flatMap {
      [
        subject.volumes[$0.table.name]?.rows?.span, subject.volumes[$0.table.name]?.growth?.span,
        subject.volumes[$0.table.name]?.retention?.span,
      ]
    }
    let house = subject.plan.conventions.id
    let kept: Claim = house.map { "the house rule \($0.value) holds without exception" } ?? "one type of key"
    let ways = [
      DesignChoice.Way(
        name: "uuid as it is", level: .simplest, pro: kept.from([house?.span] + keys),
        con: Claim("\(bytes: saved) more than bigint at 36 months").from(volumes),
        performance: Claim("\(share: whole > 0 ? saved / whole : 0) of their \(bytes: whole)").from(sizes),
        migration: Claim("none of \(rows: rows) rows").from(volumes),
        maintenance: Claim("keys can be made by the client").from(keys),
        marks: ["uuid(7) everywhere", "uuid everywhere", "uuid7 everywhere"]),
      DesignChoice.Way(
        name: "bigint for new tables of this kind", level: .balanced,
        pro: Claim("16 B less a row where nothing refers to it").from(keys),
        con: Claim("two types of keys beside \(codes: names)").from(keys),
        performance: Claim("nothing for the \(rows: rows) rows that are there").from(volumes),
        migration: Claim("none of \(codes: names)").from(keys),
        maintenance: Claim("a rule that authors of migrations must know").from([house?.span] + keys),
        marks: ["exposure", "both", "new tables"]),
      DesignChoice.Way(
        name: "bigint for these too", level: .robust, pro: Claim("\(bytes: saved) less at 36 months").from(volumes),
        con: Claim("\(bytes: rewritten) rewritten, or partition by partition").from(sizes),
        performance: Claim("\(share: whole > 0 ? saved / whole : 0) fewer bytes to read").from(sizes),
        migration: Claim("\(rows: rows) rows numbered").from(volumes),
        maintenance: Claim("a sequence for each of \(names.count)").from(keys), marks: ["bigint everywhere", "bigint"]),
    ]
    let isSmall = saved < whole * 0.2
    return DesignChoice(
      .keyType, on: tables.map(\.table.name), "",
      question: Claim("Do \(codes: names) need uuid keys?").from(keys), ways: ways, recommended: isSmall ? 0 : 1,
      because: Claim(
        "nothing refers to them; bigint would save \(bytes: saved) of \(bytes: whole), and \(bytes: rewritten) would be rewritten for it"
      ).from(sizes + volumes))
  }
}
