import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

/// What makes two grants the same entry of a privilege list.
struct GrantKey: Hashable {
  var kind: Grant.ObjectKind
  var object: ObjectName
  var arguments: [String]?
  var columns: [String]
  var grantee: String
  var isGrantable: Bool
  var isRevoke: Bool

  init(_ grant: Grant) {
    kind = grant.objectKind
    object = grant.object
    arguments = grant.argumentTypes
    columns = grant.columns
    grantee = grant.grantee
    isGrantable = grant.isGrantable
    isRevoke = grant.isRevoke
  }
}

/// The privileges of each kind of object, in PostgreSQL's order (acl.h).
enum PrivilegeNames {
  static let all: [Grant.ObjectKind: [String]] = [
    .table: ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"],
    .column: ["SELECT", "INSERT", "UPDATE", "REFERENCES"], .sequence: ["SELECT", "UPDATE", "USAGE"],
    .schema: ["USAGE", "CREATE"], .function: ["EXECUTE"], .procedure: ["EXECUTE"], .routine: ["EXECUTE"],
    .type: ["USAGE"], .domain: ["USAGE"], .database: ["CREATE", "CONNECT", "TEMPORARY"], .language: ["USAGE"],
    .foreignServer: ["USAGE"], .foreignDataWrapper: ["USAGE"],
  ]

  static func sorted(_ privileges: some Sequence<String>, _ kind: Grant.ObjectKind) -> [String] {
    let order = all[kind] ?? []
    return Set(privileges).sorted {
      (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1)
    }
  }
}

extension CatalogBuilder {
  private static let kinds: [PgQuery__ObjectType.RawValue: Grant.ObjectKind] = [
    PG_QUERY__OBJECT_TYPE__OBJECT_TABLE.rawValue: .table, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE.rawValue: .sequence,
    PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA.rawValue: .schema, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION.rawValue: .function,
    PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE.rawValue: .procedure,
    PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE.rawValue: .routine, PG_QUERY__OBJECT_TYPE__OBJECT_TYPE.rawValue: .type,
    PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN.rawValue: .domain, PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE.rawValue: .database,
    PG_QUERY__OBJECT_TYPE__OBJECT_LANGUAGE.rawValue: .language,
    PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_SERVER.rawValue: .foreignServer,
    PG_QUERY__OBJECT_TYPE__OBJECT_FDW.rawValue: .foreignDataWrapper,
  ]

  private struct GrantTarget {
    var object: ObjectName
    var arguments: [String]?
    /// Where the object itself tells more than the statement.
    var kind: Grant.ObjectKind?
  }

  mutating func grant(_ statement: PgQuery__GrantStmt) {
    guard let kind = Self.kinds[statement.objtype.rawValue] else { return keepRaw(Self.title(of: source.text)) }
    let grantees = roleNames(PostgresList(statement.grantees, statement.n_grantees))
    let privileges = PostgresList(statement.privileges, statement.n_privileges)
    for target in targets(of: statement, kind) {
      for grantee in grantees {
        for (names, columns) in lists(privileges, kind) {
          let targetKind = columns.isEmpty ? target.kind ?? actualKind(kind, target.object) : .column
          var grant = Grant(names, on: targetKind, target.object, to: grantee, span: source.span)
          grant.argumentTypes = target.arguments
          grant.columns = columns
          grant.isGrantable = statement.grant_option != 0
          if statement.is_grant != 0 {
            add(grant)
          } else {
            revoke(grant, dropsColumns: columns.isEmpty && targetKind == .table)
          }
        }
      }
    }
  }

  /// GRANT ON TABLE also means sequences.
  private func actualKind(_ kind: Grant.ObjectKind, _ name: ObjectName) -> Grant.ObjectKind {
    guard kind == .table else { return kind }
    switch names[name] {
    case .sequence?, .identitySequence?: return .sequence
    default: return .table
    }
  }

