package import PostgresClient

/// The texts of code and constraints as PostgreSQL writes them, which a catalog as it is read does not hold.
package enum CodeTexts {
  /// One line a text.
  package static func lines(_ connection: PostgresConnection) async throws -> Set<String> {
    Set(try await connection.query(texts).rows.map { row in row.map { $0 ?? "" }.joined(separator: " ") })
  }

  private static let texts = """
    SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname !~ '^pg_|^information_schema$' AND p.prokind IN ('f', 'p')
    UNION ALL SELECT 'trigger', t.tgrelid::regclass::text, pg_get_triggerdef(t.oid) || t.tgenabled::text
      FROM pg_trigger t
      WHERE NOT t.tgisinternal
    UNION ALL SELECT 'rule', r.ev_class::regclass::text || r.ev_enabled::text, pg_get_ruledef(r.oid) FROM pg_rewrite r
      JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_|^information_schema$' AND r.rulename <> '_RETURN'
    UNION ALL SELECT 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) || i.indisvalid::text
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_|^information_schema$'
    UNION ALL SELECT 'constraint', x.conrelid::regclass::text || x.conname, pg_get_constraintdef(x.oid)
      FROM pg_constraint x
      JOIN pg_namespace n ON n.oid = x.connamespace WHERE n.nspname !~ '^pg_|^information_schema$'
    """
}
