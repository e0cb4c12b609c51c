import SchemaModel

extension WritingSession {
  mutating func modelBlock(_ table: Table) -> String {
    var layout = BlockLayout()
    remarkOnTable(table)
    var criteria = Criteria(table, session: self)
    criteria.distribute()
    addFields(of: table, criteria, to: &layout)
    layout.gap()
    layout.plain(criteria.blockAttributes)
    layout.plain(indexAttributes(of: table))
    layout.plain(placement(table.name, model: names.models[table.name] ?? table.name.name))
    if ignored.contains(table.name) { layout.plain(["@@ignore"]) }
    remark(criteria.remarks)
    criteria.constraints.forEach { remarkAside($0) }
    let head = heading(table.name, comment: table.comment)
    return (head + ["model \(names.models[table.name] ?? "") {"] + layout.rendered() + ["}"]).joined(separator: "\n")
  }

  /// `@@map` and `@@schema`.
  func placement(_ name: ObjectName, model: String) -> [String] {
    var lines: [String] = []
    if model != name.name { lines.append("@@map(\(PrismaString.quoted(name.name)))") }
    if listsSchemas { lines.append("@@schema(\(PrismaString.quoted(name.schema)))") }
    return lines
  }

  /// Fields in the source's order; without one, columns first and relations after them.
  private mutating func addFields(of table: Table, _ criteria: Criteria, to layout: inout BlockLayout) {
    let planned = relations.fields[table.name] ?? []
    var columns: [String: Column] = [:]
    for column in table.columns { columns[names.field(column.name, of: table.name)] = column }
    var others = Dictionary(planned.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in table.model?.fieldOrder ?? [] {
      if let column = columns.removeValue(forKey: name) {
        add(column, of: table.name, criteria.attributes[column.name] ?? [], to: &layout)
      } else if let relation = others.removeValue(forKey: name) {
        add(relation, to: &layout)
      }
    }
    for column in table.columns where columns[names.field(column.name, of: table.name)] != nil {
      add(column, of: table.name, criteria.attributes[column.name] ?? [], to: &layout)
    }
    if table.model == nil, !others.isEmpty { layout.gap() }
    for relation in planned where others[relation.name] != nil { add(relation, to: &layout) }
  }

  private func add(_ relation: RelationPlan.Field, to layout: inout BlockLayout) {
    layout.plain(PrismaString.comment(relation.comment, sign: "///"))
    layout.row([relation.name, relation.type, relation.attributes.joined(separator: " ")])
  }

  private mutating func add(
    _ column: Column, of table: ObjectName, _ keys: [String], to layout: inout BlockLayout
  ) {
    guard let type = type(of: column.name, in: table) else { return }
    let name = names.field(column.name, of: table)
    layout.plain(PrismaString.comment(column.comment, sign: "///"))
    let arity = type.isList ? "[]" : column.isNullable ? "?" : ""
    var attributes = keys
    if let value = defaultValue(column, type, of: table) { attributes.append("@default(\(value))") }
    if column.field?.isUpdatedAt == true { attributes.append("@updatedAt") }
    if let generated = column.generated, column.field != nil {
      attributes.append("@generated(\(PrismaString.quoted(generated.expression.sql)))")
    }
    if name != column.name { attributes.append("@map(\(PrismaString.quoted(column.name)))") }
    if let native = column.field?.nativeType ?? type.native { attributes.append("@\(datasourceName).\(native)") }
    if column.field?.isIgnored == true { attributes.append("@ignore") }
    attributes += (column.field?.otherAttributes ?? []).filter { !keys.contains($0) }
    layout.row([name, type.word + arity, attributes.joined(separator: " ")])
    remarkOnColumn(column, type, of: table)
  }

  mutating func viewBlock(_ view: View) -> String? {
    let place = CatalogPath.item("views", view.name.qualified)
    guard let model = names.models[view.name], Self.isWritten(view) else {
      remark("view", "view \(view.name.display): its columns are not known here", on: nil, [place], at: view.span)
      return nil
    }
    if !view.query.isEmpty {
      let kind = view.isMaterialized ? "materialized view" : "view"
      remark("view", "the query of \(kind) \(view.name.display)", on: view.name, [place], at: view.span)
    }
    var layout = BlockLayout()
    for column in view.columns { add(column, of: view.name, [], to: &layout) }
    layout.gap()
    layout.plain(placement(view.name, model: model))
    let head = heading(view.name, comment: view.comment)
    return (head + ["view \(model) {"] + layout.rendered() + ["}"]).joined(separator: "\n")
  }

  /// Of a view that a script makes the columns are known by their comments alone.
  static func isWritten(_ view: View) -> Bool {
    !view.columns.isEmpty && !view.columns.contains { $0.type == ColumnType("unknown") }
  }

  mutating func enumBlock(_ type: EnumType) -> String? {
    let place = CatalogPath.item("enums", type.name.qualified)
    guard let model = names.enums[type.name], !type.values.isEmpty else {
      remark("enum", "enum \(type.name.display) has no values", on: nil, [place], at: type.span)
      return nil
    }
    remarkOnComment(type.comment, "the enum", on: type.name, place, at: type.span)
    var layout = BlockLayout()
    for (value, name) in zip(type.values, Self.valueNames(type)) {
      layout.plain(PrismaString.comment(value.comment, sign: "///"))
      layout.row([name, name == value.label ? "" : "@map(\(PrismaString.quoted(value.label)))"])
    }
    layout.gap()
    layout.plain(placement(type.name, model: model))
    let head = heading(type.name, comment: type.comment)
    return (head + ["enum \(model) {"] + layout.rendered() + ["}"]).joined(separator: "\n")
  }

  /// What the values of an enum are called: their labels, made into names where they are none.
  static func valueNames(_ type: EnumType) -> [String] {
    var taken: Set<String> = []
    return type.values.map { value in
      var name = value.mappedFrom ?? value.label
      if !NameWords.isName(name) {
        let plain = value.label.unicodeScalars.map { NameWords.isLetter($0) || NameWords.isDigit($0) ? $0 : "_" }
        name = String(String.UnicodeScalarView(plain))
        if !NameWords.isName(name) { name = "value_\(name.drop { $0 == "_" })" }
      }
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
