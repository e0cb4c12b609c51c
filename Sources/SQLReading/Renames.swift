import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// `ALTER ... RENAME`; false for objects that are not modelled.
  mutating func rename(_ statement: PgQuery__RenameStmt) -> Bool {
    let new = statement.newname.text ?? ""
    let old = statement.subname.text ?? ""
    let path = statement.object.map { Self.path(ofObject: UnsafePointer($0)) } ?? []
    switch statement.rename_type {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
      PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
      PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      guard let name = require(statement.relation, missingOK: statement.missing_ok != 0) else { return true }
      moveRelation(name, to: ObjectName(new, schema: name.schema))
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE:
      guard let name = require(statement.relation, missingOK: statement.missing_ok != 0) else { return true }
      renameColumn(old, of: name, to: new)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT:
      guard let name = require(statement.relation, missingOK: statement.missing_ok != 0) else { return true }
      renameConstraint(old, of: name, to: new)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
      guard let name = requireType(path) else { return true }
      moveType(name, to: ObjectName(new, schema: name.schema))
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
      renamePart(statement.relation) {
        $0.policies.rename(old, to: new) {
          $0.name
        } set: {
          $0.name = $1
        }
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER: renameTrigger(old, to: new, on: statement.relation)
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE: renameRule(old, to: new, on: statement.relation)
    case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER:
      catalog.eventTriggers.update(path.last ?? "") { trigger in
        trigger.name = new
        trigger.sql = StatementText.renaming(trigger.sql, behind: ["trigger"], to: SQLName.quoted(new))
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
      let name = resolve(path) { catalog.statistics.contains($0) }
      catalog.statistics.update(name) { $0.name = ObjectName(new, schema: name.schema) }
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
      let name = resolve(path) { catalog.collations.contains($0) }
      moveCollation(name, to: ObjectName(new, schema: name.schema))
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT:
      guard let name = requireType(path) else { return true }
      catalog.domains.update(name) {
        $0.checks.rename(old, to: new) {
          $0.name
        } set: {
          $0.name = $1
        }
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
      PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE, PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
      renameFunction(statement.object) { $0.name = new }
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROLE: renameRole(old, to: new)
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: renameSchema(old, to: new)
    default: return false
    }
    return true
  }

  /// `ALTER ... SET SCHEMA`.
  mutating func setSchema(_ statement: PgQuery__AlterObjectSchemaStmt) -> Bool {
    let schema = statement.newschema.text ?? ""
    let path = statement.object.map { Self.path(ofObject: UnsafePointer($0)) } ?? []
    switch statement.object_type {
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
      PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
      PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      guard let name = require(statement.relation, missingOK: statement.missing_ok != 0) else { return true }
      moveRelation(name, to: ObjectName(name.name, schema: schema))
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
      guard let name = requireType(path) else { return true }
      moveType(name, to: ObjectName(name.name, schema: schema))
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
      PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE, PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
      renameFunction(statement.object) { $0.schema = schema }
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: moveExtension(path.last ?? "", to: schema)
    case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
      let name = resolve(path) { catalog.statistics.contains($0) }
      catalog.statistics.update(name) { $0.name = ObjectName(name.name, schema: schema) }
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
      let name = resolve(path) { catalog.collations.contains($0) }
      moveCollation(name, to: ObjectName(name.name, schema: schema))
    default: return false
    }
    return true
  }

  /// Renames a relation or moves it to another schema; everything that points to it follows.
  private mutating func moveRelation(_ old: ObjectName, to new: ObjectName) {
    if isTaken(new, unlessExists: false) { return }
    switch names[old] {
    case .table?: moveTable(old, to: new)
    case .view?:
      follow(NamedObject(kind: .relation, name: old), to: new)
      catalog.views.update(old) { $0.name = new }
      names[old] = nil
      names[new] = .view
      for index in catalog.views[new]?.indexes ?? [] {
        names[ObjectName(index.name, schema: old.schema)] = nil
        names[ObjectName(index.name, schema: new.schema)] = .index(on: new)
      }
      followReaders(old, new)
      moveGrants(old, new)
    case .sequence?: moveSequence(old, to: new)
    case .identitySequence(let column)?:
      names[old] = nil
      names[new] = .identitySequence(column)
      updateIdentity(of: column) { _, identity in identity.sequence.name = new }
    case .index(let owner)?: renameIndex(old.name, of: owner, to: new.name)
    case .compositeType?: moveType(old, to: new)
    case nil: break
    }
  }

  private mutating func moveTable(_ old: ObjectName, to new: ObjectName) {
    follow(NamedObject(kind: .relation, name: old), to: new)
    moveRowType(old, to: new)
    guard var table = catalog.tables[old] else { return }
    let sequences = table.columns.compactMap { column in
      names.identitySequence(of: ColumnReference(old, column.name), column.identity).map { (column.name, $0) }
    }
    names.remove(table)
    table.name = new
    names.insert(table)
    for (column, sequence) in sequences {
      // The sequence keeps the name it was given when the column was made, and moves with its table.
      let moved = ObjectName(sequence.name, schema: new.schema)
      table.columns.update(column) { $0.identity?.sequence.name = moved }
      names[moved] = .identitySequence(ColumnReference(new, column))
      moveGrants(sequence, moved)
    }
    catalog.tables.update(old) { $0 = table }
    let owned = catalog.sequences.filter { $0.ownedBy?.table == old }
    for sequence in owned {
      catalog.sequences.update(sequence.name) { $0.ownedBy?.table = new }
      if old.schema != new.schema {
        moveSequence(sequence.name, to: ObjectName(sequence.name.name, schema: new.schema))
      }
    }
    for other in catalog.tables where other.pointsTo(old) { catalog.tables.update(other.name) { $0.follow(old, new) } }
    children[new] = children.removeValue(forKey: old)
    for parent in table.inherits + [table.partitionOf?.parent].compactMap({ $0 }) {
      children[parent] = children[parent]?.map { $0 == old ? new : $0 }
    }
    for statistics in catalog.statistics where statistics.table == old {
      catalog.statistics.update(statistics.name) { $0.table = new }
    }
    followReaders(old, new)
    moveGrants(old, new)
  }

  private mutating func followReaders(_ old: ObjectName, _ new: ObjectName) {
    for view in catalog.views where view.reads.contains(old) {
      catalog.views.update(view.name) { $0.reads = $0.reads.map { $0 == old ? new : $0 }.sorted() }
    }
  }

  private mutating func moveGrants(_ old: ObjectName, _ new: ObjectName) {
    for position in catalog.grants.indices where catalog.grants[position].object == old {
      grantIndex[GrantKey(catalog.grants[position])] = nil
      catalog.grants[position].object = new
      grantIndex[GrantKey(catalog.grants[position])] = position
    }
  }

  /// Defaults draw from the sequence by identity, so their texts follow.
  private mutating func moveSequence(_ old: ObjectName, to new: ObjectName) {
    guard catalog.sequences.contains(old) else { return }
    follow(NamedObject(kind: .relation, name: old), to: new)
    catalog.sequences.update(old) { $0.name = new }
    names[old] = nil
    names[new] = .sequence
    moveGrants(old, new)
  }

  private mutating func renameIndex(_ old: String, of owner: ObjectName, to new: String) {
    if catalog.tables[owner]?.hasConstraint(old) == true { return renameConstraint(old, of: owner, to: new) }
    names[ObjectName(old, schema: owner.schema)] = nil
    names[ObjectName(new, schema: owner.schema)] = .index(on: owner)
    if !catalog.tables.update(
      owner,
      {
        $0.indexes.rename(old, to: new) {
          $0.name
        } set: {
          $0.name = $1
        }
      })
    {
      catalog.views.update(owner) {
        $0.indexes.rename(old, to: new) {
          $0.name
        } set: {
          $0.name = $1
        }
      }
    }
  }

  private mutating func renameConstraint(_ old: String, of name: ObjectName, to new: String) {
    guard let table = catalog.tables[name] else { return }
    guard table.hasConstraint(old) else {
      let nearest = NearestName.of(old, among: table.constraintNames)
      report(
        opaqueWords.contains(old.lowercased()) ? .warning : .error, "unknown-constraint",
        "constraint \"\(old)\" of \(name.display) does not exist here", at: headline,
        fix: nearest.map { "did you mean \($0)?" })
      return
    }
    guard isFree(new, on: name) else { return }
    let hasIndex = table.keys.contains { $0.name == old } || table.exclusions.contains { $0.name == old }
    names.removeConstraint(old, of: name, hasIndex: hasIndex)
    names.addConstraint(new, of: name, hasIndex: hasIndex)
    catalog.tables.update(name) { table in
      if table.primaryKey?.name == old { table.primaryKey?.name = new }
      table.uniqueConstraints.rename(old, to: new) {
        $0.name
      } set: {
        $0.name = $1
      }
      table.checks.rename(old, to: new) {
        $0.name
      } set: {
        $0.name = $1
      }
      table.exclusions.rename(old, to: new) {
        $0.name
      } set: {
        $0.name = $1
      }
      table.foreignKeys.rename(old, to: new) {
        $0.name
      } set: {
        $0.name = $1
      }
    }
    for child in children[name] ?? [] where table.checks.contains(where: { $0.name == old && $0.isInherited }) {
      if catalog.tables[child]?.hasConstraint(old) == true { renameConstraint(old, of: child, to: new) }
    }
  }

  private mutating func renameColumn(_ old: String, of name: ObjectName, to new: String) {
    if catalog.compositeTypes.contains(name) {
      catalog.compositeTypes.update(name) {
        $0.attributes.rename(old, to: new) {
          $0.name
        } set: {
          $0.name = $1
        }
      }
      return
    }
    if catalog.views.contains(name) { return renameColumn(old, ofView: name, to: new) }
    guard let table = catalog.tables[name] else { return }
    guard requireColumns([old], of: table, at: 0) else { return }
    if table.columns.contains(new) {
      report(.error, "duplicate-object", "column \"\(new)\" of \(name.display) already exists", at: headline)
      return
    }
    let sequence = names.identitySequence(of: ColumnReference(name, old), table.columns[old]?.identity)
    if let sequence {
      names[sequence] = .identitySequence(ColumnReference(name, new))
      catalog.tables.update(name) { table in table.columns.update(old) { $0.identity?.sequence.name = sequence } }
    }
    writeOutStars(reading: name)
    followColumn(old, of: name, to: new)
    catalog.tables.update(name) { $0.rename(old, to: new) }
    for position in catalog.grants.indices where catalog.grants[position].object == name {
      guard catalog.grants[position].columns.contains(old) else { continue }
      grantIndex[GrantKey(catalog.grants[position])] = nil
      catalog.grants[position].columns = catalog.grants[position].columns.map { $0 == old ? new : $0 }
      grantIndex[GrantKey(catalog.grants[position])] = position
    }
    for statistics in catalog.statistics where statistics.table == name {
      catalog.statistics.update(statistics.name) { statistics in
        for position in statistics.expressions.indices { statistics.expressions[position].rename(old, to: new) }
      }
    }
    for other in catalog.tables where other.foreignKeys.contains(where: { $0.target == name }) {
      catalog.tables.update(other.name) { $0.followColumn(old, of: name, to: new) }
    }
    for sequence in catalog.sequences where sequence.ownedBy == ColumnReference(name, old) {
      catalog.sequences.update(sequence.name) { $0.ownedBy?.column = new }
    }
    for child in children[name] ?? [] where catalog.tables[child]?.columns.contains(old) == true {
      renameColumn(old, of: child, to: new)
    }
  }

  /// A view's column: its query stays, the name over it changes.
  private mutating func renameColumn(_ old: String, ofView name: ObjectName, to new: String) {
    guard let columns = columnNames(of: name), columns.contains(old) else { return keepRaw("ALTER VIEW") }
    writeOutStars(reading: name)
    followColumn(old, of: name, to: new)
    catalog.views.update(name) { view in
      view.columnAliases = columns.map { $0 == old ? new : $0 }
      view.columns.update(old) { $0.name = new }
      for position in view.indexes.indices { view.indexes[position].rename(old, to: new) }
    }
  }

  private mutating func renamePart(
    _ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, _ ofTable: (inout Table) -> Void,
    _ ofView: (inout View) -> Void = { _ in }
  ) {
    guard let name = require(relation) else { return }
    if !catalog.tables.update(name, ofTable) { catalog.views.update(name, ofView) }
  }

  private mutating func renameTrigger(
    _ old: String, to new: String, on relation: UnsafeMutablePointer<PgQuery__RangeVar>?
  ) {
    let rename = { (triggers: inout [Trigger]) in
      triggers.rename(old, to: new) {
        $0.name
      } set: {
        $0.name = $1
      }
    }
    guard let name = require(relation) else { return }
    renamePart(relation, { rename(&$0.triggers) }, { rename(&$0.triggers) })
    // The copies on partitions have the same name, and the new one.
    var copies = partitions(of: name)
    while let partition = copies.popLast() {
      catalog.tables.update(partition) { rename(&$0.triggers) }
      copies += partitions(of: partition)
    }
  }

  /// The name of a rule stands in its statement.
  private mutating func renameRule(
    _ old: String, to new: String, on relation: UnsafeMutablePointer<PgQuery__RangeVar>?
  ) {
    let rename = { (rules: inout [RewriteRule]) in
      for position in rules.indices where rules[position].name == old {
        rules[position].name = new
        rules[position].sql = StatementText.renaming(rules[position].sql, behind: ["rule"], to: SQLName.quoted(new))
      }
    }
    renamePart(relation, { rename(&$0.rules) }, { rename(&$0.rules) })
  }
}
