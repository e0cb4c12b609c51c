import Diagnostics
package import PlanDocument
import PlanModel

/// A plan of the site; its own pages are made from its documents.
package struct SitePlan: Sendable {
  package let report: PlanReport
  /// The part that its schema is.
  package let part: Int
  /// Whether the reference pages carry its facts, in place of sheets.
  package let isReference: Bool
  package var name: String { report.subject.plan.name }
  package var title: String { report.subject.plan.title?.value ?? name }
  /// From the site's folder, with a slash at its end.
  package var folder: String { Self.folder(of: name) }
  let facts: ReferenceFacts

  init(_ report: PlanReport, part: Int, isReference: Bool) {
    self.report = report
    self.part = part
    self.isReference = isReference
    facts = ReferenceFacts(report)
  }

  static func folder(of name: String) -> String { "plans/\(name)/" }

  /// What it lays over the schema of its part.
  var adds: [String] { report.subject.plan.sources.adds.map(\.value) }
}
