import Compilation
import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import SchemaModel
import TestKit

/// A plan that ships, with the indexes it is advised.
struct ShippedPlan: Sendable {
  let name: String
  let catalog: Catalog
  let plan: Plan
  let advice: [IndexProposal]

  static let names = [
    "agri-commerce", "course-platform", "league-manager", "reading-progress", "stat-corrections", "warehouse-inventory",
  ]

  init(_ name: String) { self.init(name, files: ShippedPlans.files) }

  /// A plan of the tests.
  init(_ name: String, schema: String, plan: String) {
    self.init(
      name,
      files: [
        "Plans/\(name)/schema.sql": schema, "Plans/\(name)/plan.yml": "plan: \(name)\nschema: schema.sql\n\(plan)",
      ])
  }

  private init(_ name: String, files: [String: String]) {
    self.name = name
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil)
      .compile(path: "Plans/\(name)/plan.yml", name: name, date: nil).value
    catalog = compiled.catalog
    plan = compiled.plan
    advice = compiled.advice
  }

  /// The indexes of the advice, named.
  var added: [(index: Index, table: ObjectName)] {
    advice.enumerated().map { number, proposal in
      var index = Index("advised_\(number)", elements: proposal.elements)
      index.method = proposal.path.method
      index.includes = proposal.path.includes
      index.predicate = proposal.predicate
      return (index, proposal.table)
    }
  }
}
