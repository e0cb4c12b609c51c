package import Checks

/// One rule about migrations that people wrote. A finding stands at a statement and gives the safe form of that statement.
package protocol MigrationRule: Sendable {
  /// What `explain` tells; an example's schema is the migration, its baseline what is there before it.
  var metadata: CheckMetadata { get }

  /// What one migration does wrong.
  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding]
}

/// A rule that judges each statement by itself.
protocol StatementRule: MigrationRule {
  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding]
}

extension StatementRule {
  package func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { findings(at: $0, facts) }
  }
}
