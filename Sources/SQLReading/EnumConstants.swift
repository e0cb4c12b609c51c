import SchemaModel

extension CatalogBuilder {
  /// PostgreSQL keeps a value of an enum by its number: what was written with the old label says the new one.
  mutating func followValue(_ old: String, to new: String, of type: ObjectName) {
    func literal(_ label: String) -> String { "'\(label.replacing("'", with: "''"))'" }
    let literals = (literal(old), literal(new))
    for name in catalog.tables.names {
      guard let table = catalog.tables[name] else { continue }
      let columns = table.columns.filter { $0.type.userType == type }.map(\.name)
      guard !columns.isEmpty else { continue }
      func followed(_ expression: SQLExpression) -> SQLExpression {
        guard columns.contains(where: expression.names) else { return expression }
        return SQLExpression(expression.sql.replacing(literals.0, with: literals.1))
      }
      catalog.tables.update(name) { table in
        for column in columns {
          table.columns.update(column) { column in
            column.defaultExpression = column.defaultExpression.map {
              SQLExpression($0.sql.replacing(literals.0, with: literals.1))
            }
          }
        }
        for position in table.checks.indices {
          table.checks[position].expression = followed(table.checks[position].expression)
        }
        for position in table.indexes.indices {
          table.indexes[position].predicate = table.indexes[position].predicate.map(followed)
          for element in table.indexes[position].elements.indices {
            if case .expression(let expression) = table.indexes[position].elements[element].key {
              table.indexes[position].elements[element].key = .expression(followed(expression))
            }
          }
        }
        for position in table.policies.indices {
          table.policies[position].using = table.policies[position].using.map(followed)
          table.policies[position].check = table.policies[position].check.map(followed)
        }
      }
      for view in catalog.views.filter({ $0.reads.contains(name) }) {
        guard columns.contains(where: SQLExpression(view.query).names) else { continue }
        catalog.views.update(view.name) { $0.query = $0.query.replacing(literals.0, with: literals.1) }
      }
    }
  }
}
