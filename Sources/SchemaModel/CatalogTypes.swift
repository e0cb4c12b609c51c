extension ColumnType {
  /// Types of `pg_catalog` that columns are made of; any other name is a type somebody or some extension made.
  package static let catalogNames: Set<String> = Set(
    """
    aclitem bit bool box bpchar bytea "char" cid cidr circle date datemultirange daterange float4 float8 inet int2
    int2vector int4 int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg macaddr
    macaddr8 money name numeric nummultirange numrange oid oidvector path pg_lsn pg_snapshot point polygon record
    refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole
    regtype text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector
    txid_snapshot uuid varbit varchar xid xid8 xml
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
