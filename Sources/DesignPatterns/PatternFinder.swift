/// Every pattern that a schema and its plan call for, in the order of their kinds.
package enum PatternFinder {
  package static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    Partitioning.patterns(in: subject)
  }
}
