extension CatalogQuery {
  func relationSQL(_ version: Int) -> String {
    switch self {
    case .relations:
      """
      SELECT c.oid AS relation, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relpersistence AS persistence,
        c.relrowsecurity AS row_security, c.relforcerowsecurity AS forced_row_security, c.relreplident AS replica_identity,
        c.reloptions AS options, t.reloptions AS toast_options, c.relispopulated AS is_populated,
        pg_get_expr(c.relpartbound, c.oid) AS bound, CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
        ARRAY(SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents,
        s.srvname AS server, (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
          WHERE i.indrelid = c.oid AND i.indisreplident) AS replica_index,
        (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
          WHERE i.indrelid = c.oid AND i.indisclustered) AS cluster_index, f.ftoptions AS foreign_options,
        yn.nspname AS of_type_schema, y.typname AS of_type,
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS query, obj_description(c.oid, 'pg_class') AS comment
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
      LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
      LEFT JOIN pg_type y ON y.oid = c.reloftype LEFT JOIN pg_namespace yn ON yn.oid = y.typnamespace
      WHERE \(Self.isRelation) ORDER BY c.oid
      """
    case .columns:
      // The server's own target is -1 until 16 and NULL from 17 on.
      """
      SELECT a.attrelid AS relation, n.nspname AS schema, c.relname AS table, c.relkind AS kind, a.attname AS name,
        a.atttypid AS type, format_type(a.atttypid, a.atttypmod) AS format, a.attndims AS dimensions,
        a.attnotnull AS is_not_null, a.attislocal AS is_local, a.attidentity AS identity, a.attgenerated AS generated,
        CASE WHEN a.attcollation <> t.typcollation THEN cn.nspname END AS collation_schema, co.collname AS collation,
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS storage,
        \(CatalogFilter.since(140000, version, "a.attcompression", else: "''")) AS compression,
        nullif(a.attstattarget, -1) AS statistics_target, a.attoptions AS options, a.attfdwoptions AS foreign_options,
        pg_get_expr(d.adbin, d.adrelid) AS default, col_description(a.attrelid, a.attnum) AS comment
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation co ON co.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
      WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
        AND \(CatalogFilter.isUsers("n"))
      ORDER BY a.attrelid, a.attnum
      """
    case .constraints: constraintSQL(version)
    case .indexes: indexSQL(version)
    case .sequences:
      """
      SELECT n.nspname AS schema, c.relname AS name, s.seqtypid AS type, format_type(s.seqtypid, NULL) AS format,
        s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache,
        s.seqcycle AS cycles, c.relpersistence AS persistence, d.deptype AS dependency, d.refobjid AS owner, a.attname AS owner_column,
        obj_description(c.oid, 'pg_class') AS comment
      FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid")) ORDER BY c.oid
      """
    default:
      """
      SELECT n.nspname AS schema, s.stxname AS name, s.stxrelid AS relation, s.stxkind AS kinds,
        ARRAY(SELECT a.attname::text FROM unnest(s.stxkeys::int2[]) WITH ORDINALITY k(number, place)
          JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
        \(CatalogFilter.since(140000, version, "pg_get_statisticsobjdef_expressions(s.oid)", else: "NULL")) AS expressions,
        nullif(s.stxstattarget, -1) AS target, obj_description(s.oid, 'pg_statistic_ext') AS comment
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
      WHERE \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_statistic_ext", "s.oid")) ORDER BY s.oid
      """
    }
  }

  /// Of `pg_class` as c with its schema n.
  static let isRelation = """
    c.relkind IN ('r', 'p', 'f', 'v', 'm') AND \(CatalogFilter.isUsers("n")) AND \(CatalogFilter.isFree("pg_class", "c.oid"))
    """

  /// Names of the columns that an array of numbers means, in its order.
  private func columnNames(_ numbers: String, of relation: String) -> String {
    """
    ARRAY(SELECT a.attname::text FROM unnest(\(numbers)) WITH ORDINALITY k(number, place)
          JOIN pg_attribute a ON a.attrelid = \(relation) AND a.attnum = k.number ORDER BY k.place)
    """
  }

  /// A foreign key to a partitioned table has rows of its own for each partition: those say nothing new.
  private func constraintSQL(_ version: Int) -> String {
    """
    SELECT c.conrelid AS relation, c.conname AS name, c.contype AS kind, c.condeferrable AS is_deferrable,
      c.condeferred AS is_deferred, c.convalidated AS is_validated, c.connoinherit AS no_inherit, c.conislocal AS is_local,
      \(columnNames("c.conkey", of: "c.conrelid")) AS columns, fn.nspname AS target_schema, f.relname AS target,
      \(columnNames("c.confkey", of: "c.confrelid")) AS target_columns, c.confupdtype AS on_update,
      c.confdeltype AS on_delete, c.confmatchtype AS match,
      \(CatalogFilter.since(150000, version, columnNames("c.confdelsetcols", of: "c.conrelid"), else: "'{}'")) AS delete_columns,
      CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END AS expression, c.conindid AS index,
      \(CatalogFilter.since(180000, version, "c.conenforced", else: "true")) AS is_enforced,
      \(CatalogFilter.since(180000, version, "c.conperiod", else: "false")) AS has_period,
      ARRAY(SELECT CASE WHEN opn.nspname = 'pg_catalog' THEN o.oprname::text ELSE opn.nspname || '.' || o.oprname END
        FROM unnest(c.conexclop) WITH ORDINALITY k(operator, place) JOIN pg_operator o ON o.oid = k.operator
        JOIN pg_namespace opn ON opn.oid = o.oprnamespace ORDER BY k.place) AS operators,
      obj_description(c.oid, 'pg_constraint') AS comment
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_class f ON f.oid = c.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
    LEFT JOIN pg_constraint p ON p.oid = c.conparentid
    WHERE c.contype IN ('c', 'p', 'u', 'x', 'f') AND \(CatalogFilter.isUsers("n"))
      AND (p.oid IS NULL OR p.conrelid <> c.conrelid)
    ORDER BY c.oid
    """
  }

  private func indexSQL(_ version: Int) -> String {
    """
    SELECT i.indexrelid AS index, i.indrelid AS relation, x.relname AS name, m.amname AS method, i.indisunique AS is_unique,
      i.indisvalid AS is_valid, i.indnkeyatts AS key_count, i.indoption AS options, x.reloptions AS parameters,
      \(columnNames("i.indkey::int2[]", of: "i.indrelid")) AS columns, pg_get_indexdef(i.indexrelid) AS definition,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, c.oid AS constraint, t.relkind AS kind,
      \(CatalogFilter.since(150000, version, "i.indnullsnotdistinct", else: "false")) AS nulls_not_distinct,
      ARRAY(SELECT a.attnum || '=' || a.attstattarget FROM pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 ORDER BY a.attnum) AS statistics_targets,
      obj_description(i.indexrelid, 'pg_class') AS comment
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_am m ON m.oid = x.relam
    LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x') AND c.conrelid = i.indrelid
    WHERE t.relkind IN ('r', 'p', 'm') AND \(CatalogFilter.isUsers("n")) ORDER BY i.indexrelid
    """
  }
}
