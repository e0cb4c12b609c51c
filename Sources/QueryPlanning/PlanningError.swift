/// Why no plan could be had, where the server itself did not refuse.
package enum PlanningError: Error, Sendable, Hashable {
  case file(path: String, reason: String)
  /// The answer of EXPLAIN is not what this program knows.
  case unreadablePlan
  /// There is no such table in the schema.
  case unknownTable(String)
}

extension PlanningError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let path, let reason): "\(path): \(reason)"
    case .unreadablePlan: "the server's answer to EXPLAIN can not be read"
    case .unknownTable(let name): "there is no table \(name)"
    }
  }
}
