import JSONWriting
import SchemaModel

/// One table for programs.
enum TableJSON {
  static func document(_ table: Table) -> JSONValue {
    .present([
      "name": .string(table.name.qualified), "model": CatalogJSON.text(table.model?.name),
      "comment": CatalogJSON.text(table.comment), "source": CatalogJSON.at(table.span),
      "columns": .array(table.columns.map(column)), "primary_key": table.primaryKey.map(key),
      "unique": .array(table.uniqueConstraints.map(key)), "checks": .array(table.checks.map(CatalogJSON.check)),
      "exclusions": .array(
        table.exclusions.map {
          .present([
            "name": .string($0.name), "method": .string($0.method),
            "elements": .strings($0.elements.map { "\($0.element.display) WITH \($0.operator)" }),
            "predicate": CatalogJSON.text($0.predicate?.sql), "source": CatalogJSON.at($0.span),
          ])
        }),
      "foreign_keys": .array(table.foreignKeys.map(foreignKey)), "indexes": .array(table.indexes.map(index)),
      "triggers": .array(
        table.triggers.map {
          [
            "name": .string($0.name), "timing": .string($0.timing.rawValue), "events": .strings($0.events),
            "function": .string($0.function.qualified),
          ]
        }),
      "policies": .array(table.policies.map(policy)),
      "row_security": table.rowSecurity.isEnabled ? .string(table.rowSecurity.isForced ? "forced" : "enabled") : nil,
      "partition_key": table.partitionKey.map {
        ["strategy": .string($0.strategy.rawValue), "elements": .strings($0.elements.map(\.display))]
      },
      "partition_of": table.partitionOf.map { ["parent": .string($0.parent.qualified), "bound": .string($0.bound)] },
      "inherits": table.inherits.isEmpty ? nil : .strings(table.inherits.map(\.qualified)),
    ])
  }

  private static func column(_ column: Column) -> JSONValue {
    .present([
      "name": .string(column.name), "field": CatalogJSON.text(column.field?.name), "type": .string(column.type.display),
      "nullable": .bool(column.isNullable), "default": CatalogJSON.text(column.defaultExpression?.sql),
      "client_default": column.field?.isClientDefault == true ? CatalogJSON.text(column.field?.defaultSource) : nil,
      "identity": CatalogJSON.text(column.identity?.generation.rawValue),
      "generated": CatalogJSON.text(column.generated?.expression.sql),
      "collation": CatalogJSON.text(column.collation?.qualified),
      "comment": CatalogJSON.text(column.comment), "source": CatalogJSON.at(column.span),
    ])
  }

  private static func key(_ key: KeyConstraint) -> JSONValue {
    .present([
      "name": .string(key.name), "columns": .strings(key.columns),
      "include": key.includes.isEmpty ? nil : .strings(key.includes),
      "deferrable": key.deferral == .notDeferrable ? nil : .string(key.deferral.rawValue),
      "nulls_not_distinct": key.nullsNotDistinct ? true : nil, "source": CatalogJSON.at(key.span),
    ])
  }

  private static func foreignKey(_ key: ForeignKey) -> JSONValue {
    .present([
      "name": .string(key.name), "columns": .strings(key.columns), "target": .string(key.target.qualified),
      "target_columns": .strings(key.targetColumns), "on_delete": .string(key.onDelete.rawValue),
      "on_update": .string(key.onUpdate.rawValue), "enforced": .bool(key.isEnforced),
      "validated": .bool(key.isValidated),
      "deferrable": key.deferral == .notDeferrable ? nil : .string(key.deferral.rawValue),
      "source": CatalogJSON.at(key.span),
    ])
  }

  private static func index(_ index: Index) -> JSONValue {
    .present([
      "name": .string(index.name), "method": .string(index.method), "elements": .strings(index.elements.map(\.display)),
      "include": index.includes.isEmpty ? nil : .strings(index.includes), "unique": .bool(index.isUnique),
      "predicate": CatalogJSON.text(index.predicate?.sql), "source": CatalogJSON.at(index.span),
    ])
  }

  private static func policy(_ policy: Policy) -> JSONValue {
    .present([
      "name": .string(policy.name), "permissive": .bool(policy.isPermissive),
      "command": .string(policy.command.rawValue),
      "roles": .strings(policy.roles), "using": CatalogJSON.text(policy.using?.sql),
      "check": CatalogJSON.text(policy.check?.sql),
      "source": CatalogJSON.at(policy.span),
    ])
  }
}
