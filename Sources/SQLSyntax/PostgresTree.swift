package import CPostgresQuery

/// A node of PostgreSQL's parse tree, valid only within the call that lends it.
package typealias PostgresNode = UnsafePointer<PgQuery__Node>

extension UnsafeMutablePointer<CChar>? {
  /// The string, or nil when it is absent or empty: protobuf tells no difference.
  package var text: String? {
    guard let self, self.pointee != 0 else { return nil }
    return String(cString: self)
  }
}

/// A repeated field of a parse tree.
package struct PostgresList<Element>: RandomAccessCollection {
  private let base: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?
  package let count: Int

  package init(_ base: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, _ count: Int) {
    self.base = base
    self.count = base == nil ? 0 : count
  }

  package typealias Indices = Range<Int>

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package var indices: Range<Int> { 0..<count }
  package func index(after position: Int) -> Int { position + 1 }
  package func index(before position: Int) -> Int { position - 1 }

  package subscript(position: Int) -> UnsafePointer<Element> {
    // The library never leaves a hole in a repeated field.
    UnsafePointer(base![position]!)
  }
}

extension UnsafePointer where Pointee == PgQuery__Node {
  package var kind: PgQuery__Node__NodeCase { pointee.node_case }

  /// The text of a String node.
  package var string: String? {
    guard kind == PG_QUERY__NODE__NODE_STRING, let node = pointee.string else { return nil }
    return node.pointee.sval.map { String(cString: $0) } ?? ""
  }

  /// The items of a List node, else the node alone.
  package var items: [PostgresNode] {
    guard kind == PG_QUERY__NODE__NODE_LIST, let list = pointee.list else { return [self] }
    return Array(PostgresList(list.pointee.items, list.pointee.n_items))
  }
}

extension PostgresList<PgQuery__Node> {
  /// The texts of the String nodes among them.
  package var strings: [String] {
    var strings: [String] = []
    strings.reserveCapacity(count)
    for position in 0..<count { if let string = self[position].string { strings.append(string) } }
    return strings
  }
}

extension Sequence<PostgresNode> {
  /// The texts of the String nodes among them.
  package var strings: [String] { compactMap(\.string) }
}

