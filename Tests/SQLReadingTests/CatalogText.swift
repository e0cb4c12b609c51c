import SchemaModel

/// A catalog as lines of text, for expectations that people can review.
struct CatalogText {
  let catalog: Catalog

  var lines: [String] {
    var lines = catalog.schemas.map { "schema \($0.name)" }
    lines += catalog.extensions.map { "extension \($0.name) \($0.schema ?? "-")" }
    lines += catalog.enums.map { "enum \($0.name.qualified) (\($0.values.map(\.label).joined(separator: ", ")))" }
    for domain in catalog.domains {
      lines.append("domain \(domain.name.qualified) \(domain.base.display)")
      lines += domain.checks.map { "  check \($0.name): \($0.expression.sql)" }
    }
    for sequence in catalog.sequences {
      lines.append("sequence \(sequence.name.qualified) owned by \(sequence.ownedBy?.display ?? "-")")
    }
    for table in catalog.tables { lines += describe(table) }
    for view in catalog.views {
      lines.append("\(view.isMaterialized ? "materialized " : "")view \(view.name.qualified): \(view.query)")
      lines.append("  reads \(view.reads.map(\.qualified).joined(separator: ", "))")
      lines += view.indexes.map(describe)
    }
    lines += catalog.functions.map { "\($0.kind.rawValue.lowercased()) \($0.signature) returns \($0.returns ?? "-")" }
    lines += catalog.grants.map { grant in
      let what = "\(grant.privileges.joined(separator: ", ")) on \(grant.objectKind.rawValue) \(grant.object.qualified)"
      return "\(grant.isRevoke ? "revoke" : "grant") \(what) to \(grant.grantee)"
    }
    lines += catalog.unmodelled.map { "raw \($0.kind)" }
    return lines
  }

  private func describe(_ table: Table) -> [String] {
    var lines = ["table \(table.name.qualified)"]
    if let membership = table.partitionOf {
      lines.append("  partition of \(membership.parent.qualified) \(membership.bound)")
    }
    if !table.inherits.isEmpty { lines.append("  inherits \(table.inherits.map(\.qualified).joined(separator: ", "))") }
    if let key = table.partitionKey {
      lines.append("  partition by \(key.strategy.rawValue) \(key.elements.map(\.display).joined(separator: ", "))")
    }
    lines += table.columns.map(describe)
    if let key = table.primaryKey { lines.append("  primary key \(key.name) (\(key.columns.joined(separator: ", ")))") }
    lines += table.uniqueConstraints.map { "  unique \($0.name) (\($0.columns.joined(separator: ", ")))" }
    lines += table.checks.map { "  check \($0.name): \($0.expression.sql)\($0.isValidated ? "" : " not valid")" }
    lines += table.exclusions.map { "  exclude \($0.name) using \($0.method)" }
    lines += table.foreignKeys.map { key in
      let ends = "(\(key.columns.joined(separator: ", "))) to \(key.target.qualified)"
      return "  foreign key \(key.name) \(ends) (\(key.targetColumns.joined(separator: ", "))) \(key.onDelete.rawValue)"
    }
    lines += table.indexes.map(describe)
    lines += table.triggers.map { trigger in
      let events = trigger.events.joined(separator: " OR ")
      return "  trigger \(trigger.name) \(trigger.timing.rawValue) \(events) \(trigger.enabled)"
    }
    lines += table.policies.map { "  policy \($0.name) \($0.command.rawValue): \($0.using?.sql ?? "-")" }
    if table.rowSecurity.isEnabled { lines.append("  row security") }
    return lines
  }

  private func describe(_ column: Column) -> String {
    var parts = ["  \(column.name) \(column.type.display)"]
    if !column.isNullable { parts.append("not null") }
    if let expression = column.defaultExpression { parts.append("default \(expression.sql)") }
    if let identity = column.identity { parts.append("identity \(identity.generation.rawValue)") }
    if let generated = column.generated { parts.append("generated \(generated.expression.sql)") }
    if let comment = column.comment { parts.append("-- \(comment)") }
    return parts.joined(separator: " ")
  }

  private func describe(_ index: Index) -> String {
    let keys = index.elements.map(\.display).joined(separator: ", ")
    let tail = index.includes.isEmpty ? "" : " include (\(index.includes.joined(separator: ", ")))"
    let condition = index.predicate.map { " where \($0.sql)" } ?? ""
    return "  \(index.isUnique ? "unique " : "")index \(index.name) \(index.method) (\(keys))\(tail)\(condition)"
  }
}
