internal import CPostgresQuery
internal import SQLSyntax

extension ConditionReader {
  func subquery(_ node: PostgresNode) -> ConditionTerm {
    guard let link = node.pointee.sub_link?.pointee, let select = link.subselect else { return .other([]) }
    let tested = link.testexpr.map { term(UnsafePointer($0)) }
    let kind: ConditionQuery.Kind =
      switch link.sub_link_type {
      case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK: .exists
      case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK: .list
      case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK: .value
      default: .source
      }
    var found = query(UnsafePointer(select), kind, tested: tested)
    found.sql = sql(node)
    return .subquery(found)
  }

  /// Parts of a set operation are read as one query.
  func query(_ node: PostgresNode, _ kind: ConditionQuery.Kind, tested: ConditionTerm?) -> ConditionQuery {
    var query = ConditionQuery(kind: kind, tested: tested, relations: [], terms: [], condition: nil, sql: "")
    guard let select = node.pointee.select_stmt else { return query }
    var common: Set<String> = []
    for target in PostgresList(select.pointee.target_list, select.pointee.n_target_list) {
      guard let value = target.pointee.res_target?.pointee.val else { continue }
      query.terms.append(term(UnsafePointer(value)))
    }
    if let condition = select.pointee.where_clause {
      let read = term(UnsafePointer(condition))
      query.condition = read
      query.terms.append(read)
    }
    for child in NodeChildren.of(message: select, without: ["target_list", "where_clause"]) {
      collect(child, into: &query, &common)
    }
    for position in query.relations.indices where query.relations[position].schema == nil {
      query.relations[position].isCommon = common.contains(query.relations[position].name)
    }
    return query
  }

  private func collect(_ node: PostgresNode, into query: inout ConditionQuery, _ common: inout Set<String>) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      guard let relation = node.pointee.range_var?.pointee else { return }
      query.relations.append(
        ConditionQuery.Relation(
          schema: relation.schemaname.text, name: relation.relname.text ?? "",
          alias: relation.alias?.pointee.aliasname.text))
    case PG_QUERY__NODE__NODE_JOIN_EXPR, PG_QUERY__NODE__NODE_RANGE_SUBSELECT, PG_QUERY__NODE__NODE_RES_TARGET,
      PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      for child in NodeChildren.of(node) { collect(child, into: &query, &common) }
    case PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR:
      if let name = node.pointee.common_table_expr?.pointee.ctename.text { common.insert(name) }
      for child in NodeChildren.of(node) { collect(child, into: &query, &common) }
    case PG_QUERY__NODE__NODE_LIST: for item in node.items { collect(item, into: &query, &common) }
    default: query.terms.append(term(node))
    }
  }
}

/// The nodes right beneath a node, whatever kind it is, by the descriptors that protobuf-c keeps.
enum NodeChildren {
  static func of(_ node: PostgresNode) -> [PostgresNode] {
    of(message: UnsafeRawPointer(node), without: [])
  }

  /// - Parameter skipped: fields of the message that are left out.
  static func of(message: UnsafeRawPointer, without skipped: Set<String>) -> [PostgresNode] {
    guard let descriptor = message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor?.pointee else {
      return []
    }
    var found: [PostgresNode] = []
    for index in 0..<Int(descriptor.n_fields) {
      let field = descriptor.fields[index]
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { continue }
      if !skipped.isEmpty, skipped.contains(String(cString: field.name)) { continue }
      for child in MessageFields.children(of: message, field) {
        let kind = child.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor.map {
          String(cString: $0.pointee.short_name)
        }
        if kind == "Node" {
          found.append(child.assumingMemoryBound(to: PgQuery__Node.self))
        } else if kind != "TypeName" {
          found += of(message: child, without: [])
        }
      }
    }
    return found
  }
}
