import CPostgresQuery
import SQLSyntax

/// What a script sets for its session that decides what a statement does.
struct SessionSettings {
  /// Whether local time is UTC: then `timestamp` and `timestamptz` have the same bytes. A server that says nothing else
  /// is taken to run in UTC.
  var isUTC = true

  mutating func note(_ node: PostgresNode) {
    guard node.kind == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT, let set = node.pointee.variable_set_stmt?.pointee,
      set.name.text?.lowercased() == "timezone"
    else { return }
    guard set.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE else {
      isUTC = true
      return
    }
    let value = PostgresList(set.args, set.n_args).first?.pointee.a_const?.pointee
    switch value?.val_case {
    case PG_QUERY__A__CONST__VAL_SVAL:
      let zone = value?.sval.pointee.sval.text?.lowercased() ?? ""
      isUTC = ["utc", "gmt", "etc/utc", "etc/gmt", "zulu", "universal", "greenwich", "gmt0", "uct", "etc/uct", "0"]
        .contains(zone)
    case PG_QUERY__A__CONST__VAL_IVAL: isUTC = value?.ival.pointee.ival == 0
    default: isUTC = false
    }
  }
}
