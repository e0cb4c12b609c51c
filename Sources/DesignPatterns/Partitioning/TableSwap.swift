import IndexAnalysis
import SQLWriting
import SchemaModel

/// The SQL that puts another declaration of a table in its place while it is written to: an empty table beside it, a
/// trigger that keeps that in step, a copy in batches by key that goes on where it stopped, a swap of names.
struct TableSwap {
  let from: Table
  let to: Table
  /// Partitions of the table that comes.
  let parts: [(name: ObjectName, bound: String)]
  let subject: PatternSubject

  /// Rows of one transaction of the copy.
  static let batch = 10_000.0

  /// Whether nothing hangs on a table that a change of names would leave behind.
  static func isPossible(_ table: Table, in subject: PatternSubject) -> Bool {
    guard table.partitionKey == nil, table.primaryKey != nil, table.exclusions.isEmpty, !table.isUnlogged,
      table.rules.isEmpty, table.clusteredOn == nil, table.replicaIdentity == nil, !table.rowSecurity.isForced,
      // A foreign key would have to carry the partition column, which the table that has it may not know.
      !(subject.references[table.name] ?? []).contains(where: \.key.isEnforced),
      // Neither may be left unproved on a partitioned table.
      table.foreignKeys.allSatisfy(\.isValidated), table.checks.allSatisfy(\.isValidated),
      !table.triggers.contains(where: {
        $0.isConstraint || $0.isForEachRow && ($0.oldTable ?? $0.newTable) != nil || $0.enabled != "O"
      })
    else { return false }
    let catalog = subject.catalog
    let views = catalog.views.filter { $0.reads.contains(table.name) }
    guard views.count == TableBelongings(table: table, subject: subject).views.count else { return false }
    guard !catalog.statistics.contains(where: { $0.table == table.name }) else { return false }
    // A policy keeps to the table it was made on, whatever that is called.
    return !catalog.tables.contains { other in
      other.policies.contains { policy in
        [policy.using, policy.check].contains { expression in
          expression.map { SQLTokens($0.sql).tokens.contains(table.name.name) } ?? false
        }
      }
    }
  }

  private var name: ObjectName { from.name }
  private var schema: String { name.schema }
  private var old: ObjectName { free("\(PatternSubject.cut(name.name, to: 55))_old") }
  private var beside: ObjectName { free("\(PatternSubject.cut(name.name, to: 55))_new") }
  private var copied: ObjectName { free("\(PatternSubject.cut(name.name, to: 52))_copied") }
  private var keeper: ObjectName { ObjectName(PatternSubject.cut("keep_copy_of_\(name.name)", to: 63), schema: schema) }
  private var copier: ObjectName { ObjectName(PatternSubject.cut("copy_\(name.name)", to: 63), schema: schema) }
  private var columns: [String] { from.columns.filter { $0.generated == nil }.map(\.name) }
  /// The key that both have.
  private var key: [String] {
    let keys = [from.primaryKey?.columns ?? [], to.primaryKey?.columns ?? []]
    return keys.min { $0.count < $1.count } ?? []
  }

  /// What says of a row in both tables that it is the same, and where it lies.
  private var identifying: [String] {
    let wanted = Set((from.primaryKey?.columns ?? []) + (to.primaryKey?.columns ?? []))
    return columns.filter(wanted.contains)
  }

  private func free(_ wanted: String) -> ObjectName {
    ObjectName(subject.freeName(wanted, in: schema), schema: schema)
  }

  private func stem(_ name: String, _ ending: String) -> String {
    subject.freeName(PatternSubject.cut(name, to: 55) + ending, in: schema)
  }

  var text: String {
    var script = ScriptBuilder()
    script.note("1. While the application runs: the new table, empty; each write to the old one reaches it too.")
    script.transaction(lockTimeout: subject.lockTimeout, beginning)
    script.note("2. What is there already, in batches by key. Called again it goes on where it stopped.")
    if from.rowSecurity.isEnabled { script.add("SET row_security = off") }
    script.add(procedure)
    script.add("CALL \(QuotedIdentifier.text(copier))(\(Int(Self.batch)))")
    script.note(
      "3. What a writer above READ COMMITTED deleted or moved beside the copy leaves it; what is missing stops here.")
    script.add([leftovers, proof, "ANALYZE \(QuotedIdentifier.text(beside))"])
    script.note("4. The swap.")
    script.transaction(lockTimeout: subject.lockTimeout, swap)
    script.note("5. The table as it was, once nobody misses it.")
    script.transaction(lockTimeout: subject.lockTimeout, ["DROP TABLE \(QuotedIdentifier.text(old))"])
    return script.text
  }

