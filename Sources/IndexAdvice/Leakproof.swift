package import SchemaModel

/// Which comparisons PostgreSQL may make before a policy has passed a row. Any other is a filter behind the policy under
/// row-level security, and no index is entered by it (pg_proc.proleakproof of PostgreSQL 15).
package enum Leakproof {
  /// Types whose `=`, `<` and `>` of the B-tree operator class are leakproof.
  private static let types: Set<String> = [
    "bit", "bool", "bpchar", "bytea", "char", "date", "float4", "float8", "inet", "cidr", "int2", "int4", "int8",
    "interval", "macaddr", "macaddr8", "money", "name", "oid", "text", "time", "timetz", "timestamp", "timestamptz",
    "uuid", "varbit", "varchar", "xid8",
  ]

  /// Whether columns of a type can be compared before the policy: not enumerations, numerics, arrays, ranges, jsonb.
  package static func comparesBeforePolicies(_ type: ColumnType, in catalog: Catalog) -> Bool {
    let stored = catalog.typeBeneathDomains(type)
    return !stored.isArray && stored.userType == nil && types.contains(stored.name)
  }
}
