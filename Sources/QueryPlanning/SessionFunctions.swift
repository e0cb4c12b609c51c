/// Functions that a session makes for itself in `pg_temp`.
enum SessionFunctions {
  static let all = [operators, column, index, type]

  /// Writes one row of `pg_statistic`; answers what could not be written, NULL when everything was. The operators are
  /// those of the type's B-tree class, as ANALYZE takes them (kinds: 1 common values, 2 histogram, 3 correlation,
  /// 4 common elements; pg_statistic.h).
  private static let column = """
    CREATE FUNCTION pg_temp.dbplan_column(
      relation oid, attribute int2, inherited bool, nulls float4, width int4, number_distinct float4, common text[],
      frequencies float4[], bounds text[], correlation float4, elements text[], element_frequencies float4[]
    ) RETURNS text LANGUAGE plpgsql AS $function$
    DECLARE
      kinds int2[] := '{0,0,0,0,0}';
      operators oid[] := '{0,0,0,0,0}';
      collations oid[] := '{0,0,0,0,0}';
      numbers text[] := '{NULL,NULL,NULL,NULL,NULL}';
      contents text[] := '{NULL,NULL,NULL,NULL,NULL}';
      types oid[] := '{0,0,0,0,0}';
      slot int := 0;
      type oid;
      element oid;
      collation_used oid;
      equal oid;
      less oid;
      sorted text;
      shares text;
      problem text;
    BEGIN
      SELECT atttypid, attcollation INTO type, collation_used
        FROM pg_attribute WHERE attrelid = relation AND attnum = attribute AND NOT attisdropped;
      WHILE (SELECT typtype FROM pg_type WHERE oid = type) = 'd' LOOP
        SELECT typbasetype INTO type FROM pg_type WHERE oid = type;
      END LOOP;
      BEGIN
        SELECT o.equal, o.less INTO equal, less FROM pg_temp.dbplan_operators(type) o;
        IF cardinality(common) > 0 AND equal IS NOT NULL THEN
          slot := slot + 1;
          kinds[slot] := 1; operators[slot] := equal; collations[slot] := collation_used; types[slot] := type;
          numbers[slot] := frequencies::text; contents[slot] := common::text;
        END IF;
        IF cardinality(bounds) > 1 AND less IS NOT NULL THEN
          slot := slot + 1;
          kinds[slot] := 2; operators[slot] := less; collations[slot] := collation_used; types[slot] := type;
          contents[slot] := bounds::text;
        END IF;
        IF correlation IS NOT NULL AND less IS NOT NULL THEN
          slot := slot + 1;
          kinds[slot] := 3; operators[slot] := less; collations[slot] := collation_used;
          numbers[slot] := ARRAY[correlation]::text;
        END IF;
        SELECT typelem INTO element FROM pg_type WHERE oid = type AND typlen = -1 AND typelem <> 0;
        IF cardinality(elements) > 0 AND element IS NOT NULL THEN
          SELECT o.equal INTO equal FROM pg_temp.dbplan_operators(element) o;
          slot := slot + 1;
          kinds[slot] := 4; operators[slot] := equal; collations[slot] := collation_used; types[slot] := element;
          EXECUTE format(
            'SELECT array_agg(v ORDER BY v::%1$s)::text, '
            '(array_agg(f ORDER BY v::%1$s) || min(f) || max(f) || 0::float4)::text FROM unnest($1, $2) AS t(v, f)',
            format_type(element, NULL))
            INTO sorted, shares USING elements, element_frequencies;
          contents[slot] := sorted; numbers[slot] := shares;
        END IF;
        INSERT INTO pg_statistic
        SELECT relation, attribute, inherited, nulls, width, number_distinct,
               kinds[1], kinds[2], kinds[3], kinds[4], kinds[5],
               operators[1], operators[2], operators[3], operators[4], operators[5],
               collations[1], collations[2], collations[3], collations[4], collations[5],
               numbers[1]::float4[], numbers[2]::float4[], numbers[3]::float4[], numbers[4]::float4[],
               numbers[5]::float4[],
               CASE WHEN contents[1] IS NOT NULL THEN array_in(textout(contents[1]), types[1], -1) END,
               CASE WHEN contents[2] IS NOT NULL THEN array_in(textout(contents[2]), types[2], -1) END,
               CASE WHEN contents[3] IS NOT NULL THEN array_in(textout(contents[3]), types[3], -1) END,
               CASE WHEN contents[4] IS NOT NULL THEN array_in(textout(contents[4]), types[4], -1) END,
               CASE WHEN contents[5] IS NOT NULL THEN array_in(textout(contents[5]), types[5], -1) END;
        RETURN NULL;
      EXCEPTION WHEN OTHERS THEN
        problem := SQLERRM;
      END;
      INSERT INTO pg_statistic
      SELECT relation, attribute, inherited, nulls, width, number_distinct, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0;
      RETURN problem;
    END
    $function$
    """

