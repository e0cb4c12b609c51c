import Diagnostics
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

  init(_ tables: [Table]) {
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
      kind("policy", tried: "another tenant's row") { $0.policies.map(\.span) },
    ].filter { !$0.tables.isEmpty }
  }
}
