import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// `COMMENT ON`; an empty or NULL comment takes the old one away.
  mutating func comment(_ statement: PgQuery__CommentStmt) {
    let text = statement.comment.text
    guard let object = statement.object else { return }
    let path = Self.path(ofObject: UnsafePointer(object))
    switch statement.objtype {
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: commentColumn(path, text)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: commentConstraint(path, text)
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT:
      guard let name = requireType(path.dropLast()) else { return }
      catalog.domains.update(name) { $0.checks.comment(text) { $0.name == path.last } }
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
      commentPart(path) { table, name in table.policies.comment(text) { $0.name == name } }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
      commentPart(path) { table, name in
        table.triggers.comment(text) { $0.name == name }
      } ofView: { view, name in
        view.triggers.comment(text) { $0.name == name }
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
      commentPart(path) { table, name in
        table.rules.comment(text) { $0.name == name }
      } ofView: { view, name in
        view.rules.comment(text) { $0.name == name }
      }
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
      if path == ["public"], !catalog.schemas.contains("public"), text != nil {
        // Every database has this schema; a comment makes it worth an entry.
        catalog.schemas.append(Schema("public", span: source.span))
      }
      catalog.schemas.update(path.last ?? "") { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: catalog.extensions.update(path.last ?? "") { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROLE: catalog.roles.update(path.last ?? "") { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER:
      catalog.eventTriggers.update(path.last ?? "") { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
      catalog.statistics.update(resolve(path) { catalog.statistics.contains($0) }) { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
      catalog.collations.update(resolve(path) { catalog.collations.contains($0) }) { $0.comment = text }
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN: commentType(path, text)
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
      PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE, PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
      commentFunction(object, text)
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
      PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
      PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
      commentRelation(path, text)
    case PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE: break
    default: keepRaw(Self.title(of: source.text))
    }
  }

  /// The names a statement gives its object by.
  static func path(ofObject node: PostgresNode) -> [String] {
    switch node.kind {
    case PG_QUERY__NODE__NODE_LIST:
      return node.items.flatMap { item in
        item.kind == PG_QUERY__NODE__NODE_TYPE_NAME ? path(ofObject: item) : [item.string].compactMap { $0 }
      }
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      guard let type = node.pointee.type_name?.pointee else { return [] }
      return PostgresList(type.names, type.n_names).strings
    case PG_QUERY__NODE__NODE_RANGE_VAR: return node.pointee.range_var.map { path($0.pointee) } ?? []
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      guard let object = node.pointee.object_with_args?.pointee else { return [] }
      return PostgresList(object.objname, object.n_objname).strings
    case PG_QUERY__NODE__NODE_ROLE_SPEC: return node.pointee.role_spec.map { [roleName($0.pointee)] } ?? []
    default: return [node.string].compactMap { $0 }
    }
  }

  /// A name in the first schema of the search path that has it.
  func resolve(_ path: [String], _ isPresent: (ObjectName) -> Bool) -> ObjectName {
    guard let name = path.last else { return ObjectName("") }
    if path.count >= 2 { return ObjectName(name, schema: path[path.count - 2]) }
    let candidates = searchPath.map { ObjectName(name, schema: $0) }
    return candidates.first(where: isPresent) ?? ObjectName(name, schema: creationSchema)
  }

  private mutating func commentRelation(_ path: [String], _ text: String?) {
    guard let name = find(path) else { return reportUnknown(path, at: nil) }
    switch names[name] {
    case .table?: catalog.tables.update(name) { $0.comment = text }
    case .view?: catalog.views.update(name) { $0.comment = text }
    case .sequence?: catalog.sequences.update(name) { $0.comment = text }
    case .index(let table)?:
      if catalog.tables[table]?.hasConstraint(name.name) == true {
        catalog.tables.update(table) { table in
          if table.primaryKey?.name == name.name { table.primaryKey?.indexComment = text }
          for position in table.uniqueConstraints.indices where table.uniqueConstraints[position].name == name.name {
            table.uniqueConstraints[position].indexComment = text
          }
          for position in table.exclusions.indices where table.exclusions[position].name == name.name {
            table.exclusions[position].indexComment = text
          }
        }
      } else if !catalog.tables.update(table, { $0.indexes.comment(text) { $0.name == name.name } }) {
        catalog.views.update(table) { $0.indexes.comment(text) { $0.name == name.name } }
      }
    case .identitySequence(let column)?: updateIdentity(of: column) { _, identity in identity.comment = text }
    default: break
    }
  }

  private mutating func commentColumn(_ path: [String], _ text: String?) {
    guard let column = path.last, path.count >= 2 else { return }
    guard let name = find(path.dropLast()) else { return reportUnknown(path.dropLast(), at: nil) }
    if let table = catalog.tables[name] {
      guard requireColumns([column], of: table, at: 0) else { return }
      catalog.tables.update(name) { table in table.columns.update(column) { $0.comment = text } }
    } else if catalog.compositeTypes.contains(name) {
      catalog.compositeTypes.update(name) { type in
        for position in type.attributes.indices where type.attributes[position].name == column {
          type.attributes[position].comment = text
        }
      }
    } else if catalog.views.contains(name) {
      catalog.views.update(name) { view in
        if !view.columns.contains(column) { view.columns.append(Column(column, ColumnType("unknown"))) }
        view.columns.update(column) { $0.comment = text }
      }
    }
  }

  private mutating func commentConstraint(_ path: [String], _ text: String?) {
    commentPart(path) { table, name in
      if table.primaryKey?.name == name { table.primaryKey?.comment = text }
      table.uniqueConstraints.comment(text) { $0.name == name }
      table.checks.comment(text) { $0.name == name }
      table.exclusions.comment(text) { $0.name == name }
      table.foreignKeys.comment(text) { $0.name == name }
    }
  }

  private mutating func commentPart(
    _ path: [String], _ change: (inout Table, String) -> Void, ofView: (inout View, String) -> Void = { _, _ in }
  ) {
    guard let part = path.last, path.count >= 2 else { return }
    guard let name = find(path.dropLast()) else { return reportUnknown(path.dropLast(), at: nil) }
    if !catalog.tables.update(name, { change(&$0, part) }) { catalog.views.update(name) { ofView(&$0, part) } }
  }

  private mutating func commentType(_ path: [String], _ text: String?) {
    let name = resolveType(path)
    // A type of an extension, or one that is kept as raw SQL.
    guard isType(name) else { return keepRaw("COMMENT ON TYPE") }
    catalog.enums.update(name) { $0.comment = text }
    catalog.domains.update(name) { $0.comment = text }
    catalog.compositeTypes.update(name) { $0.comment = text }
    catalog.rangeTypes.update(name) { $0.comment = text }
  }

  private mutating func commentFunction(_ node: UnsafeMutablePointer<PgQuery__Node>, _ text: String?) {
    guard let object = node.pointee.object_with_args?.pointee else { return }
    if let position = find(function: object) {
      catalog.functions[position].comment = text
    } else {
      reportUnknownFunction(PostgresList(object.objname, object.n_objname).strings)
    }
  }
}

/// What COMMENT ON can be said about.
protocol Commentable {
  var comment: String? { get set }
}

extension KeyConstraint: Commentable {}
extension CheckConstraint: Commentable {}
extension ExclusionConstraint: Commentable {}
extension ForeignKey: Commentable {}
extension Index: Commentable {}
extension Policy: Commentable {}
extension Trigger: Commentable {}
extension RewriteRule: Commentable {}

extension Array where Element: Commentable {
  mutating func comment(_ text: String?, where isMeant: (Element) -> Bool) {
    for position in indices where isMeant(self[position]) { self[position].comment = text }
  }
}
