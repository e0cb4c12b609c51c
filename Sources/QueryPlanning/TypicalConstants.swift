import PlannerStatistics
import SchemaModel

/// Constants that stand for what an application asks with, from the statistics of the columns they are compared with.
struct TypicalConstants {
  private let columns: [ColumnReference: (shape: PlannerColumn, rows: Double)]
  private let today: Moment
  private let uses: ParameterUses
  /// Letters that stand next to each other in few texts.
  private static let term = "verne"
  /// How many values a list has, where the statement does not say.
  private static let listLength = 10

  init(shape: VolumeShape, uses: ParameterUses) {
    var columns: [ColumnReference: (PlannerColumn, Double)] = [:]
    for table in shape.tables {
      for column in table.columns { columns[ColumnReference(table.name, column.name)] = (column, table.rows) }
    }
    self.columns = columns
    self.uses = uses
    today = shape.today
  }

  /// - Parameters:
  ///   - element: the type beneath domains, of an array that of its elements, as pg_type names it.
  ///   - label: a label of it, when it is an enum.
  func constant(
    for number: Int, type: String, element: String, label: String?, isList: Bool
  ) -> PlannedStatement.Parameter {
    typealias Parameter = PlannedStatement.Parameter
    let known = uses[number].first { columns[$0.column] != nil }
    if let known, let column = columns[known.column]?.shape,
      let (value, basis) = typical(column, known, isList: isList, rank: rank(of: number, known))
    {
      return Parameter(number: number, type: type, value: value, basis: basis, column: known.column)
    }
    let any = label ?? Self.anyValue(of: element, today: today)
    let value = isList ? any.map { ArrayLiteral.text([$0]) } : any
    return Parameter(
      number: number, type: type, value: value, basis: value == nil ? .none : .type, column: known?.column)
  }

  private func typical(
    _ column: PlannerColumn, _ use: ParameterUses.Use, isList: Bool, rank: Int
  ) -> (String, PlannedStatement.Parameter.Basis)? {
    let bounds = column.histogram
    switch use.comparison {
    case "=" where use.isList && isList: return list(column)
    case "@>" where isList, "&&" where isList:
      let elements = column.elements
      return elements.isEmpty ? nil : (Self.array([Self.average(of: elements, 0).text]), .common)
    case "@>", "&&":
      let elements = column.elements
      return elements.isEmpty ? nil : (Self.average(of: elements, rank).text, .common)
    case "%~~", "%~~*": return (Self.term, .term)
    case "=", "<>":
      if bounds.isEmpty || Self.isMostlyCommon(column) {
        return column.commonValues.isEmpty ? nil : (Self.average(of: column.commonValues, rank).text, .common)
      }
      return (bounds[(bounds.count / 2 + rank) % bounds.count], .middle)
    case "<", "<=", ">", ">=":
      guard bounds.count > 3 else { return nil }
      let isWindow = [">", ">="].contains(use.comparison) && hasUpperBound(use.column)
      let position = Double(bounds.count - 1) * (isWindow ? 0.98 : 0.99)
      return (bounds[Int(position.rounded())], .newest)
    case "~~", "~~*", "^@":
      guard !bounds.isEmpty, !isList else { return nil }
      return (String(bounds[bounds.count / 2].prefix(3)) + (use.comparison == "^@" ? "" : "%"), .beginning)
    default: return nil
    }
  }

  /// How many parameters before it ask the same column for one value: `IN ($1, $2)` asks for two different ones.
  private func rank(of number: Int, _ use: ParameterUses.Use) -> Int {
    (1..<max(1, number)).count { uses[$0].first == use }
  }

  /// Whether another parameter ends the stretch that one begins.
  private func hasUpperBound(_ column: ColumnReference) -> Bool {
    uses.all.contains { $0.column == column && ["<", "<="].contains($0.comparison) }
  }

  private func list(_ column: PlannerColumn) -> (String, PlannedStatement.Parameter.Basis)? {
    if Self.isMostlyCommon(column) {
      return (Self.array(column.commonValues.prefix(Self.listLength).map(\.text)), .common)
    }
    let bounds = column.histogram
    guard bounds.count > 1 else { return nil }
    let step = max(1, bounds.count / Self.listLength)
    return (Self.array(stride(from: step / 2, to: bounds.count, by: step).map { bounds[$0] }), .middle)
  }

  /// Whether a row taken by chance has rather a common value than another one.
  private static func isMostlyCommon(_ column: PlannerColumn) -> Bool {
    column.commonValues.reduce(0) { $0 + $1.frequency } >= (1 - column.nullFraction) / 2
  }

  /// A row taken by chance has, on average, a value that is as common as the squares of all shares together.
  /// - Parameter rank: 0 for the value that is nearest, 1 for the next.
  private static func average(of values: [PlannerColumn.Value], _ rank: Int) -> PlannerColumn.Value {
    let share = values.reduce(0) { $0 + $1.frequency * $1.frequency } / values.reduce(0) { $0 + $1.frequency }
    let sorted = values.sorted { abs($0.frequency - share) < abs($1.frequency - share) }
    return sorted[rank % sorted.count]
  }

  private static func array(_ values: [String]) -> String { ArrayLiteral.text(values) }

  private static func anyValue(of type: String, today: Moment) -> String? {
    switch type {
    case "int2", "int4", "int8", "numeric", "float4", "float8", "oid", "money": "1"
    case "text", "varchar", "bpchar", "citext", "name", "char": "a"
    case "bool": "true"
    case "uuid": "80000000-0000-4000-8000-000000000000"
    case "date": today.date
    case "timestamptz", "timestamp": today.timestamp
    case "time", "timetz": "12:00:00"
    case "interval": "1 day"
    // Of an empty one there is nothing to look up.
    case "json", "jsonb": #"{"a": 1}"#
    case "bytea": "\\x00"
    case "inet", "cidr": "192.0.2.1"
    case "tsquery", "tsvector": "a"
    case "int4range", "int8range", "numrange": "[1,10)"
    case "tstzrange", "tsrange", "daterange": "[\(today.date),)"
    case "bit", "varbit": "1"
    case "xml": "<a/>"
    default: nil
    }
  }
}
