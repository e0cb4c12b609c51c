import IndexAnalysis
import SchemaModel

/// Candidates of other methods than a B-tree.
extension CandidateMaker {
  /// GIN for what a value contains; not behind a policy, since none of its operators is leakproof.
  func searches(_ access: TableAccess) -> [Candidate] {
    guard !access.isUnderPolicies, !isSmall else { return [] }
    return access.searches.flatMap { search in
      search.operatorClasses.map { operatorClass in
        var element =
          search.expression.map { IndexElement(.expression(SQLExpression($0))) } ?? IndexElement(column: search.column)
        element.operatorClass = operatorClass
        return candidate(access, element, method: "gin", search.reason)
      }
    }
  }

  /// BRIN where rows lie in the order of a column that is limited.
  func arrivals(_ access: TableAccess) -> [Candidate] {
    guard isAppendOnly, !isSmall else { return [] }
    return access.ranged.filter { !access.guarded.contains($0) && abs(facts.correlation(of: $0)) >= 0.95 }.map {
      candidate(access, IndexElement(column: $0), method: "brin", .arrival)
    }
  }

  private func candidate(
    _ access: TableAccess, _ element: IndexElement, method: String, _ reason: IndexProposal.Placement.Reason
  ) -> Candidate {
    var index = Index("", elements: [element])
    index.method = method
    return Candidate(
      path: AccessPath(index, of: access.table.name), placements: [.init(element: element.display, reason: reason)])
  }
}
