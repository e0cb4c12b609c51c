import Diagnostics
import PrismaReading
import SchemaModel
import Testing

/// What Prisma's migrations would make in the database.
@Suite struct LoweringTests {
  @Test func typesAndDefaults() throws {
    let table = try table(
      """
      id Int @id @default(autoincrement())
      text String @default("it's")
      flag Boolean @default(true)
      big BigInt @default(-9)
      ratio Float?
      price Decimal @default(9.99) @db.Decimal(10, 2)
      exact Decimal
      made DateTime @default(now())
      seen DateTime? @db.Timestamptz
      data Json @default("{}")
      raw Bytes @default("aGk=")
      role Role @default(ADMIN)
      roles Role[] @default([USER, ADMIN])
      tags String[] @default([])
      code String @default(uuid(7)) @db.Uuid
      one String @db.Char
      shape Unsupported("geometry(Point, 4326)")?
      key String @default(dbgenerated("gen_random_uuid()"))
      open String @default(dbgenerated())
      """)
    let shown = table.columns.map { column in
      "\(column.name) \(column.type.display)\(column.isNullable ? "" : " NOT NULL")"
        + (column.defaultExpression.map { " DEFAULT \($0.sql)" } ?? "")
    }
    #expect(
      shown == [
        "id integer NOT NULL DEFAULT nextval('\"Thing_id_seq\"'::regclass)", "text text NOT NULL DEFAULT 'it''s'",
        "flag boolean NOT NULL DEFAULT true", "big bigint NOT NULL DEFAULT -9", "ratio double precision",
        "price numeric(10,2) NOT NULL DEFAULT 9.99", "exact numeric(65,30) NOT NULL",
        "made timestamp(3) without time zone NOT NULL DEFAULT CURRENT_TIMESTAMP", "seen timestamp with time zone",
        "data jsonb NOT NULL DEFAULT '{}'", "raw bytea NOT NULL DEFAULT '\\x6869'",
        "role user_role NOT NULL DEFAULT 'admin'", "roles user_role[] DEFAULT ARRAY['USER', 'admin']::user_role[]",
        "tags text[] DEFAULT ARRAY[]::text[]", "code uuid NOT NULL", "one character(1) NOT NULL",
        "shape geometry(Point,4326)", "key text NOT NULL DEFAULT gen_random_uuid()", "open text NOT NULL",
      ])
    #expect(table.columns["code"]?.field?.isClientDefault == true)
    #expect(table.columns["code"]?.field?.defaultSource == "uuid(7)")
  }

  private func table(_ fields: String, _ attributes: String = "") throws -> Table {
    let text = """
      model Thing {
      \(fields)
      \(attributes)
      }
      enum Role {
        USER
        ADMIN @map("admin")
        @@map("user_role")
      }
      """
    return try #require(read(text).tables[ObjectName("Thing")])
  }

  private func read(_ text: String, reader: PrismaReader = PrismaReader()) -> Catalog {
    let reading = reader.read([SourceFile(path: "schema.prisma", text: text)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(DiagnosticFormatter(usesColor: false).format(errors))")
    return reading.value
  }

  @Test func keysAndIndexesHavePrismasNames() throws {
    let table = try table(
      """
      id String @id
      a String @unique
      b String @map("b_column") @unique(map: "own")
      c Json
      d String @db.Inet
      """,
      """
      @@unique([a, b], name: "pair")
      @@index([a(sort: Desc), b])
      @@index([c(ops: JsonbPathOps)], type: Gin)
      @@index([d(ops: InetOps)], type: Gist, map: "by_address")
      @@unique([b], where: raw("b_column <> ''"), map: "partial")
      @@index([a], where: { b: { not: null }, a: "x" }, map: "partial_too")
      """)
    #expect(table.primaryKey?.name == "Thing_pkey")
    let shown = table.indexes.map { index in
      "\(index.isUnique ? "unique " : "")\(index.name) \(index.method) \(index.elements.map(\.display).joined(separator: ", "))"
        + (index.predicate.map { " WHERE \($0.sql)" } ?? "")
    }
    #expect(
      shown == [
        "unique Thing_a_key btree a", "unique own btree b_column", "unique Thing_a_b_column_key btree a, b_column",
        "Thing_a_b_column_idx btree a DESC, b_column", "Thing_c_idx gin c jsonb_path_ops",
        "by_address gist d inet_ops", "unique partial btree b_column WHERE b_column <> ''",
        "partial_too btree a WHERE b_column IS NOT NULL AND a = 'x'",
      ])
    #expect(table.indexes[2].clientName == "pair")
  }

  @Test func longNamesAreCutBeforeTheirEnding() {
    let long = String(repeating: "x", count: 70)
    #expect(PrismaConstraintName.primaryKey(table: long).utf8.count == 63)
    #expect(PrismaConstraintName.index(table: long, columns: ["a"]) == String(repeating: "x", count: 59) + "_idx")
    #expect(PrismaConstraintName.sequence(table: long, column: "id").hasSuffix("x_id_seq"))
    #expect(PrismaConstraintName.clipped("ää", to: 3) == "ä")
  }

  @Test func actionsFollowWhatIsOptional() throws {
    let catalog = read(
      """
      model User {
        id Int @id
        posts Post[]
        reviews Post[] @relation("review")
      }
      /// Written by people.
      model Post {
        id Int @id
        authorId Int
        /// who wrote it
        author User @relation(fields: [authorId], references: [id])
        reviewerId Int?
        reviewer User? @relation("review", fields: [reviewerId], references: [id], onUpdate: NoAction)
      }
      """)
    let post = try #require(catalog.tables[ObjectName("Post")])
    #expect(post.comment == "Written by people.")
    #expect(post.foreignKeys.map(\.name) == ["Post_authorId_fkey", "Post_reviewerId_fkey"])
    #expect(post.foreignKeys.map(\.onDelete) == [.restrict, .setNull])
    #expect(post.foreignKeys.map(\.onUpdate) == [.cascade, .noAction])
    #expect(post.foreignKeys.map(\.isOnDeleteExplicit) == [false, false])
    #expect(post.foreignKeys[1].relation?.name == "review")
    #expect(post.foreignKeys[0].relation?.oppositeField == "posts")
    #expect(post.foreignKeys[0].relation?.comment == "who wrote it")
    #expect(post.model?.fieldOrder == ["id", "authorId", "author", "reviewerId", "reviewer"])
  }

  @Test func implicitManyToManyTables() throws {
    let text = """
      model Post {
        id Int @id @default(autoincrement())
        tags Tag[]
      }
      model Tag {
        name String @id @map("tag_name") @db.VarChar(40)
        posts Post[]
      }
      """
    let table = try #require(read(text).tables[ObjectName("_PostToTag")])
    #expect(table.columns.map { "\($0.name) \($0.type.display)" } == ["A integer", "B character varying(40)"])
    #expect(table.primaryKey?.name == "_PostToTag_AB_pkey")
    #expect(table.indexes.map(\.name) == ["_PostToTag_B_index"])
    #expect(table.foreignKeys.map(\.targetColumns) == [["id"], ["tag_name"]])
    #expect(table.foreignKeys.allSatisfy { $0.onDelete == .cascade && $0.onUpdate == .cascade })
    let older = read(text, reader: PrismaReader(joinTableKey: .uniqueIndex)).tables[ObjectName("_PostToTag")]
    #expect(older?.primaryKey == nil)
    #expect(older?.indexes.map(\.name) == ["_PostToTag_AB_unique", "_PostToTag_B_index"])
  }

  @Test func relationModePrismaMakesNoForeignKeys() {
    let catalog = read(
      """
      datasource db {
        provider = "postgresql"
        relationMode = "prisma"
      }
      model A {
        id Int @id
        b B?
      }
      model B {
        aId Int @id
        a A @relation(fields: [aId], references: [id])
      }
      """)
    #expect(catalog.tables[ObjectName("B")]?.foreignKeys.map(\.isEnforced) == [false])
    #expect(catalog.origin.relationMode == "prisma")
    #expect(catalog.origin.configurationBlocks.count == 1)
  }
}
