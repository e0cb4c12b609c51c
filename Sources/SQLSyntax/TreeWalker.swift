import CPostgresQuery

extension MessageTable {
  /// Lends what goes through a tree by this table.
  func withWalker<Value>(_ body: (TreeWalker) -> Value) -> Value {
    messages.withUnsafeBufferPointer { messages in
      fields.withUnsafeBufferPointer { fields in
        alternatives.withUnsafeBufferPointer { alternatives in
          body(TreeWalker(messages: messages, fields: fields, alternatives: alternatives))
        }
      }
    }
  }
}

/// Goes through a tree of messages, parents first.
struct TreeWalker {
  let messages: UnsafeBufferPointer<MessageTable.Message>
  let fields: UnsafeBufferPointer<MessageTable.Field>
  let alternatives: UnsafeBufferPointer<Int?>

  /// All alternatives of a Node are messages behind one pointer.
  func walk(node: UnsafeRawPointer, _ visit: (PostgresTree.Visit) -> Void) {
    let pointee = node.assumingMemoryBound(to: PgQuery__Node.self)
    let discriminator = Int(pointee.pointee.node_case.rawValue)
    guard discriminator < alternatives.count, let position = alternatives[discriminator],
      let child = pointee.pointee.alias
    else { return }
    walk(UnsafeRawPointer(child), messages[position], visit)
  }

  private func walk(
    _ message: UnsafeRawPointer, _ kind: MessageTable.Message, _ visit: (PostgresTree.Visit) -> Void
  ) {
    if let part = kind.part { visit(Self.visit(message, part)) }
    for position in kind.fields { walk(fields[position], of: message, visit) }
    switch kind.part {
    case .select, .insert, .update, .delete: visit(.endOfQuery)
    default: break
    }
  }

  private func walk(
    _ field: MessageTable.Field, of message: UnsafeRawPointer, _ visit: (PostgresTree.Visit) -> Void
  ) {
    switch field.form {
    case .repeated:
      let count = message.load(fromByteOffset: field.quantifier, as: Int.self)
      let list = message.load(fromByteOffset: field.offset, as: UnsafePointer<UnsafeRawPointer?>?.self)
      for index in 0..<count { if let child = list?[index] { walk(child, in: field, visit) } }
    case .alternative(let id):
      guard message.load(fromByteOffset: field.quantifier, as: UInt32.self) == id else { return }
      fallthrough
    case .single:
      if let child = message.load(fromByteOffset: field.offset, as: UnsafeRawPointer?.self) {
        walk(child, in: field, visit)
      }
    }
  }

  private func walk(
    _ child: UnsafeRawPointer, in field: MessageTable.Field, _ visit: (PostgresTree.Visit) -> Void
  ) {
    guard let message = field.message else { return walk(node: child, visit) }
    walk(child, messages[message], visit)
  }

  private static func visit(_ message: UnsafeRawPointer, _ part: MessageTable.Part) -> PostgresTree.Visit {
    switch part {
    case .relation: .relation(message.assumingMemoryBound(to: PgQuery__RangeVar.self))
    case .column: .column(message.assumingMemoryBound(to: PgQuery__ColumnRef.self))
    case .commonTable: .commonTable(message.assumingMemoryBound(to: PgQuery__CommonTableExpr.self))
    case .call: .call(message.assumingMemoryBound(to: PgQuery__FuncCall.self))
    case .type: .type(message.assumingMemoryBound(to: PgQuery__TypeName.self))
    case .cast: .cast(message.assumingMemoryBound(to: PgQuery__TypeCast.self))
    case .target: .target(message.assumingMemoryBound(to: PgQuery__ResTarget.self))
    case .select: .query(.select(message.assumingMemoryBound(to: PgQuery__SelectStmt.self)))
    case .insert: .query(.insert(message.assumingMemoryBound(to: PgQuery__InsertStmt.self)))
    case .update: .query(.update(message.assumingMemoryBound(to: PgQuery__UpdateStmt.self)))
    case .delete: .query(.delete(message.assumingMemoryBound(to: PgQuery__DeleteStmt.self)))
    }
  }
}
