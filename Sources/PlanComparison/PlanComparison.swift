import MarkdownWriting
import Diagnostics
import CatalogComparison
package import Checks
package import Compilation
package import DiagramWriting
package import PlanDocument
package import PlanModel
import SchemaModel

/// One plan on one side: compiled, and with what its document says.
package struct PlanSide: Sendable {
  package let compiled: CompiledPlan
  private let date: CalendarDate?
  private var composed: PlanReport?

  /// - Parameter date: the day the plan counts from; nil takes the plan's own.
  package init(_ compiled: CompiledPlan, date: CalendarDate?) {
    self.compiled = compiled
    self.date = date
  }

  /// With what its document says, which a comparison of plans that differ asks for: two can be composed at once.
  package func composing() -> PlanSide {
    var side = self
    side.composed = report()
    return side
  }

  /// What its document says.
  package func report() -> PlanReport {
    if let composed { return composed }
    return PlanReport(
      PlanSubject(
        plan: compiled.plan, catalog: compiled.catalog,
        baseline: compiled.baseline.map { PlanSubject.Baseline(name: $0.name, catalog: $0.catalog) },
        findings: compiled.findings, statistics: compiled.statistics, advice: compiled.advice, sizes: compiled.sizes,
        diagrams: PlanDiagrams(), models: PlanModels(),
        date: date ?? compiled.plan.asOf?.value))
  }

  package var name: String { compiled.plan.name }

  /// Whether it was read from the same files as another one.
  package func isReadFrom(sameFilesAs other: PlanSide) -> Bool {
    func texts(_ side: PlanSide) -> [[String]] {
      (side.compiled.schemaFiles + side.compiled.plan.sourceFiles).map { [$0.path, $0.text] }
    }
    return texts(self) == texts(other)
  }

  var title: String { compiled.plan.title?.value ?? compiled.plan.name }
}

/// How one plan differs between two sides.
package struct PlanComparison: Sendable {
  package enum Status: String, Sendable, Hashable {
    case added
    case removed
    case changed
    case unchanged
  }

  package let name: String
  package let title: String
  package let status: Status
  /// What somebody wrote: schema and plan file. Breaking first.
  package let changes: [PlanChange]
  /// What follows from it, classed alike. Breaking first.
  package let consequences: [PlanChange]
  package let sizes: SizeComparison
  package let findings: Turnover<Finding>
  package let advisedIndexes: Turnover<AdvisedIndex>
  package let questions: Turnover<AskedQuestion>
  package let escalations: Turnover<Escalation>
  package let statements: Turnover<Statement>
  /// What the change does to tables and relations; nil when it touches none.
  package let diagram: EntityDiagram?

  /// - Precondition: one of the two is there.
  package init(base: PlanSide?, head: PlanSide?) {
    guard let side = head ?? base else { preconditionFailure("a comparison has a side") }
    name = side.name
    title = side.title
    let catalogs = (base?.compiled.catalog ?? Catalog(), head?.compiled.catalog ?? Catalog())
    var changes: [PlanChange] = []
    var diagram: EntityDiagram?
    var renames: CatalogRenames?
    if base == nil || head == nil {
      let isNew = head != nil
      var change = PlanChange(
        .plan(.about), isNew ? .added : .removed, "Plan \(code: side.name) \(isNew ? "added" : "removed")",
        isNew ? .safe("there was none of that name") : .risky("nobody watches its tables any more"), name: side.name,
        plan: side.name)
      let content = PlanContent.details(of: side)
      change.details = content.map { isNew ? Self.detail($0, nil, $1) : Self.detail($0, $1, nil) }
      change.before = base?.compiled.plan.title?.span
      change.after = head?.compiled.plan.title?.span
      changes.append(change)
    } else {
      let known = CatalogRenames(Self.names(side.compiled.plan), from: catalogs.0, to: catalogs.1)
      let before = known.isEmpty ? catalogs.0 : known.applied(to: catalogs.0)
      if !known.isEmpty { renames = known }
      let difference = CatalogDifference(from: before, to: catalogs.1, depth: .everything)
      let reader = SchemaChangeReader(from: before, to: catalogs.1, plan: side.compiled.plan)
      changes = reader.changes(of: known, from: catalogs.0) + reader.changes(of: difference)
      changes += PlanFileComparison(base: base?.compiled.plan, head: head?.compiled.plan).changes
      if !difference.isEmpty {
        diagram = DiagramPlanner.changes(
          "What changes", from: before, to: catalogs.1, difference, link: { _ in nil })
      }
    }
    self.diagram = diagram
    self.changes = changes.sorted(by: PlanChange.precedes)
    status = base == nil ? .added : head == nil ? .removed : changes.isEmpty ? .unchanged : .changed
    // Where nobody said anything else nothing else can follow: what differs then is the order of things.
    let follows = Consequences(
      base: changes.isEmpty ? nil : base, head: changes.isEmpty ? nil : head, name: name, renames: renames)
    sizes = follows.sizes
    findings = follows.findings
    advisedIndexes = follows.advisedIndexes
    questions = follows.questions
    escalations = follows.escalations
    statements = follows.statements
    consequences = follows.changes.sorted(by: PlanChange.precedes)
  }

  private static func names(_ plan: Plan) -> [(old: String, new: String)] {
    plan.renames.compactMap { rename in rename.new.map { (rename.old.value, $0.value) } }
  }

  private static func detail(_ property: String, _ before: String?, _ after: String?) -> PlanChange.Detail {
    PlanChange.Detail(property: property, before: before, after: after)
  }

  /// Changes and consequences, breaking first.
  package var all: [PlanChange] { (changes + consequences).sorted(by: PlanChange.precedes) }
}
