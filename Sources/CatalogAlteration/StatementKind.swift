extension CatalogAlteration.Statement {
  /// What a statement is, as far as its place among others depends on it.
  package enum Kind: Sendable, Hashable {
    /// A setting of the transaction, under which texts of the schema mean what they mean.
    case setting
    case createSchema
    /// Who may do what, and what is said of a thing: nothing else asks for it, and every name in it has its schema.
    case grant
    case comment
    /// Row security, switched on or off for a table.
    case rowSecurity
    case policy
    /// Where the numbers of a sequence go on.
    case position
    case drop
    case other
  }

  /// Told by the words that each begins with: they are our writer's.
  package var kind: Kind {
    if sql.hasSuffix(" ROW LEVEL SECURITY") { return .rowSecurity }
    return Self.kinds.first { sql.hasPrefix($0.words) }?.kind ?? .other
  }

  private static let kinds: [(words: String, kind: Kind)] = [
    ("SET LOCAL ", .setting), ("CREATE SCHEMA ", .createSchema), ("GRANT ", .grant), ("REVOKE ", .grant),
    ("COMMENT ON ", .comment), ("SELECT setval(", .position), ("CREATE POLICY ", .policy), ("ALTER POLICY ", .policy),
    ("DROP ", .drop),
  ]
}
