import CPostgresQuery
import SQLSyntax
import SchemaModel

/// What a script sets for its session that decides what a statement does.
struct SessionSettings {
  /// Whether local time is UTC: then `timestamp` and `timestamptz` have the same bytes. A server that says nothing else
  /// is taken to run in UTC.
  var isUTC = true
  /// Whether the script says which zone it runs in.
  var saysZone = false
  /// The PREPARE statements by the names that they give.
  var prepared: [String: String] = [:]
  /// What temporary views read, by their names.
  var temporaryViews: [String: [ObjectName]] = [:]

  mutating func note(_ node: PostgresNode, _ text: String) {
    if node.kind == PG_QUERY__NODE__NODE_PREPARE_STMT, let name = node.pointee.prepare_stmt?.pointee.name.text {
      prepared[name] = text
    }
    guard node.kind == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT, let set = node.pointee.variable_set_stmt?.pointee,
      set.name.text?.lowercased() == "timezone"
    else { return }
    saysZone = true
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
