import TestKit

/// What PostgreSQL's own catalogs say about a database, one line per fact.
struct PostgresCatalog {
  /// What a Prisma schema can say: schemas, enums, tables, columns, keys, plain indexes, sequences.
  var sayable: Set<String> = []
  /// What only SQL can say: checks, partial and expression indexes, views, functions, triggers, policies.
  var beyond: Set<String> = []

  init(of database: String, on server: ThrowawayPostgres, ordersColumns: Bool) async throws {
    for line in try await server.query(Self.facts, in: database).split(separator: "\n") {
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3 else { continue }
      let text = ordersColumns && !fields[1].isEmpty ? "\(fields[2]) at \(fields[1])" : fields[2]
      if fields[0] == "beyond" { beyond.insert(text) } else { sayable.insert(text) }
    }
  }

  /// Rows of: whether Prisma can say it, the position of a column, the fact.
  private static let facts = """
    WITH namespaces AS (
      SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    ), members AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
    relations AS (
      SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, n.nspname, format('%I.%I', n.nspname, c.relname) AS name
      FROM pg_class c JOIN namespaces n ON n.oid = c.relnamespace
      WHERE (c.oid) NOT IN (SELECT objid FROM members WHERE classid = 'pg_class'::regclass)
    ), facts(kind, position, fact) AS (
      SELECT '', NULL::int, format('schema %I', nspname) FROM namespaces
      UNION ALL
      SELECT '', NULL, format('extension %I', extname) FROM pg_extension WHERE extname <> 'plpgsql'
      UNION ALL
      SELECT '', NULL, format('enum %I.%I (%s)', n.nspname, t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
      FROM pg_type t JOIN namespaces n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
      GROUP BY n.nspname, t.typname
      UNION ALL
      SELECT '', NULL, format('table %s', name) FROM relations WHERE relkind IN ('r', 'p')
      UNION ALL
      SELECT '', a.attnum, format('column %s.%I %s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
        CASE WHEN d.adbin IS NULL THEN '' WHEN a.attgenerated <> '' THEN ' AS ' || pg_get_expr(d.adbin, d.adrelid)
          ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
        CASE WHEN a.attidentity <> '' THEN ' IDENTITY' ELSE '' END)
      FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid
      LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
      WHERE r.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT CASE WHEN contype IN ('p', 'f') THEN '' WHEN contype = 'u' THEN 'unique' ELSE 'beyond' END, NULL,
        format('constraint %I on %s %s', conname, r.name, pg_get_constraintdef(c.oid))
      FROM pg_constraint c JOIN relations r ON r.oid = c.conrelid
      WHERE contype IN ('p', 'f', 'c', 'x')
      UNION ALL
      SELECT CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL AND i.indnatts = i.indnkeyatts THEN '' ELSE 'beyond' END,
        NULL, regexp_replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
      FROM pg_index i JOIN relations r ON r.oid = i.indrelid WHERE NOT i.indisprimary
      UNION ALL
      SELECT '', NULL, format('sequence %s %s start %s step %s from %s to %s cache %s%s owned by %s', r.name,
        format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
        CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END,
        (SELECT format('%s.%I', d.refobjid::regclass, a.attname) FROM pg_depend d JOIN pg_attribute a
          ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
          WHERE d.objid = r.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
      FROM pg_sequence s JOIN relations r ON r.oid = s.seqrelid
      UNION ALL
      SELECT 'beyond', NULL, format('%s %s', CASE relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, name)
      FROM relations WHERE relkind IN ('v', 'm')
      UNION ALL
      SELECT 'beyond', NULL, format('function %I.%I', n.nspname, p.proname)
      FROM pg_proc p JOIN namespaces n ON n.oid = p.pronamespace
      WHERE p.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_proc'::regclass)
      UNION ALL
      SELECT 'beyond', NULL, format('trigger %I on %s', t.tgname, r.name)
      FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
      UNION ALL
      SELECT 'beyond', NULL, format('policy %I on %s', p.polname, r.name)
      FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
      UNION ALL
      SELECT 'beyond', NULL, format('row security on %s', name) FROM relations WHERE relrowsecurity
    )
    SELECT kind || E'\\t' || coalesce(position::text, '') || E'\\t' || replace(fact, E'\\n', ' ') FROM facts ORDER BY 1
    """
}
