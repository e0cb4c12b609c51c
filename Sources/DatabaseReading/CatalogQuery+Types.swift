extension CatalogQuery {
  func typeSQL(_ version: Int) -> String {
    switch self {
    case .types:
      """
      SELECT t.oid AS type, n.nspname AS schema, t.typname AS name, CASE WHEN e.typarray = t.oid THEN t.typelem END AS element
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type e ON e.oid = t.typelem
      """
    case .enums:
      """
      SELECT n.nspname AS schema, t.typname AS name, obj_description(t.oid, 'pg_type') AS comment, v.enumlabel AS label
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_enum v ON v.enumtypid = t.oid
      WHERE t.typtype = 'e' AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "t.oid"))
      ORDER BY t.oid, v.enumsortorder
      """
    case .domains:
      """
      SELECT n.nspname AS schema, t.typname AS name, t.typbasetype AS type, format_type(t.typbasetype, t.typtypmod) AS format,
        t.typndims AS dimensions, t.typnotnull AS is_not_null, pg_get_expr(t.typdefaultbin, 0) AS default,
        CASE WHEN t.typcollation <> b.typcollation THEN cn.nspname END AS collation_schema, c.collname AS collation,
        obj_description(t.oid, 'pg_type') AS comment
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
      LEFT JOIN pg_collation c ON c.oid = t.typcollation LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
      WHERE t.typtype = 'd' AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "t.oid"))
      ORDER BY t.oid
      """
    case .domainChecks:
      """
      SELECT n.nspname AS schema, t.typname AS domain, c.conname AS name, pg_get_expr(c.conbin, 0) AS expression,
        c.convalidated AS is_validated, obj_description(c.oid, 'pg_constraint') AS comment
      FROM pg_constraint c JOIN pg_type t ON t.oid = c.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE c.contype = 'c' AND \(CatalogFilter.isUsers("n")) ORDER BY c.oid
      """
    case .compositeTypes:
      """
      SELECT n.nspname AS schema, c.relname AS name, obj_description(c.reltype, 'pg_type') AS comment
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'c' AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "c.reltype"))
      ORDER BY c.oid
      """
    case .rangeTypes:
      """
      SELECT n.nspname AS schema, t.typname AS name, r.rngsubtype AS type, format_type(r.rngsubtype, NULL) AS format,
        CASE WHEN NOT o.opcdefault THEN quote_ident(opn.nspname) || '.' || quote_ident(o.opcname) END AS subtype_opclass,
        CASE WHEN r.rngcollation <> s.typcollation THEN quote_ident(cn.nspname) || '.' || quote_ident(c.collname) END AS collation,
        nullif(r.rngcanonical, 0)::regproc AS canonical, nullif(r.rngsubdiff, 0)::regproc AS subtype_diff,
        \(CatalogFilter.since(140000, version, "m.typname", else: "NULL")) AS multirange_type_name,
        obj_description(t.oid, 'pg_type') AS comment
      FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
      JOIN pg_type s ON s.oid = r.rngsubtype JOIN pg_opclass o ON o.oid = r.rngsubopc
      JOIN pg_namespace opn ON opn.oid = o.opcnamespace
      \(CatalogFilter.since(140000, version, "JOIN pg_type m ON m.oid = r.rngmultitypid", else: ""))
      LEFT JOIN pg_collation c ON c.oid = r.rngcollation LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "t.oid")) ORDER BY t.oid
      """
    default:
      """
      SELECT n.nspname AS schema, c.collname AS name, c.collprovider AS provider, c.collcollate AS lc_collate,
        c.collctype AS lc_ctype, c.collisdeterministic AS is_deterministic, \(collationLocale(version)) AS locale,
        \(CatalogFilter.since(160000, version, "c.collicurules", else: "NULL")) AS rules,
        obj_description(c.oid, 'pg_collation') AS comment
      FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_collation", "c.oid")) ORDER BY c.oid
      """
    }
  }

  private func collationLocale(_ version: Int) -> String {
    version >= 170000 ? "c.colllocale" : version >= 150000 ? "c.colliculocale" : "NULL"
  }
}
