import CPostgresQuery
import SQLSyntax
import SchemaModel

/// Which function of the schema a call means.
struct FunctionResolution {
  let state: CatalogState

  func function(of call: PgQuery__FuncCall) -> Function? { candidates(of: call).first }

  /// Those that may be meant: one where the types of the arguments tell.
  func candidates(of call: PgQuery__FuncCall) -> [Function] {
    let found = functions(PostgresList(call.funcname, call.n_funcname).strings).filter {
      Self.accepts($0, Int(call.n_args))
    }
    guard found.count > 1 else { return found }
    let types = PostgresList(call.args, call.n_args).map(Self.type)
    let exact = found.filter { function in
      zip(function.argumentTypes, types).allSatisfy { $1 == nil || $0 == $1 }
    }
    return exact.isEmpty ? found : exact
  }

  private func functions(_ path: [String]) -> [Function] {
    let name = path.last ?? ""
    let schemas = path.count > 1 ? [path[path.count - 2]] : state.searchPath
    return schemas.flatMap { schema in
      state.catalog.functions.filter { $0.name == ObjectName(name, schema: schema) }
    }
  }

  private static func accepts(_ function: Function, _ arguments: Int) -> Bool {
    function.argumentTypes.count >= arguments || function.argumentTypes.last?.contains("VARIADIC") == true
  }

  /// The type of a constant or a cast, as PostgreSQL prints it; a text without a cast is taken for text.
  private static func type(_ node: PostgresNode) -> String? {
    switch node.kind {
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      guard let name = node.pointee.type_cast?.pointee.type_name?.pointee,
        let word = PostgresList(name.names, name.n_names).strings.last, name.n_array_bounds == 0
      else { return nil }
      return printed[word] ?? word
    case PG_QUERY__NODE__NODE_A_CONST:
      switch node.pointee.a_const.pointee.val_case {
      case PG_QUERY__A__CONST__VAL_IVAL: return "integer"
      case PG_QUERY__A__CONST__VAL_FVAL: return "numeric"
      case PG_QUERY__A__CONST__VAL_BOOLVAL: return "boolean"
      case PG_QUERY__A__CONST__VAL_SVAL: return "text"
      default: return nil
      }
    default: return nil
    }
  }

  private static let printed = [
    "int2": "smallint", "int4": "integer", "int8": "bigint", "float4": "real", "float8": "double precision",
    "bool": "boolean", "varchar": "character varying", "bpchar": "character",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone", "time": "time without time zone", "timetz": "time with time zone",
  ]
}
