import SchemaModel

extension CatalogBuilder {
  /// The foreign key of a relation; relations of views have none.
  mutating func add(_ node: ForeignKeyNode) {
    let model = tree.models[node.model]
    let target = tree.models[node.target]
    guard !model.isView, !target.isView else { return }
    var key = ForeignKey(
      tree.databaseName(of: node), columns: node.fields.map { model.fields[$0].columnName },
      references: ObjectName(target.tableName, schema: target.schema),
      node.references.map { target.fields[$0].columnName }, span: tree.report.span(node.place))
    let scalars = node.fields.map { model.fields[$0] }
    let isOptional = !scalars.contains { $0.arity == .required } && model.fields[node.field].arity == .optional
    key.onDelete = node.onDelete ?? (isOptional ? .setNull : .restrict)
    key.onUpdate = node.onUpdate ?? .cascade
    key.isOnDeleteExplicit = node.onDelete != nil
    key.isOnUpdateExplicit = node.onUpdate != nil
    key.isEnforced = tree.configuration.usesForeignKeys
    let opposite = target.fields[node.opposite]
    var relation = ModelRelation(
      field: model.fields[node.field].name, oppositeField: opposite.name, isOppositeList: opposite.arity == .list)
    relation.name = node.name
    relation.comment = model.fields[node.field].syntax.comment
    relation.oppositeComment = opposite.syntax.comment
    key.relation = relation
    catalog.tables.update(ObjectName(model.tableName, schema: model.schema)) { $0.foreignKeys.append(key) }
  }

  /// The table of pairs that an implicit many-to-many relation makes.
  mutating func add(_ node: ManyToManyNode) {
    let a = tree.models[node.a.model]
    let b = tree.models[node.b.model]
    let name = ObjectName(
      PrismaConstraintName.clipped("_" + (node.name ?? "\(a.name)To\(b.name)")), schema: a.schema)
    let span = tree.report.span(node.place)
    var table = Table(name, span: span)
    var entry = Table.Model(node.name ?? "\(a.name)To\(b.name)")
    entry.isImplicit = true
    table.model = entry
    for (letter, side) in [("A", node.a), ("B", node.b)] {
      let model = tree.models[side.model]
      guard let key = model.primaryKey?.fields.first, let type = elementType(of: model.fields[key.field]) else {
        return
      }
      table.columns.append(
        Column(letter, type, isNullable: false, span: tree.report.span(model.fields[side.field].place)))
      var foreign = ForeignKey(
        PrismaConstraintName.joinTableForeignKey(table: name.name, column: letter), columns: [letter],
        references: ObjectName(model.tableName, schema: model.schema), [model.fields[key.field].columnName],
        span: tree.report.span(model.fields[side.field].place))
      foreign.onDelete = .cascade
      foreign.onUpdate = .cascade
      foreign.isEnforced = tree.configuration.usesForeignKeys
      var relation = ModelRelation(field: letter, oppositeField: model.fields[side.field].name, isOppositeList: true)
      relation.name = node.name
      relation.oppositeComment = model.fields[side.field].syntax.comment
      foreign.relation = relation
      table.foreignKeys.append(foreign)
    }
    addKey(to: &table)
    catalog.tables.append(table)
  }

  /// Each pair once, and found from both sides.
  private func addKey(to table: inout Table) {
    let name = table.name.name
    let second = PrismaConstraintName.shortened(name, suffix: "_B_index")
    table.indexes = [Index(second, elements: [IndexElement(column: "B")], span: table.span)]
    switch joinTableKey {
    case .primaryKey:
      let key = PrismaConstraintName.shortened(name, suffix: "_AB_pkey")
      table.primaryKey = KeyConstraint(key, columns: ["A", "B"], span: table.span)
    case .uniqueIndex:
      let key = PrismaConstraintName.shortened(name, suffix: "_AB_unique")
      var unique = Index(key, elements: [IndexElement(column: "A"), IndexElement(column: "B")], span: table.span)
      unique.isUnique = true
      table.indexes.insert(unique, at: 0)
    }
  }
}
