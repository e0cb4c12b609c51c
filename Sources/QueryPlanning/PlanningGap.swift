/// Something of a catalog or a shape that the server did not take, so that plans know nothing of it.
package struct PlanningGap: Sendable, Hashable {
  /// The first line of a statement, or what was to be told to the planner.
  package var subject: String
  package var reason: String

  package init(_ subject: String, _ reason: String) {
    self.subject = subject
    self.reason = reason
  }
}
