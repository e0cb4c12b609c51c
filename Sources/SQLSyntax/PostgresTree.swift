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
    MessageTable.shared.withWalker { walker in
      withoutActuallyEscaping(visit) { visit in walker.walk(node: UnsafeRawPointer(node), visit) }
    }
  }
}
