import CPostgresQuery
import SQLReading
import SQLSyntax
import SchemaModel
import TypeConversion

extension StatementJudge {
  /// `ALTER COLUMN ... TYPE`: rows, indexes, checks, foreign keys and statistics that hang on the column.
  mutating func changeType(_ command: PgQuery__AlterTableCmd, of tree: [ObjectName], _ changes: inout TableChanges) {
    guard let name = command.name.text, let root = tree.first,
      let definition = command.def?.pointee.column_def?.pointee,
      let old = before.table(root)?.columns[name], let new = after.table(root)?.columns[name]
    else { return changeUnknownType(of: tree, &changes) }
    remarkZone(old.type, new.type)
    let change = TypeChange(state: before, isUTC: session.isUTC)
    let using = definition.raw_default.map { change.steps(PostgresNode($0), of: name, in: self) }
    let steps = using.map { $0.map { $0 + [new.type] } } ?? [new.type]
    let rewrites = steps.map { change.rewrites(old.type, through: $0) } ?? true
    for table in tree where before.table(table)?.columns.contains(name) == true {
      if rewrites { changes.rewrite(table) }
      let column = ChangedColumn(name: name, old: old, new: new, rewrites: rewrites)
      remakeIndexes(of: table, column)
      for check in before.table(table)?.checks ?? [] where check.isValidated && names(name, check.expression.sql) {
        changes.scan(table)
      }
      remakeForeignKeys(of: table, column)
      let statistics = before.catalog.statistics.contains { statistics in
        statistics.table == table && statistics.expressions.contains { uses(name, $0) }
      }
      if statistics { draft.lock(table, .shareUpdateExclusive) }
      if old.identity != nil {
        draft.lock(before.sequences(of: table, column: name), .rowExclusive, .shareRowExclusive)
      }
    }
  }

  /// Of a table that a query made the columns are not known.
  private mutating func changeUnknownType(of tree: [ObjectName], _ changes: inout TableChanges) {
    guard let root = tree.first, before.relations[root] == nil else { return }
    changes.rewrite(root)
    remarks.append("the columns of \(root.display) are not known: it is taken to be rewritten")
  }

  private mutating func remarkZone(_ old: ColumnType, _ new: ColumnType) {
    let names = [old, new].map { before.catalog.typeBeneathDomains($0).name }
    guard !session.saysZone, Set(names) == ["timestamp", "timestamptz"] else { return }
    remarks.append(
      "taken to run in the time zone UTC: in any other, unless SET TimeZone says which, the table is rewritten")
  }

  struct ChangedColumn {
    var name: String
    var old: Column
    var new: Column
    var rewrites: Bool
  }

  /// The indexes on the column are dropped and made again; where nothing that orders them changes their files are kept.
  private mutating func remakeIndexes(of table: ObjectName, _ column: ChangedColumn) {
    guard let owner = before.table(table) else { return }
    for shape in IndexShape.all(of: owner) {
      guard shape.columns.contains(column.name) || shape.texts.contains(where: { names(column.name, $0) }) else {
        continue
      }
      let index = ObjectName(shape.name, schema: table.schema)
      draft.lock(table, .share)
      draft.lock(index, .accessExclusive)
      if owner.isDeferred(shape.name) { draft.lock(table, .shareRowExclusive) }
      let isSame = shape.texts.isEmpty && keepsOrder(shape, column)
      if before.isPartitioned(table) {
        if !before.children(of: table).isEmpty { draft.lock(index, .shareUpdateExclusive) }
        if isSame, !column.rewrites, owner.partitionOf == nil { draft.lock(index, .accessShare) }
      } else if column.rewrites {
        draft.build(index)
      } else if isSame, !isPart(shape, of: owner) {
        draft.lock(index, .accessShare)
      } else {
        draft.build(index)
      }
    }
  }

  private func keepsOrder(_ shape: IndexShape, _ column: ChangedColumn) -> Bool {
    guard shape.keys.contains(column.name) else { return true }
    if shape.operatorClasses[column.name] != nil { return column.old.collation == column.new.collation }
    let family = { (type: ColumnType) in TypeStorage.operatorFamily(before.catalog.typeBeneathDomains(type)) }
    return family(column.old.type) == family(column.new.type) && column.old.collation == column.new.collation
  }

