import CodeReading
import Diagnostics
import Testing

/// The SQL of migrations in other languages stands where it stood, and nothing else does.
struct EmbeddedMigrationTests {
  private func typeORM(_ body: String) -> SourceFile {
    SourceFile(
      path: "1-a.ts",
      text: """
        import { MigrationInterface, QueryRunner } from "typeorm";
        export class A implements MigrationInterface {
          public async up(queryRunner: QueryRunner): Promise<void> {
            \(body)
          }
          public async down(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.query("DROP TABLE a");
          }
        }
        """)
  }

  private func statements(_ file: SourceFile) -> [String] {
    let kind = EmbeddedMigration.kind(of: [file])
    let text = kind?.scripts([file]).value.map(\.text).joined() ?? ""
    return text.split(separator: ";").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  @Test func queriesOfUpAreTaken() {
    let file = typeORM(
      """
      // await queryRunner.query("CREATE TABLE no");
      await queryRunner.query(`CREATE TABLE "a" ("b" text DEFAULT 'x')`);
      await queryRunner.query('COMMENT ON TABLE "a" IS \\'it\\'\\'s\\'');
      await queryRunner.query("INSERT INTO a VALUES ($1)", [1]);
      """)
    #expect(
      statements(file) == [
        #"CREATE TABLE "a" ("b" text DEFAULT 'x')"#, #"COMMENT ON TABLE "a" IS 'it''s'"#, "INSERT INTO a VALUES ($1)",
      ])
    let script = EmbeddedMigration.typeORM.scripts([file]).value.first
    #expect(script?.text.utf8.count == file.text.utf8.count)
    #expect(script?.line(5)?.contains("CREATE TABLE") == true)
  }

  @Test(arguments: [
    "await queryRunner.createTable(new Table({}));", "await queryRunner.query(`CREATE TABLE ${name} (id int)`);",
    "await queryRunner.query(sql);", #"await queryRunner.query("ALTER TABLE a " + rest);"#,
    "await queryRunner.manager.connection.query(build());",
  ])
  func whatRunningWouldTellIsAnError(body: String) {
    let reading = EmbeddedMigration.typeORM.scripts([typeORM(body)])
    #expect(reading.diagnostics.map(\.code) == ["computed-migration"])
    #expect(reading.hasErrors)
  }

  @Test func dataThatIsPutTogetherIsNoMatter() {
    let reading = EmbeddedMigration.typeORM.scripts([typeORM("await queryRunner.query(`INSERT INTO a VALUES (${x})`);")]
    )
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func upgradeOfAerichIsTaken() {
    let file = SourceFile(
      path: "0_init.py",
      text: """
        async def upgrade(db: BaseDBAsyncClient) -> str:
            # return \"\"\"CREATE TABLE no\"\"\"
            return \"\"\"
                CREATE TABLE a (id int)\"\"\"

        async def downgrade(db: BaseDBAsyncClient) -> str:
            return \"\"\"DROP TABLE a\"\"\"
        """)
    #expect(EmbeddedMigration.kind(of: [file]) == .aerich)
    #expect(statements(file) == ["CREATE TABLE a (id int)"])
  }

  @Test(arguments: [
    ("a.ts", "export function up(x) { return 1 }"), ("a.py", "def upgrade():\n    op.create_table('a')\n"),
    ("a.py", "def upgrade():\n    pass\n\ndef downgrade():\n    return \"\"\"x\"\"\"\n"),
    ("a.d.ts", "up() {} down() {} queryRunner"),
    ("a.js", "up("), ("a.ts", "up() { down() {"),
  ])
  func otherFilesAreNone(path: String, text: String) {
    #expect(EmbeddedMigration.kind(of: [SourceFile(path: path, text: text)]) == nil)
  }
}
