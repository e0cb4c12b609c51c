import Diagnostics
import SchemaModel

extension WritingSession {
  /// What a table has beyond columns, keys, indexes and relations.
  mutating func remarkOnTable(_ table: Table) {
    for check in table.checks {
      remark(
        "CONSTRAINT \(SQLWord.identifier(check.name)) CHECK (\(check.expression.sql))", on: table.name, at: check.span)
    }
    for exclusion in table.exclusions {
      let elements = exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
      remark(
        "CONSTRAINT \(SQLWord.identifier(exclusion.name)) EXCLUDE USING \(exclusion.method) (\(elements))",
        on: table.name, at: exclusion.span)
    }
    if let key = table.partitionKey {
      let elements = key.elements.map(\.display).joined(separator: ", ")
      remark("PARTITION BY \(key.strategy.rawValue) (\(elements))", on: table.name, at: table.span)
    }
    if !table.inherits.isEmpty {
      remark("INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name, at: table.span)
    }
    if case .foreign(let server) = table.kind {
      remark("foreign table of server \(server)", on: table.name, at: table.span)
    }
    if table.isUnlogged { remark("UNLOGGED", on: table.name, at: table.span) }
    if table.rowSecurity.isEnabled { remark("ROW LEVEL SECURITY is enabled", on: table.name, at: table.span) }
    for policy in table.policies { remark("policy \(policy.name)", on: table.name, at: policy.span) }
    for trigger in table.triggers {
      remark(
        "trigger \(trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR "))",
        on: table.name, at: trigger.span)
    }
    for rule in table.rules { remark("rule \(rule.name)", on: table.name, at: rule.span) }
  }

  mutating func remarkOnColumn(_ column: Column, _ type: PrismaType, of table: ObjectName) {
    let name = SQLWord.identifier(column.name)
    if let generated = column.generated, column.field == nil {
      let kind = generated.isStored ? "STORED" : "VIRTUAL"
      remark("\(name) GENERATED ALWAYS AS (\(generated.expression.sql)) \(kind)", on: table, at: column.span)
    }
    if let identity = column.identity {
      remark("\(name) GENERATED \(identity.generation.rawValue) AS IDENTITY", on: table, at: column.span)
    }
    if let collation = column.collation { remark("\(name) COLLATE \(collation.display)", on: table, at: column.span) }
    if type.isList, !column.isNullable, column.field == nil { remark("\(name) NOT NULL", on: table, at: column.span) }
  }

  /// What belongs to no model.
  mutating func remarkOnTheRest() {
    for table in catalog.tables {
      guard let parent = table.partitionOf else { continue }
      remark(
        "table \(table.name.display) PARTITION OF \(parent.parent.display) \(parent.bound)", on: nil, at: table.span)
    }
    let isPrisma = catalog.origin.language == .prisma
    if !isPrisma {
      for found in catalog.extensions { remark("extension \(found.name)", on: nil, at: found.span) }
    }
    for type in catalog.domains { remark("domain \(type.name.display)", on: nil, at: type.span) }
    for type in catalog.compositeTypes { remark("composite type \(type.name.display)", on: nil, at: type.span) }
    for type in catalog.rangeTypes { remark("range type \(type.name.display)", on: nil, at: type.span) }
    for sequence in catalog.sequences where sequence.ownedBy == nil {
      remark("sequence \(sequence.name.display)", on: nil, at: sequence.span)
    }
    for function in catalog.functions {
      remark("\(function.kind.rawValue.lowercased()) \(function.signature)", on: nil, at: function.span)
    }
    for statistics in catalog.statistics {
      remark("statistics \(statistics.name.display)", on: nil, at: statistics.span)
    }
    for trigger in catalog.eventTriggers { remark("event trigger \(trigger.name)", on: nil, at: trigger.span) }
    for collation in catalog.collations { remark("collation \(collation.name.display)", on: nil, at: collation.span) }
    for role in catalog.roles { remark("role \(role.name)", on: nil, at: role.span) }
    for grant in catalog.grants {
      let verb = grant.isRevoke ? "REVOKE" : "GRANT"
      let privileges = grant.privileges.joined(separator: ", ")
      remark("\(verb) \(privileges) ON \(grant.object.display) for \(grant.grantee)", on: nil, at: grant.span)
    }
    for privilege in catalog.defaultPrivileges {
      remark("default privileges on \(privilege.objects) for \(privilege.grantee)", on: nil, at: privilege.span)
    }
    for object in catalog.unmodelled { remark(object.kind, on: nil, at: object.span) }
  }

  /// The remarks that belong to no block, as comments at the end.
  func restBlock() -> String? {
    let rest = remarks.filter { $0.object == nil }.flatMap {
      PrismaString.comment("Not in Prisma: \($0.what)", sign: "//")
    }
    return rest.isEmpty ? nil : rest.joined(separator: "\n")
  }
}
