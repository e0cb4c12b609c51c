import Checks
import CommonMark
import Compilation
import PlanDocument
import Testing

/// What keys, conventions and kinds of a schema are said to be.
struct ShapeTests {
  @Test func partitionsAreNoChildren() {
    let tables = (1...5).map {
      "CREATE TABLE c\($0) (id bigint, owner bigint REFERENCES owners, at date) PARTITION BY RANGE (at);"
        + "CREATE TABLE c\($0)_old PARTITION OF c\($0) DEFAULT;"
    }
    let example = Example.small(
      schema: "CREATE TABLE owners (id bigint PRIMARY KEY);" + tables.joined(), "owner: me\n")
    #expect(example.part("1.1 Data domain description").contains("owners.md): 5 tables point at it"))
  }

  private static let tenants = """
    CREATE TABLE accounts (id bigint PRIMARY KEY);
    CREATE TABLE seasons (account_id bigint REFERENCES accounts ON DELETE CASCADE, id bigint, PRIMARY KEY (account_id, id));
    CREATE TABLE players (account_id bigint REFERENCES accounts ON DELETE CASCADE, id bigint, PRIMARY KEY (account_id, id));
    CREATE TABLE entries (id bigint PRIMARY KEY, account_id bigint, season_id bigint, player_id bigint,
      FOREIGN KEY (account_id, season_id) REFERENCES seasons, FOREIGN KEY (account_id, player_id) REFERENCES players);
    """

  private static func asked(_ relations: String) -> [String] {
    let tenancy = "tenancy: { model: shared-schema, key: account_id }\n"
    let example = Example.small(schema: tenants, tenancy + relations)
    return example.report.questions.first { $0.id == "delete-action" }?.subjects ?? []
  }

  @Test func childrenAreAskedAboutByTheColumnThatTellsTheKey() {
    #expect(Self.asked("") == ["entries.season_id", "entries.player_id"])
    #expect(
      Self.asked("relations: { entries.season_id: { to: seasons.id, on_delete: restrict } }\n") == [
        "entries.player_id"
      ])
    #expect(
      Self.asked("relations: { entries.account_id: { to: accounts.id, on_delete: restrict } }\n") == [
        "entries.season_id", "entries.player_id",
      ])
  }

  @Test(arguments: Example.all)
  func whatTheModelsCanNotSayAddsUp(example: Example) throws {
    let part = example.part("3.3 Custom attributes/extensions")
    guard let total = part.firstMatch(of: #/([0-9]+) things Prisma/#)?.1 else { return }
    let rows = Document(part).tables.flatMap(\.rows)
    let listed = rows.reduce(0) { $0 + (Int($1[1].plainText) ?? 0) }
    let hidden = part.split(separator: "\n").first { $0.hasPrefix("Not listed") }?.matches(of: #/\(([0-9]+)\)/#)
      .reduce(0) { $0 + (Int($1.1) ?? 0) }
    #expect(Int(total) == listed + (hidden ?? 0))
  }

  /// The convention's exceptions are the tables that the findings name.
  @Test(arguments: Example.all)
  func timestampsHaveOneSource(example: Example) throws {
    let row = try #require(example.rows(of: "3.1 Model definitions").first { $0[0] == "timestamps" })
    let found = example.report.subject.findings.count { $0.code == "missing-timestamps" }
    let kept = row[2].matches(of: #/[0-9]+/#).compactMap { Int($0.output) }
    #expect(kept.count == 2 && kept[1] - kept[0] == found)
  }

  @Test func keysOfOthersAreNotJudgedByHowTheyAreMade() throws {
    let example = Example.small(
      schema: "CREATE TABLE receipts (id bigint PRIMARY KEY);",
      adds:
        "CREATE TABLE parcels (id bigint PRIMARY KEY); CREATE TABLE labels (id bigint PRIMARY KEY REFERENCES parcels);",
      "conventions: { id: uuid }\n")
    let row = try #require(example.rows(of: "3.1 Model definitions").first { $0[0] == "id" })
    #expect(row[2] == "0 of 1")
    #expect(row[3] == "parcels")
  }

  @Test func sharedTablesWithoutRowsAreAskedFor() {
    let schema = """
      CREATE TABLE kinds (id bigint PRIMARY KEY, a int, b int, c int, d int, e int);
      CREATE TABLE users (id bigint PRIMARY KEY, a int, b int, c int, d int, e int);
      """
    let plan = """
      tenancy: { model: shared-schema, key: account_id, shared: [kinds, users] }
      roles: { app: { login: app, rows: all, kinds: [select], users: [select, insert] } }

      """
    let bare = Example.small(schema: schema, plan)
    #expect(bare.report.questions.first { $0.id == "seeds" }?.subjects == ["kinds"])
    let seeded = Example.small(schema: schema, plan + "seeds: { kinds: { file: kinds.csv, in: [all] } }\n")
    #expect(!seeded.report.questions.contains { $0.id == "seeds" })
  }
}
