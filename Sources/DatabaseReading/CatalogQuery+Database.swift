extension CatalogQuery {
  func databaseSQL(_ version: Int) -> String {
    switch self {
    case .schemas:
      """
      SELECT n.nspname AS name, obj_description(n.oid, 'pg_namespace') AS comment
      FROM pg_namespace n
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_namespace", "n.oid")) ORDER BY n.oid
      """
    case .extensions:
      // Those below the first free number come with every database. A comment that every copy of it has is none.
      """
      SELECT e.extname AS name, n.nspname AS schema, e.extversion AS version,
        CASE WHEN obj_description(e.oid, 'pg_extension') IS DISTINCT FROM x.comment
          THEN obj_description(e.oid, 'pg_extension') END AS comment
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      LEFT JOIN pg_available_extensions() x ON x.name = e.extname WHERE e.oid >= 16384 ORDER BY e.oid
      """
    case .roles:
      // From 16 on, who creates a role is made a member that can neither inherit from it nor become it.
      """
      SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolinherit AS inherit, r.rolcreaterole AS createrole,
        r.rolcreatedb AS createdb, r.rolcanlogin AS login, r.rolreplication AS replication, r.rolbypassrls AS bypassrls,
        r.rolconnlimit AS connection_limit, shobj_description(r.oid, 'pg_authid') AS comment,
        \(groups("true", version)) AS groups, \(groups("m.admin_option", version)) AS administers
      FROM pg_roles r WHERE r.rolname !~ '^pg_' AND r.oid >= 16384 ORDER BY r.oid
      """
    case .foreignServers:
      """
      SELECT 'wrapper' AS kind, w.fdwname AS name, NULL AS wrapper, nullif(w.fdwhandler, 0)::regproc AS handler,
        nullif(w.fdwvalidator, 0)::regproc AS validator, NULL AS type, NULL AS version, w.fdwoptions AS options
      FROM pg_foreign_data_wrapper w WHERE \(CatalogFilter.isFree("pg_foreign_data_wrapper", "w.oid"))
      UNION ALL
      SELECT 'server', s.srvname, w.fdwname, NULL, NULL, s.srvtype, s.srvversion, s.srvoptions
      FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
      WHERE \(CatalogFilter.isFree("pg_foreign_server", "s.oid"))
      ORDER BY 1 DESC, 2
      """
    default: unmodelledSQL
    }
  }

  /// From 16 on several grants of one membership may stand beside each other, from several grantors.
  private func groups(_ condition: String, _ version: Int) -> String {
    """
    ARRAY(SELECT DISTINCT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
          WHERE m.member = r.oid AND \(condition)
          AND \(CatalogFilter.since(160000, version, "(m.inherit_option OR m.set_option)", else: "true")) ORDER BY 1)
    """
  }

  private var unmodelledSQL: String {
    func named(_ kind: String, _ catalog: String, _ prefix: String) -> String {
      """
      SELECT '\(kind)' AS kind, quote_ident(n.nspname) || '.' || quote_ident(o.\(prefix)name) AS name
      FROM \(catalog) o JOIN pg_namespace n ON n.oid = o.\(prefix)namespace
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree(catalog, "o.oid"))
      """
    }
    return [
      named("operator", "pg_operator", "opr"), named("operator class", "pg_opclass", "opc"),
      named("text search configuration", "pg_ts_config", "cfg"), named("text search dictionary", "pg_ts_dict", "dict"),
      named("conversion", "pg_conversion", "con"),
      """
      SELECT 'cast', format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) FROM pg_cast c
      WHERE c.oid >= 16384 AND \(CatalogFilter.isFree("pg_cast", "c.oid"))
        AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget)
      """,
      "SELECT 'publication', quote_ident(p.pubname) FROM pg_publication p",
      """
      SELECT 'language', quote_ident(l.lanname) FROM pg_language l
      WHERE l.oid >= 16384 AND \(CatalogFilter.isFree("pg_language", "l.oid"))
      """,
      """
      SELECT 'base type', t.oid::regtype::text FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'b' AND t.typelem = 0 AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "t.oid"))
      """,
    ].joined(separator: "\nUNION ALL\n") + "\nORDER BY 1, 2"
  }
}
