import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  mutating func createEnum(_ statement: PgQuery__CreateEnumStmt) {
    let name = newName(PostgresList(statement.type_name, statement.n_type_name).strings)
    if isTakenType(name) { return }
    let labels = PostgresList(statement.vals, statement.n_vals).strings
    catalog.enums.append(
      EnumType(name, values: labels.map { EnumType.Value($0, span: source.span) }, span: source.span))
    applyDefaultPrivileges(to: name, .type, "TYPES")
  }

  /// Whether a type of that name exists, which is an error.
  mutating func isTakenType(_ name: ObjectName) -> Bool {
    guard isType(name) else { return false }
    report(
      .error, "duplicate-object", "type \"\(name.display)\" already exists", at: headline,
      why: "PostgreSQL would refuse this statement; the first one stands")
    return true
  }

  /// The type a statement changes; an error when it was never created.
  mutating func requireType(_ path: [String], missingOK: Bool = false) -> ObjectName? {
    let name = resolveType(path)
    if isType(name) { return name }
    if !missingOK { reportUnknownType(path) }
    return nil
  }

  mutating func reportUnknownType(_ path: [String]) {
    let shown = path.joined(separator: ".")
    if path.count >= 2, isElsewhere(path[path.count - 2]) { return reportUnknown(path, at: nil) }
    let candidates =
      catalog.enums.map(\.name.name) + catalog.domains.map(\.name.name) + catalog.compositeTypes.map(\.name.name)
    let isOpaque = opaqueWords.contains((path.last ?? "").lowercased())
    report(
      isOpaque ? .warning : .error, "unknown-type", "type \"\(shown)\" does not exist here", at: headline,
      why: isOpaque ? "code that was not executed names it and may have created it" : nil,
      fix: NearestName.of(path.last ?? "", among: candidates).map { "did you mean \($0)?" })
  }

  mutating func alterEnum(_ statement: PgQuery__AlterEnumStmt) {
    let path = PostgresList(statement.type_name, statement.n_type_name).strings
    guard let name = requireType(path), var type = catalog.enums[name], let label = statement.new_val.text else {
      return
    }
    if let old = statement.old_val.text {
      guard let position = type.values.firstIndex(where: { $0.label == old }) else {
        let nearest = NearestName.of(old, among: type.values.map(\.label))
        report(
          .error, "unknown-value", "\"\(old)\" is not a value of \(name.display)", at: headline,
          fix: nearest.map { "did you mean \($0)?" })
        return
      }
      type.values[position].label = label
      followValue(old, to: label, of: name)
    } else {
      if type.values.contains(where: { $0.label == label }) {
        if statement.skip_if_new_val_exists == 0 {
          report(.error, "duplicate-object", "\"\(label)\" is a value of \(name.display) already", at: headline)
        }
        return
      }
      let neighbour = statement.new_val_neighbor.text.flatMap { neighbour in
        type.values.firstIndex { $0.label == neighbour }
      }
      let position = neighbour.map { $0 + (statement.new_val_is_after != 0 ? 1 : 0) } ?? type.values.count
      type.values.insert(EnumType.Value(label, span: source.span), at: position)
    }
    catalog.enums[name] = type
  }

  mutating func createDomain(_ statement: PgQuery__CreateDomainStmt) {
    let name = newName(PostgresList(statement.domainname, statement.n_domainname).strings)
    if isTakenType(name) { return }
    var domain = DomainType(name, base: columnType(statement.type_name), span: source.span)
    domain.collation = statement.coll_clause.flatMap { collation($0.pointee) }
    for node in PostgresList(statement.constraints, statement.n_constraints) {
      if let constraint = node.pointee.constraint { add(constraint.pointee, to: &domain) }
    }
    catalog.domains.append(domain)
    applyDefaultPrivileges(to: name, .type, "TYPES")
  }

  private mutating func add(_ constraint: PgQuery__Constraint, to domain: inout DomainType) {
    switch constraint.contype {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: domain.isNullable = true
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: domain.isNullable = false
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
      domain.defaultExpression = defaultExpression(constraint.raw_expr, of: domain.base)
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
      guard let expression = expression(constraint.raw_expr) else { return }
      let name =
        constraint.conname.text
        ?? names.chooseConstraint(domain.name.name, nil, "check", schema: domain.name.schema)
      var check = CheckConstraint(name, expression, span: source.span(at: constraint.location))
      check.isValidated = constraint.skip_validation == 0
      domain.checks.append(check)
      names.addConstraint(name, of: domain.name, hasIndex: false)
    default: break
    }
  }

  mutating func alterDomain(_ statement: PgQuery__AlterDomainStmt) {
    let path = PostgresList(statement.type_name, statement.n_type_name).strings
    guard let name = requireType(path, missingOK: statement.missing_ok != 0 && statement.subtype.text != "X"),
      var domain = catalog.domains[name]
    else { return }
    switch statement.subtype.text {
    case "T": domain.defaultExpression = defaultExpression(statement.def, of: domain.base)
    case "N": domain.isNullable = true
    case "O": domain.isNullable = false
    case "C": if let constraint = statement.def?.pointee.constraint { add(constraint.pointee, to: &domain) }
    case "X":
      domain.checks.removeAll { $0.name == statement.name.text }
      names.removeConstraint(statement.name.text ?? "", of: name, hasIndex: false)
    case "V":
      for position in domain.checks.indices where domain.checks[position].name == statement.name.text {
        domain.checks[position].isValidated = true
      }
    default: break
    }
    catalog.domains[name] = domain
  }

  mutating func createCompositeType(_ statement: PgQuery__CompositeTypeStmt) {
    let name = newName(statement.typevar)
    if isTakenType(name) || isTaken(name, unlessExists: false) { return }
    let attributes = PostgresList(statement.coldeflist, statement.n_coldeflist).compactMap { node in
      node.pointee.column_def.map { attribute($0.pointee) }
    }
    catalog.compositeTypes.append(CompositeType(name, attributes: attributes, span: source.span))
    applyDefaultPrivileges(to: name, .type, "TYPES")
    names[name] = .compositeType
  }

  mutating func attribute(_ definition: PgQuery__ColumnDef) -> CompositeType.Attribute {
    var attribute = CompositeType.Attribute(definition.colname.text ?? "", columnType(definition.type_name))
    attribute.collation = definition.coll_clause.flatMap { collation($0.pointee) }
    return attribute
  }

  mutating func createRangeType(_ statement: PgQuery__CreateRangeStmt) {
    let name = newName(PostgresList(statement.type_name, statement.n_type_name).strings)
    if isTakenType(name) { return }
    var range = RangeType(name, subtype: ColumnType("unknown"), span: source.span)
    for option in PostgresList(statement.params, statement.n_params) {
      guard let element = option.pointee.def_elem?.pointee, let key = element.defname.text else { continue }
      if key == "subtype", let type = element.arg?.pointee, type.node_case == PG_QUERY__NODE__NODE_TYPE_NAME {
        range.subtype = columnType(type.type_name)
      } else {
        range.options[key] = rangeOption(key, element.arg)
      }
    }
    catalog.rangeTypes.append(range)
    applyDefaultPrivileges(to: name, .type, "TYPES")
  }

  /// A name as SQL, in the schema where it is found.
  private func rangeOption(_ key: String, _ node: UnsafeMutablePointer<PgQuery__Node>?) -> String {
    guard let node else { return "" }
    let path =
      node.pointee.node_case == PG_QUERY__NODE__NODE_TYPE_NAME
      ? Self.path(ofObject: UnsafePointer(node)) : UnsafePointer(node).items.strings
    let written = path.map(SQLName.quoted).joined(separator: ".")
    guard path.count == 1 else { return written }
    switch key {
    case "subtype_diff", "canonical":
      let known = searchPath.map { ObjectName(path[0], schema: $0) }.first { functionNames[$0] != nil }
      return known.map { SQLName.quoted($0) } ?? written
    case "collation":
      let known = searchPath.map { ObjectName(path[0], schema: $0) }.first { catalog.collations.contains($0) }
      return known.map { SQLName.quoted($0) } ?? written
    default: return written
    }
  }

  /// `CREATE COLLATION` and `CREATE AGGREGATE`; other definitions are not modelled.
  mutating func define(_ statement: PgQuery__DefineStmt) -> Bool {
    let path = PostgresList(statement.defnames, statement.n_defnames).strings
    switch statement.kind {
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION:
      var collation = Collation(newName(path), span: source.span)
      if catalog.collations.contains(collation.name), statement.if_not_exists == 0 {
        report(.error, "duplicate-object", "collation \"\(collation.name.display)\" already exists", at: headline)
        return true
      }
      if statement.if_not_exists != 0, catalog.collations.contains(collation.name) { return true }
      for option in PostgresList(statement.definition, statement.n_definition) {
        guard let element = option.pointee.def_elem?.pointee, let key = element.defname.text else { continue }
        collation.options[key] = Self.text(ofOption: element.arg) ?? ""
      }
      catalog.collations.append(collation)
      return true
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
      createAggregate(statement, path)
      return true
    default: return false
    }
  }
}