  // MARK: The copy

  /// What comes, under names that are free until the swap; numbers and triggers come with the name.
  private var staged: Table {
    var table = to
    table.name = beside
    table.triggers = []
    table.primaryKey?.name = stem(to.primaryKey?.name ?? "", "_new")
    table.uniqueConstraints = to.uniqueConstraints.map { key in
      var key = key
      key.name = stem(key.name, "_new")
      return key
    }
    table.indexes = to.indexes.map { index in
      var index = index
      index.name = stem(index.name, "_new")
      return index
    }
    table.columns = NamedList(
      to.columns.map { column in
        var column = column
        column.identity = nil
        return column
      })
    return table
  }

  private var beginning: [String] {
    let storage = TableBelongings(table: from, subject: subject).storage
    let partitions = parts.map {
      "CREATE TABLE \(QuotedIdentifier.text($0.name)) PARTITION OF \(QuotedIdentifier.text(beside)) \($0.bound)\(storage)"
    }
    let keys = QuotedIdentifier.list(key)
    return subject.writer.statements(for: staged) + partitions + [
      "CREATE TABLE \(QuotedIdentifier.text(copied)) AS SELECT \(keys) FROM \(QuotedIdentifier.text(name)) WHERE false",
      function,
      "CREATE TRIGGER \(QuotedIdentifier.text(keeper.name)) AFTER INSERT OR UPDATE OR DELETE ON \(QuotedIdentifier.text(name)) FOR EACH ROW EXECUTE FUNCTION \(QuotedIdentifier.text(keeper))()",
    ]
  }

  /// Runs as its owner, since who writes to the one table has no right on the other.
  private var function: String {
    let target = QuotedIdentifier.text(beside)
    let moved = QuotedIdentifier.list(columns)
    let values = columns.map { "NEW.\(QuotedIdentifier.text($0))" }.joined(separator: ", ")
    let isOld = identifying.map { "\(QuotedIdentifier.text($0)) = OLD.\(QuotedIdentifier.text($0))" }
      .joined(separator: " AND ")
    return """
      CREATE FUNCTION \(QuotedIdentifier.text(keeper))() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $function$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          DELETE FROM \(target) WHERE \(isOld);
        END IF;
        IF TG_OP <> 'DELETE' THEN
          INSERT INTO \(target) (\(moved)) VALUES (\(values));
        END IF;
        RETURN NULL;
      END
      $function$
      """
  }

  /// Rows are locked as they are read, so that whoever changes one comes before the copy of it or after.
  private var procedure: String {
    let source = QuotedIdentifier.text(name)
    let keys = QuotedIdentifier.list(key)
    let place = QuotedIdentifier.text(copied)
    return """
      CREATE PROCEDURE \(QuotedIdentifier.text(copier))(batch integer)
      LANGUAGE plpgsql
      AS $procedure$
      DECLARE
        done \(place)%ROWTYPE;
        upto \(place)%ROWTYPE;
      BEGIN
        SELECT * INTO done FROM \(place);
        IF NOT FOUND THEN
          SELECT \(keys) INTO done FROM \(source) ORDER BY \(keys) LIMIT 1;
          IF NOT FOUND THEN
            RETURN;
          END IF;
          INSERT INTO \(place) VALUES (done.*);
        END IF;
        LOOP
          SELECT part.* INTO upto
            FROM (SELECT \(keys) FROM \(source) WHERE (\(keys)) >= \(row("done")) ORDER BY \(keys) LIMIT batch) AS part
           ORDER BY \(key.map { "\(QuotedIdentifier.text($0)) DESC" }.joined(separator: ", ")) LIMIT 1;
          EXIT WHEN NOT FOUND;
          \(part.replacing("\n", with: "\n    "))
          DELETE FROM \(place);
          INSERT INTO \(place) VALUES (upto.*);
          COMMIT;
          EXIT WHEN \(row("upto")) = \(row("done"));
          done := upto;
        END LOOP;
      END
      $procedure$
      """
  }

