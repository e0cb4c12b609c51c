import Diagnostics
import PlanModel
import SchemaModel
import Sizing

/// How tables below a tenant's table know whose their rows are.
enum TenantColumnChoice {
  private static let manyRows = 1_000_000.0

  static func choices(in subject: PatternSubject) -> [DesignChoice] {
    guard let key = subject.plan.tenancy?.key else { return [] }
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    let found = subject.tables.compactMap { table -> (table: Table, parent: Table, key: ForeignKey, rows: Double)? in
      guard !table.columns.contains(key.value), !shared.contains(table.name), let rows = subject.rows(of: table.name),
        rows >= manyRows
      else { return nil }
      return table.foreignKeys.lazy.compactMap { reference in
        guard reference.columns.count == 1, table.columns[reference.columns[0]]?.isNullable == false,
          let parent = subject.catalog.tables[reference.target], parent.columns.contains(key.value)
        else { return nil }
        return (table, parent, reference, rows)
      }.first
    }
    return found.isEmpty ? [] : [choice(found, key, subject)]
  }

  private static func choice(
    _ tables: [(table: Table, parent: Table, key: ForeignKey, rows: Double)], _ key: Located<String>,
    _ subject: PatternSubject
  ) -> DesignChoice {
    let type = tables[0].parent.columns[key.value]?.type.name ?? "uuid"
    let width = type == "uuid" ? 16.0 : type == "int8" ? 8.0 : type == "int4" ? 4.0 : 16.0
    let rows = tables.reduce(0) { $0 + $1.rows }
    let parents = tables.reduce(into: [Table]()) { list, entry in
      if !list.contains(where: { $0.name == entry.parent.name }) { list.append(entry.parent) }
    }
    let parentRows = parents.reduce(0.0) { $0 + (subject.rows(of: $1.name) ?? 0) }
    let names = tables.map(\.table.name.display)
    let spans = tables.map { subject.volumes[$0.table.name]?.rows?.span }
    let parentSpans = parents.map { subject.volumes[$0.name]?.rows?.span }
    let keys = tables.map(\.key.span)
    let entry = width + 20
    let ways = [
      DesignChoice.Way(
        name: "through the parent", level: .simplest, pro: Claim("one place for \(code: key.value)").from([key.span]),
        con: Claim("a policy asks \(codes: parents.map(\.name.display)) for each row it passes").from(keys),
        performance: Claim("one more index search a row read").from(keys),
        migration: Claim("none of \(rows: rows) rows").from(spans),
        maintenance: Claim("policies name \(tables.count) paths").from(keys),
        marks: ["policies only", "policy", "join", "parent"]),
      DesignChoice.Way(
        name: "a copy of \(key.value)", level: .balanced,
        pro: Claim("a policy compares the row itself").from([key.span]),
        con: Claim("nothing keeps it equal to the parent's").from(keys),
        performance: Claim("\(bytes: rows * width) in rows, \(bytes: rows * entry) of indexes").from(spans),
        migration: Claim("\(rows: rows) rows filled in \(rows: rows / 5_000) batches of 5k").from(spans),
        maintenance: Claim("\(tables.count) inserts name it").from(keys),
        marks: ["copy", "denormal", "order path", "column"]),
      DesignChoice.Way(
        name: "a copy in a composite foreign key", level: .robust,
        pro: Claim("a row of one tenant can not point at another's").from(keys),
        con: Claim("\(parents.count) more unique indexes on parents").from(parents.map(\.span)),
        performance: Claim(
          "\(bytes: rows * width) in rows, \(bytes: rows * entry + parentRows * (width + 28)) of indexes"
        ).from(spans + parentSpans),
        migration: Claim("as a copy, then \(tables.count) keys NOT VALID and validated over \(rows: rows) rows").from(
          spans),
        maintenance: Claim("\(tables.count) relations of two columns").from(keys), marks: ["everywhere", "composite"]),
    ]
    let isKept = subject.plan.tenancy?.enforce.contains { $0.value == "database" } == true
    return DesignChoice(
      .tenantColumn, on: tables.map(\.table.name), "",
      question: Claim("How do \(codes: names) know their \(code: key.value)?").from([key.span] + keys),
      ways: ways, recommended: isKept ? 2 : 0,
      because: isKept
        ? Claim(
          "the database is to keep tenants apart, and foreign keys are checked past policies: \(rows: rows) rows could name another's"
        ).from(
          [subject.plan.tenancy?.enforce.first?.span] + spans)
        : Claim("only the application keeps tenants apart, and \(rows: rows) rows would have to be filled").from(spans))
  }
}
