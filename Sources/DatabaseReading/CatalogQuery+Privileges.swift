extension CatalogQuery {
  /// Who may do what: a row for each privilege that is granted beyond what its kind of object has by itself, and one
  /// for each that everybody has by default and that was taken away. What owners may do with their own goes without saying.
  func privilegeSQL(_ version: Int) -> String {
    self == .privileges ? objectPrivilegeSQL(version) : defaultPrivilegeSQL
  }

  private func objectPrivilegeSQL(_ version: Int) -> String {
    // Everybody may use the schema public of a new database, and before 15 create objects in it.
    let publicDefault = version >= 150000 ? "USAGE" : "USAGE CREATE"
    let initial = publicDefault.split(separator: " ").map { "makeaclitem(0, n.nspowner, '\($0)', false)" }
    return """
      WITH object AS (
        \(Self.owned(version, publicAcl: initial.joined(separator: ", ")).joined(separator: "\n  UNION ALL\n  "))
      )
      SELECT o.kind, o.schema, o.name, o.arguments, o.column, coalesce(r.rolname, 'PUBLIC') AS grantee,
        x.privilege_type AS privilege, x.is_grantable, false AS is_revoke, o.place, o.column_number
      FROM object o CROSS JOIN LATERAL aclexplode(o.acl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
      WHERE x.grantee <> o.owner AND (x.grantee = 0 OR r.oid IS NOT NULL) AND NOT EXISTS (
        SELECT FROM aclexplode(o.initial) d
        WHERE d.grantee = x.grantee AND d.privilege_type = x.privilege_type AND d.is_grantable = x.is_grantable)
      UNION ALL
      SELECT o.kind, o.schema, o.name, o.arguments, o.column, 'PUBLIC', d.privilege_type, false, true, o.place, o.column_number
      FROM object o CROSS JOIN LATERAL aclexplode(o.initial) d
      WHERE d.grantee = 0 AND NOT EXISTS (
        SELECT FROM aclexplode(o.acl) x WHERE x.grantee = 0 AND x.privilege_type = d.privilege_type)
      ORDER BY 10, 11, 9, 6, 8
      """
  }

  /// Every kind of object with privileges: those that have a list of their own.
  private static func owned(_ version: Int, publicAcl: String) -> [String] {
    let relations = """
      SELECT CASE WHEN c.relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, n.nspname AS schema, c.relname AS name,
        NULL::oidvector AS arguments, NULL::name AS column, c.relowner AS owner, c.relacl AS acl,
        acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r' END, c.relowner) AS initial, c.oid AS place, 0 AS column_number
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relacl IS NOT NULL AND \(CatalogFilter.isUsers("n")) AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
        AND \(CatalogFilter.isFree("pg_class", "c.oid"))
      """
    let columns = """
      SELECT 'COLUMN', n.nspname, c.relname, NULL, a.attname, c.relowner, a.attacl, NULL::aclitem[], c.oid, a.attnum
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND \(CatalogFilter.isUsers("n"))
        AND \(CatalogFilter.isFree("pg_class", "c.oid"))
      """
    let schemas = """
      SELECT 'SCHEMA', '', n.nspname, NULL, NULL, n.nspowner, n.nspacl,
        CASE WHEN n.nspname = 'public' THEN ARRAY[\(publicAcl)] END, n.oid, 0
      FROM pg_namespace n WHERE n.nspacl IS NOT NULL AND \(CatalogFilter.isUsers("n"))
        AND \(CatalogFilter.isFree("pg_namespace", "n.oid"))
      """
    let functions = """
      SELECT CASE WHEN p.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, n.nspname, p.proname, p.proargtypes, NULL,
        p.proowner, p.proacl, acldefault('f', p.proowner), p.oid, 0
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.proacl IS NOT NULL AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_proc", "p.oid"))
      """
    let types = """
      SELECT CASE WHEN t.typtype = 'd' THEN 'DOMAIN' ELSE 'TYPE' END, n.nspname, t.typname, NULL, NULL, t.typowner, t.typacl,
        acldefault('T', t.typowner), t.oid, 0
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typacl IS NOT NULL AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_type", "t.oid"))
      """
    return [relations, columns, schemas, functions, types]
      + [
        ("DATABASE", "pg_database", "dat", "d", "o.datname = current_database()"),
        ("LANGUAGE", "pg_language", "lan", "l", "o.lanpltrusted"),
        ("FOREIGN SERVER", "pg_foreign_server", "srv", "S", "true"),
        ("FOREIGN DATA WRAPPER", "pg_foreign_data_wrapper", "fdw", "F", "true"),
      ].map { kind, catalog, prefix, letter, condition in
        let owner = prefix == "dat" ? "o.datdba" : "o.\(prefix)owner"
        return """
          SELECT '\(kind)', '', o.\(prefix)name, NULL, NULL, \(owner), o.\(prefix)acl, acldefault('\(letter)', \(owner)), o.oid, 0
          FROM \(catalog) o WHERE o.\(prefix)acl IS NOT NULL AND \(condition)
          """
      }
  }

  /// A list for all schemas takes the place of the built-in one; a list for one schema comes on top.
  private var defaultPrivilegeSQL: String {
    """
    WITH entry AS (
      SELECT d.oid AS place, r.rolname AS owner, d.defaclrole AS owner_number, n.nspname AS schema, d.defaclobjtype AS objects,
        d.defaclacl AS acl, CASE WHEN d.defaclnamespace = 0
          THEN acldefault(CASE WHEN d.defaclobjtype = 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole)
          END AS initial
      FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
    )
    SELECT e.owner, e.schema, e.objects, coalesce(r.rolname, 'PUBLIC') AS grantee, x.privilege_type AS privilege,
      x.is_grantable, false AS is_revoke, e.place
    FROM entry e CROSS JOIN LATERAL aclexplode(e.acl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE (x.grantee <> e.owner_number OR e.schema IS NOT NULL) AND NOT EXISTS (
      SELECT FROM aclexplode(e.initial) d WHERE d.grantee = x.grantee AND d.privilege_type = x.privilege_type)
    UNION ALL
    SELECT e.owner, e.schema, e.objects, 'PUBLIC', d.privilege_type, false, true, e.place
    FROM entry e CROSS JOIN LATERAL aclexplode(e.initial) d
    WHERE d.grantee = 0 AND NOT EXISTS (
      SELECT FROM aclexplode(e.acl) x WHERE x.grantee = 0 AND x.privilege_type = d.privilege_type)
    ORDER BY 8, 7, 4, 6
    """
  }
}
