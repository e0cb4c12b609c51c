import Diagnostics
import PlanComparison
import PlanModel
import Testing

/// How single changes are classed.
struct RuleTests {
  /// The classes of what changes between two tables `t`, without the consequences.
  private func classes(_ old: String, _ new: String) throws -> [String] {
    let sides = try [old, new].map { sql in
      try Trees.side(
        [SourceFile(path: "dbplan.yml", text: "schema: s.sql\n"), SourceFile(path: "s.sql", text: sql)], label: "side")
    }
    return ProjectComparison(base: sides[0], head: sides[1]).changes.map {
      "\($0.subject.kind) \($0.changeClass.rawValue)"
    }
  }

  @Test(arguments: [
    ("varchar(20)", "varchar(40)", "safe"), ("varchar(40)", "varchar(20)", "breaking"), ("varchar(40)", "text", "safe"),
    ("text", "varchar(40)", "breaking"), ("integer", "bigint", "risky"), ("bigint", "integer", "breaking"),
    ("numeric(10,2)", "numeric(12,2)", "safe"), ("numeric(10,2)", "numeric(10,4)", "breaking"),
    ("numeric(10,2)", "numeric(12,4)", "risky"), ("numeric(10,2)", "numeric", "safe"),
    ("timestamp", "timestamptz", "risky"), ("text", "uuid", "breaking"), ("uuid", "text", "risky"),
    ("text", "text[]", "breaking"), ("timestamptz(6)", "timestamptz(3)", "breaking"), ("json", "jsonb", "risky"),
  ])
  func typesAreJudgedByWhatFits(old: String, new: String, expected: String) throws {
    #expect(try classes("CREATE TABLE t (c \(old));", "CREATE TABLE t (c \(new));") == ["column \(expected)"])
  }

  @Test(arguments: [
    ("a int", "a int, b int", ["column safe"]),
    ("a int", "a int, b int NOT NULL", ["column breaking"]),
    ("a int", "a int, b int NOT NULL DEFAULT 0", ["column safe"]),
    ("a int", "a int, b uuid NOT NULL DEFAULT gen_random_uuid()", ["column risky"]),
    ("a int, b int", "a int", ["column breaking"]),
    ("a int", "a int NOT NULL", ["column breaking"]),
    ("a int DEFAULT 1", "a int NOT NULL DEFAULT 1", ["column risky"]),
    ("a int NOT NULL", "a int", ["column risky"]),
    ("a int NOT NULL DEFAULT 1", "a int NOT NULL", ["column breaking"]),
    ("a int", "a int DEFAULT 1", ["column safe"]),
    ("a int", "a int UNIQUE", ["unique constraint risky"]),
    ("a int PRIMARY KEY", "a int NOT NULL", ["primary key breaking"]),
    ("a int CHECK (a > 0)", "a int", ["check risky"]),
  ])
  func columnsAreJudgedByWhoMeetsThem(old: String, new: String, expected: [String]) throws {
    #expect(try classes("CREATE TABLE t (\(old));", "CREATE TABLE t (\(new));") == expected)
  }

  @Test func valuesOfEnums() throws {
    func type(_ values: String) -> String { "CREATE TYPE e AS ENUM (\(values)); CREATE TABLE t (a int);" }
    #expect(try classes(type("'A','B'"), type("'A','B','C'")) == ["enum safe"])
    #expect(try classes(type("'A','B'"), type("'A'")) == ["enum breaking"])
    #expect(try classes(type("'A','B'"), type("'B','A'")) == ["enum risky"])
  }

  @Test func commentsAreWords() throws {
    #expect(
      try classes("CREATE TABLE t (a int);", "CREATE TABLE t (a int); COMMENT ON COLUMN t.a IS 'x';") == [
        "column documentation"
      ])
  }

  /// Nothing that a plan can say is left out of the comparison.
  @Test func everyPropertyOfAPlanIsCompared() {
    let properties = Set(Mirror(reflecting: Plan(name: "x")).children.compactMap(\.label))
    #expect(properties == PlanProperties.compared)
  }
}
