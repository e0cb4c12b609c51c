import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createTable(_ statement: PgQuery__CreateStmt) {
    _ = create(statement, kind: .ordinary)
  }

  mutating func createForeignTable(_ statement: PgQuery__CreateForeignTableStmt) {
    guard let base = statement.base_stmt?.pointee else { return }
    guard let name = create(base, kind: .foreign(server: statement.servername.text ?? "")) else { return }
    let options = ForeignOptionChanges(PostgresList(statement.options, statement.n_options))
    catalog.tables.update(name) { $0.foreignOptions.change(options) }
  }

  private mutating func create(_ statement: PgQuery__CreateStmt, kind: Table.Kind) -> ObjectName? {
    guard let relation = statement.relation else { return nil }
    if relation.pointee.relpersistence.text == "t" {
      temporaryRelations.insert(relation.pointee.relname.text ?? "")
      return nil
    }
    let name = newName(relation)
    if isTaken(name, unlessExists: statement.if_not_exists != 0) { return nil }
    var draft = TableDraft(Table(name, span: source.span))
    draft.table.kind = kind
    draft.table.isUnlogged = relation.pointee.relpersistence.text == "u"
    draft.table.storageParameters = storageParameters(PostgresList(statement.options, statement.n_options))
    addParents(statement, to: &draft)
    if let type = statement.of_typename {
      draft.table.ofType = columnType(type).userType
      addColumns(ofType: columnType(type), to: &draft)
    }
    addElements(PostgresList(statement.table_elts, statement.n_table_elts), to: &draft)
    addElements(PostgresList(statement.constraints, statement.n_constraints), to: &draft)
    if let specification = statement.partspec?.pointee { draft.table.partitionKey = partitionKey(specification) }
    names[name] = .table
    catalog.tables.append(draft.table)
    applyDefaultPrivileges(to: name, .table, "TABLES")
    for parent in draft.table.inherits + [draft.table.partitionOf?.parent].compactMap({ $0 }) {
      children[parent, default: []].append(name)
    }
    addConstraints(of: draft)
    if draft.table.partitionOf != nil { inheritFromPartitioned(name) }
    return name
  }

  private mutating func addElements(_ elements: PostgresList<PgQuery__Node>, to draft: inout TableDraft) {
    for element in elements {
      switch element.kind {
      case PG_QUERY__NODE__NODE_COLUMN_DEF: addColumn(element.pointee.column_def.pointee, to: &draft)
      case PG_QUERY__NODE__NODE_CONSTRAINT:
        draft.add(TableDraft.Constraint(UnsafePointer(element.pointee.constraint)))
      case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
        guard let clause = element.pointee.table_like_clause else { continue }
        draft.likes.append(UnsafePointer(clause))
        addColumns(like: clause.pointee, to: &draft)
      default: break
      }
    }
  }

  /// Constraints in the order PostgreSQL makes them, on which the names of the unnamed ones depend: checks, what LIKE
  /// brings, keys, foreign keys.
  mutating func addConstraints(of draft: TableDraft) {
    let name = draft.table.name
    for check in draft.checks { addCheck(check, to: name) }
    for clause in draft.likes { addObjects(like: clause.pointee, to: name) }
    addKeys(draft.indexes, to: name)
    for foreignKey in draft.foreignKeys { addForeignKey(foreignKey, to: name) }
  }

  /// Parents of INHERITS or PARTITION OF, whose columns come first.
  private mutating func addParents(_ statement: PgQuery__CreateStmt, to draft: inout TableDraft) {
    for node in PostgresList(statement.inh_relations, statement.n_inh_relations) {
      guard let parent = require(node.pointee.range_var) else { continue }
      if let bound = statement.partbound?.pointee {
        draft.table.partitionOf = PartitionMembership(parent: parent, bound: partitionBound(bound))
      } else {
        draft.table.inherits.append(parent)
      }
      guard let table = catalog.tables[parent] else { continue }
      for column in table.columns where !draft.table.columns.contains(column.name) {
        var copy = column
        copy.isLocal = false
        copy.statisticsTarget = nil
        copy.options = [:]
        copy.comment = nil
        // An identity column is not inherited as such by INHERITS; a partition shares its parent's sequence.
        if statement.partbound == nil { copy.identity = nil }
        draft.table.columns.append(copy)
      }
      for check in table.checks where check.isInherited {
        guard !draft.table.checks.contains(where: { $0.name == check.name }) else { continue }
        var copy = check
        copy.isLocal = false
        copy.comment = nil
        draft.table.checks.append(copy)
        names.addConstraint(check.name, of: draft.table.name, hasIndex: false)
      }
    }
  }

  private mutating func addColumns(ofType type: ColumnType, to draft: inout TableDraft) {
    guard let name = type.userType, let composite = catalog.compositeTypes[name] else { return }
    for attribute in composite.attributes {
      var column = Column(attribute.name, attribute.type, span: draft.table.span)
      column.collation = attribute.collation
      draft.table.columns.append(column)
    }
  }

  func storageParameters(_ options: PostgresList<PgQuery__Node>) -> [String: String] {
    var result: [String: String] = [:]
    for option in options {
      guard let element = option.pointee.def_elem?.pointee, let name = element.defname.text else { continue }
      let key = element.defnamespace.text.map { "\($0).\(name)" } ?? name
      result[key] = Self.text(ofOption: element.arg) ?? "true"
    }
    return result
  }

  /// The value of an option as text.
  static func text(ofOption node: UnsafeMutablePointer<PgQuery__Node>?) -> String? {
    guard let node else { return nil }
    let value = node.pointee
    switch value.node_case {
    case PG_QUERY__NODE__NODE_STRING: return UnsafePointer(node).string
    case PG_QUERY__NODE__NODE_INTEGER: return String(value.integer.pointee.ival)
    case PG_QUERY__NODE__NODE_FLOAT: return value.float_.pointee.fval.text
    case PG_QUERY__NODE__NODE_BOOLEAN: return value.boolean.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      let type = value.type_name.pointee
      return PostgresList(type.names, type.n_names).strings.joined(separator: ".")
    case PG_QUERY__NODE__NODE_LIST: return UnsafePointer(node).items.strings.joined(separator: ".")
    default: return nil
    }
  }
}
