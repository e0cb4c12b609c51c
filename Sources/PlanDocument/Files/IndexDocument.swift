import Diagnostics
import IndexAdvice
import PlanModel
import SchemaModel
import Templating

/// `indexes.md`: every index of the scope with what justifies it.
enum IndexDocument {
  static func context(_ report: PlanReport) -> TemplateRecord {
    let subject = report.subject
    var count = 0
    var page = Composition(part: .indexes, subject: subject, references: report.references, document: "plan.md")
    let groups = subject.scope.map { table -> TemplateRecord in
      let entries = IndexRationale.entries(of: [table], subject)
      count += entries.count
      let rows = entries.map { entry -> TemplateRecord in
        var row = IndexRationale.row(entry, subject, &page)
        row["kind"] = .text(entry.path.kind)
        return row
      }
      return ["name": .text(table.name.display), "indexes": .rows(IndexRationale.fields + ["kind"], rows)]
    }
    let proposals = subject.advice.filter { subject.isInScope($0.table) }.map {
      ProposedIndexes.reckoning($0, subject, &page)
    }
    return [
      "proposals": .rows(ProposedIndexes.fields, proposals), "hasProposals": .flag(!proposals.isEmpty),
      "title": .text(subject.plan.title?.value ?? subject.plan.name), "count": .text("\(count)"),
      "tables": .text("\(subject.scope.count)"), "queries": .text("\(subject.plan.queries.count)"),
      "groups": .list(TemplateList(fields: ["name", "indexes"], rows: groups)),
    ]
  }
}
