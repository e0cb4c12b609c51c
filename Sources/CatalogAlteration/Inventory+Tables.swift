import SQLWriting
import SchemaModel

extension Inventory {
  mutating func add(_ table: Table) {
    let name = table.name
    var needed = schema(name)
    if let type = table.ofType { needed.formUnion(names.type(type)) }
    add(.table(name), needed)
    for column in table.columns { add(column, of: name) }
    for parent in table.inherits + (table.partitionOf.map { [$0.parent] } ?? []) {
      add(.membership(name, parent), [.table(name), .table(parent)])
    }
    addConstraints(of: table)
    for index in table.indexes {
      add(.index(name, index.name), names.index(index, of: name).union([.table(name)]))
    }
    addIndexChoice(of: table)
    addAttachments(rules: table.rules, triggers: table.triggers, of: name, is: .table(name))
    for policy in table.policies {
      var needed: Set<Part> = [.table(name)]
      for expression in [policy.using, policy.check].compactMap(\.self) {
        needed.formUnion(names.expression(expression.sql, of: name))
      }
      needed.formUnion(policy.roles.map { .role($0) })
      add(.policy(name, policy.name), needed)
    }
    add(.rowSecurity(name), [.table(name)])
  }

  private mutating func add(_ column: Column, of table: ObjectName) {
    var needed: Set<Part> = [.table(table)]
    needed.formUnion(names.types([column.type]))
    if let collation = column.collation { needed.insert(.collation(collation)) }
    if let generated = column.generated { needed.formUnion(names.expression(generated.expression.sql, of: table)) }
    add(.column(table, column.name), needed)
    if let expression = column.defaultExpression {
      add(
        .columnDefault(table, column.name),
        names.expression(expression.sql).union([.column(table, column.name)]))
    }
  }

  private mutating func addConstraints(of table: Table) {
    let name = table.name
    func columns(_ list: [String]) -> Set<Part> { Set(list.map { .column(name, $0) }).union([.table(name)]) }
    for key in table.keys { add(.constraint(name, key.name), columns(key.columns + key.includes)) }
    for check in table.checks {
      add(.constraint(name, check.name), names.expression(check.expression.sql, of: name).union([.table(name)]))
    }
    for exclusion in table.exclusions {
      var needed = names.elements(exclusion.elements.map(\.element), of: name).union(columns(exclusion.includes))
      if let predicate = exclusion.predicate { needed.formUnion(names.expression(predicate.sql, of: name)) }
      add(.constraint(name, exclusion.name), needed)
    }
    for key in table.foreignKeys where key.isEnforced {
      var needed = columns(key.columns).union([.table(key.target)])
      needed.formUnion(key.targetColumns.map { .column(key.target, $0) })
      if let target = catalog.tables[key.target] { needed.formUnion(Self.referencedKey(of: target, key.targetColumns)) }
      add(.constraint(name, key.name), needed)
    }
  }

  /// The key or unique index that a foreign key leans on.
  private static func referencedKey(of target: Table, _ columns: [String]) -> Set<Part> {
    let wanted = Set(columns)
    if let key = target.keys.first(where: { Set($0.columns) == wanted }) { return [.constraint(target.name, key.name)] }
    let index = target.indexes.first {
      $0.isUnique && $0.predicate == nil && $0.columnNames.map { Set($0) == wanted } ?? false
    }
    return index.map { [.index(target.name, $0.name)] } ?? []
  }

  private mutating func addIndexChoice(of table: Table) {
    let chosen = [table.clusteredOn, table.replicaIdentity].compactMap(\.self)
    guard !chosen.isEmpty else { return }
    var needed: Set<Part> = [.table(table.name)]
    for index in table.indexes where chosen.contains(where: { $0.hasSuffix(index.name) }) {
      needed.insert(.index(table.name, index.name))
    }
    for key in table.keys where chosen.contains(where: { $0.hasSuffix(key.name) }) {
      needed.insert(.constraint(table.name, key.name))
    }
    add(.indexChoice(table.name), needed)
  }

  /// What a partition or child has because its parent has it.
  mutating func addFollowers(of table: Table) {
    let parents = (table.partitionOf.map { [$0.parent] } ?? table.inherits).compactMap { catalog.tables[$0] }
    let isPartition = table.partitionOf != nil
    for parent in parents {
      for column in table.columns where parent.columns.contains(column.name) && (isPartition || !column.isLocal) {
        follow(.column(table.name, column.name), .column(parent.name, column.name))
      }
      for check in table.checks where isPartition || !check.isLocal {
        guard parent.checks.contains(where: { $0.name == check.name && $0.isInherited }) else { continue }
        follow(.constraint(table.name, check.name), .constraint(parent.name, check.name))
      }
      if isPartition { addPartitionFollowers(of: table, parent) }
    }
  }

  private mutating func addPartitionFollowers(of table: Table, _ parent: Table) {
    if let key = table.primaryKey, let other = parent.primaryKey {
      follow(.constraint(table.name, key.name), .constraint(parent.name, other.name))
    }
    for key in table.uniqueConstraints {
      guard let other = parent.uniqueConstraints.first(where: { $0.isSame(as: key) }) else { continue }
      follow(.constraint(table.name, key.name), .constraint(parent.name, other.name))
    }
    for index in table.indexes {
      guard let other = parent.indexes.first(where: { $0.isSame(as: index) }) else { continue }
      follow(.index(table.name, index.name), .index(parent.name, other.name))
    }
    for key in table.foreignKeys {
      guard let other = parent.foreignKeys.first(where: { $0.isSame(as: key) }) else { continue }
      follow(.constraint(table.name, key.name), .constraint(parent.name, other.name))
    }
    for trigger in table.triggers where trigger.isForEachRow {
      guard parent.triggers.contains(where: { $0.name == trigger.name && $0.isForEachRow }) else { continue }
      follow(.trigger(table.name, trigger.name), .trigger(parent.name, trigger.name))
    }
  }
}
