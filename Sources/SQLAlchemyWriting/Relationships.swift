import SchemaModel

/// The two attributes by which models show a foreign key.
private struct PlannedRelationship {
  var key: ForeignKey
  var table: ObjectName
  var near: String
  var far: String
}

extension ModelSession {
  /// Relationships of all models: a pair for each foreign key between them, a pair of lists for each association.
  mutating func planRelationships() {
    var planned: [PlannedRelationship] = []
    for table in catalog.tables where shapes[table.name] == .model {
      var seen: Set<[String]> = []
      for key in table.foreignKeys where key.isEnforced && obstacle(key) == nil && shapes[key.target] == .model {
        // Two keys over the same columns leave open which of them a relationship is.
        guard seen.insert(key.columns.sorted() + [key.target.qualified]).inserted else { continue }
        planned.append(named(key, of: table))
      }
    }
    for relationship in planned {
      relationshipNames[relationship.table, default: [:]][relationship.key.name] = relationship.near
      add(relationship, among: planned)
    }
    for table in catalog.tables where shapes[table.name] == .association { addLists(through: table) }
  }

  private mutating func named(_ key: ForeignKey, of table: Table) -> PlannedRelationship {
    let near = names.classes[table.name] ?? ""
    let far = names.classes[key.target] ?? ""
    var words = NameWords.split(key.columns.last ?? "")
    if words.count > 1, ["id", "uuid", "key", "code"].contains(words[words.count - 1].lowercased()) {
      words.removeLast()
    }
    let target = NameWords.snake(NameWords.split(far))
    let base = words.isEmpty || words.map({ $0.lowercased() }) == ["id"] ? target : NameWords.snake(words)
    let forward = names.relationship(
      base, orElse: base == target ? target + "_row" : "\(base)_\(target)", in: table.name)
    var list = NameWords.split(near)
    if !table.isUnique(key.columns), let last = list.popLast() { list.append(NameWords.plural(last)) }
    let isAlone = table.foreignKeys.count { $0.target == key.target } == 1 && table.name != key.target
    let back = NameWords.snake(list)
    let told = "\(back)_by_\(forward)"
    let backward = names.relationship(isAlone ? back : told, orElse: told, in: key.target)
    return PlannedRelationship(key: key, table: table.name, near: forward, far: backward)
  }

  private mutating func add(_ planned: PlannedRelationship, among all: [PlannedRelationship]) {
    guard let table = catalog.tables[planned.table], let near = names.classes[planned.table],
      let far = names.classes[planned.key.target]
    else { return }
    let key = planned.key
    let isOptional = key.columns.contains { table.columns[$0]?.isNullable ?? true }
    let isList = !table.isUnique(key.columns)
    // Any other key between the two tables, in either direction, leaves open which one is meant.
    let back = catalog.tables[key.target]?.foreignKeys.count { $0.target == table.name } ?? 0
    let needsKeys = table.foreignKeys.count { $0.target == key.target } + back > 1 || table.name == key.target
    let keys = needsKeys ? [Python.named("foreign_keys", list(key.columns, of: planned.table, near))] : []
    let remote =
      table.name == key.target ? [Python.named("remote_side", list(key.targetColumns, of: key.target, far))] : []
    let overlaps = self.overlaps(of: planned, among: all)
    relationships[planned.table, default: []].append(
      line(
        planned.near, Python.quotedType(far, isOptional: isOptional),
        keys + remote + [.named("back_populates", planned.far)] + overlaps))
    relationships[key.target, default: []].append(
      line(
        planned.far, isList ? "list[\(PythonText.quoted(near))]" : Python.quotedType(near, isOptional: true),
        keys + [.named("back_populates", planned.near)] + overlaps + deletion(key, isOptional: isOptional)))
  }

  /// The database's own action decides when a parent is deleted. Left alone, SQLAlchemy would set the keys of its
  /// children to NULL first: a parent that the database refuses to delete would go.
  private func deletion(_ key: ForeignKey, isOptional: Bool) -> [Python] {
    switch key.onDelete {
    case .cascade: [.named("cascade", "all, delete"), .flag("passive_deletes")]
    case .setNull: [.flag("passive_deletes")]
    default: isOptional ? [.named("passive_deletes", "all")] : []
    }
  }

  /// Relationships that write the same columns have to say so.
  private func overlaps(of planned: PlannedRelationship, among all: [PlannedRelationship]) -> [Python] {
    guard planned.key.columns.count > 1 || catalog.tables[planned.table]?.foreignKeys.count ?? 0 > 1 else { return [] }
    let others = all.filter { other in
      other.table == planned.table && other.near != planned.near
        && !Set(other.key.columns).isDisjoint(with: planned.key.columns)
    }
    let names = Set(others.flatMap { [$0.near, $0.far] }).sorted()
    return names.isEmpty ? [] : [.named("overlaps", names.joined(separator: ","))]
  }

  private mutating func addLists(through table: Table) {
    let (first, second) = (table.foreignKeys[0], table.foreignKeys[1])
    guard first.target != second.target, let variable = names.tables[table.name],
      table.foreignKeys.allSatisfy({ shapes[$0.target] == .model && obstacle($0) == nil }),
      let near = names.classes[first.target], let far = names.classes[second.target]
    else { return }
    let toFar = listName(far, through: table.name, in: first.target)
    let toNear = listName(near, through: table.name, in: second.target)
    for (target, name, model, back) in [(first.target, toFar, far, toNear), (second.target, toNear, near, toFar)] {
      relationships[target, default: []].append(
        line(
          name, "list[\(PythonText.quoted(model))]",
          [.keyword("secondary", .code(variable)), .named("back_populates", back)]))
    }
  }

  private mutating func listName(_ model: String, through table: ObjectName, in target: ObjectName) -> String {
    var words = NameWords.split(model)
    if let last = words.popLast() { words.append(NameWords.plural(last)) }
    let name = NameWords.snake(words)
    return names.relationship(
      name, orElse: "\(name)_through_\(NameWords.snake(NameWords.split(table.name)))", in: target)
  }

  private func list(_ columns: [String], of table: ObjectName, _ model: String) -> String {
    "[\(columns.map { "\(model).\(names.attribute($0, of: table))" }.joined(separator: ", "))]"
  }

  private func line(_ name: String, _ annotation: String, _ arguments: [Python]) -> String {
    let start = "\(name): Mapped[\(annotation)] = "
    return start + Python.call("relationship", arguments).text(indentation: 4, used: start.utf8.count)
  }
}

extension Python {
  /// The name of a class that may come later in the module.
  static func quotedType(_ name: String, isOptional: Bool) -> String {
    PythonText.quoted(isOptional ? "\(name) | None" : name)
  }
}
