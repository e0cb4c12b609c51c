import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createFunction(_ statement: PgQuery__CreateFunctionStmt) {
    let name = newName(PostgresList(statement.funcname, statement.n_funcname).strings)
    var arguments: [String] = []
    var columns: [String] = []
    for node in PostgresList(statement.parameters, statement.n_parameters) {
      guard let parameter = node.pointee.function_parameter?.pointee else { continue }
      switch parameter.mode {
      case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT: break
      case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE:
        columns.append("\(SQLName.quoted(parameter.name.text ?? "")) \(argumentType(parameter.arg_type))")
      default: arguments.append(argumentType(parameter.arg_type))
      }
    }
    var function = Function(name, argumentTypes: arguments, sql: source.text, span: source.span)
    function.kind = statement.is_procedure != 0 ? .procedure : .function
    if let type = statement.return_type {
      let isSet = type.pointee.setof != 0
      function.returns =
        columns.isEmpty
        ? (isSet ? "SETOF " : "") + argumentType(type) : "TABLE(\(columns.joined(separator: ", ")))"
    }
    apply(PostgresList(statement.options, statement.n_options), to: &function)
    if let position = position(of: name, arguments) {
      if statement.replace == 0 {
        report(
          .error, "duplicate-object", "function \"\(function.signature)\" already exists", at: headline,
          why: "PostgreSQL would refuse this statement; the first one stands")
        return
      }
      function.comment = catalog.functions[position].comment
      catalog.functions[position] = function
    } else {
      functionPositions[function.signature] = catalog.functions.count
      catalog.functions.append(function)
    }
  }

  func position(of name: ObjectName, _ arguments: [String]) -> Int? {
    functionPositions["\(name.qualified)(\(arguments.joined(separator: ", ")))"]
  }

  mutating func indexFunctions() {
    functionPositions = [:]
    for (position, function) in catalog.functions.enumerated() { functionPositions[function.signature] = position }
  }

  private mutating func apply(_ options: PostgresList<PgQuery__Node>, to function: inout Function) {
    for option in options {
      guard let element = option.pointee.def_elem?.pointee, let key = element.defname.text else { continue }
      let value = Self.text(ofOption: element.arg)
      let isTrue = value == "true" || value == "1"
      switch key {
      case "language": function.language = value?.lowercased() ?? "sql"
      case "volatility": function.volatility = Function.Volatility(rawValue: value?.uppercased() ?? "") ?? .volatile
      case "security": function.isSecurityDefiner = isTrue
      case "leakproof": function.isLeakproof = isTrue
      case "set":
        guard let setting = element.arg?.pointee.variable_set_stmt?.pointee, let name = setting.name.text else {
          continue
        }
        function.settings[name] = setting.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET ? nil : settingValue(setting)
      default: break
      }
    }
  }

  /// The value of SET as text: `pg_catalog, public`.
  func settingValue(_ setting: PgQuery__VariableSetStmt) -> String {
    if setting.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT { return "FROM CURRENT" }
    return PostgresList(setting.args, setting.n_args).map { Self.constant($0) ?? "" }.joined(separator: ", ")
  }

  /// The text of a constant.
  static func constant(_ node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_A_CONST, let constant = node.pointee.a_const?.pointee else {
      return node.string
    }
    switch constant.val_case {
    case PG_QUERY__A__CONST__VAL_SVAL: return constant.sval.pointee.sval.map { String(cString: $0) } ?? ""
    case PG_QUERY__A__CONST__VAL_IVAL: return String(constant.ival.pointee.ival)
    case PG_QUERY__A__CONST__VAL_FVAL: return constant.fval.pointee.fval.text
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return constant.boolval.pointee.boolval != 0 ? "true" : "false"
    default: return nil
    }
  }

  mutating func alterFunction(_ statement: PgQuery__AlterFunctionStmt) {
    guard let object = statement.func?.pointee else { return }
    guard let position = find(function: object) else {
      reportUnknownFunction(PostgresList(object.objname, object.n_objname).strings)
      return
    }
    var function = catalog.functions[position]
    apply(PostgresList(statement.actions, statement.n_actions), to: &function)
    function.sql += ";\n" + source.text
    catalog.functions[position] = function
  }

  /// The function an object reference means; without arguments the only one of the name.
  mutating func find(function object: PgQuery__ObjectWithArgs) -> Int? {
    let path = PostgresList(object.objname, object.n_objname).strings
    guard let name = path.last else { return nil }
    let schemas = path.count >= 2 ? [path[path.count - 2]] : searchPath
    let arguments = PostgresList(object.objargs, object.n_objargs).map { node in
      node.pointee.node_case == PG_QUERY__NODE__NODE_TYPE_NAME ? argumentType(node.pointee.type_name) : ""
    }
    for schema in schemas {
      if object.args_unspecified == 0 {
        if let found = position(of: ObjectName(name, schema: schema), arguments) { return found }
        continue
      }
      if let found = catalog.functions.firstIndex(where: { $0.name == ObjectName(name, schema: schema) }) {
        return found
      }
    }
    return nil
  }

  mutating func reportUnknownFunction(_ path: [String]) {
    if path.count >= 2, isElsewhere(path[path.count - 2]) { return reportUnknown(path, at: nil) }
    report(
      .warning, "unknown-function", "function \"\(path.joined(separator: "."))\" is created by none of these files",
      at: headline, why: "it is taken to be built in or brought by an extension")
  }

  mutating func createAggregate(_ statement: PgQuery__DefineStmt, _ path: [String]) {
    let name = newName(path)
    var arguments: [String] = []
    for node in PostgresList(statement.args, statement.n_args).flatMap(\.items) {
      guard node.kind == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER, let parameter = node.pointee.function_parameter
      else { continue }
      arguments.append(argumentType(parameter.pointee.arg_type))
    }
    var function = Function(name, argumentTypes: arguments, sql: source.text, span: source.span)
    function.kind = .aggregate
    function.language = "internal"
    if let position = position(of: name, arguments) {
      catalog.functions[position] = function
    } else {
      functionPositions[function.signature] = catalog.functions.count
      catalog.functions.append(function)
    }
  }
}
