import SchemaModel

/// What is known of the values of an expression in an index.
enum ExpressionShape {
  /// Functions that keep the length of the text they are given.
  private static let keeping = ["lower(", "upper("]

  static func of(_ element: IndexElement, columns: [String: ColumnShape]) -> ColumnShape {
    guard case .expression(let expression) = element.key else { return assumed(element.display) }
    let text = expression.sql.lowercased()
    if text.hasPrefix(searched), let words = words(of: text, columns) { return words }
    guard let function = keeping.first(where: text.hasPrefix), text.hasSuffix(")") else {
      return assumed(expression.sql)
    }
    let inner = text.dropFirst(function.count).dropLast().filter { $0 != "\"" && $0 != "(" && $0 != ")" }
    let name = String(inner).replacing("::text", with: "")
    guard var column = columns[name] else { return assumed(expression.sql) }
    column.order = .scattered
    return column
  }

  private static let searched = "to_tsvector("

  /// The words of a text: about as many bytes as the text has.
  private static func words(of expression: String, _ columns: [String: ColumnShape]) -> ColumnShape? {
    let names = expression.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    guard var column = names.dropFirst().compactMap({ columns[$0] }).first else { return nil }
    column.type = ColumnType("tsvector")
    column.distinct = nil
    column.order = .scattered
    return column
  }

  private static func assumed(_ name: String) -> ColumnShape {
    ColumnShape(
      name: name, layout: TypeWidth(bytes: 16, isAssumed: true), nulls: 0, distinct: nil, order: .scattered,
      type: ColumnType("text"))
  }
}
