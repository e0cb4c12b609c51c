import Diagnostics
import SchemaModel

/// Turns an understood schema into what the database holds.
struct CatalogBuilder {
  let tree: Validation
  var catalog = Catalog()

  let joinTableKey: PrismaReader.JoinTableKey

  static func catalog(
    of tree: Validation, blocks: [BlockSyntax], joinTableKey: PrismaReader.JoinTableKey
  ) -> Catalog {
    var builder = CatalogBuilder(tree: tree, joinTableKey: joinTableKey)
    builder.origin(blocks)
    for node in tree.enums { builder.add(node) }
    for model in tree.models { model.isView ? builder.addView(model) : builder.addTable(model) }
    for relation in tree.relations {
      switch relation {
      case .foreignKey(let key): builder.add(key)
      case .manyToMany(let pairs): builder.add(pairs)
      }
    }
    return builder.catalog
  }

  private init(tree: Validation, joinTableKey: PrismaReader.JoinTableKey) {
    self.tree = tree
    self.joinTableKey = joinTableKey
  }

  private mutating func origin(_ blocks: [BlockSyntax]) {
    let configuration = tree.configuration
    catalog.origin.language = .prisma
    catalog.origin.files = tree.report.files.map(\.path)
    catalog.origin.configurationBlocks = blocks.filter { $0.keyword == .generator || $0.keyword == .datasource }
      .map { tree.report.text($0.place) }
    catalog.origin.previewFeatures = configuration.previewFeatures
    catalog.origin.datasourceURL = configuration.url
    catalog.origin.relationMode = configuration.relationMode
    // Prisma makes the schemas that something is in.
    let used = Set(tree.models.map(\.schema) + tree.enums.map(\.schema) + configuration.extensions.compactMap(\.schema))
    for schema in configuration.schemas where used.contains(schema.value) {
      catalog.schemas.append(Schema(schema.value, span: schema.span))
    }
    for found in configuration.extensions { catalog.extensions.append(found) }
  }

  private mutating func add(_ node: EnumNode) {
    var values: [EnumType.Value] = []
    for value in node.syntax.fields {
      guard let position = node.positions[value.name.text], position == values.count else { continue }
      let label = node.labels[position]
      var entry = EnumType.Value(
        label, mappedFrom: label == value.name.text ? nil : value.name.text, span: tree.report.span(value.place))
      entry.comment = value.comment
      values.append(entry)
    }
    let name = ObjectName(node.typeName, schema: node.schema)
    var type = EnumType(name, values: values, span: tree.report.span(node.syntax.header))
    type.model = node.name
    type.comment = node.syntax.comment
    catalog.enums.append(type)
  }

  private mutating func addView(_ model: ModelNode) {
    var view = View(
      ObjectName(model.tableName, schema: model.schema), query: "", span: tree.report.span(model.syntax.header))
    view.model = model.name
    view.comment = model.syntax.comment
    for field in model.fields { if let column = column(field, in: model) { view.columns.append(column) } }
    catalog.views.append(view)
  }

  private mutating func addTable(_ model: ModelNode) {
    let name = ObjectName(model.tableName, schema: model.schema)
    var table = Table(name, span: tree.report.span(model.syntax.header))
    table.comment = model.syntax.comment
    var entry = Table.Model(model.name)
    entry.isIgnored = model.isIgnored
    entry.fieldOrder = fieldOrder(of: model)
    table.model = entry
    for field in model.fields {
      guard let column = column(field, in: model) else { continue }
      table.columns.append(column)
      if field.defaultValue?.isAutoincrement == true { addSequence(of: column, in: name) }
      if let options = field.defaultValue?.sequence { addSequence(options, of: column, in: name) }
    }
    if let key = model.primaryKey {
      var constraint = KeyConstraint(
        model.databaseName(of: key), columns: columns(key.fields, of: model), span: tree.report.span(key.place))
      constraint.clientName = key.clientName
      table.primaryKey = constraint
    }
    table.indexes = model.indexes.map { index($0, of: model) }
    catalog.tables.append(table)
  }

  /// Relation fields to views have no place in a database, so they are left out.
  private func fieldOrder(of model: ModelNode) -> [String] {
    model.fields.compactMap { field in
      if case .model(let target) = field.kind, tree.models[target].isView { return nil }
      return field.name
    }
  }

  func columns(_ fields: [IndexField], of model: ModelNode) -> [String] {
    fields.map { model.fields[$0.field].columnName }
  }

  private func index(_ node: IndexNode, of model: ModelNode) -> Index {
    let elements = node.fields.map { field in
      var element = IndexElement(column: model.fields[field.field].columnName)
      if field.isDescending {
        element.order = .descending
        element.nulls = .first
      }
      element.operatorClass = field.operatorClass.flatMap { operatorClass($0, node.method) }
      return element
    }
    var index = Index(model.databaseName(of: node), elements: elements, span: tree.report.span(node.place))
    index.method = node.method
    index.isUnique = node.kind == .unique
    index.predicate = node.predicate.map { SQLExpression($0) }
    index.clientName = node.clientName
    return index
  }

  /// PostgreSQL's name of an operator class; nil for the method's default, which nobody has to name.
  private func operatorClass(_ name: String, _ method: String) -> String? {
    if name.hasPrefix("raw:") { return String(name.dropFirst(4)) }
    if name == "InetOps" { return method == "spgist" ? nil : "inet_ops" }
    guard let known = OperatorClass.known[name] else { return name }
    return known.isDefault ? nil : known.name
  }
}
