internal import SchemaModel

/// What a query level can name: its relations and, outside, those of the queries around it.
struct QueryScope {
  /// One relation of a FROM clause.
  struct Entry {
    enum Content {
      case table(CatalogNames.Relation)
      case derived(QueryOutput)
    }

    var alias: String
    var content: Content

    enum Match {
      case column(ColumnReference, isSealed: Bool)
      /// It is there, but is no column of a table.
      case computed
      /// The columns are not known, so it may be there.
      case possible
      case absent
    }

    func match(_ name: String) -> Match {
      switch content {
      case .table(let relation):
        if relation.columns.isEmpty { return .possible }
        if relation.columns[name] != nil { return .column(ColumnReference(relation.name, name), isSealed: false) }
        return Self.systemColumns.contains(name) ? .computed : .absent
      case .derived(let output):
        guard let column = output.columns.first(where: { $0.name == name }) else {
          return output.isOpen ? .possible : .absent
        }
        return column.base.map { .column($0, isSealed: column.isSealed) } ?? .computed
      }
    }

    var columnNames: [String] {
      switch content {
      case .table(let relation): relation.order
      case .derived(let output): output.columns.map(\.name)
      }
    }

    private static let systemColumns: Set<String> = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"]
  }

  var entries: [Entry] = []
  /// Columns that a USING or NATURAL join made one of.
  var merged: Set<String> = []
}

/// The columns a query gives.
struct QueryOutput {
  struct Column {
    var name: String
    /// The column of a table that it is, when it is one unchanged.
    var base: ColumnReference?
    /// Whether a condition on it from outside can not be applied to that table's rows: LIMIT, a window.
    var isSealed = false
  }

  var columns: [Column] = []
  /// Whether there may be more than those.
  var isOpen = false

  /// With the names of an alias list: `AS t (a, b)`.
  func renamed(_ names: [String]) -> QueryOutput {
    guard !names.isEmpty else { return self }
    var output = self
    for (index, name) in names.enumerated() {
      if index < output.columns.count {
        output.columns[index].name = name
      } else {
        output.columns.append(Column(name: name))
      }
    }
    output.isOpen = isOpen && columns.count > names.count
    return output
  }
}
