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

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

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

extension Sequence<PostgresNode> {
  /// The texts of the String nodes among them.
  package var strings: [String] { compactMap(\.string) }
}
