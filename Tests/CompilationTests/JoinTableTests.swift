import Compilation
import Diagnostics
import SchemaModel
import Testing

/// What a Prisma schema alone does not tell of its join tables is looked for in the migrations beside it.
@Suite struct JoinTableTests {
  private static let schema = """
    datasource db {
      provider = "postgresql"
      url      = env("DATABASE_URL")
    }
    generator client {
      provider = "prisma-client-js"
    }
    model A {
      id Int @id
      bs B[]
    }
    model B {
      id Int @id
      as A[]
    }
    """

  private func read(_ migrations: [String: String], schema: String = "prisma/schema.prisma") -> Reading<ReadSchema> {
    let files = migrations.merging([schema: Self.schema]) { first, _ in first }
    let tree = SourceTree(
      files: files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) })
    return SchemaSource(tree: tree).read([Located(schema)])
  }

  private let unique = "CREATE UNIQUE INDEX \"_AToB_AB_unique\" ON \"_AToB\"(\"A\", \"B\");"
  private let key = "ALTER TABLE \"_AToB\" ADD CONSTRAINT \"_AToB_AB_pkey\" PRIMARY KEY (\"A\", \"B\");"

  @Test func withoutMigrationsItIsSaid() {
    let reading = read([:])
    #expect(reading.diagnostics.map(\.code) == ["prisma-join-table"])
    #expect(reading.value.catalog.tables[ObjectName("_AToB")]?.primaryKey != nil)
  }

  @Test func theUniqueIndexOfOldMigrationsIsTaken() {
    let reading = read(["prisma/migrations/20230101000000_init/migration.sql": unique])
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value.catalog.tables[ObjectName("_AToB")]?.primaryKey == nil)
    #expect(reading.value.catalog.tables[ObjectName("_AToB")]?.indexes.first?.name == "_AToB_AB_unique")
  }

  @Test func theLastMigrationDecides() {
    let reading = read([
      "prisma/migrations/20230101000000_init/migration.sql": unique,
      "prisma/migrations/20250101000000_six/migration.sql": key,
    ])
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.value.catalog.tables[ObjectName("_AToB")]?.primaryKey?.name == "_AToB_AB_pkey")
  }

  @Test func migrationsBesideTheFolderOfTheSchemaAreFound() {
    let reading = read(
      ["prisma/migrations/20230101000000_init/migration.sql": unique], schema: "prisma/schema/schema.prisma")
    #expect(reading.value.catalog.tables[ObjectName("_AToB")]?.primaryKey == nil)
  }
}
