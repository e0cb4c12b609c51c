import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// `DROP`; false for objects that are not modelled.
  mutating func drop(_ statement: PgQuery__DropStmt) -> Bool {
    let isOptional = statement.missing_ok != 0
    let cascades = statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
    for object in PostgresList(statement.objects, statement.n_objects) {
      let path = Self.path(ofObject: object)
      switch statement.remove_type {
      case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
        PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
        PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
        dropRelation(path, isOptional: isOptional, cascades: cascades)
      case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
        dropType(path, isOptional: isOptional, cascades: cascades)
      case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
        PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE, PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        dropFunction(object, isOptional: isOptional, cascades: cascades)
      case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
        dropPart(path, "trigger", isOptional, { $0.triggers.map(\.name) }, { $0.triggers.map(\.name) }) { builder in
          builder.dropTrigger(path)
        }
      case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
        dropPart(path, "policy", isOptional, { $0.policies.map(\.name) }, { _ in [] }) { builder in
          guard let name = builder.find(path.dropLast()) else { return }
          builder.catalog.tables.update(name) { $0.policies.removeAll { $0.name == path.last } }
        }
      case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
        dropPart(path, "rule", isOptional, { $0.rules.map(\.name) }, { $0.rules.map(\.name) }) { builder in
          guard let name = builder.find(path.dropLast()) else { return }
          builder.catalog.tables.update(name) { $0.rules.removeAll { $0.name == path.last } }
          builder.catalog.views.update(name) { $0.rules.removeAll { $0.name == path.last } }
        }
      case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: dropSchema(path.last ?? "", isOptional: isOptional)
      case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: dropExtension(path.last ?? "", cascades: cascades)
      case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER: catalog.eventTriggers[path.last ?? ""] = nil
      case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
        catalog.statistics[resolve(path) { catalog.statistics.contains($0) }] = nil
      case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
        dropCollation(resolve(path) { catalog.collations.contains($0) }, cascades: cascades)
      default: return dropRaw(statement)
      }
    }
    return true
  }

  private mutating func dropRelation(_ path: [String], isOptional: Bool, cascades: Bool) {
    // A temporary relation stands before all others of its name.
    if path.count == 1, temporaryRelations.remove(path[0]) != nil { return }
    guard let name = find(path) else {
      if !isOptional { reportUnknown(path, at: nil) }
      return
    }
    switch names[name] {
    case .table?: dropTable(name, cascades: cascades)
    case .view?: dropView(name, cascades: cascades)
    case .sequence?: dropSequence(name, cascades: cascades)
    case .index(let owner)?: dropIndex(name, of: owner)
    default: break
    }
  }

  private mutating func dropIndex(_ name: ObjectName, of owner: ObjectName) {
    if let table = catalog.tables[owner], table.hasConstraint(name.name) {
      report(
        .error, "dependent-object", "index \"\(name.display)\" belongs to a constraint of \(owner.display)",
        at: headline, why: "PostgreSQL drops it with the constraint only",
        fix: "ALTER TABLE \(owner.display) DROP CONSTRAINT \(SQLName.quoted(name.name))")
      return
    }
    names[name] = nil
    let index = catalog.tables[owner]?.indexes.first { $0.name == name.name }
    if !catalog.tables.update(owner, { $0.indexes.removeAll { $0.name == name.name } }) {
      catalog.views.update(owner) { $0.indexes.removeAll { $0.name == name.name } }
    }
    guard let index else { return }
    for partition in partitions(of: owner) {
      let twin = catalog.tables[partition]?.indexes.first { $0.elements == index.elements }
      if let twin { dropIndex(ObjectName(twin.name, schema: partition.schema), of: partition) }
    }
  }

  mutating func dropTable(_ name: ObjectName, cascades: Bool) {
    guard let table = catalog.tables[name] else { return }
    for child in children[name] ?? [] where table.partitionKey != nil || cascades {
      dropTable(child, cascades: cascades)
    }
    for parent in table.inherits + [table.partitionOf?.parent].compactMap({ $0 }) {
      children[parent]?.removeAll { $0 == name }
    }
    children[name] = nil
    names.remove(table)
    catalog.tables[name] = nil
    for sequence in catalog.sequences.filter({ $0.ownedBy?.table == name }) {
      catalog.sequences[sequence.name] = nil
      names[sequence.name] = nil
    }
    catalog.statistics.removeAll { $0.table == name }
    forgetGrants { ($0.objectKind == .table || $0.objectKind == .column) && $0.object == name }
    for trigger in triggersFrom(name) { dropTrigger(trigger.name, of: trigger.table) }
    guard cascades else { return }
    // A key that points to a partitioned table depends on each of its partitions.
    let above = ancestors(of: table)
    dropForeignKeys { $0.target == name || above.contains($0.target) }
    dropDependents(of: NamedObject(kind: .relation, name: name))
    dropUses(ofType: name)
  }

  private func ancestors(of table: Table) -> Set<ObjectName> {
    var found: Set<ObjectName> = []
    var next = table.partitionOf?.parent
    while let parent = next, found.insert(parent).inserted { next = catalog.tables[parent]?.partitionOf?.parent }
    return found
  }

  /// Constraint triggers that name a table they are not on.
  private func triggersFrom(_ name: ObjectName) -> [(name: String, table: ObjectName)] {
    catalog.tables.flatMap { table in
      table.triggers.filter { $0.constraintTable == name }.map { ($0.name, table.name) }
    }
  }

  /// Copies on partitions go with the one of their parent; their names are the same.
  private mutating func dropTrigger(_ trigger: String, of table: ObjectName) {
    let isCopied = catalog.tables[table]?.triggers.contains { $0.name == trigger && $0.isForEachRow } ?? false
    catalog.tables.update(table) { $0.triggers.removeAll { $0.name == trigger } }
    guard isCopied else { return }
    for partition in partitions(of: table) { dropTrigger(trigger, of: partition) }
  }

  mutating func dropView(_ name: ObjectName, cascades: Bool) {
    guard let view = catalog.views[name] else { return }
    names[name] = nil
    for index in view.indexes { names[ObjectName(index.name, schema: name.schema)] = nil }
    catalog.views[name] = nil
    forgetGrants { $0.objectKind == .table && $0.object == name }
    if cascades { dropDependents(of: NamedObject(kind: .relation, name: name)) }
  }

  mutating func dropSequence(_ name: ObjectName, cascades: Bool) {
    catalog.sequences[name] = nil
    names[name] = nil
    forgetGrants { $0.objectKind == .sequence && $0.object == name }
    if cascades { dropDependents(of: NamedObject(kind: .relation, name: name)) }
  }

  mutating func forgetGrants(where isForgotten: (Grant) -> Bool) {
    for position in catalog.grants.indices where isForgotten(catalog.grants[position]) {
      catalog.grants[position].privileges = []
    }
  }

  private mutating func dropType(_ path: [String], isOptional: Bool, cascades: Bool) {
    guard let name = requireType(path, missingOK: isOptional) else { return }
    dropType(name, cascades: cascades)
  }

  mutating func dropType(_ name: ObjectName, cascades: Bool) {
    catalog.enums[name] = nil
    for check in catalog.domains[name]?.checks ?? [] {
      names.removeConstraint(check.name, of: name, hasIndex: false)
    }
    catalog.domains[name] = nil
    if catalog.compositeTypes.contains(name) { names[name] = nil }
    catalog.compositeTypes[name] = nil
    catalog.rangeTypes[name] = nil
    forgetGrants { [.type, .domain].contains($0.objectKind) && $0.object == name }
    if cascades {
      dropUses(ofType: name)
      dropDependents(of: NamedObject(kind: .type, name: name))
    }
  }

  private mutating func dropFunction(_ object: PostgresNode, isOptional: Bool, cascades: Bool) {
    guard let reference = object.pointee.object_with_args?.pointee else { return }
    guard let position = find(function: reference) else {
      if !isOptional { reportUnknownFunction(PostgresList(reference.objname, reference.n_objname).strings) }
      return
    }
    dropFunction(at: position, cascades: cascades)
  }

  mutating func dropFunction(at position: Int, cascades: Bool) {
    let function = catalog.functions.remove(at: position)
    indexFunctions()
    forgetGrants { $0.object == function.name && $0.argumentTypes == function.argumentTypes }
    guard cascades else { return }
    let affected = catalog.tables.filter { $0.triggers.contains { $0.function == function.name } }.map(\.name)
    for name in affected { catalog.tables.update(name) { $0.triggers.removeAll { $0.function == function.name } } }
    for view in catalog.views where view.triggers.contains(where: { $0.function == function.name }) {
      catalog.views.update(view.name) { $0.triggers.removeAll { $0.function == function.name } }
    }
    catalog.eventTriggers.removeAll { trigger in
      StatementText.renaming(trigger.sql, behind: ["function", "procedure"], from: function.name, to: "") != trigger.sql
    }
    // Another function of the name may be meant: which one a call takes shows only with its types.
    if functionNames[function.name] == nil { dropDependents(of: NamedObject(kind: .function, name: function.name)) }
  }

  /// Drops a part of a table or view when it is there, else says so.
  private mutating func dropPart(
    _ path: [String], _ kind: String, _ isOptional: Bool, _ ofTable: (Table) -> [String], _ ofView: (View) -> [String],
    _ remove: (inout CatalogBuilder) -> Void
  ) {
    guard let part = path.last else { return }
    guard let name = find(path.dropLast()) else {
      if !isOptional { reportUnknown(path.dropLast(), at: nil) }
      return
    }
    let present = catalog.tables[name].map(ofTable) ?? catalog.views[name].map(ofView) ?? []
    if present.contains(part) {
      remove(&self)
    } else if !isOptional {
      let nearest = NearestName.of(part, among: present)
      report(
        opaqueWords.contains(part.lowercased()) ? .warning : .error, "unknown-\(kind)",
        "\(kind) \"\(part)\" of \(name.display) does not exist here", at: headline,
        fix: nearest.map { "did you mean \($0)?" })
    }
  }

  private mutating func dropTrigger(_ path: [String]) {
    guard let name = find(path.dropLast()), let trigger = path.last else { return }
    dropTrigger(trigger, of: name)
    catalog.views.update(name) { $0.triggers.removeAll { $0.name == trigger } }
  }

  private mutating func dropSchema(_ schema: String, isOptional: Bool) {
    if !isOptional, isElsewhere(schema) { reportUnknown([schema, ""], at: nil) }
    catalog.unmodelled.removeAll { raw in
      raw.kind == "CREATE TABLE AS" && raw.sql.holds("\(schema).")
    }
    for table in catalog.tables where table.name.schema == schema { dropTable(table.name, cascades: true) }
    for view in catalog.views where view.name.schema == schema { dropView(view.name, cascades: true) }
    for sequence in catalog.sequences where sequence.name.schema == schema {
      dropSequence(sequence.name, cascades: true)
    }
    for type in catalog.compositeTypes where type.name.schema == schema { names[type.name] = nil }
    for type in catalog.enums.map(\.name) + catalog.domains.map(\.name) + catalog.compositeTypes.map(\.name)
      + catalog.rangeTypes.map(\.name) where type.schema == schema
    {
      dropType(type, cascades: true)
    }
    for collation in catalog.collations where collation.name.schema == schema {
      dropCollation(collation.name, cascades: true)
    }
    while let position = catalog.functions.firstIndex(where: { $0.name.schema == schema }) {
      dropFunction(at: position, cascades: true)
    }
    catalog.statistics.removeAll { $0.name.schema == schema }
    catalog.defaultPrivileges.removeAll { $0.schema == schema }
    for item in catalog.extensions where (item.schema ?? "public") == schema {
      dropExtension(item.name, cascades: true)
    }
    forgetGrants { $0.object.schema == schema || ($0.objectKind == .schema && $0.object.name == schema) }
    catalog.schemas[schema] = nil
  }
}
