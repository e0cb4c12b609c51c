import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Seeding
import Templating

/// What a plan says: every part composed, every statement, question and escalation collected.
package struct PlanReport: Sendable {
  package let subject: PlanSubject
  package let statements: [Statement]
  /// Joined over parts, the ones that block most first.
  package let questions: [OpenQuestion]
  package let escalations: [Escalation]
  /// Parts without a single statement.
  package let incomplete: [PartID]
  /// Parts that ask for something, with or without statements.
  package let open: [PartID]
  let references: SourceReferences
  let parts: [(id: PartID, context: TemplateRecord)]
  /// The context of the section of options.
  let options: TemplateRecord

  package init(_ subject: PlanSubject) {
    self.subject = subject
    references = SourceReferences(
      paths: subject.plan.files + subject.catalog.origin.files + subject.figures.databases + subject.seeds.map(\.file))
    var statements: [Statement] = []
    var questions: [OpenQuestion] = []
    var escalations: [Escalation] = []
    var incomplete: [PartID] = []
    var parts: [(id: PartID, context: TemplateRecord)] = []
    for part in Self.registry {
      var page = Composition(part: part.id, subject: subject, references: references)
      var context = part.compose(subject, &page)
      PatternRows.add(to: &context, of: part.id, subject, &page)
      parts.append((part.id, context))
      statements += page.statements
      questions += page.questions
      escalations += page.escalations
      if page.statements.isEmpty { incomplete.append(part.id) }
    }
    var page = Composition(section: OptionSection.key, subject: subject, references: references)
    options = OptionSection.compose(subject, &page)
    statements += page.statements
    self.parts = parts
    self.statements = statements
    let asking = Set(questions.flatMap(\.blocks))
    open = PartID.allCases.filter(asking.contains)
    self.questions = Self.joined(questions)
    self.escalations = escalations
    self.incomplete = incomplete
  }

  func count(_ basis: Basis) -> Int { statements.count { $0.basis == basis } }

  /// Decisions that the plan offers and nobody has taken.
  var openDecisions: [Decision] { subject.plan.decisions.filter { $0.chosen == nil } }

  /// Findings that count.
  var activeFindings: [Finding] { subject.findings.filter { $0.waiver == nil } }

  /// Those that concern the tables in scope, or no table.
  var scopedFindings: [Finding] { activeFindings.filter { $0.table.map(subject.isInScope) ?? true } }

  private static func joined(_ questions: [OpenQuestion]) -> [OpenQuestion] {
    var order: [String] = []
    var joined: [String: OpenQuestion] = [:]
    for question in questions {
      if var known = joined[question.id] {
        known.subjects = unique(known.subjects + question.subjects)
        known.blocks = unique(known.blocks + question.blocks)
        if known.subjects.count == question.subjects.count { known.answer = question.answer }
        joined[question.id] = known
      } else {
        order.append(question.id)
        joined[question.id] = question
      }
    }
    return order.compactMap { joined[$0] }.sorted { ($1.weight, $0.id) < ($0.weight, $1.id) }
  }

  private static let registry: [any PlanPart.Type] = [
    DomainPart.self, VolumePart.self, PerformancePart.self, ConsistencyPart.self,
    DiagramPart.self, TablesPart.self, IndexesPart.self, ConstraintsPart.self,
    ModelsPart.self, RelationsPart.self, AttributesPart.self, TypesPart.self,
    QueriesPart.self, OptimizationPart.self, CachingPart.self, BatchesPart.self,
    IndexPlanPart.self, QueryPlanPart.self, PoolPart.self, MonitoringPart.self,
    AccessPart.self, RowSecurityPart.self, EncryptionPart.self, AuditPart.self,
    ChangesPart.self, ZeroDowntimePart.self, RollbackPart.self, DataMigrationPart.self,
    SchemaTestsPart.self, BenchmarksPart.self, IntegrityPart.self, LoadTestsPart.self,
  ]
}
