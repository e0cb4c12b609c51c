import CPostgresQuery
import Diagnostics
import SQLSyntax
import SchemaModel

extension CatalogBuilder {
  /// Adds a check and, unless it says NO INHERIT, gives it to the children.
  mutating func addCheck(_ constraint: TableDraft.Constraint, to name: ObjectName) {
    guard let expression = expression(constraint.node.pointee.raw_expr, of: name),
      let raw = constraint.node.pointee.raw_expr
    else { return }
    let column = singleColumn(in: UnsafePointer(raw))
    let chosen = constraint.name ?? names.chooseConstraint(name.name, column, "check", schema: name.schema)
    var check = CheckConstraint(chosen, expression, span: source.span(at: constraint.node.pointee.location, "CHECK"))
    check.isInherited = constraint.node.pointee.is_no_inherit == 0
    check.isValidated = constraint.node.pointee.skip_validation == 0
    let isMerged = catalog.tables[name]?.checks.contains { $0.name == chosen && !$0.isLocal } == true
    guard isMerged || isFree(chosen, on: name) else { return }
    add(check, to: name)
  }

  private mutating func add(_ check: CheckConstraint, to name: ObjectName) {
    catalog.tables.update(name) { table in
      if let position = table.checks.firstIndex(where: { $0.name == check.name }) {
        let isLocal = table.checks[position].isLocal || check.isLocal
        table.checks[position] = check
        table.checks[position].isLocal = isLocal
      } else {
        table.checks.append(check)
      }
    }
    names.addConstraint(check.name, of: name, hasIndex: false)
    guard check.isInherited, !isOnly else { return }
    var inherited = check
    inherited.isLocal = false
    for child in children[name] ?? [] { add(inherited, to: child) }
  }

  /// Whether a table has no constraint of that name yet; says so when it has.
  mutating func isFree(_ constraint: String, on name: ObjectName) -> Bool {
    guard let table = catalog.tables[name], table.hasConstraint(constraint) else { return true }
    report(
      .error, "duplicate-object", "constraint \"\(constraint)\" of \(name.display) already exists", at: headline,
      why: "PostgreSQL would refuse this statement; the first one stands")
    return false
  }

  /// The column an expression is about, when it is about one only.
  func singleColumn(in node: PostgresNode) -> String? {
    var columns: Set<String> = []
    PostgresTree.walk(node) { visit in
      guard case .column(let reference) = visit else { return }
      columns.insert(PostgresList(reference.pointee.fields, reference.pointee.n_fields).strings.last ?? "*")
    }
    return columns.count == 1 ? columns.first.flatMap { $0 == "*" ? nil : $0 } : nil
  }

  /// Adds primary key, unique and exclusion constraints, the primary key first; one that repeats another is merged.
  mutating func addKeys(_ constraints: [TableDraft.Constraint], to name: ObjectName) {
    let isPrimary = { (constraint: TableDraft.Constraint) in
      constraint.node.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY
    }
    var ordered: [(constraint: TableDraft.Constraint, name: String?)] = []
    for constraint in constraints.filter(isPrimary) + constraints.filter({ !isPrimary($0) }) {
      let isExclusion = constraint.node.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION
      let twin = ordered.firstIndex { other in
        !isExclusion && other.constraint.node.pointee.contype != PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION
          && other.constraint.keys == constraint.keys && other.constraint.includes == constraint.includes
          && other.constraint.deferral == constraint.deferral
      }
      if let twin, !(isPrimary(constraint) && isPrimary(ordered[twin].constraint)) {
        ordered[twin].name = ordered[twin].name ?? constraint.name
      } else {
        ordered.append((constraint, constraint.name))
      }
    }
    for (constraint, given) in ordered {
      if constraint.node.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION {
        addExclusion(constraint, to: name)
      } else if constraint.node.pointee.indexname.text != nil {
        addKey(usingIndex: constraint, to: name)
      } else {
        addKey(constraint, named: given, isPrimary: isPrimary(constraint), to: name)
      }
    }
  }

  private mutating func addKey(
    _ constraint: TableDraft.Constraint, named given: String?, isPrimary: Bool, to name: ObjectName
  ) {
    guard let table = catalog.tables[name],
      requireColumns(constraint.keys + constraint.includes, of: table, at: constraint.node.pointee.location)
    else { return }
    if isPrimary, table.primaryKey != nil {
      report(
        .error, "duplicate-object", "multiple primary keys for table \"\(name.display)\"", at: headline,
        why: "PostgreSQL would refuse this statement; the first one stands")
      return
    }
    let columns = ObjectNaming.distinct(constraint.keys + constraint.includes)
    let chosen =
      given
      ?? (isPrimary
        ? names.chooseRelation(name.name, nil, "pkey", schema: name.schema, isConstraint: true)
        : names.chooseRelation(
          name.name, ObjectNaming.addition(columns), "key", schema: name.schema, isConstraint: true))
    guard isFree(chosen, on: name) else { return }
    let node = constraint.node.pointee
    var key = KeyConstraint(chosen, columns: constraint.keys, span: source.span(at: node.location))
    key.includes = constraint.includes
    key.nullsNotDistinct = node.nulls_not_distinct != 0
    key.deferral = constraint.deferral
    key.storageParameters = storageParameters(PostgresList(node.options, node.n_options))
    install(key, isPrimary: isPrimary, on: name)
  }

