import Diagnostics
import SQLReading
import SchemaModel
import Testing

/// Whose something is, as PostgreSQL notes it down: compared with its catalogs over the same statements.
struct OwnershipTests {
  private static func catalog(_ sql: String) -> Catalog {
    SQLReader().read([SourceFile(path: "a.sql", text: sql)]).value
  }

  @Test func anAttachedPartitionOwnsNoColumn() throws {
    let sql = """
      CREATE TABLE parent (id int, CONSTRAINT positive CHECK (id > 0)) PARTITION BY LIST (id);
      CREATE TABLE child (id int, CONSTRAINT positive CHECK (id > 0), CONSTRAINT small CHECK (id < 9));
      ALTER TABLE parent ATTACH PARTITION child FOR VALUES IN (1);
      """
    let attached = try #require(Self.catalog(sql).tables[ObjectName("child")])
    #expect(attached.columns.map(\.isLocal) == [false])
    #expect(attached.checks.map(\.isLocal) == [false, true])
    let detached = try #require(
      Self.catalog(sql + "ALTER TABLE parent DETACH PARTITION child;").tables[ObjectName("child")])
    #expect(detached.columns.map(\.isLocal) == [true] && detached.checks.map(\.isLocal) == [true, true])
  }

  @Test func nothingIsTakenFromThoseWhoHadNothing() {
    let sql = """
      ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM PUBLIC;
      ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC;
      ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC;
      ALTER DEFAULT PRIVILEGES REVOKE ALL ON TYPES FROM PUBLIC;
      """
    #expect(Self.catalog(sql).defaultPrivileges.map(\.objects) == ["FUNCTIONS", "TYPES"])
  }

  @Test func anExtensionGoesWithItsSchema() {
    let sql = "CREATE SCHEMA a; CREATE EXTENSION pgcrypto; CREATE EXTENSION citext SCHEMA a; DROP SCHEMA"
    #expect(Self.catalog("\(sql) public CASCADE;").extensions.names == ["citext"])
    #expect(Self.catalog("\(sql) a CASCADE;").extensions.names == ["pgcrypto"])
  }

  @Test func aggregatesAreImmutable() {
    let sql = "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);"
    #expect(Self.catalog(sql).functions.map(\.volatility) == [.immutable])
  }
}
