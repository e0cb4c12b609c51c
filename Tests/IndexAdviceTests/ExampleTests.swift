import Compilation
import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import SchemaModel
import TestKit
import Testing

@Suite struct ExampleTests {
  @Test func proposals() throws {
    let sources = ShippedPlans.files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) }
    for plan in ["agri-commerce", "course-platform", "league-manager", "reading-progress", "stat-corrections", "warehouse-inventory"] {
      let compiled = PlanCompiler(tree: SourceTree(files: sources), project: nil)
        .compile(path: "Plans/\(plan)/plan.yml", name: plan, date: nil).value
      for proposal in IndexAdvisor(catalog: compiled.catalog, plan: compiled.plan).proposals() {
        print("\(plan): \(proposal.table.display) \(proposal.path.definition) \(Int(proposal.bytes / 1024)) KiB, writes \(proposal.writes.perSecond)/s")
        for service in proposal.services { print("    \(service.query) \(service.rate)/s \(service.before) -> \(service.after)") }
        for other in proposal.alternatives { print("    or \(other.definition): \(other.cost)") }
        if !proposal.replaces.isEmpty { print("    replaces \(proposal.replaces)") }
      }
    }
  }
}
