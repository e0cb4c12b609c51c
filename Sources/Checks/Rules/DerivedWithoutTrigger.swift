import Diagnostics
import PlanModel
import SchemaModel

/// Stored columns that the plan says a trigger keeps, where the schema has none that could.
struct DerivedWithoutTrigger: Check {
  let metadata = CheckMetadata(
    code: "derived-without-trigger", severity: .warning,
    summary: "The plan says that a trigger keeps a derived column, and the schema has no such trigger.",
    why: """
      The stored value is right on the day it is filled and wrong from the first write on. Nothing fails: a page shows an old \
      count, and a query that filters by it finds the wrong rows.
      """,
    fix: """
      Create the trigger on each table that the column is derived from, for every command that changes the result, and give \
      its SQL to the plan's schema; or say in the plan what else keeps the column. A trigger counts when its function names \
      the column or is not part of the schema that was read.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE courses (id bigint PRIMARY KEY, rating_count integer NOT NULL DEFAULT 0);
      CREATE TABLE reviews (id bigint PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses (id));
      """,
      plan: """
        derived:
          courses.rating_count: { sql: SELECT count(*) FROM reviews r WHERE r.course_id = courses.id, kept_by: trigger }
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE courses (id bigint PRIMARY KEY, rating_count integer NOT NULL DEFAULT 0);
      CREATE TABLE reviews (id bigint PRIMARY KEY, course_id bigint NOT NULL REFERENCES courses (id));
      CREATE FUNCTION count_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE courses SET rating_count = rating_count + 1 WHERE id = NEW.course_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER reviews_count AFTER INSERT ON reviews FOR EACH ROW EXECUTE FUNCTION count_reviews();
      """,
      plan: """
        derived:
          courses.rating_count: { sql: SELECT count(*) FROM reviews r WHERE r.course_id = courses.id, kept_by: trigger }
        """),
    sources: ["PostgreSQL manual: 39.1 Overview of Trigger Behavior", "PostgreSQL manual: 43.10 Trigger Functions"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.derived.compactMap { derived in
      let column = derived.column.value
      guard derived.keptBy?.value.lowercased() == "trigger",
        let table = subject.catalog.tables[column.table], table.columns[column.column]?.generated == nil,
        DerivedColumnTrigger.find(for: derived, in: subject.catalog) == nil
      else { return nil }
      let sources = DerivedColumnTrigger.sources(of: derived, in: subject.catalog).map(\.display)
      let tables = sources.joined(separator: " and ")
      return finding(
        on: column.table, column.column,
        "no trigger of \(tables) keeps \(column.display), which the plan leaves to a trigger",
        evidence: [
          derived.sql.map { "derived by \($0.value.split(whereSeparator: \.isWhitespace).joined(separator: " "))" },
          subject.catalog.origin.language == .prisma ? "a Prisma schema can not declare triggers" : nil,
        ],
        fix: .words(
          "create a trigger AFTER INSERT OR UPDATE OR DELETE on \(tables) that sets \(column.display), "
            + "and give its SQL under adds:"),
        at: derived.keptBy?.span ?? derived.column.span)
    }
  }
}
