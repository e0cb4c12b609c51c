import MigrationPlanning
import SchemaModel

/// Steps of every kind, with everything in them that a language between here and the server could take for its own.
enum HandMadePlan {
  static let hostile = #"at 10:30 :name \:x \\:y a::text ::z 100% %s %(a)s %% "q" """ \ {x} $1 ü ￿:ß :é é:a :a:b '"#

  private static let note = "E'" + hostile.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"

  static var steps: [MigrationStep] {
    let table = ObjectName("reasons")
    let make = MigrationStep(
      MigrationStep.name("create", "reasons"), "Creates reasons: \"\"\" and \\ and\ntwo lines.", phase: .expand,
      on: table,
      up: [
        "CREATE TABLE IF NOT EXISTS reasons (\n  id int PRIMARY KEY,\n  note text NOT NULL DEFAULT \(note)\n)",
        "INSERT INTO reasons VALUES (1), (2), (3) ON CONFLICT DO NOTHING",
      ], down: ["DROP TABLE IF EXISTS reasons"])
    var build = MigrationStep(
      MigrationStep.name("build", "reasons_note"), "Builds reasons_note.", phase: .expand, on: table,
      up: ["CREATE INDEX CONCURRENTLY IF NOT EXISTS reasons_note ON reasons (note)"],
      down: ["DROP INDEX CONCURRENTLY IF EXISTS reasons_note"])
    build.isTransactional = false
    build.work = .scan
    var fill = MigrationStep(
      MigrationStep.name("fill", "reasons"), "Fills reasons in batches.", phase: .migrate, on: table,
      up: [
        """
        DO $$
        DECLARE
          position int := 0;
        BEGIN
          WHILE position < 3 LOOP
            UPDATE reasons SET note = note || ' :filled 50%' WHERE id = position + 1 AND note NOT LIKE '% :filled 50\\%';
            position := position + 1;
            COMMIT;
          END LOOP;
        END
        $$
        """
      ], down: [])
    fill.isTransactional = false
    fill.work = .scan
    let function = MigrationStep(
      MigrationStep.name("make", "a", "function"), "Makes a function.", phase: .migrate, on: table,
      up: [
        """
        CREATE OR REPLACE FUNCTION shout(word text) RETURNS text LANGUAGE sql AS $body$
          SELECT upper(word)::text || ':loud' || \(note)
        $body$
        """
      ], down: ["DROP FUNCTION IF EXISTS shout(text)"])
    let back = MigrationStep(
      MigrationStep.name("keep", "the", "way", "back"), "Has a way back alone.", phase: .contract, on: table,
      up: [], down: ["UPDATE reasons SET note = 'back' WHERE false"])
    return [make, build, fill, function, back]
  }
}
