import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func partitionKey(_ specification: PgQuery__PartitionSpec) -> PartitionKey? {
    guard let strategy = PartitionKey.Strategy(rawValue: specification.strategy.text?.uppercased() ?? "") else {
      return nil
    }
    var elements: [IndexElement] = []
    for node in PostgresList(specification.part_params, specification.n_part_params) {
      guard let part = node.pointee.partition_elem?.pointee else { continue }
      var element = IndexElement(column: part.name.text ?? "")
      if let expression = expression(part.expr) { element.key = .expression(expression) }
      element.collation = collation(PostgresList(part.collation, part.n_collation).strings)
      let operatorClass = PostgresList(part.opclass, part.n_opclass).strings
      element.operatorClass = operatorClass.isEmpty ? nil : operatorClass.joined(separator: ".")
      elements.append(element)
    }
    return PartitionKey(strategy, elements: elements)
  }

  /// `FOR VALUES ...` or `DEFAULT`.
  mutating func partitionBound(_ bound: PgQuery__PartitionBoundSpec) -> String {
    if bound.is_default != 0 { return "DEFAULT" }
    switch bound.strategy.text {
    case "h": return "FOR VALUES WITH (modulus \(bound.modulus), remainder \(bound.remainder))"
    case "l":
      let values = PostgresList(bound.listdatums, bound.n_listdatums).map { datum($0) }
      return "FOR VALUES IN (\(values.joined(separator: ", ")))"
    default:
      let lower = PostgresList(bound.lowerdatums, bound.n_lowerdatums).map { datum($0) }
      let upper = PostgresList(bound.upperdatums, bound.n_upperdatums).map { datum($0) }
      return "FOR VALUES FROM (\(lower.joined(separator: ", "))) TO (\(upper.joined(separator: ", ")))"
    }
  }

  /// MINVALUE and MAXVALUE reach the tree as column references.
  private mutating func datum(_ node: PostgresNode) -> String {
    if let reference = node.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_REF ? node.pointee.column_ref : nil,
      let word = PostgresList(reference.pointee.fields, reference.pointee.n_fields).strings.first,
      ["minvalue", "maxvalue"].contains(word)
    {
      return word.uppercased()
    }
    return parser.sql(ofExpression: node) ?? "NULL"
  }

  /// The partitions of a table, not its heirs, that a change of the table reaches.
  func partitions(of name: ObjectName) -> [ObjectName] {
    guard !isOnly, let table = catalog.tables[name], table.partitionKey != nil else { return [] }
    return children[name] ?? []
  }

  mutating func attachPartition(_ command: PgQuery__PartitionCmd, to parent: ObjectName) {
    // ALTER INDEX ... ATTACH PARTITION ties two indexes together that both exist already.
    if case .index? = names[parent] { return }
    guard let child = require(command.name), let bound = command.bound?.pointee else { return }
    if reportCircle(parent, child) { return }
    if catalog.tables[child]?.partitionOf != nil {
      report(.error, "duplicate-object", "\"\(child.display)\" is already a partition", at: headline)
      return
    }
    let membership = PartitionMembership(parent: parent, bound: partitionBound(bound))
    let inherited = Set(catalog.tables[parent]?.checks.filter(\.isInherited).map(\.name) ?? [])
    catalog.tables.update(child) { table in
      table.partitionOf = membership
      Self.setLocal(false, in: &table) { inherited.contains($0.name) }
    }
    children[parent, default: []].append(child)
    isOnly = false
    inheritFromPartitioned(child)
  }

  /// Says so when a table would become its own ancestor.
  mutating func reportCircle(_ parent: ObjectName, _ child: ObjectName) -> Bool {
    var pending = [child]
    var seen: Set<ObjectName> = []
    while let next = pending.popLast() {
      guard next != parent else {
        report(
          .error, "circular-inheritance", "\"\(parent.display)\" is already a child of \"\(child.display)\"",
          at: headline, why: "PostgreSQL refuses tables that inherit from themselves")
        return true
      }
      if seen.insert(next).inserted { pending += children[next] ?? [] }
    }
    return false
  }

  mutating func detachPartition(_ command: PgQuery__PartitionCmd, from parent: ObjectName) {
    guard let child = require(command.name) else { return }
    catalog.tables.update(child) { table in
      table.partitionOf = nil
      Self.setLocal(true, in: &table) { _ in true }
    }
    children[parent]?.removeAll { $0 == child }
  }

  /// Columns of a partition, and checks that its parent has too, are the parent's, whoever wrote them first.
  private static func setLocal(_ isLocal: Bool, in table: inout Table, of isMeant: (CheckConstraint) -> Bool) {
    for column in table.columns.names { table.columns.update(column) { $0.isLocal = isLocal } }
    for position in table.checks.indices where isMeant(table.checks[position]) {
      table.checks[position].isLocal = isLocal
    }
  }

  /// Gives a new partition the keys, indexes, foreign keys and row triggers of its parent that it does not have yet.
  mutating func inheritFromPartitioned(_ child: ObjectName) {
    guard let parentName = catalog.tables[child]?.partitionOf?.parent,
      let parent = catalog.tables[parentName]
    else { return }
    if let key = parent.primaryKey { copy(key, isPrimary: true, to: child) }
    for key in parent.uniqueConstraints { copy(key, isPrimary: false, to: child) }
    for index in parent.indexes { copy(index, to: child) }
    for key in parent.foreignKeys { copy(key, to: child) }
    for trigger in parent.triggers where trigger.isForEachRow { copy(trigger, to: child) }
  }

  mutating func copy(_ key: KeyConstraint, isPrimary: Bool, to child: ObjectName) {
    guard let table = catalog.tables[child] else { return }
    let existing = isPrimary ? [table.primaryKey].compactMap { $0 } : table.uniqueConstraints
    if existing.contains(where: { $0.columns == key.columns }) { return }
    var copy = key
    copy.comment = nil
    let addition = ObjectNaming.addition(ObjectNaming.distinct(key.columns + key.includes))
    copy.name = names.chooseRelation(
      child.name, isPrimary ? nil : addition, isPrimary ? "pkey" : "key", schema: child.schema, isConstraint: true)
    install(copy, isPrimary: isPrimary, on: child)
  }

  mutating func copy(_ index: Index, to child: ObjectName, keepsComment: Bool = false, isLike: Bool = false) {
    guard let table = catalog.tables[child] else { return }
    var copy = index
    if !keepsComment { copy.comment = nil }
    copy.statisticsTargets = [:]
    let isPresent = table.indexes.contains { other in
      other.elements == index.elements && other.method == index.method && other.isUnique == index.isUnique
        && other.predicate == index.predicate
    }
    if isPresent, !isLike { return }
    let columns = index.elements.map { figureName($0) } + index.includes
    copy.name = names.chooseRelation(
      child.name, ObjectNaming.addition(ObjectNaming.distinct(columns)), "idx", schema: child.schema)
    install(copy, on: child, copies: true)
  }

  /// The column name an index element is named by: PostgreSQL copies it with the element.
  private func figureName(_ element: IndexElement) -> String {
    guard case .expression(let expression) = element.key else { return element.columnName ?? "expr" }
    var name: String?
    _ = parser.rewrite(expression.sql, .expression) { node, _, _ in
      let target = node.pointee.select_stmt.flatMap {
        PostgresList($0.pointee.target_list, $0.pointee.n_target_list).first
      }
      name = target?.pointee.res_target?.pointee.val.flatMap { FigureColumnName.of(UnsafePointer($0)) }
    }
    return name ?? "expr"
  }

  mutating func copy(_ key: ForeignKey, to child: ObjectName) {
    guard let table = catalog.tables[child] else { return }
    if table.foreignKeys.contains(where: { $0.columns == key.columns && $0.target == key.target }) { return }
    var copy = key
    copy.comment = nil
    if table.hasConstraint(key.name) {
      copy.name = names.chooseConstraint(
        child.name, ObjectNaming.addition(key.columns), "fkey", schema: child.schema)
    }
    install(copy, on: child)
  }

  mutating func copy(_ trigger: Trigger, to child: ObjectName) {
    guard let table = catalog.tables[child], !table.triggers.contains(where: { $0.name == trigger.name }) else {
      return
    }
    catalog.tables.update(child) { $0.triggers.append(trigger) }
    for partition in partitions(of: child) { copy(trigger, to: partition) }
  }
}
