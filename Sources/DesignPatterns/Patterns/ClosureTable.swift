import Diagnostics
import IndexAnalysis
import PlanModel
import SQLWriting
import SchemaModel
import Sizing

/// Declared queries that climb a table by its reference to itself, so often that every way through the tree is better
/// kept than searched for.
enum ClosureTable {
  /// Climbs a second, from which on it is worth what each write then costs.
  private static let often = 1.0
  private static let fewRows = 10_000.0

  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.tables.compactMap { table in
      guard
        let key = table.foreignKeys.first(where: { $0.target == table.name && $0.columns.count == 1 }),
        table.primaryKey?.columns == key.targetColumns, let rows = subject.rows(of: table.name), rows >= fewRows
      else { return nil }
      let climbing = (subject.queriesByTable[table.name] ?? []).filter { query in
        query.shape?.isRead == true && query.sql?.value.lowercased().contains("recursive") == true
      }
      let rate = climbing.reduce(0) { $0 + ($1.busiest?.value.value ?? 0) }
      guard rate >= often else { return nil }
      return pattern(Tree(table: table, key: key, rows: rows, queries: climbing, rate: rate), subject)
    }
  }

  private struct Tree {
    var table: Table
    var key: ForeignKey
    var rows: Double
    var queries: [Query]
    var rate: Double

    var id: String { key.targetColumns[0] }
    var parent: String { key.columns[0] }
  }

  private static func pattern(_ tree: Tree, _ subject: PatternSubject) -> DesignPattern {
    let paths = pathsTable(tree, subject)
    let later = subject.rows(of: tree.table.name, afterMonths: PatternSubject.horizon) ?? tree.rows
    let perLevel = subject.estimator.estimate(paths, rows: later).total
    let way = wayDown(tree, subject)
    let searched = subject.estimator.estimate(way, of: tree.table, rows: later)
    let volume = subject.volumes[tree.table.name]
    let sizes = subject.sizeSources(of: tree.table)
    let asked = tree.queries.flatMap { [$0.sql?.span, $0.busiest?.span] }
    var pattern = DesignPattern(
      .tree, on: tree.table.name, tree.key.name,
      title: "closure table \(code: paths.name.name) beside \(code: tree.parent)",
      because: Claim(
        "\(names: tree.queries.map(\.name.value)), \(rate: tree.rate), \(tree.queries.count == 1 ? "climbs" : "climb") \(table: tree.table.name) by \(code: tree.parent), a search for each row and level"
      ).from(asked + [tree.key.span, volume?.rows?.span]),
      gain: Claim(
        "all below a row stand side by side in its primary key, all above one in \(code: index(paths).name): one search each"
      ).from(asked),
      cost: Claim(
        "\(bytes: perLevel) at 36 months for the rows themselves and as much for each level that lies above them; the recursive query needs an index of \(bytes: searched)"
      ).from(sizes + [tree.key.span]))
    pattern.details = [
      Claim(
        "subtree: \(code: "SELECT descendant_id FROM \(paths.name.name) WHERE ancestor_id = $1"); ancestors: \(code: "SELECT ancestor_id FROM \(paths.name.name) WHERE descendant_id = $1 ORDER BY depth")"
      ).from(asked),
      Claim(
        "a new row of \(table: tree.table.name) writes one for itself and one for each level above it; a row that moves rewrites as many for every row below it, and below itself it is refused"
      ).from([tree.key.span, volume?.growth?.span]),
    ]
    if tree.table.rowSecurity.isEnabled || !tree.table.policies.isEmpty {
      pattern.details.append(
        Claim(
          "\(code: paths.name.name) has no policy: roles under one of \(table: tree.table.name) read it by a join with that table and are granted nothing else"
        ).from([tree.table.span] + tree.table.policies.map(\.span)))
    }
    pattern.scripts = scripts(tree, paths, subject)
    return pattern
  }

  /// What a step downwards enters by.
  private static func wayDown(_ tree: Tree, _ subject: PatternSubject) -> Index {
    Index(
      subject.freeName("\(tree.table.name.name)_\(tree.parent)", in: tree.table.name.schema),
      elements: [IndexElement(column: tree.parent)])
  }

  /// A row for each row and each that lies above it, itself among them.
  private static func pathsTable(_ tree: Tree, _ subject: PatternSubject) -> Table {
    let type = tree.table.columns[tree.id]?.type ?? ColumnType("int8")
    let name = subject.freeName("\(tree.table.name.name)_paths", in: tree.table.name.schema)
    var paths = Table(ObjectName(name, schema: tree.table.name.schema), span: nil)
    for (column, type) in [("ancestor_id", type), ("descendant_id", type), ("depth", ColumnType("int4"))] {
      let added = Column(column, type, isNullable: false)
      paths.columns.append(added)
    }
    paths.primaryKey = KeyConstraint(
      "\(PatternSubject.cut(name, to: 58))_pkey", columns: ["ancestor_id", "descendant_id"])
    paths.foreignKeys = ["ancestor_id", "descendant_id"].map { column in
      var key = ForeignKey(
        PatternSubject.cut(name, to: 40) + "_\(column)_fkey", columns: [column], references: tree.table.name, [tree.id])
      key.onDelete = .cascade
      key.onUpdate = .cascade
      return key
    }
    paths.indexes = [
      Index(
        PatternSubject.cut(name, to: 60) + "_up",
        elements: [IndexElement(column: "descendant_id"), IndexElement(column: "depth")])
    ]
    return paths
  }

  private static func index(_ paths: Table) -> Index { paths.indexes[0] }

  private static func scripts(_ tree: Tree, _ paths: Table, _ subject: PatternSubject) -> [PatternScript] {
    let table = QuotedIdentifier.text(tree.table.name)
    let name = QuotedIdentifier.text(paths.name)
    let function = QuotedIdentifier.text(
      ObjectName(PatternSubject.cut("keep_\(paths.name.name)", to: 63), schema: paths.name.schema))
    let trigger = PatternSubject.cut("keep_\(paths.name.name)", to: 57)
    let (added, moved) = (QuotedIdentifier.text("\(trigger)_added"), QuotedIdentifier.text("\(trigger)_moved"))
    let (id, parent) = (QuotedIdentifier.text(tree.id), QuotedIdentifier.text(tree.parent))
    // A new row's children are looked for.
    let isLed = AccessPath.all(of: tree.table).contains { $0.covers(tree.key.columns) }
    let way = isLed ? nil : wayDown(tree, subject)
    var apply = ScriptBuilder()
    if let way { apply.add(subject.writer.createIndex(way, on: tree.table.name, concurrently: true)) }
    apply.note(
      "One transaction: whoever writes \(tree.table.name.display) waits while its rows are read once for each level.")
    apply.transaction(
      lockTimeout: subject.lockTimeout,
      ["LOCK TABLE \(table) IN SHARE ROW EXCLUSIVE MODE"] + subject.writer.statements(for: paths) + [
        "ALTER TABLE \(name) ADD CHECK (depth >= 0)",
        keeper(function, name, table, id, parent),
        "CREATE TRIGGER \(added) AFTER INSERT ON \(table) FOR EACH ROW EXECUTE FUNCTION \(function)()",
        "CREATE TRIGGER \(moved) AFTER UPDATE OF \(parent) ON \(table) FOR EACH ROW WHEN (OLD.\(parent) IS DISTINCT FROM NEW.\(parent)) EXECUTE FUNCTION \(function)()",
        """
        WITH RECURSIVE up (ancestor_id, descendant_id, depth) AS (
          SELECT \(id), \(id), 0 FROM \(table)
          UNION ALL
          SELECT t.\(parent), u.descendant_id, u.depth + 1
            FROM up u JOIN \(table) t ON t.\(id) = u.ancestor_id
           WHERE t.\(parent) IS NOT NULL)
        INSERT INTO \(name) SELECT ancestor_id, descendant_id, depth FROM up
        """,
      ])
    apply.add("ANALYZE \(name)")
    var back = ScriptBuilder()
    back.add([
      "DROP TRIGGER \(added) ON \(table)", "DROP TRIGGER \(moved) ON \(table)", "DROP FUNCTION \(function)()",
      "DROP TABLE \(name)",
    ])
    if let way {
      back.add(
        "DROP INDEX CONCURRENTLY \(QuotedIdentifier.text(ObjectName(way.name, schema: tree.table.name.schema)))")
    }
    return [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
  }

  /// A row may come after those below it in the same statement, so its own children are looked for as well.
  private static func keeper(
    _ function: String, _ paths: String, _ table: String, _ id: String, _ parent: String
  ) -> String {
    """
    CREATE FUNCTION \(function)() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $function$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF EXISTS (SELECT FROM \(paths) WHERE ancestor_id = NEW.\(id) AND descendant_id = NEW.\(parent)) THEN
          RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'a row can not lie below itself';
        END IF;
        DELETE FROM \(paths) gone
         USING \(paths) above, \(paths) below
         WHERE above.descendant_id = NEW.\(id) AND above.ancestor_id <> NEW.\(id) AND below.ancestor_id = NEW.\(id)
           AND gone.ancestor_id = above.ancestor_id AND gone.descendant_id = below.descendant_id;
      ELSE
        INSERT INTO \(paths) VALUES (NEW.\(id), NEW.\(id), 0);
        INSERT INTO \(paths)
        SELECT NEW.\(id), p.descendant_id, p.depth + 1
          FROM \(table) t JOIN \(paths) p ON p.ancestor_id = t.\(id)
         WHERE t.\(parent) = NEW.\(id)
        ON CONFLICT DO NOTHING;
      END IF;
      INSERT INTO \(paths)
      SELECT above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
        FROM \(paths) above CROSS JOIN \(paths) below
       WHERE above.descendant_id = NEW.\(parent) AND below.ancestor_id = NEW.\(id)
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END
    $function$
    """
  }
}
