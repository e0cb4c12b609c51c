import SchemaModel

/// The relation fields of each model.
struct RelationPlan {
  struct Field {
    var name: String
    /// `User`, `User?` or `Post[]`.
    var type: String
    var attributes: [String]
    var comment: String?
  }

  var fields: [ObjectName: [Field]] = [:]
}

/// Two tables, in no order.
private struct TablePair: Hashable {
  let first: ObjectName
  let second: ObjectName

  init(_ a: ObjectName, _ b: ObjectName) {
    first = min(a, b)
    second = max(a, b)
  }
}

extension WritingSession {
  mutating func planRelations(_ tables: [Table]) {
    let written = Set(tables.map(\.name))
    var keys: [(table: Table, key: ForeignKey)] = []
    var counts: [TablePair: Int] = [:]
    for table in tables {
      for key in table.foreignKeys {
        if let reason = obstacle(key, of: table, written: written) {
          remark(
            "foreign key", "\(Self.sql(key)): \(reason)", on: table.name,
            [CatalogPath.table(table.name).item("foreignKeys", key.name)], at: key.span)
          continue
        }
        keys.append((table, key))
        counts[TablePair(table.name, key.target), default: 0] += 1
        if let relation = key.relation {
          names.reserve(relation.field, in: table.name)
          if let opposite = relation.oppositeField { names.reserve(opposite, in: key.target) }
        }
      }
    }
    let joins = catalog.tables.filter { $0.model?.isImplicit == true && $0.foreignKeys.count == 2 }
    for join in joins { counts[TablePair(join.foreignKeys[0].target, join.foreignKeys[1].target), default: 0] += 1 }
    for (table, key) in keys {
      let isAmbiguous = table.name == key.target || counts[TablePair(table.name, key.target), default: 0] > 1
      plan(key, of: table, isAmbiguous: isAmbiguous)
    }
    for join in joins {
      let pair = TablePair(join.foreignKeys[0].target, join.foreignKeys[1].target)
      plan(join, isAmbiguous: pair.first == pair.second || counts[pair, default: 0] > 1)
    }
  }

  /// Whether exactly these columns, in any order, are a key that Prisma can say.
  private func isKey(_ columns: [String], of table: Table) -> Bool {
    let wanted = Set(columns)
    if let key = table.primaryKey, isExpressible(key, of: table), Set(key.columns) == wanted { return true }
    return table.uniqueConstraints.contains { Set($0.columns) == wanted }
      || table.indexes.contains { index in
        index.isUnique && index.predicate == nil && index.columnNames.map { Set($0) == wanted } ?? false
          && isExpressible(index, of: table)
      }
  }

  /// Why a foreign key can not be a relation, or nil.
  private func obstacle(_ key: ForeignKey, of table: Table, written: Set<ObjectName>) -> String? {
    guard written.contains(key.target), let target = catalog.tables[key.target] else {
      return "the table it refers to is not a model here"
    }
    guard key.columns.count == key.targetColumns.count, !key.columns.isEmpty else {
      return "its columns do not pair up"
    }
    for (near, far) in zip(key.columns, key.targetColumns) {
      guard let left = type(of: near, in: table.name), let right = type(of: far, in: key.target) else {
        return "a column is missing"
      }
      if left.word != right.word || left.isList != right.isList {
        return "its columns are \(left.word) and \(right.word)"
      }
    }
    return isKey(key.targetColumns, of: target) ? nil : "the columns it refers to are no key"
  }

  private mutating func plan(_ key: ForeignKey, of table: Table, isAmbiguous: Bool) {
    guard let model = names.models[table.name], let target = names.models[key.target] else { return }
    let isOptional = key.columns.contains { table.columns[$0]?.isNullable ?? true }
    let isToOne = key.relation.map { !$0.isOppositeList } ?? isKey(key.columns, of: table)
    let field = key.relation?.field ?? forwardName(key, of: table, target)
    let relation = key.relation.map(\.name) ?? (isAmbiguous ? model + NameWords.capital(field) : nil)
    let opposite =
      key.relation?.oppositeField
      ?? backName(model, field, in: key.target, isList: !isToOne, isAmbiguous: isAmbiguous)
    remarkOnExtras(of: key, in: table)
    relations.fields[table.name, default: []].append(
      RelationPlan.Field(
        name: field, type: target + (isOptional ? "?" : ""),
        attributes: [attribute(key, of: table, named: relation)] + ignoring(key.target, in: table.name),
        comment: key.relation?.comment))
    relations.fields[key.target, default: []].append(
      RelationPlan.Field(
        name: opposite, type: model + (isToOne ? "?" : "[]"),
        attributes: (relation.map { ["@relation(\(PrismaString.quoted($0)))"] } ?? [])
          + ignoring(table.name, in: key.target), comment: key.relation?.oppositeComment))
  }

  /// A field whose model is ignored must be ignored too.
  private func ignoring(_ target: ObjectName, in table: ObjectName) -> [String] {
    ignored.contains(target) && !ignored.contains(table) ? ["@ignore"] : []
  }

