import SchemaModel

/// What the expressions of an index hold, where they are as different as a column: `lower(email)`.
enum ExpressionColumns {
  private static let functions = ["lower(", "upper("]

  /// By the place in the index, from 1.
  static func of(_ index: Index, column: (String) -> PlannerColumn?) -> [Int: PlannerColumn] {
    var columns: [Int: PlannerColumn] = [:]
    for (position, element) in index.elements.enumerated() {
      guard case .expression(let expression) = element.key else { continue }
      let text = expression.sql
      guard let function = functions.first(where: text.lowercased().hasPrefix), text.hasSuffix(")") else { continue }
      let inner = text.dropFirst(function.count).dropLast().replacing("::text", with: "")
      let name = inner.filter { $0 != "\"" && $0 != "(" && $0 != ")" }
      guard var found = column(String(name)) else { continue }
      let isUpper = function == "upper("
      found.commonValues = found.commonValues.map {
        PlannerColumn.Value(isUpper ? $0.text.uppercased() : $0.text.lowercased(), frequency: $0.frequency)
      }
      // The order may be another one.
      found.histogram = isUpper ? found.histogram.map { $0.uppercased() } : found.histogram
      found.name = text
      columns[position + 1] = found
    }
    return columns
  }
}
