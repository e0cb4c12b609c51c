package import Diagnostics
import JSONWriting
import SchemaModel
package import Templating

/// Writes the files of a plan from its report: Markdown through templates, JSON from values.
package struct PlanDocumentWriter: Sendable {
  private let templates: TemplateSet

  package init(templates: TemplateSet) { self.templates = templates }

  /// Every Markdown and JSON file and the models; diagrams and pages are made elsewhere.
  package func files(of report: PlanReport) -> [PlanFile] {
    documents(of: report) + sheets(of: report, 0..<Self.sheetCount(of: report))
  }

  /// The plan, its summary, its indexes, its data and the models; among reference pages, those list the indexes.
  package func documents(of report: PlanReport) -> [PlanFile] {
    let indexes =
      report.subject.addresses.hasSheets
      ? [PlanFile("indexes.md", markdown("indexdocument.md", IndexDocument.context(report)))] : []
    let privacy =
      PrivacyDocument.isNeeded(report.subject)
      ? [PlanFile("privacy.md", markdown("privacydocument.md", PrivacyDocument.context(report)))] : []
    return [
      PlanFile("plan.md", markdown("plan.md", Self.context(of: report))),
      PlanFile("summary.md", markdown("summary.md", SummaryFiles.context(report))),
      PlanFile("plan.json", JSONWriter().write(PlanJSON.document(report))),
      PlanFile("record.json", JSONWriter().write(SummaryFiles.record(report))),
      PlanFile("models/schema.prisma", report.subject.models.text),
    ] + indexes + privacy + OperationsFiles.files(report.subject)
      + SecurityFiles.files(report.subject) + SessionFiles.files(report.subject) + PrivacyFiles.files(report.subject)
      + PatternFiles.files(of: report.subject) + SeedFiles.files(report.subject)
  }

  /// The sheets of some of the tables in scope, by their positions.
  package func sheets(of report: PlanReport, _ positions: Range<Int>) -> [PlanFile] {
    report.subject.scope[positions].compactMap { table in
      report.subject.addresses.sheet(of: table.name).map {
        PlanFile("tables/\($0).md", markdown("sheet.md", TableSheet(table, report).context))
      }
    }
  }

  /// How many sheets there are.
  package static func sheetCount(of report: PlanReport) -> Int {
    report.subject.addresses.hasSheets ? report.subject.scope.count : 0
  }

  /// What the templates ask for that the plan can not give, for templates that somebody overrides.
  package func diagnostics(for report: PlanReport) -> [Diagnostic] {
    var found = templates.diagnostics(for: "plan.md", against: Self.context(of: report))
    found += templates.diagnostics(for: "summary.md", against: SummaryFiles.context(report))
    found += templates.diagnostics(for: "indexdocument.md", against: IndexDocument.context(report))
    found += templates.diagnostics(for: "privacydocument.md", against: PrivacyDocument.context(report))
    if let table = report.subject.scope.first {
      found += templates.diagnostics(for: "sheet.md", against: TableSheet(table, report).context)
    }
    return found
  }

  private static func context(of report: PlanReport) -> TemplateRecord {
    var fields: [(name: String, value: TemplateValue)] = [("screen", .record(FirstScreen(report).context))]
    for part in report.parts { fields.append((part.id.key, .record(part.context))) }
    fields.append(("closingFindings", .record(ClosingSections.findings(report))))
    fields.append(("closingChecklists", .record(Checklists.context(report))))
    fields.append(("closingOptions", .record(report.options)))
    fields.append(("closingEscalations", .record(ClosingSections.escalations(report))))
    fields.append(("closingQuestions", .record(ClosingSections.questions(report))))
    fields.append(("closingSources", .record(ClosingSections.sources(report))))
    return TemplateRecord(fields: fields)
  }

  private func markdown(_ template: String, _ context: TemplateRecord) -> String {
    MarkdownTidy.tidied(templates.render(template, context))
  }
}
