import SchemaModel

/// Tells which relationships of the classes show which foreign keys.
struct RelationReader {
  let mapper: SchemaMapper

  init(_ mapper: SchemaMapper) { self.mapper = mapper }

  func addRelations(_ tables: [TableDraft], _ keys: [ResolvedForeignKey], to catalog: inout Catalog) {
    var pairs: [Pair: [ResolvedForeignKey]] = [:]
    for key in keys {
      if let target = key.targetTable { pairs[Pair(key.table, target), default: []].append(key) }
    }
    for table in tables {
      for relationship in table.relationships {
        guard let target = target(of: relationship), let other = target.table else { continue }
        if let secondary = relationship.call.keyword("secondary") {
          addPairs(relationship, secondary, from: table, pairs, to: &catalog)
          continue
        }
        let own = only(pairs[Pair(table, other)] ?? [], relationship)
        if let own, table !== other || !relationship.isList {
          add(relationship, opposite: opposite(of: relationship, in: other), own, to: &catalog)
        } else if own == nil, let far = only(pairs[Pair(other, table)] ?? [], relationship),
          let name = relationship.call.keyword("backref").flatMap(Self.name)
        {
          // `backref` makes the field on the other side.
          var made = relationship
          made.field = name
          var back = relationship
          back.isList = relationship.call.keyword("uselist")?.truth ?? true
          add(made, opposite: back, far, to: &catalog)
        }
      }
    }
  }

  private struct Pair: Hashable {
    var from: ObjectIdentifier
    var to: ObjectIdentifier

    init(_ from: TableDraft, _ to: TableDraft) {
      self.from = ObjectIdentifier(from)
      self.to = ObjectIdentifier(to)
    }
  }

  private static func name(_ value: Value) -> String? { value.text ?? value.call?.argument(0)?.text }

  private func target(of relationship: RelationshipDraft) -> MappedClass? {
    var value = relationship.target
    if case .function(let function, _)? = value { value = mapper.interpreter.invoke(function, [], at: function.place) }
    switch value {
    case .type(let type)?: return mapper.mapping(of: type)
    case .string(let name)?: return mapper.mapping(named: name)
    default: return nil
    }
  }

  /// The only key between the two tables, or the one that the relationship names.
  private func only(_ keys: [ResolvedForeignKey], _ relationship: RelationshipDraft) -> ResolvedForeignKey? {
    guard keys.count > 1 else { return keys.first }
    guard let given = relationship.call.keyword("foreign_keys") else { return nil }
    let values = given.items ?? [given]
    let names = values.flatMap { value -> [String] in
      if let column = mapper.column(value) { return [column.name] }
      let text = value.text ?? ""
      return text.split { "[], ".contains($0) }.map { String($0).lastPart }
    }
    let found = keys.filter {
      $0.draft.columns.map(\.name) == names || $0.draft.columns.map { $0.attribute ?? "" } == names
    }
    return found.count == 1 ? found[0] : nil
  }

  private func opposite(of relationship: RelationshipDraft, in table: TableDraft) -> RelationshipDraft? {
    let name = relationship.call.keyword("back_populates")?.text
    if let name { return table.relationships.first { $0.field == name } }
    if let backref = relationship.call.keyword("backref"), let text = Self.name(backref) {
      var made = relationship
      made.field = text
      made.isList = backref.call?.keyword("uselist")?.truth ?? true
      return made
    }
    return table.relationships.first { $0.call.keyword("back_populates")?.text == relationship.field }
  }

  private func add(
    _ relationship: RelationshipDraft, opposite: RelationshipDraft?, _ key: ResolvedForeignKey,
    to catalog: inout Catalog
  ) {
    let isList = opposite.map { $0.isList || $0.call.keyword("uselist") == nil && !isUnique(key) } ?? !isUnique(key)
    var relation = ModelRelation(
      field: relationship.field, oppositeField: opposite?.field, isOppositeList: isList)
    relation.name = nil
    set(relation, key, in: &catalog)
  }

  private func isUnique(_ key: ResolvedForeignKey) -> Bool {
    key.draft.columns.count == 1 && key.draft.columns[0].isUnique
  }

  /// The keys of an association table, each shown as the list on the side it refers to.
  private func addPairs(
    _ relationship: RelationshipDraft, _ secondary: Value, from table: TableDraft,
    _ pairs: [Pair: [ResolvedForeignKey]],
    to catalog: inout Catalog
  ) {
    var value = secondary
    if case .function(let function, _) = value { value = mapper.interpreter.invoke(function, [], at: function.place) }
    let found =
      mapper.table(of: value)
      ?? value.text.flatMap { mapper.table($0.lastPart, table.metadata.schema, in: table.metadata) }
    guard let association = found, let key = (pairs[Pair(association, table)] ?? []).first else { return }
    guard (pairs[Pair(association, table)] ?? []).count == 1 else { return }
    let relation = ModelRelation(
      field: key.draft.columns.first?.name ?? "", oppositeField: relationship.field, isOppositeList: true)
    set(relation, key, in: &catalog)
  }

  private func set(_ relation: ModelRelation, _ key: ResolvedForeignKey, in catalog: inout Catalog) {
    let columns = key.draft.columns.map(\.name)
    catalog.tables.update(key.table.objectName) { table in
      let position = table.foreignKeys.firstIndex {
        $0.columns == columns && $0.target == key.target && $0.relation == nil
      }
      if let position { table.foreignKeys[position].relation = relation }
    }
  }
}
