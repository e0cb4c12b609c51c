/// The lines of the checklists, with the keys by which `attest:` answers them.
package enum ChecklistLines {
  package struct List: Sendable {
    package var name: String
    package var lines: [(key: String, text: String)]
  }

  /// Every key, for the validation of plan files.
  package static var keys: [String] { all.flatMap { $0.lines.map(\.key) } }

  package static let all: [List] = [
    List(
      name: "Database security",
      lines: [
        ("security.rls", "RLS policies isolate tenants"), ("security.connections", "connections are encrypted"),
        ("security.least-privilege", "least privilege"), ("security.audits", "regular security audits"),
        ("security.backup-encryption", "backups are encrypted"), ("security.injection", "no SQL injection"),
        ("security.pii", "personal data identified and protected"),
        ("security.compliance", "compliance requirements met"),
      ]),
    List(
      name: "Performance optimisation",
      lines: [
        ("performance.queries", "critical queries identified and optimised"),
        ("performance.indexes", "indexes created"),
        ("performance.pool", "connection pool sized"), ("performance.vacuum", "vacuum and analyze scheduled"),
        ("performance.monitoring", "slow queries monitored"), ("performance.n-plus-one", "no N+1 queries"),
        ("performance.batches", "batch operations planned"), ("performance.replicas", "read replicas considered"),
      ]),
    List(
      name: "Schema quality",
      lines: [
        ("schema.primary-keys", "every table has a primary key"), ("schema.foreign-keys", "foreign keys constrained"),
        ("schema.indexes", "foreign keys and frequent columns indexed"),
        ("schema.cascades", "cascading rules intended"),
        ("schema.migrations-tested", "migrations tested both ways"), ("schema.seeds", "reference tables have seeds"),
        ("schema.pool", "pool configured"), ("schema.errors", "error handling covers failures"),
        ("schema.compatible", "changes are backward compatible"),
      ]),
    List(
      name: "Data layer",
      lines: [
        ("data-layer.indexes", "indexes for query patterns"), ("data-layer.on-delete", "onDelete defined"),
        ("data-layer.tests", "integration tests exist and pass"), ("data-layer.scenarios", "success and error tested"),
        ("data-layer.n-plus-one", "no N+1 in the implementation"),
        ("data-layer.errors", "errors of async calls handled"),
        ("data-layer.seeds", "seeds for new models"), ("data-layer.types", "types inferred, no any"),
      ]),
    List(
      name: "Design quality",
      lines: [
        ("design.integrity", "foreign keys prevent orphans"), ("design.uniqueness", "business rules in the database"),
        ("design.relations", "models compile"), ("design.queries", "example queries run"),
        ("design.performance", "complex queries explained"), ("design.decisions", "decisions documented"),
      ]),
    List(
      name: "The 12 rules",
      lines: [
        ("rules.uuid-keys", "UUID primary keys"),
        ("rules.foreign-key-indexes", "indexes on foreign keys and hot fields"),
        ("rules.snake-case", "snake_case columns"), ("rules.timestamps", "created and updated times"),
        ("rules.n-plus-one", "no N+1 queries"), ("rules.cascade", "dependent records cascade"),
        ("rules.migrations", "changes by migrations only"), ("rules.tests", "tests of query functions"),
        ("rules.current-patterns", "current ORM patterns"), ("rules.indexes", "no index skipped"),
        ("rules.raw-sql", "no raw SQL exposed"), ("rules.hardcoded-url", "no database URL in the code"),
      ]),
  ]
}