  /// Privilege names by column list; no list at all is ALL.
  private func lists(
    _ privileges: PostgresList<PgQuery__Node>, _ kind: Grant.ObjectKind
  ) -> [(names: [String], columns: [String])] {
    guard !privileges.isEmpty else { return [(PrivilegeNames.all[kind] ?? [], [])] }
    var result: [(names: [String], columns: [String])] = []
    for node in privileges {
      guard let privilege = node.pointee.access_priv?.pointee else { continue }
      let columns = PostgresList(privilege.cols, privilege.n_cols).strings
      let name = privilege.priv_name.text?.uppercased()
      let names = name.map { [$0 == "TEMP" ? "TEMPORARY" : $0] } ?? PrivilegeNames.all[columns.isEmpty ? kind : .column]
      if let position = result.firstIndex(where: { $0.columns == columns }) {
        result[position].names += names ?? []
      } else {
        result.append((names ?? [], columns))
      }
    }
    return result.map { (PrivilegeNames.sorted($0.names, $0.columns.isEmpty ? kind : .column), $0.columns) }
  }

  private mutating func targets(of statement: PgQuery__GrantStmt, _ kind: Grant.ObjectKind) -> [GrantTarget] {
    let objects = PostgresList(statement.objects, statement.n_objects)
    if statement.targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA {
      return objects.strings.flatMap { targets(inSchema: $0, kind) }
    }
    var result: [GrantTarget] = []
    for object in objects {
      switch object.kind {
      case PG_QUERY__NODE__NODE_RANGE_VAR:
        guard let relation = object.pointee.range_var?.pointee else { continue }
        let path = Self.path(relation)
        if let found = find(path) {
          result.append(GrantTarget(object: found))
        } else if !(path.count == 1 && temporaryRelations.contains(path[0])) {
          reportUnknown(path, at: relation.location)
        }
      case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
        guard let function = object.pointee.object_with_args?.pointee else { continue }
        result.append(target(function))
      case PG_QUERY__NODE__NODE_LIST: result.append(GrantTarget(object: resolveType(object.items.strings)))
      default: if let name = object.string { result.append(GrantTarget(object: ObjectName(name, schema: ""))) }
      }
    }
    return result
  }

  private mutating func target(_ function: PgQuery__ObjectWithArgs) -> GrantTarget {
    if let position = find(function: function) {
      let found = catalog.functions[position]
      return GrantTarget(object: found.name, arguments: found.argumentTypes, kind: Self.grantKind(found))
    }
    let path = PostgresList(function.objname, function.n_objname).strings
    reportUnknownFunction(path)
    let arguments = PostgresList(function.objargs, function.n_objargs).map { argumentType($0.pointee.type_name) }
    let name = ObjectName(path.last ?? "", schema: path.count > 1 ? path[path.count - 2] : creationSchema)
    return GrantTarget(object: name, arguments: function.args_unspecified != 0 ? nil : arguments)
  }

  private func targets(inSchema schema: String, _ kind: Grant.ObjectKind) -> [GrantTarget] {
    switch kind {
    case .table:
      let relations = catalog.tables.map(\.name) + catalog.views.map(\.name)
      return relations.filter { $0.schema == schema }.map { GrantTarget(object: $0) }
    case .sequence:
      let own = catalog.sequences.filter { $0.name.schema == schema }.map { GrantTarget(object: $0.name) }
      return own + identitySequences(inSchema: schema).map { GrantTarget(object: $0) }
    default:
      return catalog.functions.filter { function in
        function.name.schema == schema
          && (kind == .routine || (function.kind == .procedure) == (kind == .procedure))
      }.map { GrantTarget(object: $0.name, arguments: $0.argumentTypes, kind: Self.grantKind($0)) }
    }
  }

  /// Privileges on routines are told apart by what the routine is.
  private static func grantKind(_ function: Function) -> Grant.ObjectKind {
    function.kind == .procedure ? .procedure : .function
  }

  private func identitySequences(inSchema schema: String) -> [ObjectName] {
    catalog.tables.flatMap { table in
      table.columns.compactMap { column in
        column.identity.flatMap { names.identitySequence(of: ColumnReference(table.name, column.name), $0) }
      }
    }.filter { $0.schema == schema }
  }

