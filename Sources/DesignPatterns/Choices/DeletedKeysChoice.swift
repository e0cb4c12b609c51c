import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// What becomes of a unique value when its row is flagged as deleted.
enum DeletedKeysChoice {
  private static let lasting: Set<String> = ["number", "code", "sku", "reference", "serial", "iban"]

  static func choices(_ keys: [(table: ObjectName, key: String)], in subject: PatternSubject) -> [DesignChoice] {
    let found = keys.compactMap { name, key -> (table: Table, columns: [String], name: String)? in
      guard let table = subject.tables.first(where: { $0.name == name }) else { return nil }
      let columns = table.keys.first { $0.name == key }?.columns ?? table.indexes.first { $0.name == key }?.columnNames
      return columns.map { (table, $0, key) }
    }
    guard !found.isEmpty, let flag = subject.plan.conventions.softDelete else { return [] }
    return [choice(found, flag, subject)]
  }

  private static func choice(
    _ keys: [(table: Table, columns: [String], name: String)], _ flag: Located<String>, _ subject: PatternSubject
  ) -> DesignChoice {
    var bytes = 0.0
    var blocked = 0.0
    var sizes: [SourceSpan?] = []
    var shares: [SourceSpan?] = []
    for key in keys {
      guard let rows = subject.rows(of: key.table.name) else { continue }
      let index = Index(key.name, elements: key.columns.map { IndexElement(column: $0) })
      bytes += subject.estimator.estimate(index, of: key.table, rows: rows)
      sizes +=
        [subject.volumes[key.table.name]?.rows?.span]
        + subject.estimator.sources(of: index, of: key.table).map { Optional($0) }
      guard let deleted = share(of: flag.value, key.table, subject) else { continue }
      blocked += rows * deleted.share
      shares += [deleted.source, subject.volumes[key.table.name]?.rows?.span]
    }
    let lasting = keys.filter { isLasting($0.columns, $0.table, subject) }
    let names = keys.map(\.name)
    let spans = keys.map { key in key.table.keys.first { $0.name == key.name }?.span ?? key.table.span }
    let held: Claim =
      blocked > 0 ? "\(rows: blocked) values of deleted rows are taken" : "values of deleted rows stay taken"
    let asking = subject.plan.queries.filter { query in
      query.shape?.conflictColumns.isEmpty == false
        && keys.contains { key in Set(query.shape?.conflictColumns.map(\.column) ?? []) == Set(key.columns) }
    }
    let conflicts: Claim =
      asking.isEmpty
      ? "none of the \(subject.plan.queries.count) declared queries has ON CONFLICT on \(keys.count == 1 ? "it" : "them")"
      : "ON CONFLICT of \(names: asking.map(\.name.value)) has to repeat the condition"
    let code: Claim =
      subject.catalog.origin.language == .prisma ? "P2002 for a deleted value" : "23505 for a deleted value"
    let freed: Claim = blocked > 0 ? "\(rows: blocked) values are free again" : "values are free again"
    let partial: Claim =
      subject.catalog.origin.language == .prisma ? "kept in SQL, since Prisma's @@unique has no condition" : "none"
    let rewritten: Claim = blocked > 0 ? "\(rows: blocked) rows rewritten" : "deleted rows rewritten"
    let ways = [
      DesignChoice.Way(
        name: "keep them taken", level: .simplest,
        pro: Claim("a value of \(codes: names) never means two rows").from(spans),
        con: held.from(shares + [flag.span]), performance: Claim("\(bytes: bytes) of indexes as they are").from(sizes),
        migration: Claim("none").from(spans),
        maintenance: code.from([flag.span]),
        marks: ["keep"]),
      DesignChoice.Way(
        name: "partial unique indexes", level: .balanced,
        pro: freed.from(shares + [flag.span]),
        con: conflicts.from([flag.span] + asking.map { $0.sql?.span }),
        performance: Claim("\(bytes: bytes) built beside, then the old ones go").from(sizes),
        migration: Claim("\(keys.count) built CONCURRENTLY, \(keys.count) dropped").from(spans),
        maintenance: partial.from(spans), marks: ["partial"]),
      DesignChoice.Way(
        name: "values changed on delete", level: .robust,
        pro: Claim("foreign keys can go on pointing at \(codes: names)").from(spans),
        con: Claim("a deleted row loses its \(codes: keys.compactMap(\.columns.last))").from(spans),
        performance: Claim("\(keys.count) more column\(keys.count == 1 ? "" : "s") written by deletes").from(spans),
        migration: rewritten.from(shares),
        maintenance: Claim("a trigger on \(names: Array(Set(keys.map(\.table.name.display))).sorted())").from(spans),
        marks: ["suffix", "changed", "rename"]),
    ]
    let isKept = lasting.count == keys.count
    let others = keys.filter { key in !lasting.contains { $0.name == key.name } }.map(\.name)
    return DesignChoice(
      .deletedKeys, on: keys.map(\.table.name), "",
      question: Claim("Do rows that \(code: flag.value) marks keep their unique values?").from([flag.span] + spans),
      ways: ways, recommended: isKept ? 0 : 1,
      because: isKept
        ? Claim("\(codes: names) are numbers that people have been given").from(spans)
        : lasting.isEmpty
          ? Claim("\(codes: others) \(others.count == 1 ? "names" : "name") what may be named so again").from(spans)
          : Claim(
            "\(codes: others) may come back; \(codes: lasting.map(\.name)) stay taken, as numbers that people have been given"
          ).from(spans))
  }

  /// Whether the plan wants the value once for ever, or its name says so.
  private static func isLasting(_ columns: [String], _ table: Table, _ subject: PatternSubject) -> Bool {
    for rule in subject.plan.rules {
      if case .unique(table.name, let wanted) = rule.kind, Set(wanted) == Set(columns) { return rule.condition == nil }
    }
    return columns.flatMap { NameWords.split($0) }.contains { lasting.contains($0.lowercased()) }
  }

  private static func share(
    of flag: String, _ table: Table, _ subject: PatternSubject
  ) -> (share: Double, source: SourceSpan?)? {
    guard let column = table.columns.first(where: { $0.name == flag || $0.field?.name == flag }),
      let known = subject.statistics[ColumnReference(table.name, column.name)]
    else { return nil }
    if let value = known.values.first(where: { $0.value == "true" }) { return (value.share.value, value.span) }
    return known.nulls.map { (1 - $0.value.value, $0.span) }
  }
}