  /// Whether a partition has the index because its parent has it.
  private func isPart(_ shape: IndexShape, of table: Table) -> Bool {
    guard let parent = table.partitionOf?.parent, let owner = before.table(parent) else { return false }
    return IndexShape.all(of: owner).contains { $0.isTwin(of: shape) }
  }

  private mutating func remakeForeignKeys(of table: ObjectName, _ column: ChangedColumn) {
    let parent = before.table(table)?.partitionOf?.parent
    for key in before.table(table)?.foreignKeys ?? []
    where key.isEnforced && key.columns.contains(column.name) && !isInherited(key, from: parent) {
      draft.lock(before.tree(key.target), .accessExclusive)
      addForeignKey(from: table, to: key.target, validates: column.rewrites && key.isValidated)
    }
    for reference in before.references(to: table)
    where reference.key.targetColumns.contains(column.name)
      && !isInherited(reference.key, from: before.table(reference.table)?.partitionOf?.parent)
    {
      draft.lock(
        before.isPartitioned(reference.table) ? before.tree(reference.table) : [reference.table], .accessExclusive)
      addForeignKey(from: reference.table, to: table, validates: column.rewrites && reference.key.isValidated)
    }
  }

  /// Whether a partition has the key from its parent.
  func isInherited(_ key: ForeignKey, from parent: ObjectName?) -> Bool {
    guard let parent, let table = before.table(parent) else { return false }
    return table.foreignKeys.contains { $0.columns == key.columns && $0.target == key.target }
  }

  /// Whether an expression reads a column.
  func names(_ column: String, _ sql: String) -> Bool {
    guard sql.contains(column) else { return false }
    var found = false
    _ = try? parser.withStatement("SELECT \(sql)") { node in
      PostgresTree.walk(node) { visit in
        guard case .column(let reference) = visit else { return }
        let fields = PostgresList(reference.pointee.fields, reference.pointee.n_fields)
        if fields.last?.string == column { found = true }
      }
    }
    return found
  }

  private func uses(_ column: String, _ element: IndexElement) -> Bool {
    switch element.key {
    case .column(let name): name == column
    case .expression(let expression): names(column, expression.sql)
    }
  }
}

/// An index of any kind, those behind constraints too, as far as a change of a column's type goes.
struct IndexShape {
  var name: String
  /// Key columns.
  var keys: [String]
  var includes: [String] = []
  /// Expressions and the predicate.
  var texts: [String] = []
  var operatorClasses: [String: String] = [:]
  var method = "btree"
  var isUnique = false

  var columns: [String] { keys + includes }

  func isTwin(of other: IndexShape) -> Bool {
    keys == other.keys && texts == other.texts && method == other.method && isUnique == other.isUnique
  }

  static func all(of table: Table) -> [IndexShape] {
    let keys = table.keys.map {
      IndexShape(name: $0.name, keys: $0.columns, includes: $0.includes, isUnique: true)
    }
    let exclusions = table.exclusions.map { exclusion in
      shape(
        exclusion.name, exclusion.elements.map(\.element), exclusion.includes, exclusion.predicate, exclusion.method,
        isUnique: false)
    }
    let indexes = table.indexes.map {
      shape($0.name, $0.elements, $0.includes, $0.predicate, $0.method, isUnique: $0.isUnique)
    }
    return keys + exclusions + indexes
  }

  private static func shape(
    _ name: String, _ elements: [IndexElement], _ includes: [String], _ predicate: SQLExpression?, _ method: String,
    isUnique: Bool
  ) -> IndexShape {
    var shape = IndexShape(name: name, keys: [], includes: includes)
    for element in elements {
      switch element.key {
      case .column(let column):
        shape.keys.append(column)
        if let operatorClass = element.operatorClass { shape.operatorClasses[column] = operatorClass }
      case .expression(let expression): shape.texts.append(expression.sql)
      }
    }
    if let predicate { shape.texts.append(predicate.sql) }
    shape.method = method
    shape.isUnique = isUnique
    return shape
  }
}