  /// Equality and order of a type, as its B-tree class has them.
  private static let operators = """
    CREATE FUNCTION pg_temp.dbplan_operators(type oid, OUT equal oid, OUT less oid) LANGUAGE sql AS $function$
      SELECT (SELECT amopopr FROM pg_amop WHERE amopfamily = c.opcfamily AND amoplefttype = c.opcintype
                 AND amoprighttype = c.opcintype AND amopstrategy = 3),
             (SELECT amopopr FROM pg_amop WHERE amopfamily = c.opcfamily AND amoplefttype = c.opcintype
                 AND amoprighttype = c.opcintype AND amopstrategy = 1)
        FROM pg_type t
        JOIN pg_opclass c ON c.opcdefault AND c.opcmethod = (SELECT oid FROM pg_am WHERE amname = 'btree')
         AND c.opcintype IN (t.oid, CASE
               WHEN t.typname = 'varchar' THEN 'text'::regtype::oid
               WHEN t.typtype = 'e' THEN 'anyenum'::regtype::oid
               WHEN t.typtype = 'r' THEN 'anyrange'::regtype::oid
               WHEN t.typcategory = 'A' THEN 'anyarray'::regtype::oid END)
       WHERE t.oid = $1
       ORDER BY c.opcintype = t.oid DESC LIMIT 1
    $function$
    """

  /// Makes an index without reading a table: while it is made, the table's file is that of an empty one. Nothing of it
  /// stays after ROLLBACK. Answers the index, or those of a partitioned table's partitions, with their tables and files.
  private static let index = """
    CREATE FUNCTION pg_temp.dbplan_index(relation oid, definition text)
    RETURNS TABLE (index_made oid, of_table oid, file text, rows float4) LANGUAGE plpgsql AS $function$
    DECLARE
      leaves oid[];
      nodes oid[];
      pages int4[];
      tuples float4[];
      visible int4[];
      before oid[];
    BEGIN
      SELECT array_agg(c.oid ORDER BY c.oid), array_agg(c.relfilenode ORDER BY c.oid),
             array_agg(c.relpages ORDER BY c.oid), array_agg(c.reltuples ORDER BY c.oid),
             array_agg(c.relallvisible ORDER BY c.oid)
        INTO leaves, nodes, pages, tuples, visible
        FROM pg_class c
       WHERE c.relkind IN ('r', 'm')
         AND (c.oid = relation OR c.oid IN (SELECT t.relid FROM pg_partition_tree(relation::regclass) t));
      SELECT array_agg(i.indexrelid) INTO before FROM pg_index i WHERE i.indrelid = ANY (leaves);
      UPDATE pg_class SET relfilenode = (SELECT c.relfilenode FROM pg_class c WHERE c.oid = 'dbplan.empty'::regclass)
       WHERE oid = ANY (leaves);
      EXECUTE definition;
      UPDATE pg_class c SET relfilenode = s.node, relpages = s.pages, reltuples = s.tuples, relallvisible = s.visible
        FROM unnest(leaves, nodes, pages, tuples, visible) AS s(leaf, node, pages, tuples, visible)
       WHERE c.oid = s.leaf;
      RETURN QUERY
      SELECT i.indexrelid, i.indrelid, pg_relation_filepath(i.indexrelid), c.reltuples
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE i.indrelid = ANY (leaves) AND i.indexrelid <> ALL (coalesce(before, '{}'));
    END
    $function$
    """

  /// The type beneath domains and arrays, the first label of an enum, and whether there was an array.
  private static let type = """
    CREATE FUNCTION pg_temp.dbplan_type(type oid, OUT base text, OUT label text, OUT is_list boolean) LANGUAGE sql AS $function$
      WITH RECURSIVE beneath(oid, is_list) AS (
        SELECT $1, false
        UNION ALL
        SELECT CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.typelem END, b.is_list OR t.typtype <> 'd'
          FROM beneath b JOIN pg_type t ON t.oid = b.oid
         WHERE t.typtype = 'd' OR t.typcategory = 'A' AND t.typelem <> 0
      )
      SELECT t.typname, (SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder LIMIT 1),
             b.is_list
        FROM beneath b JOIN pg_type t ON t.oid = b.oid
       WHERE t.typtype <> 'd' AND NOT (t.typcategory = 'A' AND t.typelem <> 0)
    $function$
    """
}
