package import JSONWriting
import Diagnostics
package import SchemaModel

/// A catalog for programs: every modelled object with its source position.
package enum CatalogJSON {
  package static func document(_ catalog: Catalog) -> JSONValue {
    .present([
      "schema_version": 1,
      "schemas": .strings(catalog.schemas.map(\.name)), "extensions": .strings(catalog.extensions.map(\.name)),
      "roles": .strings(catalog.roles.map(\.name)),
      "enums": .array(
        catalog.enums.map {
          .present([
            "name": .string($0.name.qualified), "values": .strings($0.values.map(\.label)), "comment": text($0.comment),
            "source": at($0.span),
          ])
        }),
      "domains": .array(
        catalog.domains.map {
          .present([
            "name": .string($0.name.qualified), "type": .string($0.base.display), "not_null": .bool(!$0.isNullable),
            "default": text($0.defaultExpression?.sql), "checks": .array($0.checks.map(check)),
            "comment": text($0.comment), "source": at($0.span),
          ])
        }),
      "composite_types": .array(
        catalog.compositeTypes.map {
          .present([
            "name": .string($0.name.qualified),
            "attributes": .array($0.attributes.map { ["name": .string($0.name), "type": .string($0.type.display)] }),
            "source": at($0.span),
          ])
        }),
      "range_types": .array(
        catalog.rangeTypes.map {
          .present(["name": .string($0.name.qualified), "subtype": .string($0.subtype.display), "source": at($0.span)])
        }),
      "sequences": .array(
        catalog.sequences.map {
          .present(["name": .string($0.name.qualified), "owned_by": text($0.ownedBy?.display), "source": at($0.span)])
        }),
      "tables": .array(catalog.tables.map(TableJSON.document)),
      "views": .array(
        catalog.views.map {
          .present([
            "name": .string($0.name.qualified), "materialized": .bool($0.isMaterialized), "query": .string($0.query),
            "reads": .strings($0.reads.map(\.qualified)), "comment": text($0.comment), "source": at($0.span),
          ])
        }),
      "functions": .array(
        catalog.functions.map {
          .present([
            "name": .string($0.name.qualified), "arguments": .strings($0.argumentTypes),
            "kind": .string($0.kind.rawValue), "returns": text($0.returns), "language": .string($0.language),
            "volatility": .string($0.volatility.rawValue), "security_definer": .bool($0.isSecurityDefiner),
            "source": at($0.span),
          ])
        }),
      "grants": .array(catalog.grants.map(grant)),
      "statistics": .array(
        catalog.statistics.map {
          .present(["name": .string($0.name.qualified), "table": .string($0.table.qualified), "source": at($0.span)])
        }),
      "event_triggers": .array(
        catalog.eventTriggers.map { .present(["name": .string($0.name), "source": at($0.span)]) }),
      "not_modelled": .array(
        catalog.unmodelled.map { .present(["kind": .string($0.kind), "sql": .string($0.sql), "source": at($0.span)]) }),
    ])
  }

  private static func grant(_ grant: Grant) -> JSONValue {
    .present([
      "on": .string(grant.objectKind.rawValue.lowercased()), "object": .string(grant.object.qualified),
      "columns": grant.columns.isEmpty ? nil : .strings(grant.columns), "privileges": .strings(grant.privileges),
      "to": .string(grant.grantee), "revoked": grant.isRevoke ? true : nil, "source": at(grant.span),
    ])
  }

  static func check(_ check: CheckConstraint) -> JSONValue {
    .present([
      "name": .string(check.name), "expression": .string(check.expression.sql), "validated": .bool(check.isValidated),
      "source": at(check.span),
    ])
  }

  static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }
  static func at(_ span: SourceSpan?) -> JSONValue? { span.map { .string($0.position) } }
}
