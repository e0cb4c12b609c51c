extension CatalogQuery {
  func codeSQL(_ version: Int) -> String {
    switch self {
    case .triggers:
      // The triggers of partitions count as internal before 15; those that PostgreSQL makes itself have no such parent.
      """
      SELECT t.tgrelid AS relation, t.tgname AS name, t.tgtype AS type, t.tgenabled AS enabled, fn.nspname AS function_schema,
        f.proname AS function, encode(t.tgargs, 'hex') AS arguments, t.tgdeferrable AS is_deferrable,
        t.tginitdeferred AS is_deferred, t.tgoldtable AS old_table, t.tgnewtable AS new_table,
        NULLIF(t.tgconstrrelid, 0) AS constraint_relation, t.tgconstraint <> 0 AS is_constraint, pg_get_triggerdef(t.oid) AS definition,
        ARRAY(SELECT a.attname::text FROM unnest(t.tgattr::int2[]) WITH ORDINALITY k(number, place)
          JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
        obj_description(t.oid, 'pg_trigger') AS comment
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
      LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
      WHERE \(CatalogFilter.isUsers("n")) AND (NOT t.tgisinternal OR (p.oid IS NOT NULL AND NOT p.tgisinternal))
      ORDER BY t.oid
      """
    case .rules:
      """
      SELECT r.ev_class AS relation, r.rulename AS name, r.ev_enabled AS enabled, pg_get_ruledef(r.oid) AS definition,
        obj_description(r.oid, 'pg_rewrite') AS comment
      FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.rulename <> '_RETURN' AND \(CatalogFilter.isUsers("n")) ORDER BY r.oid
      """
    case .policies:
      """
      SELECT p.polrelid AS relation, p.polname AS name, p.polpermissive AS is_permissive, p.polcmd AS command,
        ARRAY(SELECT coalesce(r.rolname::text, '') FROM unnest(p.polroles) WITH ORDINALITY k(role, place)
          LEFT JOIN pg_roles r ON r.oid = k.role ORDER BY k.place) AS roles,
        pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
        obj_description(p.oid, 'pg_policy') AS comment
      FROM pg_policy p ORDER BY p.oid
      """
    case .viewReads:
      """
      SELECT DISTINCT r.ev_class AS relation, n.nspname AS schema, c.relname AS name
      FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
      JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.rulename = '_RETURN' AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND r.ev_class >= 16384
        AND \(CatalogFilter.isUsers("n"))
      ORDER BY 2, 3
      """
    case .functions:
      // Constructors of range types depend on their type internally.
      """
      SELECT p.oid AS function, n.nspname AS schema, p.proname AS name, p.prokind AS kind, p.proargtypes AS arguments,
        p.prorettype AS type, p.proretset AS returns_set, p.proallargtypes AS all_arguments, p.proargmodes AS modes,
        p.proargnames AS names, l.lanname AS language, p.provolatile AS volatility, p.prosecdef AS is_security_definer,
        p.proleakproof AS is_leakproof, p.proconfig AS settings,
        CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition, obj_description(p.oid, 'pg_proc') AS comment
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_proc", "p.oid"))
        AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
      ORDER BY p.oid
      """
    case .aggregates:
      """
      SELECT p.oid AS function, quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS name,
        pg_get_function_arguments(p.oid) AS arguments, p.proparallel AS parallel, a.aggkind AS kind,
        a.aggtransfn AS sfunc, format_type(a.aggtranstype, NULL) AS stype, a.aggtransspace AS sspace,
        nullif(a.aggfinalfn, 0)::regproc AS finalfunc, a.aggfinalextra AS final_extra, a.aggfinalmodify AS final_modify,
        nullif(a.aggcombinefn, 0)::regproc AS combinefunc, nullif(a.aggserialfn, 0)::regproc AS serialfunc,
        nullif(a.aggdeserialfn, 0)::regproc AS deserialfunc, a.agginitval AS initcond,
        nullif(a.aggmtransfn, 0)::regproc AS msfunc, nullif(a.aggminvtransfn, 0)::regproc AS minvfunc,
        CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS mstype, a.aggmtransspace AS msspace,
        nullif(a.aggmfinalfn, 0)::regproc AS mfinalfunc, a.aggmfinalextra AS mfinal_extra, a.aggmfinalmodify AS mfinal_modify,
        a.aggminitval AS minitcond, nullif(a.aggsortop, 0)::regoperator AS sortop, o.oprname AS sort_name, on_.nspname AS sort_schema
      FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN pg_operator o ON o.oid = a.aggsortop LEFT JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_proc", "p.oid")) ORDER BY p.oid
      """
    default:
      """
      SELECT e.evtname AS name, e.evtevent AS event, e.evttags AS tags, e.evtenabled AS enabled,
        quote_ident(n.nspname) || '.' || quote_ident(f.proname) AS function, obj_description(e.oid, 'pg_event_trigger') AS comment
      FROM pg_event_trigger e JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace n ON n.oid = f.pronamespace
      WHERE \(CatalogFilter.isFree("pg_event_trigger", "e.oid")) ORDER BY e.oid
      """
    }
  }
}
