import SQLWriting
import SchemaModel

/// Statements that make one part.
struct CreateStatements {
  let fate: PartFate
  let placement: PartPlacement
  let indexes: CatalogAlteration.IndexBuild
  private let writer = SQLWriter()
  private var new: Catalog { fate.new.catalog }

  init(_ placement: PartPlacement, indexes: CatalogAlteration.IndexBuild) {
    fate = placement.fate
    self.placement = placement
    self.indexes = indexes
  }

  func statements(_ part: Part) -> [CatalogAlteration.Statement] {
    switch part {
    case .index(let owner, let name): return createIndex(owner, name)
    case .column(let table, let name): return addColumn(table, name)
    default:
      let table = part.owner.flatMap { new.tables.contains($0) ? $0 : nil }
      return texts(part).map { CatalogAlteration.Statement($0, on: table) }
    }
  }

  private func texts(_ part: Part) -> [String] {
    switch part {
    case .schema(let name): [writer.createSchema(Schema(name))]
    case .extension(let name): new.extensions[name].map { [writer.createExtension($0)] } ?? []
    case .role(let name): writer.createRole(new.roles[name] ?? Role(name))
    case .collation(let name): new.collations[name].map { [writer.createCollation($0)] } ?? []
    case .type(let name): TypeText.create(name, in: new)
    case .domainDefault(let name): domainDefault(name)
    case .domainCheck(let name, let check): domainCheck(name, check)
    case .sequence(let name): new.sequences[name].map { [writer.createSequence($0)] } ?? []
    case .ownership(let name): new.sequences[name].flatMap { writer.ownSequence($0, in: new) }.map { [$0] } ?? []
    case .function(let signature): new.function(signature).map { [writer.createFunction($0)] } ?? []
    case .raw(let sql): [sql]
    case .statistics(let name): new.statistics[name].map { writer.statements(for: $0) } ?? []
    default: attachmentTexts(part)
    }
  }

  private func attachmentTexts(_ part: Part) -> [String] {
    switch part {
    case .table(let name): return createTable(name)
    case .view(let name): return new.views[name].map(createView) ?? []
    case .columnDefault(let table, let name):
      guard let expression = new.column(table, name)?.defaultExpression else { return [] }
      return [
        "ALTER TABLE ONLY \(QuotedIdentifier.text(table)) ALTER COLUMN \(QuotedIdentifier.text(name)) SET DEFAULT "
          + writer.defaultText(expression)
      ] + SequencePosition.statements(table, name, fate)
    case .constraint(let table, let name): return addConstraint(table, name)
    case .membership(let table, let parent): return join(table, parent)
    case .indexChoice(let table): return indexChoice(of: table)
    case .rule(let owner, let name): return new.rule(owner, name).map { writer.statements(for: $0, on: owner) } ?? []
    case .trigger(let owner, let name):
      return new.trigger(owner, name).map { writer.statements(for: $0, on: owner) } ?? []
    case .policy(let table, let name): return new.policy(table, name).map { [writer.createPolicy($0, on: table)] } ?? []
    case .rowSecurity(let table):
      return AlterStatements.rowSecurity(
        table, from: RowSecurity(), to: new.tables[table]?.rowSecurity ?? RowSecurity())
    default: return []
    }
  }

  private func domainDefault(_ name: ObjectName) -> [String] {
    guard let expression = new.domains[name]?.defaultExpression else { return [] }
    return ["ALTER DOMAIN \(QuotedIdentifier.text(name)) SET DEFAULT \(writer.defaultText(expression))"]
  }

  private func domainCheck(_ name: ObjectName, _ check: String) -> [String] {
    guard let check = new.domains[name]?.checks.first(where: { $0.name == check }) else { return [] }
    return ["ALTER DOMAIN \(QuotedIdentifier.text(name)) ADD \(writer.checkDefinition(check))"]
  }

  private func createTable(_ name: ObjectName) -> [String] {
    guard let placed = placement.placedTable(name) else { return [] }
    var texts = [writer.createTable(placed, isBare: placement.bareTables.contains(name))]
    for column in placed.table.columns { texts += columnSettings(column, of: name) }
    for column in placed.overrides {
      let alter = "ALTER TABLE ONLY \(QuotedIdentifier.text(name)) ALTER COLUMN \(QuotedIdentifier.text(column.name))"
      texts.append(
        column.defaultExpression.map { "\(alter) SET DEFAULT \(writer.defaultText($0))" } ?? "\(alter) DROP DEFAULT")
      if !column.isNullable { texts.append("\(alter) SET NOT NULL") }
      texts += columnSettings(column, of: name)
    }
    return texts
  }

