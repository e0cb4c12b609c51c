import Diagnostics
import SchemaModel

extension WritingSession {
  /// What a table has beyond columns, keys, indexes and relations.
  mutating func remarkOnTable(_ table: Table) {
    for check in table.checks {
      remark(
        "check", "CONSTRAINT \(SQLWord.identifier(check.name)) CHECK (\(check.expression.sql))", on: table.name,
        at: check.span)
    }
    for exclusion in table.exclusions {
      let elements = exclusion.elements.map { "\($0.element.display) WITH \($0.operator)" }.joined(separator: ", ")
      remark(
        "exclusion", "CONSTRAINT \(SQLWord.identifier(exclusion.name)) EXCLUDE USING \(exclusion.method) (\(elements))",
        on: table.name, at: exclusion.span)
    }
    if let key = table.partitionKey {
      let elements = key.elements.map(\.display).joined(separator: ", ")
      remark("partition", "PARTITION BY \(key.strategy.rawValue) (\(elements))", on: table.name, at: table.span)
    }
    if !table.inherits.isEmpty {
      remark(
        "inheritance", "INHERITS (\(table.inherits.map(\.display).joined(separator: ", ")))", on: table.name,
        at: table.span)
    }
    if case .foreign(let server) = table.kind {
      remark("foreign table", "foreign table of server \(server)", on: table.name, at: table.span)
    }
    if table.isUnlogged { remark("table option", "UNLOGGED", on: table.name, at: table.span) }
    if table.rowSecurity.isEnabled {
      remark("row security", "ROW LEVEL SECURITY is enabled", on: table.name, at: table.span)
    }
    for policy in table.policies { remark("policy", "policy \(policy.name)", on: table.name, at: policy.span) }
    for trigger in table.triggers {
      remark(
        "trigger", "trigger \(trigger.name) \(trigger.timing.rawValue) \(trigger.events.joined(separator: " OR "))",
        on: table.name, at: trigger.span)
    }
    for rule in table.rules { remark("rule", "rule \(rule.name)", on: table.name, at: rule.span) }
  }

  mutating func remarkOnColumn(_ column: Column, _ type: PrismaType, of table: ObjectName) {
    let name = SQLWord.identifier(column.name)
    if let generated = column.generated, column.field == nil {
      let kind = generated.isStored ? "STORED" : "VIRTUAL"
      remark(
        "generated column", "\(name) GENERATED ALWAYS AS (\(generated.expression.sql)) \(kind)", on: table,
        at: column.span)
    }
    if let identity = column.identity {
      remark("identity", "\(name) GENERATED \(identity.generation.rawValue) AS IDENTITY", on: table, at: column.span)
    }
    if let user = column.type.userType, catalog.domains.contains(user) {
      remark("domain", "\(name) is of domain \(user.display)", on: table, at: column.span)
    }
    if let collation = column.collation {
      remark("collation", "\(name) COLLATE \(collation.display)", on: table, at: column.span)
    }
    if type.isList, !column.isNullable, column.field == nil {
      remark("list constraint", "\(name) NOT NULL", on: table, at: column.span)
    }
  }

  /// What belongs to no model.
  mutating func remarkOnTheRest() {
    for table in catalog.tables where table.columns.isEmpty && table.partitionOf == nil {
      remark("table", "table \(table.name.display): it has no columns", on: nil, at: table.span)
    }
    for table in catalog.tables {
      guard let parent = table.partitionOf else { continue }
      remark(
        "partition", "table \(table.name.display) PARTITION OF \(parent.parent.display) \(parent.bound)", on: nil,
        at: table.span)
    }
    let isPrisma = catalog.origin.language == .prisma
    if !isPrisma {
      for found in catalog.extensions { remark("extension", "extension \(found.name)", on: nil, at: found.span) }
    }
    for type in catalog.domains { remark("domain", "domain \(type.name.display)", on: nil, at: type.span) }
    for type in catalog.compositeTypes {
      remark("composite type", "composite type \(type.name.display)", on: nil, at: type.span)
    }
    for type in catalog.rangeTypes { remark("range type", "range type \(type.name.display)", on: nil, at: type.span) }
    for sequence in catalog.sequences where sequence.ownedBy == nil {
      remark("sequence", "sequence \(sequence.name.display)", on: nil, at: sequence.span)
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
    for role in catalog.roles { remark("role", "role \(role.name)", on: nil, at: role.span) }
    for grant in catalog.grants {
      let verb = grant.isRevoke ? "REVOKE" : "GRANT"
      let privileges = grant.privileges.joined(separator: ", ")
      let object = grant.objectKind == .table || grant.objectKind == .column ? "" : "\(grant.objectKind.rawValue) "
      let name = grant.object.schema.isEmpty ? grant.object.name : grant.object.display
      remark("grant", "\(verb) \(privileges) ON \(object)\(name) for \(grant.grantee)", on: nil, at: grant.span)
    }
    for privilege in catalog.defaultPrivileges {
      remark(
        "default privilege", "default privileges on \(privilege.objects) for \(privilege.grantee)", on: nil,
        at: privilege.span)
    }
    for object in catalog.unmodelled { remark("other object", object.kind, on: nil, at: object.span) }
  }

  /// The remarks that belong to no block, as comments at the end; where there are many of a kind, how many.
  func restBlock() -> String? {
    let rest = remarks.filter { $0.object == nil }
    let counts = Dictionary(rest.map { ($0.kind, 1) }, uniquingKeysWith: +)
    var counted: Set<String> = []
    let lines = rest.flatMap { remark -> [String] in
      let count = counts[remark.kind, default: 0]
      if count <= 10 { return PrismaString.comment("Not in Prisma: \(remark.what)", sign: "//") }
      guard counted.insert(remark.kind).inserted else { return [] }
      return PrismaString.comment("Not in Prisma: \(count) \(NameWords.plural(remark.kind))", sign: "//")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
