import Diagnostics
import PlanModel
import SchemaModel

extension MigrationFacts {
  /// Which declared queries still use a column, for the evidence of what breaks them.
  func users(of column: String, in table: ObjectName) -> [String] { said(queries(naming: column, of: table)) }

  func users(of table: ObjectName) -> [String] { said(queries(on: table)) }

  private func said(_ queries: [Query]) -> [String] {
    guard !queries.isEmpty else { return [] }
    let names = queries.prefix(4).map { query in
      query.until.map { "\(query.name.value) (until \($0.value))" } ?? query.name.value
    }.joined(separator: ", ")
    return ["the plan's queries still name it: \(names)" + (queries.count > 4 ? " and \(queries.count - 4) more" : "")]
  }

  /// An error where the plan names a query that breaks, else what the rule weighs.
  func breaks(_ users: [String], else severity: Severity) -> Severity { users.isEmpty ? severity : .error }
}
