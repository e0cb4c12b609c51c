import MarkdownWriting
import SchemaModel
import Checks
import Diagnostics
package import JSONWriting
import PlanDocument

/// A comparison as JSON. Members are added in later versions, never renamed; `schema_version` counts what is not so.
package enum ComparisonJSON {
  package static let schemaVersion = 1

  package static func document(_ comparison: ProjectComparison) -> JSONValue {
    [
      "schema_version": .int(schemaVersion), "outcome": .string(comparison.outcome.rawValue),
      "base": side(comparison.baseLabel, comparison.baseCommit),
      "head": side(comparison.headLabel, comparison.headCommit),
      "counts": counts(comparison.changes),
      "files": .array(
        comparison.files.map { ["path": .string($0.path), "action": .string($0.action.rawValue)] }),
      "changes": .array(comparison.changes.map(change)), "consequences": .array(comparison.consequences.map(change)),
      "plans": .array(comparison.plans.map(plan)),
    ]
  }

  private static func side(_ label: String, _ commit: String?) -> JSONValue {
    ["label": .string(label), "commit": commit.map { .string($0) } ?? .null]
  }

  private static func counts(_ changes: [PlanChange]) -> JSONValue {
    .object(
      ChangeClass.allCases.map { changeClass in
        JSONValue.Member(changeClass.rawValue, .int(changes.count { $0.changeClass == changeClass }))
      })
  }

  private static func change(_ change: PlanChange) -> JSONValue {
    .present([
      "class": .string(change.changeClass.rawValue), "reason": .string(change.reason.plain),
      "area": .string(change.subject.area), "kind": .string(change.subject.kind),
      "action": .string(change.action.rawValue), "title": .string(change.title.plain),
      "table": change.table.map { .string($0.qualified) }, "name": .string(change.name),
      "details": .array(
        change.details.map { detail in
          .present([
            "property": .string(detail.property), "before": detail.before.map { .string($0) },
            "after": detail.after.map { .string($0) },
          ])
        }), "before": change.before.map(place), "after": change.after.map(place), "plans": .strings(change.plans),
    ])
  }

  private static func place(_ span: SourceSpan) -> JSONValue {
    .present([
      "path": .string(span.path), "line": span.hasLine ? .int(span.line) : nil,
      "column": span.hasLine ? .int(span.column) : nil,
    ])
  }

  private static func plan(_ plan: PlanComparison) -> JSONValue {
    [
      "name": .string(plan.name), "title": .string(plan.title), "status": .string(plan.status.rawValue),
      "counts": counts(plan.changes), "bytes_estimated": sizes(plan.sizes),
      "findings": turnover(plan.findings, \.fingerprint),
      "advised_indexes": turnover(plan.advisedIndexes, \.definition),
      "questions": turnover(plan.questions) { $0.subject.isEmpty ? $0.id : "\($0.id) \($0.subject)" },
      "escalations": turnover(plan.escalations, \.title), "statements": turnover(plan.statements, \.id),
    ]
  }

  private static func turnover<Element>(_ turnover: Turnover<Element>, _ name: (Element) -> String) -> JSONValue {
    [
      "new": .strings(turnover.new.map(name)), "gone": .strings(turnover.gone.map(name)),
      "changed": .strings(turnover.changed.map { name($0.after) }),
    ]
  }

  private static func sizes(_ sizes: SizeComparison) -> JSONValue {
    func series(_ series: SizeSeries?) -> JSONValue {
      series.map { .array($0.values.map { .int(Int($0)) }) } ?? .null
    }
    return [
      "months": [0, 12, 36], "before": series(sizes.before), "after": series(sizes.after),
      "tables": .array(
        sizes.tables.map {
          ["table": .string($0.table.qualified), "before": series($0.before), "after": series($0.after)]
        }),
    ]
  }
}
