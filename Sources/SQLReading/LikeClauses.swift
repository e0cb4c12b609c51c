import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

/// The INCLUDING options of `LIKE`, as bits of parsenodes.h.
private enum LikeOption {
  static let comments: UInt32 = 1 << 0
  static let compression: UInt32 = 1 << 1
  static let constraints: UInt32 = 1 << 2
  static let defaults: UInt32 = 1 << 3
  static let generated: UInt32 = 1 << 4
  static let identity: UInt32 = 1 << 5
  static let indexes: UInt32 = 1 << 6
  static let statistics: UInt32 = 1 << 7
  static let storage: UInt32 = 1 << 8
}

extension CatalogBuilder {
  /// The columns of `LIKE`; NOT NULL always comes along, the rest as the options say.
  mutating func addColumns(like clause: PgQuery__TableLikeClause, to draft: inout TableDraft) {
    guard let name = require(clause.relation) else { return }
    let has = { (option: UInt32) in clause.options & option != 0 }
    for original in columns(of: name) {
      var column = original
      column.span = draft.table.span
      column.isLocal = true
      column.statisticsTarget = nil
      column.options = [:]
      column.foreignOptions = [:]
      if !has(LikeOption.defaults) { column.defaultExpression = nil }
      if !has(LikeOption.generated) { column.generated = nil }
      if !has(LikeOption.comments) { column.comment = nil }
      if !has(LikeOption.storage) { column.storage = nil }
      if !has(LikeOption.compression) { column.compression = nil }
      if original.identity != nil {
        column.identity = nil
        if has(LikeOption.identity), var identity = original.identity {
          identity.sequence.name = nil
          identity.comment = nil
          column.identity = identity
          let table = draft.table.name
          let sequence = names.chooseRelation(table.name, column.name, "seq", schema: table.schema)
          names[ObjectName(sequence, schema: table.schema)] = .identitySequence(ColumnReference(table, column.name))
        }
      }
      draft.table.columns.append(column)
    }
  }

  private func columns(of name: ObjectName) -> [Column] {
    if let table = catalog.tables[name] { return Array(table.columns) }
    if let type = catalog.compositeTypes[name] { return type.attributes.map { Column($0.name, $0.type) } }
    return catalog.views[name].map { Array($0.columns) } ?? []
  }

  /// The constraints, indexes and statistics of `LIKE ... INCLUDING`: checks keep their names, the rest is named anew.
  mutating func addObjects(like clause: PgQuery__TableLikeClause, to name: ObjectName) {
    guard let relation = clause.relation?.pointee, let path = find(Self.path(relation)),
      let original = catalog.tables[path]
    else { return }
    let has = { (option: UInt32) in clause.options & option != 0 }
    if has(LikeOption.constraints) {
      for check in original.checks where catalog.tables[name]?.hasConstraint(check.name) == false {
        var copy = check
        copy.isLocal = true
        if !has(LikeOption.comments) { copy.comment = nil }
        catalog.tables.update(name) { $0.checks.append(copy) }
        names.addConstraint(check.name, of: name, hasIndex: false)
      }
    }
    if has(LikeOption.indexes) {
      if let key = original.primaryKey { copy(key, isPrimary: true, to: name) }
      for key in original.uniqueConstraints { copy(key, isPrimary: false, to: name) }
      for index in original.indexes {
        copy(index, to: name, keepsComment: has(LikeOption.comments), isLike: true)
      }
      for exclusion in original.exclusions { copy(exclusion, to: name) }
    }
    guard has(LikeOption.statistics) else { return }
    for statistics in catalog.statistics.filter({ $0.table == path }) {
      let columns = ObjectNaming.addition(statistics.expressions.map { $0.columnName ?? "expr" })
      var copy = statistics
      copy.name = ObjectName(ObjectNaming.name(name.name, columns, "stat"), schema: name.schema)
      copy.table = name
      if !has(LikeOption.comments) { copy.comment = nil }
      catalog.statistics.append(copy)
    }
  }

  private mutating func copy(_ exclusion: ExclusionConstraint, to name: ObjectName) {
    var copy = exclusion
    let columns = exclusion.elements.map { $0.element.columnName ?? "expr" } + exclusion.includes
    copy.name = names.chooseRelation(
      name.name, ObjectNaming.addition(ObjectNaming.distinct(columns)), "excl", schema: name.schema,
      isConstraint: true)
    copy.comment = nil
    catalog.tables.update(name) { $0.exclusions.append(copy) }
    names.addConstraint(copy.name, of: name, hasIndex: true)
  }
}
