import Compilation
import Foundation
import PlanDocument
import Testing

/// Section 7: what going back loses, what a backfill sets off, and the order of things.
struct MigrationTests {
  @Test func goingBackLosesRowsColumnsAndWhatNobodyCounted() {
    let example = Example.small(
      schema: "CREATE TABLE orders (id bigint PRIMARY KEY);",
      adds: """
        CREATE TABLE shelves (id bigint PRIMARY KEY); CREATE TABLE boxes (id bigint PRIMARY KEY);
        CREATE TABLE notes (id bigint PRIMARY KEY); ALTER TABLE orders ADD COLUMN shelf bigint;
        """,
      """
      volumes: { orders: { rows: 10k, growth: 100/month }, shelves: { rows: 976k, growth: 20k/month }, notes: { rows: 0, growth: 10/month } }
      columns: { orders.shelf: { nulls: 50% } }
      backfills: [ { column: orders.shelf, sql: "1", batch: 1k } ]
      deployment: { rollback_window: 7 days }

      """)
    let part = example.part("7.3 Rollback procedures")
    #expect(part.contains("drops [shelves](tables/public.shelves.md) with up to 981k rows"))
    #expect(part.contains("drops [notes](tables/public.notes.md) with up to 3 rows"))
    #expect(part.contains("drops [boxes](tables/public.boxes.md): [how many rows?](#q-volumes)"))
    let lost = "Values of orders.shelf that were written since. Up to 5.01k values; the backfill can compute its own"
    #expect(part.contains("\(lost) again."))
  }

  @Test(arguments: Example.all)
  func rowsAreWhole(example: Example) {
    for line in example.part("7.3 Rollback procedures").split(separator: "\n") {
      #expect(!line.contains(#/[0-9]\.[0-9]+ (rows|values)/#), "\(line)")
    }
  }

  @Test func aBackfillNamesItsTriggersAndTheDecisionItWaitsFor() throws {
    let schema = """
      CREATE TABLE games (id bigint PRIMARY KEY, place int);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER games_audit AFTER INSERT OR UPDATE ON games FOR EACH ROW EXECUTE FUNCTION note();
      CREATE TRIGGER games_place BEFORE UPDATE OF place ON games FOR EACH ROW EXECUTE FUNCTION note();
      CREATE TRIGGER games_gone AFTER DELETE ON games FOR EACH ROW EXECUTE FUNCTION note();
      """
    let decision = "decisions: [ { id: D7, question: Is locked_at filled?, options: [ { name: yes } ]"
    let plan = "backfills: [ { column: games.locked_at, sql: now(), batch: 5k } ]\nvolumes: { games: { rows: 651k } }\n"
    let adds = "ALTER TABLE games ADD COLUMN locked_at timestamptz;"
    let open = Example.small(schema: schema, adds: adds, plan + decision + " } ]\n")
    let row = try #require(open.rows(of: "7.4 Data migration steps").first)
    #expect(row[0] == "games.locked_at (open: D7)")
    #expect(row[7] == "games_audit")
    let taken = Example.small(schema: schema, adds: adds, plan + decision + ", chosen: yes } ]\n")
    #expect(taken.rows(of: "7.4 Data migration steps").first?[0] == "games.locked_at")
  }

  @Test func aCircleIsOpenedWhereAKeyMayBeNull() {
    let example = Example.small(
      schema: """
        CREATE TABLE accounts (id bigint PRIMARY KEY, logo_id bigint);
        CREATE TABLE files (id bigint PRIMARY KEY, account_id bigint NOT NULL CONSTRAINT files_account REFERENCES accounts);
        ALTER TABLE accounts ADD CONSTRAINT accounts_logo FOREIGN KEY (logo_id) REFERENCES files;
        CREATE TABLE pages (id bigint PRIMARY KEY, file_id bigint REFERENCES files);
        """, "owner: me\n")
    let part = example.part("7.1 Schema change strategy")
    #expect(part.contains("`accounts_logo` closes a circle"))
    #expect(!part.contains("files_account"))
    #expect(part.contains("Created last, 2 levels deep: [pages](tables/public.pages.md)"))
  }

  @Test func aCircleWithoutSuchAKeyIsOpenedSomewhere() {
    let example = Example.small(
      schema: """
        CREATE TABLE a (id bigint PRIMARY KEY, b bigint NOT NULL); CREATE TABLE b (id bigint PRIMARY KEY, a bigint NOT NULL REFERENCES a);
        ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b;
        """, "owner: me\n")
    #expect(example.part("7.1 Schema change strategy").contains("closes a circle"))
  }

  @Test func phasesStandInTheirOrder() throws {
    let queries = ["contract", "expand", "migrate"].map {
      "  - { name: \($0) read, sql: SELECT id FROM orders WHERE id = $1, since: \($0) }\n"
    }
    let part = Example.small(
      schema: "CREATE TABLE orders (id bigint PRIMARY KEY);", "queries:\n" + queries.joined()
    ).part("7.2 Zero-downtime approach")
    let places = try ["expand", "migrate", "contract"].map {
      try #require(part.range(of: "Sent from \($0) on")).lowerBound
    }
    #expect(places == places.sorted())
  }
}