  private func row(_ variable: String) -> String {
    "(" + key.map { "\(variable).\(QuotedIdentifier.text($0))" }.joined(separator: ", ") + ")"
  }

  /// Rows from the one key to the other. Who waits for a row that moves to another partition is refused it.
  private var part: String {
    let moved = QuotedIdentifier.list(columns)
    let keys = QuotedIdentifier.list(key)
    let copy = """
      INSERT INTO \(QuotedIdentifier.text(beside)) (\(moved))
      SELECT \(moved) FROM \(QuotedIdentifier.text(name))
       WHERE (\(keys)) >= \(row("done")) AND (\(keys)) <= \(row("upto"))
         FOR SHARE
      ON CONFLICT (\(QuotedIdentifier.list(to.primaryKey?.columns ?? []))) DO NOTHING;
      """
    guard from.partitionKey != nil else { return copy }
    return """
      LOOP
        BEGIN
          \(copy.replacing("\n", with: "\n    "))
          EXIT;
        EXCEPTION WHEN serialization_failure THEN
          NULL;
        END;
      END LOOP;
      """
  }

  private var leftovers: String {
    "DELETE FROM \(QuotedIdentifier.text(beside)) AS copy WHERE NOT EXISTS (SELECT FROM \(QuotedIdentifier.text(name)) AS there WHERE \(isSame))"
  }

  /// A key that was unique within a partition only may stand twice.
  private var proof: String {
    """
    DO $proof$
    BEGIN
      IF EXISTS (
        SELECT FROM \(QuotedIdentifier.text(name)) AS there
         WHERE NOT EXISTS (SELECT FROM \(QuotedIdentifier.text(beside)) AS copy WHERE \(isSame)))
      THEN
        RAISE EXCEPTION 'rows are missing in the copy of \(name.name.replacing("'", with: "''").replacing("%", with: "%%"))';
      END IF;
    END
    $proof$
    """
  }

  private var isSame: String {
    identifying.map { "there.\(QuotedIdentifier.text($0)) = copy.\(QuotedIdentifier.text($0))" }
      .joined(separator: " AND ")
  }

  // MARK: The swap

  private var swap: [String] {
    let belongings = TableBelongings(table: to, subject: subject)
    let numbered = to.columns.filter { $0.identity != nil }
    var statements = [
      "DROP TRIGGER \(QuotedIdentifier.text(keeper.name)) ON \(QuotedIdentifier.text(name))",
      "\(altering(name)) RENAME TO \(QuotedIdentifier.text(old.name))",
    ]
    statements += numbered.map { "\(altering(old)) ALTER COLUMN \(QuotedIdentifier.text($0.name)) DROP IDENTITY" }
    for index in from.keys.map(\.name) + from.indexes.map(\.name) {
      statements.append(renaming(index, to: stem(index, "_old")))
    }
    statements.append("\(altering(beside)) RENAME TO \(QuotedIdentifier.text(name.name))")
    for index in to.keys.map(\.name) + to.indexes.map(\.name) {
      statements.append(renaming(stem(index, "_new"), to: index))
    }
    statements += numbered.map(belongings.identity) + belongings.identitySequences(from: name)
    statements += belongings.ownedSequences + to.triggers.map { subject.writer.createTrigger($0, on: name) }
    return statements + belongings.grants + belongings.views + [
      "DROP FUNCTION \(QuotedIdentifier.text(keeper))()", "DROP PROCEDURE \(QuotedIdentifier.text(copier))(integer)",
      "DROP TABLE \(QuotedIdentifier.text(copied))",
    ]
  }

  private func renaming(_ index: String, to name: String) -> String {
    "ALTER INDEX \(QuotedIdentifier.text(ObjectName(index, schema: schema))) RENAME TO \(QuotedIdentifier.text(name))"
  }
}