  private func attribute(_ key: ForeignKey, of table: Table, named name: String?) -> String {
    func list(_ columns: [String], _ table: ObjectName) -> String {
      "[\(columns.map { names.field($0, of: table) }.joined(separator: ", "))]"
    }
    var arguments = name.map { [PrismaString.quoted($0)] } ?? []
    arguments.append("fields: \(list(key.columns, table.name))")
    arguments.append("references: \(list(key.targetColumns, key.target))")
    arguments.append("onDelete: \(Self.word(key.onDelete))")
    arguments.append("onUpdate: \(Self.word(key.onUpdate))")
    if key.name != PrismaConstraintName.foreignKey(table: table.name.name, columns: key.columns) {
      arguments.append("map: \(PrismaString.quoted(key.name))")
    }
    return "@relation(\(arguments.joined(separator: ", ")))"
  }

  private static func word(_ action: ReferentialAction) -> String {
    switch action {
    case .noAction: "NoAction"
    case .restrict: "Restrict"
    case .cascade: "Cascade"
    case .setNull: "SetNull"
    case .setDefault: "SetDefault"
    }
  }

  /// `author_id` is the field `author`; a key that says nothing is named after its target.
  private mutating func forwardName(_ key: ForeignKey, of table: Table, _ target: String) -> String {
    var words = NameWords.split(key.columns.last ?? "")
    if words.count > 1, ["id", "uuid", "key", "code"].contains(words[words.count - 1].lowercased()) {
      words.removeLast()
    }
    let base =
      words.map { $0.lowercased() } == ["id"] || words.isEmpty ? NameWords.lowerFirst(target) : NameWords.camel(words)
    let alternative = names.isTaken(base, in: table.name) ? base + target : base
    return names.relationField(base, alternative: alternative, in: table.name)
  }

  private mutating func backName(
    _ model: String, _ field: String, in target: ObjectName, isList: Bool, isAmbiguous: Bool
  ) -> String {
    var words = NameWords.split(model)
    if isList, let last = words.popLast() { words.append(NameWords.plural(last)) }
    let base = NameWords.camel(words)
    let told = "\(base)By\(NameWords.capital(field))"
    return names.relationField(isAmbiguous ? told : base, alternative: told, in: target)
  }

  /// The two list fields of an implicit many-to-many relation.
  private mutating func plan(_ join: Table, isAmbiguous: Bool) {
    let (a, b) = (join.foreignKeys[0], join.foreignKeys[1])
    guard let first = names.models[a.target], let second = names.models[b.target] else { return }
    let expected = "_\(min(first, second))To\(max(first, second))"
    let own = String(join.name.name.dropFirst())
    let name = a.relation?.name ?? (isAmbiguous || expected != join.name.name ? own : nil)
    for (key, other) in [(a, b), (b, a)] {
      guard let model = names.models[other.target] else { continue }
      let field = key.relation?.oppositeField ?? backName(model, "", in: key.target, isList: true, isAmbiguous: false)
      relations.fields[key.target, default: []].append(
        RelationPlan.Field(
          name: field, type: model + "[]",
          attributes: (name.map { ["@relation(\(PrismaString.quoted($0)))"] } ?? [])
            + ignoring(other.target, in: key.target), comment: key.relation?.oppositeComment))
    }
  }

  private mutating func remarkOnExtras(of key: ForeignKey, in table: Table) {
    var extras: [(what: String, property: String)] = []
    if key.match == .full { extras.append(("MATCH FULL", "match")) }
    if key.deferral != .notDeferrable { extras.append((key.deferral.rawValue, "deferral")) }
    if !key.isValidated { extras.append(("NOT VALID", "isValidated")) }
    if !key.onDeleteColumns.isEmpty {
      let columns = key.onDeleteColumns.map(SQLWord.identifier).joined(separator: ", ")
      extras.append(("\(key.onDelete.rawValue) (\(columns))", "onDeleteColumns"))
    }
    if let comment = key.comment { extras.append(("the comment \(PrismaString.quoted(comment))", "comment")) }
    guard !extras.isEmpty else { return }
    let place = CatalogPath.table(table.name).item("foreignKeys", key.name)
    remark(
      "foreign key option", "foreign key \(key.name) has \(extras.map(\.what).joined(separator: ", "))", on: table.name,
      extras.map { place.property($0.property) }, at: key.span)
  }

  private static func sql(_ key: ForeignKey) -> String {
    let columns = key.columns.map(SQLWord.identifier).joined(separator: ", ")
    let targets = key.targetColumns.map(SQLWord.identifier).joined(separator: ", ")
    // A key of a table that no source declares points at its primary key, whatever that is.
    let name = key.name.isEmpty ? "" : "CONSTRAINT \(SQLWord.identifier(key.name)) "
    return name + "FOREIGN KEY (\(columns)) REFERENCES \(key.target.display)" + (targets.isEmpty ? "" : " (\(targets))")
  }
}