  func columnSettings(_ column: Column, of table: ObjectName) -> [String] {
    writer.columnSettings(column).map { setting in
      "ALTER TABLE ONLY \(QuotedIdentifier.text(table)) "
        + "ALTER COLUMN \(QuotedIdentifier.text(column.name)) SET \(setting)"
    }
  }

  private func addColumn(_ table: ObjectName, _ name: String) -> [CatalogAlteration.Statement] {
    guard let column = new.column(table, name) else { return [] }
    var statement = CatalogAlteration.Statement(
      "ALTER TABLE \(QuotedIdentifier.text(table)) ADD COLUMN IF NOT EXISTS \(writer.columnDefinition(column))",
      on: table)
    if !column.isNullable, column.defaultExpression == nil, column.generated == nil, column.identity == nil {
      statement.needs = .values(of: ColumnReference(table, name))
    }
    return [statement] + columnSettings(column, of: table).map { CatalogAlteration.Statement($0, on: table) }
  }

  private func createIndex(_ owner: ObjectName, _ name: String) -> [CatalogAlteration.Statement] {
    guard let index = new.index(owner, name) else { return [] }
    let isConcurrent =
      indexes == .concurrent && fate.isKept(.table(owner)) && new.tables[owner]?.partitionKey == nil
    var statement = CatalogAlteration.Statement(
      writer.createIndex(index, on: owner, concurrently: isConcurrent, unlessThere: true), on: owner)
    statement.isTransactional = !isConcurrent
    if index.isUnique { statement.needs = .uniqueness(of: owner) }
    let statistics = writer.indexStatistics(index, in: owner.schema)
    return [statement] + statistics.map { CatalogAlteration.Statement($0, on: owner) }
  }

  private func createView(_ view: View) -> [String] {
    var bare = view
    (bare.rules, bare.triggers, bare.clusteredOn) = ([], [], nil)
    return (writer.createView(view).map { [$0] } ?? []) + writer.viewAttachments(bare)
  }

  private func addConstraint(_ table: ObjectName, _ name: String) -> [String] {
    let add = "ALTER TABLE \(QuotedIdentifier.text(table)) ADD "
    switch new.tables[table]?.constraint(name) {
    case .primaryKey(let key)?: return [add + writer.primaryKeyDefinition(key)]
    case .unique(let key)?: return [add + writer.uniqueDefinition(key)]
    case .check(let check)?: return [add + writer.checkDefinition(check)]
    case .exclusion(let exclusion)?: return [add + writer.exclusionDefinition(exclusion)]
    case .foreignKey(let key)?: return writer.addForeignKey(key, to: table).map { [$0] } ?? []
    case nil: return []
    }
  }

  private func join(_ table: ObjectName, _ parent: ObjectName) -> [String] {
    guard let membership = new.tables[table]?.partitionOf else {
      return ["ALTER TABLE \(QuotedIdentifier.text(table)) INHERIT \(QuotedIdentifier.text(parent))"]
    }
    let child = QuotedIdentifier.text(table)
    return ["ALTER TABLE \(QuotedIdentifier.text(parent)) ATTACH PARTITION \(child) \(membership.bound)"]
  }

  private func indexChoice(of name: ObjectName) -> [String] {
    if let index = new.views[name]?.clusteredOn {
      return ["ALTER MATERIALIZED VIEW \(QuotedIdentifier.text(name)) CLUSTER ON \(QuotedIdentifier.text(index))"]
    }
    guard let table = new.tables[name] else { return [] }
    let alter = "ALTER TABLE \(QuotedIdentifier.text(name))"
    let cluster = table.clusteredOn.map { ["\(alter) CLUSTER ON \(QuotedIdentifier.text($0))"] } ?? []
    let replica = table.replicaIdentity.map { ["\(alter) REPLICA IDENTITY \(writer.replica($0))"] } ?? []
    return cluster + replica
  }
}

enum TypeText {
  static func create(_ name: ObjectName, in catalog: Catalog) -> [String] {
    let writer = SQLWriter()
    if let type = catalog.enums[name] { return [writer.createEnum(type)] }
    if let type = catalog.compositeTypes[name] { return [writer.createComposite(type)] }
    if let type = catalog.rangeTypes[name] { return [writer.createRange(type)] }
    return catalog.domains[name].map { [writer.createDomain($0)] } ?? []
  }
}
