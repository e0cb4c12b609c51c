import Checks
import Diagnostics
package import JSONWriting
import CatalogComparison

/// The JSON Schema (draft 2020-12) of `plan.json`; it is checked in as `Plans/plan-output.schema.json`.
package enum PlanJSONSchema {
  private indirect enum Shape {
    case string
    case words([String])
    case integer
    case number
    case boolean
    case list(Shape)
    /// Members, the optional ones apart.
    case record(KeyValuePairs<String, Shape>, optional: KeyValuePairs<String, Shape> = [:])
  }

  package static var document: JSONValue {
    let head: [JSONValue.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("title", "A plan as data: plan.json"),
      .init("$comment", "schema_version grows when a member is taken away or changes its meaning"),
    ]
    return .object(head + members(of: plan))
  }

  private static var plan: Shape {
    .record(
      [
        "schema_version": .integer, "plan": .string, "verdict": .string, "ready": .boolean, "tables": .list(table),
        "relations": .list(relation), "indexes": .list(index), "steps": .list(step), "queries": .list(query),
        "findings": .list(finding), "questions": .list(question), "escalations": .list(escalation),
        "statements": .list(statement),
      ],
      optional: ["title": .string, "project": .string, "status": .string, "as_of": .string, "baseline": .string])
  }

  private static var table: Shape {
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

  private static var relation: Shape {
    .record(
      [
        "name": .string, "table": .string, "columns": .list(.string), "target": .string,
        "target_columns": .list(.string),
        "cardinality": .string, "on_delete": .string, "on_update": .string,
      ], optional: ["source": .string])
  }

  private static var index: Shape {
    .record(
      [
        "name": .string, "table": .string, "kind": .string, "method": .string, "on": .string,
        "justification": .record(
          ["queries": .list(.string), "foreign_keys": .list(.string)], optional: ["constraint": .string]),
      ], optional: ["bytes_estimated": .integer, "source": .string])
  }

  private static var step: Shape {
    .record(
      [
        "action": .words(SchemaChange.Action.allCases.map(\.rawValue)),
        "kind": .words(SchemaChange.ObjectKind.allCases.map(\.rawValue)),
        "name": .string, "details": .list(.record(["property": .string, "old": .string, "new": .string])),
      ], optional: ["table": .string, "source": .string])
  }

  private static var query: Shape {
    .record(
      ["name": .string, "tables": .list(.string)],
      optional: [
        "kind": .string, "rate_per_second": .number, "peak_per_second": .number, "p95_seconds": .number,
        "p99_seconds": .number,
        "source": .string,
      ])
  }

  private static var finding: Shape {
    .record(
      [
        "code": .string, "severity": .words(Severity.allCases.map(\.rawValue)), "fingerprint": .string,
        "message": .string,
      ],
      optional: [
        "table": .string, "object": .string, "evidence": .string, "fix": .string, "source": .string, "waived": .string,
      ])
  }

  private static var question: Shape {
    .record(["id": .string, "text": .string, "subjects": .list(.string), "blocks": .list(part), "answer": .string])
  }

  private static var escalation: Shape {
    .record(["id": .string, "title": .string, "reason": .string, "sources": .list(source)])
  }

  private static var statement: Shape {
    .record(
      ["id": .string, "text": .string, "basis": .words(Basis.allCases.map(\.rawValue)), "sources": .list(source)],
      optional: ["part": part])
  }

  private static var part: Shape { .words(PartID.allCases.map(\.rawValue)) }

  private static var source: Shape {
    .record(["kind": .words(["schema", "plan", "rule"])], optional: ["at": .string, "code": .string])
  }

  private static func members(of shape: Shape) -> [JSONValue.Member] {
    switch shape {
    case .string: [.init("type", "string")]
    case .words(let words): [.init("enum", .strings(words))]
    case .integer: [.init("type", "integer")]
    case .number: [.init("type", "number")]
    case .boolean: [.init("type", "boolean")]
    case .list(let element): [.init("type", "array"), .init("items", .object(members(of: element)))]
    case .record(let required, let optional):
      [
        .init("type", "object"),
        .init(
          "properties",
          .object((Array(required) + Array(optional)).map { .init($0.key, .object(members(of: $0.value))) })),
        .init("required", .strings(required.map(\.key))), .init("additionalProperties", false),
      ]
    }
  }
}
