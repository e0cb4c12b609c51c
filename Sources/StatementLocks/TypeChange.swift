import CPostgresQuery
import SQLSyntax
import SchemaModel
import TypeConversion

/// What becomes of values on their way through casts to another type.
struct TypeChange {
  let state: CatalogState
  let isUTC: Bool

  /// - Parameter steps: the types that the value is cast to, one after the other.
  func rewrites(_ old: ColumnType, through steps: [ColumnType]) -> Bool {
    let storage = TypeStorage(state.catalog, isUTC: isUTC)
    var type = old
    for next in steps {
      if !storage.isShared(type, next) { return true }
      // What a cast gives has the length of the cast alone.
      type = next
    }
    return false
  }

  /// The casts that a USING expression puts the column through; nil when it does anything else with it.
  func steps(_ expression: PostgresNode, of column: String, in judge: StatementJudge) -> [ColumnType]? {
    if expression.kind == PG_QUERY__NODE__NODE_COLUMN_REF, let reference = expression.pointee.column_ref?.pointee {
      return PostgresList(reference.fields, reference.n_fields).last?.string == column ? [] : nil
    }
    guard expression.kind == PG_QUERY__NODE__NODE_TYPE_CAST, let cast = expression.pointee.type_cast?.pointee,
      let inner = cast.arg, let type = cast.type_name.flatMap({ TypeReading.type($0.pointee, in: state) }),
      let before = steps(PostgresNode(inner), of: column, in: judge)
    else { return nil }
    return before + [type]
  }
}

/// A type as a statement writes it.
enum TypeReading {
  static func type(_ name: PgQuery__TypeName, in state: CatalogState) -> ColumnType? {
    let path = PostgresList(name.names, name.n_names).strings
    guard let last = path.last else { return nil }
    let modifiers = PostgresList(name.typmods, name.n_typmods).compactMap { node -> String? in
      node.pointee.a_const.map { "\($0.pointee.ival?.pointee.ival ?? 0)" }
    }
    let dimensions = name.n_array_bounds
    if path.count == 1 || path[0] == "pg_catalog", ColumnType.catalogNames.contains(last) {
      let full = last == "numeric" && modifiers.count == 1 ? modifiers + ["0"] : modifiers
      return ColumnType(last, modifiers: full, arrayDimensions: dimensions)
    }
    let candidates = path.count > 1 ? [path[path.count - 2]] : state.searchPath
    let schema = candidates.first { schema in
      let name = ObjectName(last, schema: schema)
      return state.catalog.domains.contains(name) || state.catalog.enums.contains(name)
    }
    return ColumnType(last, schema: schema ?? candidates.first, modifiers: modifiers, arrayDimensions: dimensions)
  }
}
