import CatalogComparison
import SQLWriting
import SchemaModel

/// Schemas between the two ends.
struct Targets {
  let context: MigrationContext
  private var goal: Catalog { context.goal }

  /// What there is and, beside it, everything that nobody uses yet.
  func withNewObjects(_ state: Catalog) -> Catalog {
    var result = state
    for item in goal.schemas where !state.schemas.contains(item.name) { result.schemas.append(item) }
    for item in goal.extensions where !state.extensions.contains(item.name) { result.extensions.append(item) }
    for item in goal.roles where !state.roles.contains(item.name) { result.roles.append(item) }
    for item in goal.collations where !state.collations.contains(item.name) { result.collations.append(item) }
    for item in goal.enums where !state.enums.contains(item.name) { result.enums.append(item) }
    for item in goal.domains where !state.domains.contains(item.name) { result.domains.append(item) }
    for item in goal.compositeTypes where !state.compositeTypes.contains(item.name) {
      result.compositeTypes.append(item)
    }
    for item in goal.rangeTypes where !state.rangeTypes.contains(item.name) { result.rangeTypes.append(item) }
    result.functions += newFunctions(state).filter { !needsView($0, state) }
    for table in goal.tables where !state.tables.contains(table.name) && !waits(table, state) {
      result.tables.append(within(table, state))
    }
    for var item in goal.sequences where !state.sequences.contains(item.name) {
      if let owner = item.ownedBy, result.tables[owner.table]?.columns.contains(owner.column) != true {
        item.ownedBy = nil
      }
      result.sequences.append(item)
    }
    let made = Set(result.tables.names + result.sequences.names + result.enums.names + result.domains.names)
      .subtracting(state.tables.names + state.sequences.names + state.enums.names + state.domains.names)
    result.grants += goal.grants.filter { made.contains($0.object) && !state.grants.contains($0) }
    return result
  }

  private func newFunctions(_ state: Catalog) -> [Function] {
    let signatures = Set(state.functions.map(\.signature))
    return goal.functions.filter { !signatures.contains($0.signature) }
  }

  /// Whether it takes or gives rows of a view that is not there yet.
  private func needsView(_ function: Function, _ state: Catalog) -> Bool {
    let types = function.argumentTypes + [function.returns ?? ""]
    return goal.views.contains { view in
      !state.views.contains(view.name) && types.contains { IdentifierText.contains(view.name.name, in: $0) }
    }
  }

  /// Whether a view has its name, or it is a partition of a table in use that is not partitioned so yet.
  private func waits(_ table: Table, _ state: Catalog) -> Bool {
    if state.views.contains(table.name) { return true }
    guard let parent = table.partitionOf?.parent, let whole = goal.tables[parent] else { return false }
    return state.tables[parent].map { $0.partitionKey != whole.partitionKey } ?? waits(whole, state)
  }

  /// Tables in use that new ones point at. To add such a key makes their writers wait, so that each gets a step.
  var parents: [ObjectName] {
    let named = Set(
      goal.tables.filter { !context.base.tables.contains($0.name) }.flatMap { $0.foreignKeys.map(\.target) })
    return context.base.tables.names.filter(named.contains)
  }

  /// New tables with their keys to one that is in use, where it has what they point at.
  func pointing(at parent: ObjectName, _ state: Catalog) -> Catalog {
    var result = state
    for table in goal.tables where !context.base.tables.contains(table.name) {
      let known = Set(state.tables[table.name]?.foreignKeys.map(\.name) ?? [])
      let keys = table.foreignKeys.filter { key in
        key.target == parent && !known.contains(key.name) && Self.isUnique(key.targetColumns, of: state.tables[parent])
      }.map { key in
        // A key of a partitioned table is proven when it is added, or not at all.
        var key = key
        key.isValidated = key.isValidated && (table.partitionKey != nil || table.partitionOf != nil)
        return key
      }
      result.tables.update(table.name) { $0.foreignKeys += keys }
    }
    return result
  }

  /// New tables with their keys proven, of which no row can be wrong yet.
  func proven(_ state: Catalog) -> Catalog {
    var result = state
    for table in goal.tables where !context.base.tables.contains(table.name) {
      let proven = Set(table.foreignKeys.filter(\.isValidated).map(\.name))
      result.tables.update(table.name) { made in
        for index in made.foreignKeys.indices where proven.contains(made.foreignKeys[index].name) {
          made.foreignKeys[index].isValidated = true
        }
      }
    }
    return result
  }

  private static func isUnique(_ columns: [String], of table: Table?) -> Bool {
    guard let table else { return false }
    return table.keys.contains { Set($0.columns) == Set(columns) }
      || table.indexes.contains {
        $0.isUnique && $0.predicate == nil && $0.columnNames.map(Set.init) == Set(columns)
      }
  }

