import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// `SET`: only the search path says something about names.
  mutating func set(_ statement: PgQuery__VariableSetStmt) {
    guard statement.name.text == "search_path" else { return }
    if statement.is_local != 0 { noteLocal() }
    switch statement.kind {
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE:
      setSearchPath(PostgresList(statement.args, statement.n_args).compactMap(Self.constant))
    case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_DEFAULT, PG_QUERY__VARIABLE_SET_KIND__VAR_RESET:
      searchPath = ["public"]
    default: break
    }
  }

  /// What is set for a transaction ends with it. Outside of one it lasts to the end of the file: the tools that apply
  /// migrations run each file in a transaction.
  private mutating func noteLocal() {
    guard !transaction.savepoints.isEmpty, transaction.outerSearchPath == nil else { return }
    transaction.outerSearchPath = searchPath
  }

  private mutating func setSearchPath(_ schemas: [String]) {
    let usable = schemas.filter { $0 != "$user" && !$0.isEmpty && $0 != "pg_catalog" && $0 != "pg_temp" }
    searchPath = usable.isEmpty ? ["public"] : usable
  }

  /// `SELECT set_config('search_path', ...)` as pg_dump writes it, `SELECT ... INTO`; other queries change nothing.
  mutating func select(_ node: PostgresNode) {
    guard let statement = node.pointee.select_stmt?.pointee else { return }
    if statement.into_clause != nil {
      opaqueWords.formUnion(OpaqueCode.words(of: source.text))
      return keepRaw("SELECT INTO")
    }
    for target in PostgresList(statement.target_list, statement.n_target_list) {
      guard let value = target.pointee.res_target?.pointee.val,
        value.pointee.node_case == PG_QUERY__NODE__NODE_FUNC_CALL
      else { continue }
      let call = value.pointee.func_call.pointee
      let arguments = PostgresList(call.args, call.n_args).map { Self.constant($0) ?? "" }
      let name = PostgresList(call.funcname, call.n_funcname).strings.last ?? ""
      if name == "set_config", arguments.first == "search_path", arguments.count > 1 {
        if arguments.count > 2, arguments[2] == "true" { noteLocal() }
        let schemas = arguments[1].split(separator: ",").map { part in
          part.drop { $0 == " " || $0 == "\"" }.prefix { $0 != " " && $0 != "\"" }
        }
        setSearchPath(schemas.map(String.init))
      } else if !["setval", "nextval", "set_config"].contains(name) {
        opaqueWords.formUnion(arguments.flatMap { OpaqueCode.words(of: $0) })
      }
    }
  }

  mutating func createSchema(_ statement: PgQuery__CreateSchemaStmt) {
    let owner = statement.authrole.map { Self.roleName($0.pointee) }
    let name = statement.schemaname.text ?? owner ?? ""
    if catalog.schemas.contains(name) {
      if statement.if_not_exists == 0 {
        report(.error, "duplicate-object", "schema \"\(name)\" already exists", at: headline)
      }
      return
    }
    catalog.schemas.append(Schema(name, span: source.span))
    applyDefaultPrivileges(to: ObjectName(name, schema: ""), .schema, "SCHEMAS")
    let elements = PostgresList(statement.schema_elts, statement.n_schema_elts)
    guard !elements.isEmpty else { return }
    let before = searchPath
    let whole = source
    searchPath = [name] + before.filter { $0 != name }
    for statement in SchemaElements.statements(of: whole) {
      source = StatementSource(file: whole.file, statement: statement)
      _ = parseAndApply(statement)
    }
    source = whole
    searchPath = before
  }

  /// `CASCADE` makes the extensions that one needs, in the same schema.
  private mutating func createRequirements(of name: String, in schema: String?) {
    for needed in BuiltinTypes.requirements[name] ?? [] where !catalog.extensions.contains(needed) {
      createRequirements(of: needed, in: schema)
      var added = Extension(needed, span: source.span)
      added.schema = schema ?? (creationSchema == "public" ? nil : creationSchema)
      catalog.extensions.append(added)
    }
  }

  mutating func createExtension(_ statement: PgQuery__CreateExtensionStmt) {
    let name = statement.extname.text ?? ""
    // It comes with every database.
    if name == "plpgsql" { return }
    if catalog.extensions.contains(name) {
      if statement.if_not_exists == 0 {
        report(.error, "duplicate-object", "extension \"\(name)\" already exists", at: headline)
      }
      return
    }
    var added = Extension(name, span: source.span)
    for option in PostgresList(statement.options, statement.n_options) {
      guard let element = option.pointee.def_elem?.pointee else { continue }
      if element.defname.text == "schema" { added.schema = Self.text(ofOption: element.arg) }
      if element.defname.text == "cascade" { createRequirements(of: name, in: added.schema) }
      if element.defname.text == "new_version" { added.version = Self.text(ofOption: element.arg) }
    }
    if added.schema == nil, creationSchema != "public" { added.schema = creationSchema }
    catalog.extensions.append(added)
  }
}
