import SQLWriting
import SchemaModel

/// What SQLAlchemy's metadata has no words for.
extension ModelSession {
  mutating func remarkOnTable(_ table: Table) {
    if case .foreign(let server) = table.kind {
      remark("foreign table", "foreign table of server \(server)", on: table.name, at: table.span)
    }
    if !table.inherits.isEmpty, !canInherit(table) {
      remark(
        "inheritance", "INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name,
        at: table.span)
    }
    if !table.storageParameters.isEmpty {
      let parameters = table.storageParameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      remark("storage", "WITH (\(parameters.joined(separator: ", ")))", on: table.name, at: table.span)
    }
    if let identity = table.replicaIdentity {
      remark("replica identity", "REPLICA IDENTITY \(identity)", on: table.name, at: table.span)
    }
    if table.rowSecurity.isEnabled {
      remark("row security", "ROW LEVEL SECURITY is enabled", on: table.name, at: table.span)
    }
    for policy in table.policies { remark("policy", "policy \(policy.name)", on: table.name, at: policy.span) }
    for trigger in table.triggers {
      remark(
        "trigger", "trigger \(trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR "))",
        on: table.name, at: trigger.span)
    }
    for index in table.indexes {
      for (position, target) in index.statisticsTargets.sorted(by: { $0.key < $1.key }) {
        remark(
          "statistics", "index \(index.name): column \(position) SET STATISTICS \(target)", on: table.name,
          at: index.span)
      }
    }
    for rule in table.rules { remark("rule", "rule \(rule.name)", on: table.name, at: rule.span) }
  }

  mutating func remarkOnColumn(_ column: Column, takesCollation: Bool, of table: ObjectName) {
    let name = QuotedIdentifier.text(column.name)
    if let collation = column.collation, !takesCollation || !["pg_catalog", "public"].contains(collation.schema) {
      remark("collation", "\(name) COLLATE \(collation.display)", on: table, at: column.span)
    }
    if let storage = column.storage { remark("storage", "\(name) STORAGE \(storage)", on: table, at: column.span) }
    if let compression = column.compression {
      remark("storage", "\(name) COMPRESSION \(compression)", on: table, at: column.span)
    }
    if let target = column.statisticsTarget {
      remark("statistics", "\(name) SET STATISTICS \(target)", on: table, at: column.span)
    }
    if !column.isLocal {
      remark("inheritance", "\(name) is its parent's; here it is declared again", on: table, at: column.span)
    }
    if let sequence = column.identity?.sequence.name {
      remark("identity", "\(name) draws from sequence \(sequence.display)", on: table, at: column.span)
    }
  }

  mutating func remarkOnPartition(_ table: Table) {
    guard let parent = table.partitionOf else { return }
    remark(
      "partition", "table \(table.name.display) PARTITION OF \(parent.parent.display) \(parent.bound)", on: nil,
      at: table.span)
  }

  /// What belongs to no table.
  mutating func remarkOnTheRest() {
    for found in catalog.extensions { remark("extension", "extension \(found.name)", on: nil, at: found.span) }
    for schema in catalog.schemas where schema.name != "public" {
      remark("schema", "CREATE SCHEMA \(QuotedIdentifier.text(schema.name))", on: nil, at: schema.span)
    }
    for type in catalog.compositeTypes {
      remark("composite type", "composite type \(type.name.display)", on: nil, at: type.span)
    }
    for type in catalog.rangeTypes { remark("range type", "range type \(type.name.display)", on: nil, at: type.span) }
    for view in catalog.views {
      let kind = view.isMaterialized ? "materialized view" : "view"
      remark("view", "\(kind) \(view.name.display)", on: nil, at: view.span)
    }
    for function in catalog.functions {
      remark("function", "\(function.kind.rawValue.lowercased()) \(function.signature)", on: nil, at: function.span)
    }
    for statistics in catalog.statistics {
      remark("statistics", "statistics \(statistics.name.display)", on: nil, at: statistics.span)
    }
    for trigger in catalog.eventTriggers {
      remark("event trigger", "event trigger \(trigger.name)", on: nil, at: trigger.span)
    }
    for collation in catalog.collations {
      remark("collation", "collation \(collation.name.display)", on: nil, at: collation.span)
    }
    remarkOnAccess()
    for object in catalog.unmodelled { remark("other object", object.kind, on: nil, at: object.span) }
  }

  private mutating func remarkOnAccess() {
    for role in catalog.roles { remark("role", "role \(role.name)", on: nil, at: role.span) }
    for grant in catalog.grants {
      let verb = grant.isRevoke ? "REVOKE" : "GRANT"
      let object = grant.objectKind == .table || grant.objectKind == .column ? "" : "\(grant.objectKind.rawValue) "
      let name = grant.object.schema.isEmpty ? grant.object.name : grant.object.display
      remark(
        "grant", "\(verb) \(grant.privileges.joined(separator: ", ")) ON \(object)\(name) for \(grant.grantee)",
        on: nil,
        at: grant.span)
    }
    for privilege in catalog.defaultPrivileges {
      remark(
        "default privilege", "default privileges on \(privilege.objects) for \(privilege.grantee)", on: nil,
        at: privilege.span)
    }
  }
}