  /// A new table with what comes with it for it to point at and to call.
  private func within(_ table: Table, _ state: Catalog) -> Table {
    var table = table
    table.foreignKeys.removeAll { key in
      context.base.tables.contains(key.target) || state.tables[key.target] == nil && !goal.tables.contains(key.target)
        || state.tables[key.target].map { !Self.isUnique(key.targetColumns, of: $0) } ?? false
    }
    table.triggers.removeAll { trigger in
      !goal.functions.contains { $0.name == trigger.function && !needsView($0, state) }
    }
    if !table.rowSecurity.isEnabled { table.policies = [] }
    for column in table.columns where isOfNewValue(column, state) {
      table.columns.update(column.name) { $0.defaultExpression = nil }
    }
    return table
  }

  /// Whether its default is a value that its type does not have yet.
  private func isOfNewValue(_ column: Column, _ state: Catalog) -> Bool {
    guard let name = column.type.userType, let type = state.enums[name], let value = column.defaultExpression?.sql,
      let later = goal.enums[name]
    else { return false }
    let known = Set(type.values.map(\.label))
    return later.values.contains { !known.contains($0.label) && value.contains(SQLLiteral.text($0.label)) }
  }

  /// The views that come, and what takes or gives their rows.
  func withNewViews(_ state: Catalog) -> Catalog {
    var result = state
    // One that takes a table's name waits until that is gone.
    let come = goal.views.filter { view in
      !state.views.contains(view.name) && !state.tables.contains(view.name)
        && !view.reads.contains { state.tables.contains($0) && !goal.tables.contains($0) }
    }
    for view in come { result.views.append(view) }
    result.functions += newFunctions(state).filter { !needsView($0, result) }
    let names = Set(come.map(\.name))
    result.grants += goal.grants.filter { names.contains($0.object) && !state.grants.contains($0) }
    return result
  }

  /// Everything as it will be, and beside it what goes with the last phase.
  func inUse(_ state: Catalog) -> Catalog {
    var result = goal
    keep(state.schemas, in: &result.schemas)
    keep(state.extensions, in: &result.extensions)
    keep(state.roles, in: &result.roles)
    keep(state.collations, in: &result.collations)
    keep(state.enums, in: &result.enums)
    keep(state.domains, in: &result.domains)
    keep(state.compositeTypes, in: &result.compositeTypes)
    keep(state.rangeTypes, in: &result.rangeTypes)
    keep(state.sequences, in: &result.sequences)
    // A view that takes a table's name waits until that is gone, and so does what reads it.
    let waiting = Set(goal.views.names.filter { state.tables.contains($0) })
    result.views.removeAll { waiting.contains($0.name) || $0.reads.contains(where: waiting.contains) }
    keep(state.views, in: &result.views)
    let late = Set(goal.tables.names.filter { state.views.contains($0) })
    result.tables.removeAll { late.contains($0.name) }
    result.views.removeAll { !state.views.contains($0.name) && $0.reads.contains(where: late.contains) }
    result.grants.removeAll { late.contains($0.object) && !state.grants.contains($0) }
    keep(state.statistics, in: &result.statistics)
    keep(state.eventTriggers, in: &result.eventTriggers)
    let signatures = Set(goal.functions.map(\.signature))
    result.functions += state.functions.filter { !signatures.contains($0.signature) }
    for table in state.tables {
      if result.tables.contains(table.name) {
        result.tables.update(table.name) { keep(table, in: &$0) }
      } else {
        result.tables.append(table)
      }
    }
    result.grants += state.grants.filter { !goal.grants.contains($0) && !$0.isRevoke }
    return result
  }

  private func keep<Item>(_ old: NamedList<Item>, in new: inout NamedList<Item>) {
    for item in old where !new.contains(item.name) { new.append(item) }
  }

  private func keep(_ old: Table, in new: inout Table) {
    for column in old.columns {
      guard new.columns.contains(column.name) else {
        new.columns.append(column)
        continue
      }
      new.columns.update(column.name) { target in
        // Code that relies on a default may still run.
        if target.defaultExpression == nil, target.identity == nil, target.generated == nil, column.identity == nil {
          target.defaultExpression = column.defaultExpression
        } else if column.defaultExpression == nil, isKept(column.name, of: old) {
          target.defaultExpression = nil
        }
      }
    }
    let gone = Set(old.columns.names).subtracting(context.goal.tables[new.name]?.columns.names ?? [])
    new.indexes += old.indexes.filter { index in !new.indexes.contains { $0.name == index.name } }
    new.triggers += old.triggers.filter { context.keepers.contains($0.name) }
    guard !gone.isEmpty else { return }
    func uses(_ sql: String) -> Bool { gone.contains { IdentifierWords.contains($0, sql) } }
    new.checks += old.checks.filter { check in
      uses(check.expression.sql) && !new.checks.contains { $0.name == check.name }
    }
    new.foreignKeys += old.foreignKeys.filter { key in
      key.columns.contains(where: gone.contains) && !new.foreignKeys.contains { $0.name == key.name }
    }
    new.uniqueConstraints += old.uniqueConstraints.filter { key in
      key.columns.contains(where: gone.contains) && !new.uniqueConstraints.contains { $0.name == key.name }
    }
  }

  /// Whether a trigger gives the column its value until the last phase.
  private func isKept(_ column: String, of table: Table) -> Bool {
    table.triggers.contains { context.keepers.contains($0.name) && $0.name.contains("_\(column)") }
  }
}