  mutating func install(_ key: KeyConstraint, isPrimary: Bool, on name: ObjectName) {
    catalog.tables.update(name) { table in
      guard isPrimary else { return table.uniqueConstraints.append(key) }
      table.primaryKey = key
      for column in key.columns { table.columns.update(column) { $0.isNullable = false } }
    }
    names.addConstraint(key.name, of: name, hasIndex: true)
    for partition in partitions(of: name) { copy(key, isPrimary: isPrimary, to: partition) }
  }

  /// `ADD CONSTRAINT ... USING INDEX`: the index becomes the constraint's and takes its name.
  private mutating func addKey(usingIndex constraint: TableDraft.Constraint, to name: ObjectName) {
    let node = constraint.node.pointee
    guard let table = catalog.tables[name], let indexName = node.indexname.text else { return }
    guard let position = table.indexes.firstIndex(where: { $0.name == indexName }) else {
      report(.error, "unknown-relation", "index \"\(indexName)\" does not exist here", at: headline)
      return
    }
    let index = table.indexes[position]
    var key = KeyConstraint(
      constraint.name ?? indexName, columns: index.columnNames ?? [], span: source.span(at: node.location))
    key.includes = index.includes
    key.nullsNotDistinct = index.nullsNotDistinct
    key.deferral = constraint.deferral
    key.storageParameters = index.storageParameters
    catalog.tables.update(name) { table in _ = table.indexes.remove(at: position) }
    names[ObjectName(indexName, schema: name.schema)] = nil
    install(key, isPrimary: node.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, on: name)
  }

  private mutating func addExclusion(_ constraint: TableDraft.Constraint, to name: ObjectName) {
    let node = constraint.node.pointee
    var elements: [ExclusionConstraint.Element] = []
    var columns: [String] = []
    for pair in PostgresList(node.exclusions, node.n_exclusions) {
      let items = pair.items
      guard items.count == 2, let element = items[0].pointee.index_elem?.pointee else { continue }
      columns.append(indexColumnName(element))
      elements.append(
        ExclusionConstraint.Element(
          indexElement(element, of: name), operator: items[1].items.strings.joined(separator: ".")))
    }
    let addition = ObjectNaming.addition(ObjectNaming.distinct(columns + constraint.includes))
    let chosen =
      constraint.name
      ?? names.chooseRelation(name.name, addition, "excl", schema: name.schema, isConstraint: true)
    guard isFree(chosen, on: name) else { return }
    var exclusion = ExclusionConstraint(
      chosen, method: node.access_method.text ?? "btree", elements: elements, span: source.span(at: node.location))
    exclusion.includes = constraint.includes
    exclusion.predicate = expression(node.where_clause, of: name)
    exclusion.storageParameters = storageParameters(PostgresList(node.options, node.n_options))
    exclusion.deferral = constraint.deferral
    catalog.tables.update(name) { $0.exclusions.append(exclusion) }
    names.addConstraint(chosen, of: name, hasIndex: true)
  }

  /// Whether a table has all the columns; each that it has not is reported with the nearest it has.
  mutating func requireColumns(_ columns: [String], of table: Table, at location: Int32) -> Bool {
    var isComplete = true
    for column in columns where !table.columns.contains(column) && !Self.systemColumns.contains(column) {
      isComplete = false
      let nearest = NearestName.of(column, among: table.columns.map(\.name))
      let isOpaque = opaqueWords.contains(column.lowercased())
      report(
        isOpaque ? .warning : .error, "unknown-column",
        "column \"\(column)\" of \(table.name.display) does not exist here", at: source.range(at: location),
        why: isOpaque ? "code that was not executed names it and may have added it" : nil,
        fix: nearest.map { "did you mean \($0)?" })
    }
    return isComplete
  }

  private static let systemColumns: Set<String> = ["tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"]
}

extension Table {
  func hasConstraint(_ name: String) -> Bool {
    keys.contains { $0.name == name } || checks.contains { $0.name == name }
      || foreignKeys.contains { $0.name == name } || exclusions.contains { $0.name == name }
  }
}