/// Walks a parse tree, whatever kinds of nodes it holds.
package enum PostgresTree {
  package enum Visit {
    case relation(UnsafePointer<PgQuery__RangeVar>)
    case column(UnsafePointer<PgQuery__ColumnRef>)
    case commonTable(UnsafePointer<PgQuery__CommonTableExpr>)
    case call(UnsafePointer<PgQuery__FuncCall>)
    case type(UnsafePointer<PgQuery__TypeName>)
    case cast(UnsafePointer<PgQuery__TypeCast>)
    /// An item of a SELECT or RETURNING list.
    case target(UnsafePointer<PgQuery__ResTarget>)
    /// A query begins, whose names are known until `endOfQuery`.
    case query(Query)
    case endOfQuery
  }

  /// A statement or subquery with names of its own.
  package enum Query {
    case select(UnsafePointer<PgQuery__SelectStmt>)
    case insert(UnsafePointer<PgQuery__InsertStmt>)
    case update(UnsafePointer<PgQuery__UpdateStmt>)
    case delete(UnsafePointer<PgQuery__DeleteStmt>)
  }

  /// Calls `visit` for the nodes of interest in and below a node, parents first.
  package static func walk(_ node: PostgresNode, _ visit: (Visit) -> Void) {
    let walker = Walker()
    withoutActuallyEscaping(visit) { visit in walker.walk(UnsafeRawPointer(node), visit) }
  }

  /// The kinds of messages of interest.
  private enum Part: Sendable {
    case node
    case relation
    case column
    case commonTable
    case call
    case type
    case cast
    case target
    case select
    case insert
    case update
    case delete
  }

  /// Kinds by the addresses of the descriptors that protobuf-c keeps of every message.
  private static let parts: [UInt: Part] = {
    var parts: [UInt: Part] = [:]
    func note<Message>(_ part: Part, _ initialize: (UnsafeMutablePointer<Message>) -> Void, _ message: Message) {
      var message = message
      initialize(&message)
      let descriptor = withUnsafePointer(to: message) { pointer in
        UnsafeRawPointer(pointer).assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
      }
      parts[UInt(bitPattern: descriptor)] = part
    }
    note(.node, pg_query__node__init, PgQuery__Node())
    note(.relation, pg_query__range_var__init, PgQuery__RangeVar())
    note(.column, pg_query__column_ref__init, PgQuery__ColumnRef())
    note(.commonTable, pg_query__common_table_expr__init, PgQuery__CommonTableExpr())
    note(.call, pg_query__func_call__init, PgQuery__FuncCall())
    note(.type, pg_query__type_name__init, PgQuery__TypeName())
    note(.cast, pg_query__type_cast__init, PgQuery__TypeCast())
    note(.target, pg_query__res_target__init, PgQuery__ResTarget())
    note(.select, pg_query__select_stmt__init, PgQuery__SelectStmt())
    note(.insert, pg_query__insert_stmt__init, PgQuery__InsertStmt())
    note(.update, pg_query__update_stmt__init, PgQuery__UpdateStmt())
    note(.delete, pg_query__delete_stmt__init, PgQuery__DeleteStmt())
    return parts
  }()

  /// Goes by the descriptors, so that no node kind is forgotten.
  private struct Walker {
    typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>

    let parts = PostgresTree.parts

    func walk(_ message: UnsafeRawPointer, _ visit: (Visit) -> Void) {
      guard let descriptor = message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor else { return }
      let part = parts[UInt(bitPattern: descriptor)]
      switch part {
      case .node: return walkNode(message, descriptor, visit)
      case .relation: visit(.relation(message.assumingMemoryBound(to: PgQuery__RangeVar.self)))
      case .column: visit(.column(message.assumingMemoryBound(to: PgQuery__ColumnRef.self)))
      case .commonTable: visit(.commonTable(message.assumingMemoryBound(to: PgQuery__CommonTableExpr.self)))
      case .call: visit(.call(message.assumingMemoryBound(to: PgQuery__FuncCall.self)))
      case .type: visit(.type(message.assumingMemoryBound(to: PgQuery__TypeName.self)))
      case .cast: visit(.cast(message.assumingMemoryBound(to: PgQuery__TypeCast.self)))
      case .target: visit(.target(message.assumingMemoryBound(to: PgQuery__ResTarget.self)))
      case .select: visit(.query(.select(message.assumingMemoryBound(to: PgQuery__SelectStmt.self))))
      case .insert: visit(.query(.insert(message.assumingMemoryBound(to: PgQuery__InsertStmt.self))))
      case .update: visit(.query(.update(message.assumingMemoryBound(to: PgQuery__UpdateStmt.self))))
      case .delete: visit(.query(.delete(message.assumingMemoryBound(to: PgQuery__DeleteStmt.self))))
      case nil: break
      }
      for index in 0..<Int(descriptor.pointee.n_fields) { walkField(message, descriptor.pointee.fields[index], visit) }
      switch part {
      case .select, .insert, .update, .delete: visit(.endOfQuery)
      default: break
      }
    }

    /// All alternatives of a Node are messages behind one pointer.
    private func walkNode(_ message: UnsafeRawPointer, _ descriptor: Descriptor, _ visit: (Visit) -> Void) {
      let case0 = message.assumingMemoryBound(to: PgQuery__Node.self).pointee.node_case
      guard case0 != PG_QUERY__NODE__NODE__NOT_SET else { return }
      let offset = Int(descriptor.pointee.fields[0].offset)
      if let child = message.load(fromByteOffset: offset, as: UnsafeRawPointer?.self) { walk(child, visit) }
    }

    private func walkField(
      _ message: UnsafeRawPointer, _ field: ProtobufCFieldDescriptor, _ visit: (Visit) -> Void
    ) {
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { return }
      let offset = Int(field.offset)
      let quantifier = Int(field.quantifier_offset)
      if field.label == PROTOBUF_C_LABEL_REPEATED {
        let count = message.load(fromByteOffset: quantifier, as: Int.self)
        let list = message.load(fromByteOffset: offset, as: UnsafePointer<UnsafeRawPointer?>?.self)
        for index in 0..<count { if let child = list?[index] { walk(child, visit) } }
        return
      }
      let isAlternative = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
      if isAlternative, message.load(fromByteOffset: quantifier, as: UInt32.self) != field.id { return }
      if let child = message.load(fromByteOffset: offset, as: UnsafeRawPointer?.self) { walk(child, visit) }
    }
  }
}
