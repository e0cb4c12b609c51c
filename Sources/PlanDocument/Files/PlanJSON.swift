import Sizing
import CatalogComparison
import Checks
import Diagnostics
import JSONWriting
import PlanModel
import SchemaModel

/// `plan.json`: the plan for programs. Its shape is `Templates/plan.schema.json`.
enum PlanJSON {
  static let schemaVersion = 1

  static func document(_ report: PlanReport) -> JSONValue {
    let subject = report.subject
    return .present([
      "schema_version": .int(schemaVersion), "plan": .string(subject.plan.name),
      "title": subject.plan.title.map { .string($0.value) }, "project": subject.plan.project.map { .string($0.value) },
      "status": subject.plan.status.map { .string($0.value.rawValue) }, "as_of": subject.date.map { .string("\($0)") },
      "verdict": .string(FirstScreen(report).verdict), "ready": .bool(FirstScreen(report).isReady),
      "baseline": subject.baseline.map { .string($0.name) },
      "tables": .array(subject.scope.map { table($0, subject) }),
      "relations": .array(
        subject.scope.flatMap { table in table.foreignKeys.map { relation($0, of: table, subject) } }),
      "indexes": .array(IndexRationale.entries(of: subject.scope, subject).map { index($0) }),
      "steps": .array((subject.difference?.changes ?? []).map(change)),
      "migration": .array(MigrationJSON.steps(subject)),
      "queries": .array(subject.plan.queries.map { query($0) }),
      "findings": .array(subject.findings.map { finding($0) }),
      "questions": .array(report.questions.map { question($0) }),
      "escalations": .array(
        report.escalations.map {
          .present([
            "id": .string($0.id), "title": .string($0.title), "reason": .string($0.reason),
            "sources": .array($0.sources.map(source)),
          ])
        }),
      "statements": .array(report.statements.map { statement($0) }),
    ])
  }

  private static func table(_ table: Table, _ subject: PlanSubject) -> JSONValue {
    .present([
      "name": .string(table.name.qualified), "model": .string(subject.models.name(of: table.name)),
      "purpose": subject.purpose(of: table).map { .string($0.value) },
      "rows": subject.rows(of: table.name).map(number),
      "rows_12_months": subject.rows(of: table.name, afterMonths: 12).map(number),
      "rows_36_months": subject.rows(of: table.name, afterMonths: 36).map(number),
      "bytes_estimated": subject.size(of: table).map { number($0.total) },
      "columns": .array(table.columns.map(column)), "source": table.span.map { .string($0.reference) },
    ])
  }

  private static func column(_ column: Column) -> JSONValue {
    .present([
      "name": .string(column.name), "type": .string(column.type.display), "nullable": .bool(column.isNullable),
      "default": column.defaultExpression.map { .string($0.sql) }, "source": column.span.map { .string($0.reference) },
    ])
  }

  private static func relation(_ key: ForeignKey, of table: Table, _ subject: PlanSubject) -> JSONValue {
    .present([
      "name": .string(key.name), "table": .string(table.name.qualified), "columns": .strings(key.columns),
      "target": .string(key.target.qualified), "target_columns": .strings(key.targetColumns),
      "cardinality": .string(subject.cardinality(of: PlanSubject.Reference(table: table, key: key))),
      "on_delete": .string(key.onDelete.rawValue), "on_update": .string(key.onUpdate.rawValue),
      "source": key.span.map { .string($0.reference) },
    ])
  }

  private static func index(_ entry: IndexRationale.Entry) -> JSONValue {
    .present([
      "name": .string(entry.path.name), "table": .string(entry.path.table.qualified), "kind": .string(entry.path.kind),
      "method": .string(entry.path.method), "on": .string(entry.path.display),
      "bytes_estimated": entry.size.map(number), "scans_counted": entry.usage.map { .int($0.scans) },
      "justification": .present([
        "constraint": entry.justification.constraint.map { .string($0) },
        "queries": .strings(entry.justification.queries), "foreign_keys": .strings(entry.justification.foreignKeys),
      ]),
      "source": entry.path.span.map { .string($0.reference) },
    ])
  }

  private static func query(_ query: Query) -> JSONValue {
    .present([
      "name": .string(query.name.value), "kind": query.shape.map { .string($0.kind.rawValue) },
      "tables": .strings(unique(query.shape?.relations.map(\.name.qualified) ?? [])),
      "rate_per_second": query.rate.map { .double($0.value.value) },
      "peak_per_second": query.peak.map { .double($0.value.value) },
      "p95_seconds": query.p95.map { .double($0.value.value) },
      "p99_seconds": query.p99.map { .double($0.value.value) },
      "source": query.name.span.map { .string($0.reference) },
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    .present([
      "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
      "fingerprint": .string(finding.fingerprint),
      "table": finding.table.map { .string($0.qualified) }, "object": finding.object.map { .string($0) },
      "message": .string(finding.message), "evidence": finding.evidence.map { .string($0) },
      "fix": finding.fix.map { .string($0) },
      "source": finding.span.map { .string($0.reference) }, "waived": finding.waiver.map { .string($0.because) },
    ])
  }

  private static func question(_ question: OpenQuestion) -> JSONValue {
    .present([
      "id": .string(question.id), "text": .string(question.text), "subjects": .strings(question.subjects),
      "blocks": .strings(question.blocks.map(\.rawValue)), "answer": .string(question.answer),
    ])
  }

  private static func change(_ change: SchemaChange) -> JSONValue {
    .present([
      "action": .string(change.action.rawValue), "kind": .string(change.kind.rawValue),
      "table": change.table.map { .string($0.qualified) }, "name": .string(change.name),
      "details": .array(
        change.details.map { ["property": .string($0.property), "old": .string($0.old), "new": .string($0.new)] }),
      "source": change.span.map { .string($0.reference) },
    ])
  }

  private static func statement(_ statement: Statement) -> JSONValue {
    .present([
      "id": .string(statement.id), "part": statement.part.map { .string($0.rawValue) }, "text": .string(statement.text),
      "basis": .string(statement.basis.rawValue), "sources": .array(statement.sources.map(source)),
    ])
  }

  private static func source(_ source: Source) -> JSONValue {
    switch source {
    case .schema(let span): ["kind": "schema", "at": .string(span.reference)]
    case .plan(let span): ["kind": "plan", "at": .string(span.reference)]
    case .database(let span): ["kind": "database", "at": .string(span.reference)]
    case .rule(let code): ["kind": "rule", "code": .string(code)]
    }
  }

  private static func number(_ value: Double) -> JSONValue { .int(Int(min(value.rounded(), 9e15))) }
}