  /// With the grant option a privilege stands in one entry only.
  mutating func add(_ grant: Grant) {
    var opposite = grant
    opposite.isRevoke = true
    opposite.isGrantable = false
    if let position = grantIndex[GrantKey(opposite)] {
      catalog.grants[position].privileges.removeAll { grant.privileges.contains($0) }
    }
    let grant = withoutDefaults(grant)
    if grant.privileges.isEmpty { return }
    var other = grant
    other.isGrantable.toggle()
    guard let position = grantIndex[GrantKey(other)] else { return merge(grant) }
    if grant.isGrantable {
      catalog.grants[position].privileges.removeAll { grant.privileges.contains($0) }
      merge(grant)
    } else {
      var rest = grant
      rest.privileges.removeAll { catalog.grants[position].privileges.contains($0) }
      if !rest.privileges.isEmpty { merge(rest) }
    }
  }

  /// To grant everybody what everybody has says nothing more.
  private func withoutDefaults(_ grant: Grant) -> Grant {
    guard grant.grantee == "PUBLIC", !grant.isGrantable else { return grant }
    var rest = grant
    let defaults = Self.publicDefaults(of: grant)
    rest.privileges.removeAll { defaults.contains($0) }
    return rest
  }

  /// What everybody may do with an object unless somebody says otherwise.
  private static func publicDefaults(of grant: Grant) -> [String] {
    // Up to 14 everybody could create objects in the schema public, too.
    if grant.objectKind == .schema { return grant.object.name == "public" ? ["USAGE"] : [] }
    return publicDefaults[grant.objectKind] ?? []
  }

  private mutating func merge(_ grant: Grant) {
    let key = GrantKey(grant)
    if let position = grantIndex[key] {
      let privileges = catalog.grants[position].privileges + grant.privileges
      catalog.grants[position].privileges = PrivilegeNames.sorted(privileges, grant.objectKind)
    } else {
      grantIndex[key] = catalog.grants.count
      catalog.grants.append(grant)
    }
  }

  /// Takes away what was granted: with `GRANT OPTION FOR` the option alone. What PostgreSQL gives everybody by default
  /// is kept as a revocation.
  private mutating func revoke(_ grant: Grant, dropsColumns: Bool) {
    var given = grant
    given.isGrantable = true
    if let position = grantIndex[GrantKey(given)] {
      let lost = catalog.grants[position].privileges.filter { grant.privileges.contains($0) }
      catalog.grants[position].privileges.removeAll { grant.privileges.contains($0) }
      if grant.isGrantable {
        given.isGrantable = false
        given.privileges = lost
        if !lost.isEmpty { merge(given) }
      }
    }
    if grant.isGrantable { return }
    given.isGrantable = false
    if let position = grantIndex[GrantKey(given)] {
      catalog.grants[position].privileges.removeAll { grant.privileges.contains($0) }
    }
    if !grant.columns.isEmpty || dropsColumns { revokeColumns(grant) }
    guard grant.grantee == "PUBLIC" else { return }
    let defaults = Self.publicDefaults(of: grant)
    var revocation = grant
    revocation.isRevoke = true
    revocation.privileges = grant.privileges.filter(defaults.contains)
    if !revocation.privileges.isEmpty { merge(revocation) }
  }

  /// Column privileges are kept by column: a REVOKE may name others together than the GRANT did, and one on the whole
  /// table takes those of all columns.
  private mutating func revokeColumns(_ grant: Grant) {
    for position in catalog.grants.indices {
      let other = catalog.grants[position]
      guard other.objectKind == .column, other.object == grant.object, other.grantee == grant.grantee,
        !other.privileges.isEmpty
      else { continue }
      if grant.columns.isEmpty {
        catalog.grants[position].privileges.removeAll { grant.privileges.contains($0) }
        continue
      }
      let kept = other.columns.filter { !grant.columns.contains($0) }
      let lost = other.privileges.filter { grant.privileges.contains($0) }
      guard kept.count < other.columns.count, !lost.isEmpty else { continue }
      catalog.grants[position].privileges.removeAll { lost.contains($0) }
      guard !kept.isEmpty else { continue }
      var rest = other
      rest.columns = kept
      rest.privileges = lost
      merge(rest)
    }
  }

