import CPostgresQuery

/// The spelling of the expressions that most defaults, keys and bounds are, without a way through the library: a
/// constant, a column, a call without arguments or with one constant, a constant's cast.
enum SimpleExpression {
  /// nil for everything else; then the library writes it, in the same spelling.
  static func text(_ node: PostgresNode) -> String? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_A_CONST: return node.pointee.a_const.flatMap { constant($0.pointee) }
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      guard let reference = node.pointee.column_ref?.pointee, reference.n_fields == 1 else { return nil }
      return PostgresList(reference.fields, reference.n_fields).strings.first.flatMap(plain)
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      guard let cast = node.pointee.type_cast?.pointee, let argument = cast.arg, let type = cast.type_name?.pointee,
        argument.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST, let value = text(UnsafePointer(argument)),
        value.utf8.first == UInt8(ascii: "'"), let name = typeName(type)
      else { return nil }
      return "\(value)::\(name)"
    case PG_QUERY__NODE__NODE_FUNC_CALL: return node.pointee.func_call.flatMap { call($0.pointee) }
    default: return nil
    }
  }

  private static func constant(_ constant: PgQuery__AConst) -> String? {
    if constant.isnull != 0 { return "NULL" }
    switch constant.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return String(constant.ival.pointee.ival)
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return constant.boolval.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__A__CONST__VAL_SVAL:
      let value = constant.sval.pointee.sval.map { String(cString: $0) } ?? ""
      let isPlain = value.utf8.allSatisfy { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
      return isPlain ? "'\(value)'" : nil
    default: return nil
    }
  }

  private static func call(_ call: PgQuery__FuncCall) -> String? {
    guard call.n_funcname == 1, call.n_args <= 1, call.n_agg_order == 0, call.agg_filter == nil, call.over == nil,
      call.agg_star == 0, call.agg_distinct == 0, call.agg_within_group == 0, call.func_variadic == 0,
      call.funcformat == PG_QUERY__COERCION_FORM__COERCE_EXPLICIT_CALL,
      let name = PostgresList(call.funcname, call.n_funcname).strings.first.flatMap(plain)
    else { return nil }
    guard let argument = PostgresList(call.args, call.n_args).first else { return "\(name)()" }
    guard argument.kind != PG_QUERY__NODE__NODE_FUNC_CALL, let text = text(argument) else { return nil }
    return "\(name)(\(text))"
  }

  /// Names of one word of the source's own; those of the grammar have spellings of their own.
  private static func typeName(_ type: PgQuery__TypeName) -> String? {
    guard type.n_names == 1, type.n_typmods == 0, type.n_array_bounds == 0, type.setof == 0, type.pct_type == 0 else {
      return nil
    }
    return PostgresList(type.names, type.n_names).strings.first.flatMap(plain)
  }

  /// A name that is written without quotes and is no keyword of any kind.
  private static func plain(_ name: String) -> String? {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
    guard isPlain, let first = name.utf8.first, !(0x30...0x39).contains(first), !words.contains(name) else {
      return nil
    }
    return name
  }

  /// Every keyword of PostgreSQL 15 whatever its kind: those are left to the library.
  private static let words: Set<String> = Set(
    """
    abort absolute access action add admin after aggregate all also alter always analyse analyze and any array as asc
    asensitive assertion assignment asymmetric at atomic attach attribute authorization backward before begin between
    bigint binary bit boolean both breadth by cache call called cascade cascaded case cast catalog chain char character
    characteristics check checkpoint class close cluster coalesce collate collation column columns comment comments
    commit committed compression concurrently configuration conflict connection constraint constraints content continue
    conversion copy cost create cross csv cube current current_catalog current_date current_role current_schema
    current_time current_timestamp current_user cursor cycle data database day deallocate dec decimal declare default
    defaults deferrable deferred definer delete delimiter delimiters depends depth desc detach dictionary disable
    discard distinct do document domain double drop each else enable encoding encrypted end enum escape event except
    exclude excluding exclusive execute exists explain expression extension external extract false family fetch filter
    finalize first float following for force foreign forward freeze from full function functions generated global grant
    granted greatest group grouping groups handler having header hold hour identity if ilike immediate immutable implicit
    import in include including increment index indexes inherit inherits initially inline inner inout input insensitive
    insert instead int integer intersect interval into invoker is isnull isolation join key label language large last
    lateral leading leakproof least left level like limit listen load local localtime localtimestamp location lock locked
    logged mapping match matched materialized maxvalue merge method minute minvalue mode month move name names national
    natural nchar new next nfc nfd nfkc nfkd no none normalize normalized not nothing notify notnull nowait null nullif
    nulls numeric object of off offset oids old on only operator option options or order ordinality others out outer over
    overlaps overlay overriding owned owner parallel parameter parser partial partition passing password placing plans
    policy position preceding precision prepare prepared preserve primary prior privileges procedural procedure
    procedures program publication quote range read real reassign recheck recursive ref references referencing refresh
    reindex relative release rename repeatable replace replica reset restart restrict return returning returns revoke
    right role rollback rollup routine routines row rows rule savepoint schema schemas scroll search second security
    select sequence sequences serializable server session session_user set setof sets share show similar simple skip
    smallint snapshot some sql stable standalone start statement statistics stdin stdout storage stored strict strip
    subscription substring support symmetric sysid system table tables tablesample tablespace temp template temporary
    text then ties time timestamp to trailing transaction transform treat trigger trim true truncate trusted type types
    uescape unbounded uncommitted unencrypted union unique unknown unlisten unlogged until update user using vacuum valid
    validate validator value values varchar variadic varying verbose version view views volatile when where whitespace
    window with within without work wrapper write xml xmlattributes xmlconcat xmlelement xmlexists xmlforest
    xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable year yes zone
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
