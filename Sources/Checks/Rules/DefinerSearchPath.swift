import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// SECURITY DEFINER functions that look for names where their caller says.
struct DefinerSearchPath: Check {
  let metadata = CheckMetadata(
    code: "definer-search-path", severity: .warning,
    summary: "A SECURITY DEFINER function has no search_path of its own.",
    why: """
      The function runs with its owner's rights and finds tables, functions and operators by its caller's search_path: a caller \
      who may make objects in any schema, temporary ones suffice, puts their own in place of those that the function means.
      """,
    fix: "Fix the path with SET search_path, pg_temp last, or write every name with its schema and set it to ''.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      CREATE FUNCTION note_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM notes';
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      CREATE FUNCTION note_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
        AS 'SELECT count(*) FROM notes';
      """),
    sources: ["PostgreSQL manual: CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.judgedFunctions.compactMap { body in
      let function = body.function
      guard function.isSecurityDefiner, function.settings["search_path"] == nil, !body.isBound else { return nil }
      let kind = function.kind == .procedure ? "PROCEDURE" : "FUNCTION"
      let arguments = function.argumentTypes.joined(separator: ", ")
      let path = SQLText.name(function.name.schema)
      return finding(
        on: nil, function.signature,
        "\(function.name.display)() is SECURITY DEFINER and has no search_path of its own",
        evidence: [subject.access.isOpen(function) ? "everybody may call it" : nil],
        fix: .sql(
          "ALTER \(kind) \(SQLText.name(function.name))(\(arguments)) SET search_path = \(path), pg_temp;"),
        at: function.span)
    }
  }
}