  /// What everybody may do with a new object of each kind; CREATE on schema public until PostgreSQL 14.
  private static let publicDefaults: [Grant.ObjectKind: [String]] = [
    .function: ["EXECUTE"], .procedure: ["EXECUTE"], .routine: ["EXECUTE"], .type: ["USAGE"], .domain: ["USAGE"],
    .language: ["USAGE"], .database: ["CONNECT", "TEMPORARY"], .schema: [],
  ]

  /// Of new objects of other kinds everybody has nothing that could be taken away.
  private static let openToPublic: Set<String> = ["FUNCTIONS", "TYPES"]

  mutating func alterDefaultPrivileges(_ statement: PgQuery__AlterDefaultPrivilegesStmt) {
    guard let action = statement.action?.pointee else { return }
    var owners: [String?] = [nil]
    var schemas: [String?] = [nil]
    for option in PostgresList(statement.options, statement.n_options) {
      guard let element = option.pointee.def_elem?.pointee, let list = element.arg?.pointee,
        list.node_case == PG_QUERY__NODE__NODE_LIST
      else { continue }
      let items = PostgresList(list.list.pointee.items, list.list.pointee.n_items)
      if element.defname.text == "roles" { owners = roleNames(items) }
      if element.defname.text == "schemas" { schemas = items.strings }
    }
    guard let kind = Self.kinds[action.objtype.rawValue] else { return }
    let objects = kind == .schema ? "SCHEMAS" : kind == .routine ? "FUNCTIONS" : kind.rawValue + "S"
    let privileges = lists(PostgresList(action.privileges, action.n_privileges), kind).flatMap(\.names)
    for owner in owners {
      for schema in schemas {
        for grantee in roleNames(PostgresList(action.grantees, action.n_grantees)) {
          var entry = DefaultPrivilege(objects: objects, privileges: privileges, grantee: grantee)
          entry.owner = owner
          entry.schema = schema
          entry.isGrantable = action.grant_option != 0
          entry.isRevoke = action.is_grant == 0
          entry.span = source.span
          apply(entry)
        }
      }
    }
  }

  /// A later statement adds to or takes from an earlier one about the same objects and role.
  private mutating func apply(_ entry: DefaultPrivilege) {
    let isSame = { (other: DefaultPrivilege) in
      other.owner == entry.owner && other.schema == entry.schema && other.objects == entry.objects
        && other.grantee == entry.grantee && other.isGrantable == entry.isGrantable
    }
    for position in catalog.defaultPrivileges.indices where isSame(catalog.defaultPrivileges[position]) {
      catalog.defaultPrivileges[position].privileges.removeAll { entry.privileges.contains($0) }
    }
    let isCancelling = entry.grantee == "PUBLIC" && catalog.defaultPrivileges.contains { $0.privileges.isEmpty }
    catalog.defaultPrivileges.removeAll { $0.privileges.isEmpty }
    let isOfPublic = entry.grantee == "PUBLIC" && entry.schema == nil && Self.openToPublic.contains(entry.objects)
    if entry.isRevoke ? isOfPublic : !isCancelling {
      catalog.defaultPrivileges.append(entry)
    }
  }

  /// Gives a new object what ALTER DEFAULT PRIVILEGES has said before about those the current user makes.
  mutating func applyDefaultPrivileges(
    to object: ObjectName, _ kind: Grant.ObjectKind, _ objects: String, arguments: [String]? = nil
  ) {
    for entry in catalog.defaultPrivileges where entry.objects == objects {
      guard entry.schema == nil || (entry.schema == object.schema && kind != .schema),
        entry.owner == nil || ["CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"].contains(entry.owner)
      else { continue }
      var grant = Grant(entry.privileges, on: kind, object, to: entry.grantee, span: entry.span)
      grant.argumentTypes = arguments
      grant.isGrantable = entry.isGrantable
      grant.isRevoke = entry.isRevoke
      if entry.isRevoke { merge(grant) } else { add(grant) }
    }
  }
}
