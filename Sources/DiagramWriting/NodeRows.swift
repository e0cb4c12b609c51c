import SchemaModel

/// What is shown of a table's columns.
struct NodeRows {
  enum Detail {
    case full
    /// Only columns of keys, and those that change.
    case keys
    case none
  }

  /// Columns shown of one table.
  private static let limit = 16

  private(set) var rows: [EntityDiagram.Row] = []
  private(set) var notes: [String] = []

  /// - Parameter folded: whether the line of a foreign key is not drawn.
  init(_ table: Table, _ detail: Detail, changes: ChangeStates, folded: (ForeignKey) -> Bool) {
    guard detail != .none else { return }
    let marks = Self.marks(of: table)
    var targets: [String: String] = [:]
    for key in table.foreignKeys where folded(key) {
      for column in key.columns { targets[column] = key.target.display }
    }
    var room = Self.limit - table.columns.count { marks[$0.name] != nil }
    for column in table.columns {
      let state = changes.columns[ColumnReference(table.name, column.name)]
      let isKey = marks[column.name] != nil
      if !isKey, state == nil {
        guard detail == .full, room > 0 else { continue }
        room -= 1
      }
      var row = EntityDiagram.Row(column.name)
      row.type = column.type.short
      row.marks = marks[column.name] ?? []
      row.isNullable = column.isNullable
      row.refersTo = targets[column.name]
      row.state = state
      rows.append(row)
    }
    let left = table.columns.count - rows.count
    if left > 0 { notes.append("+ \(left) \(left == 1 ? "column" : "columns")") }
    guard detail == .full else { return }
    for key in table.uniqueConstraints.filter({ $0.columns.count > 1 }).prefix(3) {
      notes.append("unique (\(key.columns.joined(separator: ", ")))")
    }
  }

  private static func marks(of table: Table) -> [String: [EntityDiagram.Mark]] {
    var marks: [String: [EntityDiagram.Mark]] = [:]
    func mark(_ column: String, _ mark: EntityDiagram.Mark) {
      if marks[column]?.contains(mark) != true { marks[column, default: []].append(mark) }
    }
    for column in table.primaryKey?.columns ?? [] { mark(column, .primaryKey) }
    for key in table.foreignKeys { for column in key.columns { mark(column, .foreignKey) } }
    for key in table.uniqueConstraints where key.columns.count == 1 { mark(key.columns[0], .unique) }
    for index in table.indexes where index.isUnique && index.predicate == nil && index.elements.count == 1 {
      if let column = index.elements[0].columnName { mark(column, .unique) }
    }
    return marks
  }
}
