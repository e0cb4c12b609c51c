package import SchemaModel

/// Which rows of a table a role reaches: all that meet every term.
package struct RowCondition: Sendable, Hashable {
  /// The key of a row is what a setting of the session says.
  package struct Term: Sendable, Hashable {
    /// The foreign keys that lead to the key, the table's own first; empty when the key is the table's own.
    package var keys: [ForeignKey]
    /// The column with the key in the last table.
    package var column: String
    package var type: ColumnType
    package var setting: String
    /// Whether a row need not have the first foreign key.
    package var isOptional: Bool
    /// Whether a row without key belongs to everybody.
    package var sharesNull: Bool
  }

  package var terms: [Term]
}

/// What a role reaches of a table.
package enum RowReach: Sendable, Hashable {
  /// Row security does not part its rows.
  case unparted
  case every
  case rows(RowCondition)
  /// Rows are parted, and nothing says which of them are the role's.
  case nothing
}
