/// A file of a plan's output folder.
package struct PlanFile: Sendable {
  /// Relative to the plan's folder.
  package var path: String
  package var text: String

  package init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}
