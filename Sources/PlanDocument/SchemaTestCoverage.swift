import Diagnostics
import PlanModel
import SchemaModel

/// What the schema of the tables in scope refuses, by kind, as tests would try it.
struct SchemaTestCoverage {
  struct Kind {
    var name: String
    /// What a test does to see it refused.
    var tried: String
    /// Tables that have some, how many, and the first of them.
    var tables: [(table: Table, count: Int, span: SourceSpan?)]

    var count: Int { tables.reduce(0) { $0 + $1.count } }
  }

  /// Kinds with at least one constraint.
  let kinds: [Kind]
  var count: Int { kinds.reduce(0) { $0 + $1.count } }

  init(_ subject: PlanSubject) {
    let tables = subject.scope
    let tenant = [subject.plan.tenancy?.key?.value, subject.plan.tenancy?.setting?.value].compactMap(\.self)
    func kind(_ name: String, tried: String, _ spans: (Table) -> [SourceSpan?]) -> Kind {
      Kind(
        name: name, tried: tried,
        tables: tables.compactMap { table in
          let found = spans(table)
          return found.isEmpty ? nil : (table, found.count, found[0])
        })
    }
    kinds = [
      kind("unique", tried: "a second equal row") { table in
        table.uniqueConstraints.map(\.span) + table.indexes.filter(\.isUnique).map(\.span)
      },
      kind("foreign key", tried: "a child without parent") { $0.foreignKeys.map(\.span) },
      kind("check", tried: "a row that breaks it") { $0.checks.map(\.span) },
      kind("exclusion", tried: "an overlap") { $0.exclusions.map(\.span) },
      kind("not null", tried: "a null") { $0.columns.filter { !$0.isNullable }.map(\.span) },
      kind("policy by tenant", tried: "another tenant's row") { table in
        table.policies.filter { $0.names(tenant) }.map(\.span)
      },
      kind("policy by other columns", tried: "a row outside its condition") { table in
        table.policies.filter { !$0.names(tenant) && !$0.isOpen }.map(\.span)
      },
      kind("policy without condition", tried: "every row, and only as its roles") { table in
        table.policies.filter(\.isOpen).map(\.span)
      },
    ].filter { !$0.tables.isEmpty }
  }
}

extension Policy {
  private var conditions: [String] { [using?.sql, check?.sql].compactMap(\.self) }

  /// Whether a condition speaks of one of these columns or settings: only then is there a row of theirs to refuse.
  fileprivate func names(_ words: [String]) -> Bool {
    conditions.contains { condition in words.contains { condition.contains($0) } }
  }

  /// Whether it lets its roles at every row.
  fileprivate var isOpen: Bool { conditions.allSatisfy { $0.lowercased() == "true" } }
}
