import Diagnostics
package import MarkdownWriting
import PlanModel
package import SchemaModel
import Sizing

extension ReferenceFacts {
  /// What the plan says of a table beside its purpose, rows, queries, indexes and findings: what it changes, how the
  /// table grows, which of the team's rules are about it.
  package func remarks(on table: Table) -> [MarkdownPhrase] {
    var remarks: [MarkdownPhrase] = []
    if subject.isNew(table.name) {
      remarks.append("made by the plan")
    } else if let changes = subject.changesByTable[table.name] {
      remarks.append("changed by the plan in \(Format.counted(changes.count, "place"))")
    }
    if let volume = subject.volumes[table.name], let growth = volume.growth {
      remarks.append("grows \(growth.value.shown)\(volume.retention.map { ", kept \($0.value.shown)" } ?? "")")
    }
    for rule in subject.plan.rules {
      switch rule.kind {
      case .unique(table.name, _), .check(table.name):
        remarks.append("rule “\(rule.text.value)”: \(RuleEnforcement.of(rule, in: catalog).text.phrase)")
      default: break
      }
    }
    if !subject.plan.queries.isEmpty, subject.queriesByTable[table.name] == nil {
      remarks.append("none of the \(subject.plan.queries.count) declared queries touches it")
    }
    let assumed = subject.size(of: table)?.assumedWidths ?? []
    if !assumed.isEmpty { remarks.append("widths assumed: \(.joined(assumed.map { .code($0) }))") }
    return remarks
  }

  /// What the plan says of a column in a word or two: that it names the tenant, that it is sensitive.
  package func marks(on column: Column, in table: ObjectName) -> [String] {
    var marks: [String] = []
    if subject.plan.tenancy?.key?.value == column.name { marks.append("tenant") }
    let reference = ColumnReference(table, column.name)
    if let sensitive = subject.sensitive[reference]?.summary { marks.append("sensitive: \(sensitive)") }
    return marks
  }

  /// The plan's open questions about a table, each with its place in the plan's document.
  package func questions(about table: ObjectName) -> [(text: String, id: String)] {
    questionsByTable[table.display] ?? []
  }
}
