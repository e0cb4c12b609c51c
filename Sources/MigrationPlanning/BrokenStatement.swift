package import Diagnostics

/// A statement of the application that a step breaks while it is still sent.
package struct BrokenStatement: Sendable {
  /// The step after which it fails, counted from 0.
  package var step: Int
  /// The name of the query.
  package var query: String
  /// What PostgreSQL would say.
  package var problem: String
  package var span: SourceSpan?

  package init(step: Int, query: String, problem: String, span: SourceSpan?) {
    self.step = step
    self.query = query
    self.problem = problem
    self.span = span
  }
}
