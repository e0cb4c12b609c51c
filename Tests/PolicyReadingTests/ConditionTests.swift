import PolicyReading
import SQLReading
import SchemaModel
import Diagnostics
import Testing

/// What is told of a condition does not depend on how it is spelt.
struct ConditionTests {
  private static func read(_ condition: String, before: String = "") throws -> (PolicyReadings, Catalog, ConditionTerm)
  {
    let text = """
      \(before)
      CREATE TABLE members (team_id bigint, login text);
      CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint, owner text, ok boolean);
      CREATE POLICY p ON notes USING (\(condition));
      """
    let catalog = SQLReader().read([SourceFile(path: "s.sql", text: text)]).value
    let readings = PolicyReadings(catalog)
    return (readings, catalog, try #require(readings[ObjectName("notes")].first?.using))
  }

  @Test(arguments: [
    ("true", true), ("NOT false", true), ("1 = 1", true), ("'a' <> 'a'", false), ("id = id", true),
    ("(SELECT true)", true),
    ("'t'::boolean", true), ("ok OR 1 = 1", true), ("ok AND false", false), ("true IS NOT NULL", true),
    ("NULL IS NULL", true),
    ("(true) IS TRUE", true),
  ])
  func constantsAreSeen(condition: String, expected: Bool) throws {
    #expect(try Self.read(condition).2.constantTruth == expected)
  }

  @Test(arguments: [
    "ok", "owner = 'true'", "id = 1", "ok AND true", "ok OR false", "coalesce(ok, true)", "id = shop_id",
  ])
  func whatDependsOnTheRowIsNone(condition: String) throws {
    #expect(try Self.read(condition).2.constantTruth == nil)
  }

  @Test(arguments: [
    "shop_id = current_setting('a.b')::bigint", "(current_setting('a.b'))::bigint = notes.shop_id",
    "shop_id::text = (SELECT current_setting('a.b'))", "\"shop_id\" = app.shop()",
  ])
  func comparisonsWithTheSessionAreFound(condition: String) throws {
    let (readings, _, term) = try Self.read(
      condition,
      before:
        "CREATE SCHEMA app; CREATE FUNCTION app.shop() RETURNS bigint LANGUAGE sql AS $$ SELECT current_setting('a.b')::bigint $$;"
    )
    let comparison = try #require(term.comparison())
    #expect(comparison.column == "shop_id")
    #expect(readings.functions.asksSession(comparison.value))
  }

  @Test(arguments: [
    ("shop_id IN (SELECT m.team_id FROM members m WHERE m.login = owner)", true),
    ("shop_id IN (SELECT team_id FROM members WHERE login = current_user)", false),
    ("EXISTS (SELECT FROM members WHERE team_id = shop_id)", true),
    ("EXISTS (SELECT FROM members WHERE team_id = notes.id)", true),
    ("EXISTS (SELECT FROM members n WHERE n.team_id IN (SELECT team_id FROM members WHERE login = n.login))", false),
    ("EXISTS (WITH w AS (SELECT team_id FROM members) SELECT FROM w WHERE w.team_id = 1)", false),
  ])
  func subqueriesKnowWhatIsTheirOwn(condition: String, isCorrelated: Bool) throws {
    let (_, catalog, term) = try Self.read(condition)
    #expect(try #require(term.queries.first).isCorrelated(catalog) == isCorrelated)
  }

  @Test func wordsOfStringsAndCommentsAreNone() throws {
    let (readings, catalog, _) = try Self.read(
      "true",
      before: """
        CREATE FUNCTION a() RETURNS text LANGUAGE sql AS $$ SELECT 'current_user' -- session_user
        $$;
        CREATE FUNCTION b() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN "current_setting"('x.y'); END $$;
        CREATE FUNCTION c() RETURNS text LANGUAGE sql RETURN b();
        """)
    #expect(catalog.functions.map { readings.functions.asksSession($0) } == [false, true, true])
  }
}
