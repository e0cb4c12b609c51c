import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createFunction(_ statement: PgQuery__CreateFunctionStmt, _ node: PostgresNode) {
    let name = newName(PostgresList(statement.funcname, statement.n_funcname).strings)
    let text = qualifiedText(node)
    let (arguments, returns) = signature(of: statement)
    var function = Function(name, argumentTypes: arguments, sql: text, span: source.span)
    function.kind = statement.is_procedure != 0 ? .procedure : .function
    function.returns = returns
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
      let kind: Grant.ObjectKind = function.kind == .procedure ? .procedure : .function
      applyDefaultPrivileges(to: name, kind, "FUNCTIONS", arguments: arguments)
      functionPositions[function.signature] = catalog.functions.count
      functionNames[name, default: []].append(catalog.functions.count)
      catalog.functions.append(function)
    }
  }

  /// The types of the input arguments and what the function returns.
  private mutating func signature(of statement: PgQuery__CreateFunctionStmt) -> (arguments: [String], returns: String?)
  {
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
    guard let type = statement.return_type else { return (arguments, nil) }
    let isSet = type.pointee.setof != 0
    return (
      arguments,
      columns.isEmpty ? (isSet ? "SETOF " : "") + argumentType(type) : "TABLE(\(columns.joined(separator: ", ")))"
    )
  }

  /// Takes the signatures of functions from their texts again, in which a type got another name.
  mutating func rereadFunctions(mentioning word: String) {
    let path = searchPath
    searchPath = ["public"]
    defer { searchPath = path }
    let parser = parser
    var isChanged = false
    for position in catalog.functions.indices where catalog.functions[position].sql.holds(word) {
      let old = catalog.functions[position]
      var found: (arguments: [String], returns: String?)?
      do throws(SQLSyntaxError) {
        try parser.withStatement(old.sql) { node in
          guard node.kind == PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT else { return }
          found = signature(of: node.pointee.create_function_stmt.pointee)
        }
      } catch {
        continue
      }
      guard let signature = found, signature != (old.argumentTypes, old.returns) else { continue }
      isChanged = true
      catalog.functions[position].argumentTypes = signature.arguments
      catalog.functions[position].returns = signature.returns
      for grant in catalog.grants.indices
      where catalog.grants[grant].object == old.name && catalog.grants[grant].argumentTypes == old.argumentTypes {
        grantIndex[GrantKey(catalog.grants[grant])] = nil
        catalog.grants[grant].argumentTypes = signature.arguments
        grantIndex[GrantKey(catalog.grants[grant])] = grant
      }
    }
    if isChanged { indexFunctions() }
  }

  func position(of name: ObjectName, _ arguments: [String]) -> Int? {
    functionPositions["\(name.qualified)(\(arguments.joined(separator: ", ")))"]
  }

  mutating func indexFunctions() {
    functionPositions = [:]
    functionNames = [:]
    for (position, function) in catalog.functions.enumerated() {
      functionPositions[function.signature] = position
      functionNames[function.name, default: []].append(position)
    }
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
    let actions = PostgresList(statement.actions, statement.n_actions)
    for action in actions { resetSettings(action, of: &function) }
    apply(actions, to: &function)
    function.sql = FunctionOptions(parser).changing(function.sql, by: source.text) ?? function.sql
    catalog.functions[position] = function
  }

  private func resetSettings(_ action: PostgresNode, of function: inout Function) {
    guard let setting = action.pointee.def_elem?.pointee.arg?.pointee,
      setting.node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT
    else { return }
    if setting.variable_set_stmt.pointee.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL { function.settings = [:] }
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
      if let found = functionNames[ObjectName(name, schema: schema)]?.first { return found }
    }
    return nil
  }

  mutating func reportUnknownFunction(_ path: [String]) {
    if path.count >= 2, isElsewhere(path[path.count - 2]) { return reportUnknown(path, at: nil) }
    report(
      .warning, "unknown-function", "function \"\(path.joined(separator: "."))\" is created by none of these files",
      at: headline, why: "it is taken to be built in or brought by an extension")
  }

  /// What an aggregate of the old form is over: its `BASETYPE`; nil for `"ANY"`, which is no argument at all.
  private mutating func baseType(of statement: PgQuery__DefineStmt) -> String? {
    for node in PostgresList(statement.definition, statement.n_definition) {
      guard let element = node.pointee.def_elem?.pointee, element.defname.text == "basetype",
        let type = element.arg?.pointee, type.node_case == PG_QUERY__NODE__NODE_TYPE_NAME
      else { continue }
      let name = PostgresList(type.type_name.pointee.names, type.type_name.pointee.n_names).strings.last
      return name?.lowercased() == "any" ? nil : argumentType(type.type_name)
    }
    return nil
  }

  mutating func createAggregate(_ statement: PgQuery__DefineStmt, _ path: [String]) {
    let name = newName(path)
    var arguments: [String] = []
    for node in PostgresList(statement.args, statement.n_args).flatMap(\.items) {
      guard node.kind == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER, let parameter = node.pointee.function_parameter
      else { continue }
      arguments.append(argumentType(parameter.pointee.arg_type))
    }
    if statement.oldstyle != 0 { arguments = baseType(of: statement).map { [$0] } ?? [] }
    var function = Function(name, argumentTypes: arguments, sql: source.text, span: source.span)
    function.kind = .aggregate
    // Whatever its functions do.
    function.volatility = .immutable
    function.language = "internal"
    if let position = position(of: name, arguments) {
      catalog.functions[position] = function
    } else {
      applyDefaultPrivileges(to: name, .function, "FUNCTIONS", arguments: arguments)
      functionPositions[function.signature] = catalog.functions.count
      functionNames[name, default: []].append(catalog.functions.count)
      catalog.functions.append(function)
    }
  }
}
