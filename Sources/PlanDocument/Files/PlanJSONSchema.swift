import Checks
import Diagnostics
package import JSONWriting
import CatalogComparison

/// The JSON Schema (draft 2020-12) of `plan.json`; it is checked in as `Plans/plan-output.schema.json`.
package enum PlanJSONSchema {
  package static var document: JSONValue {
    plan.schema(
      title: "A plan as data: plan.json",
      comment: "schema_version grows when a member is taken away or changes its meaning")
  }

  private static var plan: JSONShape {
    .record(
      [
        "schema_version": .integer, "plan": .string, "verdict": .string, "ready": .boolean, "tables": .list(table),
        "relations": .list(relation), "indexes": .list(index), "steps": .list(step),
        "migration": .list(MigrationJSON.shape), "queries": .list(query),
        "findings": .list(finding), "questions": .list(question), "escalations": .list(escalation),
        "statements": .list(statement),
      ],
      optional: ["title": .string, "project": .string, "status": .string, "as_of": .string, "baseline": .string])
  }

  private static var table: JSONShape {
    .record(
      [
        "name": .string, "model": .string,
        "columns": .list(
          .record(
            ["name": .string, "type": .string, "nullable": .boolean], optional: ["default": .string, "source": .string])
        ),
      ],
      optional: [
        "purpose": .string, "rows": .integer, "rows_12_months": .integer, "rows_36_months": .integer,
        "bytes_estimated": .integer, "source": .string,
      ])
  }

  private static var relation: JSONShape {
    .record(
      [
        "name": .string, "table": .string, "columns": .list(.string), "target": .string,
        "target_columns": .list(.string),
        "cardinality": .string, "on_delete": .string, "on_update": .string,
      ], optional: ["source": .string])
  }

  private static var index: JSONShape {
    .record(
      [
        "name": .string, "table": .string, "kind": .string, "method": .string, "on": .string,
        "justification": .record(
          ["queries": .list(.string), "foreign_keys": .list(.string)], optional: ["constraint": .string]),
      ], optional: ["bytes_estimated": .integer, "scans_counted": .integer, "source": .string])
  }

  private static var step: JSONShape {
    .record(
      [
        "action": .words(SchemaChange.Action.allCases.map(\.rawValue)),
        "kind": .words(SchemaChange.ObjectKind.allCases.map(\.rawValue)),
        "name": .string, "details": .list(.record(["property": .string, "old": .string, "new": .string])),
      ], optional: ["table": .string, "source": .string])
  }

  private static var query: JSONShape {
    .record(
      ["name": .string, "tables": .list(.string)],
      optional: [
        "kind": .string, "rate_per_second": .number, "peak_per_second": .number, "p95_seconds": .number,
        "p99_seconds": .number,
        "source": .string,
      ])
  }

  private static var finding: JSONShape {
    .record(
      [
        "code": .string, "severity": .words(Severity.allCases.map(\.rawValue)), "fingerprint": .string,
        "message": .string,
      ],
      optional: [
        "table": .string, "object": .string, "evidence": .string, "fix": .string, "source": .string, "waived": .string,
      ])
  }

  private static var question: JSONShape {
    .record(["id": .string, "text": .string, "subjects": .list(.string), "blocks": .list(part), "answer": .string])
  }

  private static var escalation: JSONShape {
    .record(["id": .string, "title": .string, "reason": .string, "sources": .list(source)])
  }

  private static var statement: JSONShape {
    .record(
      ["id": .string, "text": .string, "basis": .words(Basis.allCases.map(\.rawValue)), "sources": .list(source)],
      optional: ["part": part])
  }

  private static var part: JSONShape { .words(PartID.allCases.map(\.rawValue)) }

  private static var source: JSONShape {
    .record(["kind": .words(["schema", "plan", "database", "rule"])], optional: ["at": .string, "code": .string])
  }
}
