package import SchemaModel

/// A query of one table with columns, conditions, an order and a limit, and with rows that its foreign keys lead to: what the
/// query builders of ORMs can say.
package struct PlainQuery: Sendable, Hashable {
  /// A column of a table of the query.
  package struct Field: Sendable, Hashable {
    package var alias: String
    package var column: String

    package init(alias: String, column: String) {
      self.alias = alias
      self.column = column
    }
  }

  package enum Value: Sendable, Hashable {
    case parameter(Int)
    case string(String)
    case number(String)
    case boolean(Bool)
    case null
    case now
    /// Another column of the same row.
    case field(Field)
  }

  package indirect enum Condition: Sendable, Hashable {
    case compare(Field, String, Value)
    case oneOf(Field, [Value], isNegated: Bool)
    case anyOf(Field, Value)
    case contains(Field, Value, Place, isInsensitive: Bool)
    case any([[Condition]])
  }

  /// Where a text is looked for.
  package enum Place: Sendable, Hashable {
    case anywhere, beginning, end
  }

  /// A table that a foreign key of another one leads to.
  package struct Parent: Sendable, Hashable {
    package var alias: String
    package var table: ObjectName
    package var child: String
    package var foreignKey: String
    /// Whether a row without it is kept.
    package var isOptional: Bool
  }

  package struct SortKey: Sendable, Hashable {
    package var field: Field
    package var isDescending: Bool
    /// nil: as PostgreSQL does by itself.
    package var isNullsFirst: Bool?
  }

  /// What an UPDATE gives a column.
  package enum Assignment: Sendable, Hashable {
    case set(Value)
    case add(Value)
    case subtract(Value)
  }

  package enum Kind: Sendable, Hashable {
    /// nil: all columns of the table.
    case select([Field]?)
    case count
    /// One row, the columns in the order of the statement.
    case insert([Given], returning: [Field])
    case update([String: Assignment], returning: [Field])
    case delete(returning: [Field])
  }

  /// What an INSERT gives a column.
  package struct Given: Sendable, Hashable {
    package var column: String
    package var value: Value
  }

  /// `FOR UPDATE OF orders SKIP LOCKED`
  package struct Lock: Sendable, Hashable {
    package enum Strength: Sendable, Hashable {
      case update, noKeyUpdate, share, keyShare
    }

    package enum Wait: Sendable, Hashable {
      case wait, skip, fail
    }

    package var strength: Strength
    /// Aliases; empty for all tables.
    package var of: [String]
    package var wait: Wait
  }

  package var kind: Kind
  package var alias: String
  package var table: ObjectName
  package var parents: [Parent] = []
  package var conditions: [Condition] = []
  package var order: [SortKey] = []
  package var limit: Value?
  package var offset: Value?
  package var lock: Lock?

  /// Whether a list holds all columns of the query's own table, and nothing else.
  package func isWhole(_ fields: [Field], _ catalog: Catalog) -> Bool {
    fields.allSatisfy { $0.alias == alias } && fields.map(\.column) == catalog.tables[table]?.columns.names
  }
}

/// A statement that is more than a plain query, and by what.
package struct BeyondPlain: Error, Hashable {
  /// `a window function`
  package var reason: String

  init(_ reason: String) { self.reason = reason }
}
