package import SchemaModel

/// Small questions about terms.
extension ConditionTerm {
  /// What the term is whatever the row and session; nil when that depends.
  package var constantTruth: Bool? {
    switch self {
    case .truth(let value): return value
    case .not(let term): return term.constantTruth.map { !$0 }
    case .all(let terms):
      if terms.contains(where: { $0.constantTruth == false }) { return false }
      return terms.allSatisfy { $0.constantTruth == true } ? true : nil
    case .any(let terms):
      if terms.contains(where: { $0.constantTruth == true }) { return true }
      return terms.allSatisfy { $0.constantTruth == false } ? false : nil
    case .cast(let term, let cast): return cast.type == "bool" ? term.constantTruth : nil
    case .subquery(let query): return query.single?.constantTruth
    case .operation(let name, let terms): return Self.compare(name, terms)
    case .nullTest(let term, let isNull):
      switch term.bare {
      case .constant, .truth: return !isNull
      case .null: return isNull
      default: return nil
      }
    default: return nil
    }
  }

  /// Two constants, or a value with itself: `1 = 1`, `id = id`.
  private static func compare(_ name: String, _ terms: [ConditionTerm]) -> Bool? {
    guard terms.count == 2 else { return nil }
    if case .constant(let left) = terms[0].bare, case .constant(let right) = terms[1].bare {
      switch name {
      case "=", "not distinct": return left == right
      case "<>", "distinct": return left != right
      default: return nil
      }
    }
    // A null aside, which passes nobody and need not be there.
    if case .column(let left) = terms[0], case .column(let right) = terms[1], left == right, name == "=" { return true }
    return nil
  }

  /// A column of the policy's table that must equal a value from elsewhere, through casts on either side.
  package func comparison() -> (column: String, isCast: Bool, value: ConditionTerm)? {
    guard case .operation("=", let sides) = self, sides.count == 2 else { return nil }
    for (side, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
      guard case .column(let parts) = side.withoutCasts, let column = parts.last, other.ownColumns.isEmpty else {
        continue
      }
      return (column, side != side.withoutCasts, other)
    }
    return nil
  }

  package var withoutCasts: ConditionTerm {
    if case .cast(let term, _) = self { term.withoutCasts } else { self }
  }

  /// A string constant, through casts.
  package var text: String? {
    if case .constant(let text) = withoutCasts { text } else { nil }
  }
}

extension ConditionQuery {
  /// Whether it asks about the row at hand: a column in it is none of its own tables'.
  package func isCorrelated(_ catalog: Catalog, around outer: [Relation] = []) -> Bool {
    terms.contains { Self.reachesOut($0, [relations], catalog) }
  }

  private static func reachesOut(
    _ term: ConditionTerm, _ scopes: [[Relation]], _ catalog: Catalog
  ) -> Bool {
    switch term {
    case .column(let parts): return !scopes.contains { holds($0, parts, catalog) }
    case .subquery(let query):
      if let tested = query.tested, reachesOut(tested, scopes, catalog) { return true }
      return query.terms.contains { reachesOut($0, scopes + [query.relations], catalog) }
    default: return term.children.contains { reachesOut($0, scopes, catalog) }
    }
  }

  /// Whether a name is one of these relations'. What the schema does not have is taken to have every column.
  private static func holds(_ relations: [Relation], _ parts: [String], _ catalog: Catalog) -> Bool {
    if parts.count > 1 {
      let qualifier = parts[parts.count - 2]
      return relations.contains { ($0.alias ?? $0.name) == qualifier }
    }
    guard let column = parts.last else { return true }
    return relations.contains { relation in
      guard let table = relation.table(in: catalog) else { return true }
      return table.columns.contains(column)
    }
  }
}

extension ConditionQuery.Relation {
  /// The table of the schema that is meant.
  package func table(in catalog: Catalog) -> Table? {
    if isCommon { return nil }
    if let schema { return catalog.tables[ObjectName(name, schema: schema)] }
    return catalog.tables[ObjectName(name)] ?? catalog.tables.first { $0.name.name == name }
  }
}
