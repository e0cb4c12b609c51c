internal import Diagnostics
internal import PlanModel
internal import SchemaModel

/// Names in what a plan says about tables and columns.
extension PlanResolution {
  mutating func resolveSchemaFacts() {
    plan.scope = plan.scope.map { expanded($0) }
    resolveDescriptions()
    resolveGroups()
    for index in plan.external.indices { plan.external[index].table = table(plan.external[index].table) }
    for index in plan.volumes.indices {
      plan.volumes[index].table = table(plan.volumes[index].table)
      for parent in plan.volumes[index].per.indices {
        let per = plan.volumes[index].per[parent]
        plan.volumes[index].per[parent].value.table = table(per.value.table, at: per.span)
      }
    }
    for index in plan.columnStatistics.indices {
      plan.columnStatistics[index].column = column(plan.columnStatistics[index].column)
    }
    resolveRules()
    resolveRelations()
    for index in plan.derived.indices { plan.derived[index].column = column(plan.derived[index].column) }
  }

  /// `a.b` is a column of table a, else table b of schema a.
  private mutating func resolveDescriptions() {
    for index in plan.descriptions.indices {
      let description = plan.descriptions[index]
      guard let name = description.column else {
        plan.descriptions[index].table = table(description.table, at: description.span)
        continue
      }
      if description.table.schema.isEmpty, case .unknown = names.lookUp(description.table) {
        let qualified = ObjectName(name, schema: description.table.name)
        if case .found = names.lookUp(qualified) {
          plan.descriptions[index].table = qualified
          plan.descriptions[index].column = nil
          continue
        }
      }
      let resolved = column(ColumnReference(description.table, name), at: description.span)
      plan.descriptions[index].table = resolved.table
      plan.descriptions[index].column = resolved.column
    }
  }

  private mutating func resolveGroups() {
    var owner: [ObjectName: String] = [:]
    for index in plan.groups.indices {
      let patterns = plan.groups[index].patterns.map { pattern in
        let parts = IdentifierPath.parse(pattern.value) ?? [pattern.value]
        let schema = parts.count > 1 ? parts[parts.count - 2] : ""
        return Located(ObjectName(parts[parts.count - 1], schema: schema), span: pattern.span)
      }
      let group = plan.groups[index].name.value
      let tables = expanded(patterns)
      for table in tables {
        if let other = owner[table.value] {
          report(
            .warning, "plan-contradiction", "`\(table.value.display)` is in the group `\(other)` already",
            at: table.span, fix: "keep a table in one group")
        }
      }
      plan.groups[index].tables = tables.map(\.value).filter { owner[$0] == nil }
      for table in tables where owner[table.value] == nil { owner[table.value] = group }
    }
  }

  private mutating func resolveRules() {
    for index in plan.rules.indices {
      let span = plan.rules[index].kindSpan
      switch plan.rules[index].kind {
      case .unique(let name, let columns):
        let table = table(name, at: span)
        plan.rules[index].kind = .unique(table: table, columns: columns.map { column($0, of: table, at: span) })
      case .check(let name): plan.rules[index].kind = .check(table: table(name, at: span))
      case .prose: break
      }
    }
  }

  private mutating func resolveRelations() {
    for index in plan.relations.indices {
      plan.relations[index].column = column(plan.relations[index].column)
      plan.relations[index].target = plan.relations[index].target.map { column($0) }
      let reference = plan.relations[index].column.value
      let isRequired = names.relations[reference.table]?.columns[reference.column]?.isNullable == false
      if isRequired, let action = plan.relations[index].onDelete, action.value == .setNull {
        error(
          "plan-contradiction", "`\(reference.display)` is NOT NULL and can not be set null", at: action.span,
          fix: "choose another action, or make the column nullable")
      }
    }
  }
}
