/// Tables in which migration tools keep their own books.
package enum BookkeepingTable {
  package static func isOne(_ table: ObjectName) -> Bool { names.contains(table.name) }

  private static let names: Set<String> = [
    "_prisma_migrations", "schema_migrations", "ar_internal_metadata", "__diesel_schema_migrations",
    "alembic_version", "flyway_schema_history", "goose_db_version", "django_migrations", "knex_migrations",
    "knex_migrations_lock", "migrations", "pgmigrations", "databasechangelog", "databasechangeloglock",
    "_sqlx_migrations", "__EFMigrationsHistory", "SequelizeMeta", "typeorm_metadata", "aerich", "__drizzle_migrations",
  ]
}
